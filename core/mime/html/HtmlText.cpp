// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/HtmlText.h"

#include "base/Limits.h"
#include "mime/html/CssTokens.h"
#include "mime/html/Elements.h"
#include "mime/html/GumboTree.h"
#include "mime/html/Markup.h"
#include "mime/html/Sanitiser.h"

namespace godwit::mime {

namespace {

constexpr int MaximumLinks = 5000;
constexpr qsizetype MaximumWords = 2 * 1024 * 1024;

class TextWriter {
public:
    QString write(const GumboNode *document);

private:
    bool enter(const GumboNode *node);
    void leave(const GumboNode *node);
    void text(const char *utf8);
    void put(const QString &words);
    void newLine() { m_newLines = std::max(m_newLines, 1); }
    void blankLine() { m_newLines = std::max(m_newLines, 2); }

    struct OpenLink {
        QString href;
        qsizetype from;
    };
    QString m_out;
    QList<OpenLink> m_links;
    QList<int> m_lists; ///< next number of each open list; 0 for one without numbers
    int m_linksSeen = 0;
    int m_newLines = 0; ///< owed before the next word
    int m_quotes = 0, m_preformatted = 0;
    bool m_space = false;
    bool m_lineStart = true;
};

QString TextWriter::write(const GumboNode *document)
{
    walkTree(
        document, [this](const GumboNode *node) { return enter(node); },
        [this](const GumboNode *node) { leave(node); });
    while (m_out.endsWith(u'\n') || m_out.endsWith(u' '))
        m_out.chop(1);
    if (!m_out.isEmpty())
        m_out += u'\n';
    return m_out;
}

void TextWriter::put(const QString &words)
{
    if (words.isEmpty() || m_out.size() > MaximumWords)
        return;
    const QString quote = m_quotes > 0 ? QString(m_quotes, u'>') + u' ' : QString();
    if (m_newLines > 0 && !m_out.isEmpty()) {
        for (int line = 1; line < m_newLines; ++line)
            m_out += u'\n' + quote.trimmed();
        m_out += u'\n';
        m_lineStart = true;
    }
    m_newLines = 0;
    if (m_lineStart)
        m_out += quote;
    else if (m_space)
        m_out += u' ';
    m_lineStart = false;
    m_space = false;
    m_out += words;
}

void TextWriter::text(const char *utf8)
{
    const QString raw = QString::fromUtf8(utf8);
    if (m_preformatted > 0) {
        const QStringList lines = raw.split(u'\n');
        for (qsizetype at = 0; at < lines.size(); ++at) {
            if (at > 0)
                m_newLines = std::min(m_newLines + 1, 2);
            put(lines[at]);
        }
        return;
    }
    QString words;
    for (const QChar character : raw) {
        const bool blank =
            character == u' ' || character == u'\n' || character == u'\t' || character == u'\r' || character == u'\f';
        if (!blank) {
            if (character != u'\u200B' && character != u'\u200C' && character != u'\u00AD' && character != u'\u034F'
                && character != u'\uFEFF')
                words += character == u'\u00A0' ? QChar(u' ') : character;
            continue;
        }
        put(words);
        words.clear();
        m_space = true;
    }
    put(words);
}

bool TextWriter::enter(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        text(node->v.text.text);
        return false;
    }
    if (node->type != GUMBO_NODE_ELEMENT)
        return node->type == GUMBO_NODE_DOCUMENT;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_IMG) {
        const QString alternative = QString::fromUtf8(attributeOf(node, "alt")).simplified();
        if (!alternative.isEmpty() && !isHidden(node))
            put(u'[' + alternative + u']');
        return false;
    }
    if (elementRule(node) == ElementRule::Drop || isHidden(node))
        return false;
    if (tag == GUMBO_TAG_BR) {
        m_newLines = std::min(m_newLines + 1, 2);
        m_space = false;
        return false;
    }
    if (isBlock(tag)) {
        const bool paragraph = tag == GUMBO_TAG_P || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
            || tag == GUMBO_TAG_PRE || (tag == GUMBO_TAG_UL && m_lists.isEmpty())
            || (tag == GUMBO_TAG_OL && m_lists.isEmpty());
        paragraph ? blankLine() : newLine();
    }
    if (tag == GUMBO_TAG_HR)
        put(QString(40, u'-'));
    else if (tag == GUMBO_TAG_BLOCKQUOTE)
        ++m_quotes;
    else if (tag == GUMBO_TAG_PRE)
        ++m_preformatted;
    else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL)
        m_lists.append(tag == GUMBO_TAG_OL ? 1 : 0);
    else if (tag == GUMBO_TAG_LI && !m_lists.isEmpty())
        put(m_lists.constLast() > 0 ? QString::number(m_lists.last()++) + QStringLiteral(". ") : QStringLiteral("- "));
    else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
        m_space = true;
    else if (tag == GUMBO_TAG_A)
        m_links.append(
            {++m_linksSeen > MaximumLinks ? QString() : QString::fromUtf8(attributeOf(node, "href")), m_out.size()});
    return true;
}

