// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RichText.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>

namespace godwit::ui::richtext {

using namespace Qt::StringLiterals;

namespace {

constexpr int QuoteIndent = 13;

QString escaped(const QString &text)
{
    QString html = text.toHtmlEscaped();
    html.replace(QChar::LineSeparator, u"<br>"_s);
    html.replace(u"  "_s, u"&nbsp; "_s);
    return html;
}

QString fragmentHtml(const QTextFragment &fragment)
{
    const QTextCharFormat format = fragment.charFormat();
    if (format.isImageFormat()) {
        const QString name = format.toImageFormat().name();
        if (!name.startsWith("cid:"_L1))
            return {};
        const int width = qRound(format.toImageFormat().width());
        const QString size = width > 0 ? u" width=\"%1\""_s.arg(width) : QString();
        return u"<img src=\"%1\" alt=\"\"%2>"_s.arg(name.toHtmlEscaped(), size);
    }
    QString html = escaped(fragment.text());
    if (format.fontWeight() >= QFont::DemiBold)
        html = "<b>"_L1 + html + "</b>"_L1;
    if (format.fontItalic())
        html = "<i>"_L1 + html + "</i>"_L1;
    if (format.fontUnderline() && !format.isAnchor())
        html = "<u>"_L1 + html + "</u>"_L1;
    const QString target = format.isAnchor() ? format.anchorHref() : QString();
    for (const QLatin1StringView scheme : {"http://"_L1, "https://"_L1, "mailto:"_L1, "tel:"_L1}) {
        if (target.startsWith(scheme, Qt::CaseInsensitive))
            return u"<a href=\"%1\">%2</a>"_s.arg(target.toHtmlEscaped(), html);
    }
    return html;
}

QString blockHtml(const QTextBlock &block)
{
    QString html;
    for (auto it = block.begin(); !it.atEnd(); ++it)
        html += fragmentHtml(it.fragment());
    return html.isEmpty() ? u"<br>"_s : html;
}

bool isNumbered(const QTextList &list)
{
    return list.format().style() <= QTextListFormat::ListDecimal;
}

/// Opens and closes <blockquote> and <ul>/<ol> as the blocks ask for them.
class HtmlWriter {
public:
    void add(const QTextBlock &block)
    {
        const int level = quoteLevel(block);
        const QTextList *list = block.textList();
        if (list != m_list || level != m_level)
            closeList();
        while (m_level > level) {
            m_html += "</blockquote>\n"_L1;
            --m_level;
        }
        while (m_level < level) {
            m_html += "<blockquote type=\"cite\" style=\"margin:0 0 0 2px;padding-left:10px;"
                      "border-left:3px solid #1f6feb;color:#6a727c\">\n"_L1;
            ++m_level;
        }
        if (!list) {
            m_html += "<div>"_L1 + blockHtml(block) + "</div>\n"_L1;
            return;
        }
        if (!m_list) {
            m_tag = isNumbered(*list) ? u"ol"_s : u"ul"_s;
            m_html += u'<' + m_tag + ">\n"_L1;
            m_list = list;
        }
        m_html += "<li>"_L1 + blockHtml(block) + "</li>\n"_L1;
    }
    QString finish()
    {
        closeList();
        for (; m_level > 0; --m_level)
            m_html += "</blockquote>\n"_L1;
        return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"_s + m_html
            + "</body></html>\n"_L1;
    }

private:
    void closeList()
    {
        if (m_list)
            m_html += "</"_L1 + m_tag + ">\n"_L1;
        m_list = nullptr;
    }
    QString m_html, m_tag;
    const QTextList *m_list = nullptr;
    int m_level = 0;
};

} // namespace

QuoteMark quoteMark(const QString &line)
{
    QuoteMark mark;
    qsizetype at = 0;
    while (at < line.size() && line.at(at) == u'>') {
        ++mark.level;
        ++at;
        mark.prefix = int(at);
        if (at < line.size() && line.at(at) == u' ') {
            mark.prefix = int(at) + 1;
            if (at + 1 < line.size() && line.at(at + 1) == u'>')
                ++at;
        }
    }
    return mark;
}

int quoteLevel(const QTextBlock &block)
{
    return block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel);
}

void setQuoteLevel(QTextCursor &cursor, int level)
{
    QTextBlockFormat format;
    format.setProperty(QTextFormat::BlockQuoteLevel, level);
    format.setLeftMargin(QuoteIndent * level);
    format.setRightMargin(0);
    cursor.mergeBlockFormat(format);
}

QString toPlain(const QTextDocument &document)
{
    QString text;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QString line = block.text();
        line.remove(QChar::ObjectReplacementCharacter);
        const int level = quoteLevel(block);
        const QString marks = level > 0 ? QString(level, u'>') + u' ' : QString();
        QString bullet;
        if (const QTextList *list = block.textList())
            bullet = isNumbered(*list) ? QString::number(list->itemNumber(block) + 1) + ". "_L1 : u"- "_s;
        line.replace(QChar::LineSeparator, u'\n' + marks);
        text += marks + bullet + line;
        if (block.next().isValid())
            text += u'\n';
    }
    return text;
}

QString toHtml(const QTextDocument &document)
{
    HtmlWriter writer;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        writer.add(block);
    return writer.finish();
}

void fromPlainToRich(QTextDocument &document, const QString &text)
{
    document.clear();
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    bool first = true;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (!first)
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
        first = false;
        const QuoteMark mark = quoteMark(line);
        cursor.insertText(line.mid(mark.prefix), QTextCharFormat());
        if (mark.level > 0)
            setQuoteLevel(cursor, mark.level);
    }
    cursor.endEditBlock();
}

void fromHtml(QTextDocument &document, const QString &html)
{
    document.setHtml(html);
    // The importer says that a block is quoted, and how deep only by its margin.
    qreal step = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const qreal margin = block.blockFormat().leftMargin();
        if (quoteLevel(block) > 0 && margin > 0 && (step == 0 || margin < step))
            step = margin;
    }
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        int level = quoteLevel(block);
        if (level > 0 && step > 0)
            level = qMax(level, qRound(block.blockFormat().leftMargin() / step));
        cursor.setPosition(block.position());
        setQuoteLevel(cursor, level);
        QTextBlockFormat tight;
        tight.setTopMargin(0);
        tight.setBottomMargin(0);
        cursor.mergeBlockFormat(tight);
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor::KeepAnchor);
        QTextCharFormat plain; // colours of another palette do not come along
        plain.setProperty(QTextFormat::ForegroundBrush, QVariant());
        plain.setProperty(QTextFormat::BackgroundBrush, QVariant());
        cursor.mergeCharFormat(plain);
    }
    cursor.endEditBlock();
}

} // namespace godwit::ui::richtext
