// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/FoldedText.h"

#include "ui/common/Theme.h"

#include <QCoreApplication>
#include <QTextDocument>

namespace godwit::ui {

namespace {

constexpr int DeepestQuote = 12; // deeper ones are drawn there
constexpr qsizetype FoldableParagraphs = 4;
constexpr qsizetype LongQuote = 12;
constexpr qsizetype LongestBlock = 4000; // characters (S-080)

/// One word of megabytes would stall the layout, and so would one paragraph: pieces of a size that it can bear.
QList<qsizetype> breaksOf(const QString &text)
{
    QList<qsizetype> breaks;
    for (qsizetype at = LongestBlock; at < text.size(); at += LongestBlock) {
        const qsizetype blank = text.lastIndexOf(u' ', at);
        const qsizetype cut = blank > at - LongestBlock / 2 ? blank + 1 : text.at(at).isLowSurrogate() ? at + 1 : at;
        breaks << cut;
    }
    return breaks;
}

} // namespace

const QString FoldedText::FoldScheme = QStringLiteral("godwit-fold");

FoldedText::FoldedText(const QList<mime::TextParagraph> &paragraphs, bool fixedWidth)
    : m_paragraphs(paragraphs), m_fixedWidth(fixedWidth)
{
    qsizetype lastOwn = -1;
    for (qsizetype at = 0; at < paragraphs.size(); ++at) {
        const mime::TextParagraph &paragraph = paragraphs.at(at);
        if (paragraph.quoteLevel == 0 && !paragraph.signature && !paragraph.text.trimmed().isEmpty())
            lastOwn = at;
    }
    for (qsizetype at = 0; at < paragraphs.size(); ++at) {
        if (paragraphs.at(at).quoteLevel == 0)
            continue;
        const qsizetype end = endOfQuotes(at);
        if (at > 0 && end - at > LongQuote && lastOwn < end)
            m_folded.insert(at);
        at = end;
    }
}

void FoldedText::toggle(qsizetype group)
{
    if (!m_folded.remove(group))
        m_folded.insert(group);
}

void FoldedText::setAllFolded(bool folded)
{
    m_folded.clear();
    for (qsizetype at = 0; folded && at < m_paragraphs.size(); ++at) {
        if (m_paragraphs.at(at).quoteLevel == 0)
            continue;
        const qsizetype end = endOfQuotes(at);
        if (end - at >= FoldableParagraphs)
            m_folded.insert(at);
        at = end;
    }
}

void FoldedText::restart()
{
    m_written = 0;
    m_groupEnd = 0;
}

bool FoldedText::writeSlice(QTextDocument &document, qsizetype paragraphs)
{
    QTextCursor cursor(&document);
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    const auto nextBlock = [&cursor] {
        if (cursor.position() > 0)
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    };
    for (; !isWritten() && paragraphs > 0; --paragraphs) {
        if (m_written >= m_groupEnd && m_paragraphs.at(m_written).quoteLevel > 0) {
            m_groupEnd = endOfQuotes(m_written);
            if (m_groupEnd - m_written >= FoldableParagraphs) {
                nextBlock();
                writeFoldLine(cursor);
            }
            if (m_folded.contains(m_written)) {
                m_written = m_groupEnd;
                continue;
            }
        }
        nextBlock();
        writeParagraph(cursor, m_paragraphs.at(m_written++));
    }
    cursor.endEditBlock();
    return isWritten();
}

void FoldedText::writeParagraph(QTextCursor &cursor, const mime::TextParagraph &paragraph) const
{
    const Colors &colors = Theme::colors();
    QTextBlockFormat block;
    QTextCharFormat normal;
    if (!m_fixedWidth)
        block.setLineHeight(textmeasure::LineHeight, QTextBlockFormat::ProportionalHeight);
    if (paragraph.quoteLevel > 0) {
        const int level = qMin(paragraph.quoteLevel, DeepestQuote);
        block.setProperty(QTextFormat::BlockQuoteLevel, level);
        block.setLeftMargin(level * textmeasure::QuoteStep);
    }
    if (paragraph.quoteLevel > 0 || paragraph.signature)
        normal.setForeground(colors.dimmedText);
    cursor.setBlockFormat(block);
    cursor.setBlockCharFormat(normal);
    QList<qsizetype> breaks = breaksOf(paragraph.text);
    qsizetype done = 0;
    // Up to `end`, with a new block at each break.
    const auto write = [&](qsizetype end, const QTextCharFormat &format) {
        while (!breaks.isEmpty() && breaks.first() <= end) {
            const qsizetype cut = breaks.takeFirst();
            cursor.insertText(paragraph.text.mid(done, cut - done), format);
            cursor.insertBlock(block, normal);
            done = cut;
        }
        cursor.insertText(paragraph.text.mid(done, end - done), format);
        done = end;
    };
    for (const mime::TextLink &link : paragraph.links) {
        write(link.start, normal);
        QTextCharFormat anchor = normal;
        anchor.setAnchor(true);
        anchor.setAnchorHref(link.target);
        anchor.setForeground(colors.accent);
        write(link.start + link.length, anchor);
    }
    write(paragraph.text.size(), normal);
}

void FoldedText::writeFoldLine(QTextCursor &cursor) const
{
    const bool folded = m_folded.contains(m_written);
    const int lines = int(m_groupEnd - m_written);
    QTextBlockFormat block;
    block.setTopMargin(2);
    block.setBottomMargin(2);
    cursor.setBlockFormat(block);
    QTextCharFormat anchor;
    anchor.setAnchor(true);
    anchor.setAnchorHref(FoldScheme + u':' + QString::number(m_written));
    anchor.setForeground(Theme::colors().dimmedText);
    cursor.insertText(folded ? QCoreApplication::translate("FoldedText", "▸ Show %n quoted line(s)", nullptr, lines)
                             : QCoreApplication::translate("FoldedText", "▾ Hide %n quoted line(s)", nullptr, lines),
        anchor);
}

qsizetype FoldedText::endOfQuotes(qsizetype begin) const
{
    qsizetype end = begin;
    while (end < m_paragraphs.size() && m_paragraphs.at(end).quoteLevel > 0)
        ++end;
    return end;
}

} // namespace godwit::ui