void TextWriter::leave(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_A && !m_links.isEmpty()) {
        const OpenLink link = m_links.takeLast();
        const QString shown = m_out.mid(link.from).simplified();
        // Many links are pictures; reading a URL costs more than all the rest of its element.
        const QString target = shown.isEmpty() || link.href.isEmpty() ? QString() : readLink(link.href, {}).target;
        const qsizetype scheme = target.startsWith(u"mailto:") ? 7 : target.indexOf(u"//") + 2;
        QString bare = target.mid(scheme);
        if (bare.endsWith(u'/'))
            bare.chop(1);
        if (!target.isEmpty() && !shown.contains(bare, Qt::CaseInsensitive)) {
            m_space = true;
            put(u'<' + target + u'>');
        }
    } else if (tag == GUMBO_TAG_BLOCKQUOTE) {
        newLine();
        if (m_newLines > 0 && m_quotes > 0)
            --m_quotes;
    } else if (tag == GUMBO_TAG_PRE) {
        --m_preformatted;
    } else if ((tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) && !m_lists.isEmpty()) {
        m_lists.removeLast();
    }
    if (isBlock(tag)) {
        const bool paragraph =
            tag == GUMBO_TAG_P || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) || tag == GUMBO_TAG_BLOCKQUOTE;
        paragraph ? blankLine() : newLine();
    }
}

QString withoutEntities(QString text)
{
    static constexpr const char *Entities[][2] = {
        {"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (const auto &entity : Entities)
        text.replace(QLatin1String(entity[0]), QLatin1String(entity[1]));
    return text;
}

} // namespace

QString plainWords(const QByteArray &utf8)
{
    QByteArray out;
    bool inTag = false;
    for (qsizetype at = 0; at < utf8.size() && out.size() < MaximumWords; ++at) {
        const char octet = utf8[at];
        if (!inTag && octet == '<') {
            for (const char *hidden : {"script", "style"}) {
                const qsizetype length = qsizetype(qstrlen(hidden));
                if (utf8.size() - at > length && qstrnicmp(utf8.constData() + at + 1, length, hidden, length) == 0) {
                    const qsizetype end = utf8.indexOf("</", at + 1);
                    at = end < 0 ? utf8.size() : end;
                }
            }
            inTag = true;
        } else if (inTag && octet == '>') {
            inTag = false;
            if (!out.endsWith(' '))
                out += ' ';
        } else if (!inTag) {
            out += octet;
        }
    }
    return withoutEntities(QString::fromUtf8(out));
}

QString htmlToText(const QString &html)
{
    const QByteArray utf8 = html.toUtf8().left(limits::HtmlOctets);
    const GumboTree tree(utf8);
    return tree.document() ? TextWriter().write(tree.document()) : plainWords(utf8);
}

} // namespace godwit::mime
