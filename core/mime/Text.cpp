// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Text.h"

#include "mime/html/Sanitiser.h"

#include <QRegularExpression>

namespace godwit::mime {

namespace {

constexpr int MaximumQuoteLevel = 100;
constexpr qsizetype LongestScannedParagraph = 20000;

struct Line {
    QString text;
    int level = 0;
    bool soft = false; ///< goes on in the next line
};

bool isSignatureMark(const QString &text)
{
    return text == u"-- " || text == u"--";
}

/// Fixed text: `> > x` and `>> x` are the same level.
Line fixedLine(QStringView raw)
{
    Line line;
    qsizetype at = 0;
    while (at < raw.size() && raw[at] == u'>' && line.level < MaximumQuoteLevel) {
        ++line.level;
        ++at;
        if (at + 1 < raw.size() && raw[at] == u' ' && raw[at + 1] == u'>')
            ++at;
    }
    if (line.level > 0 && at < raw.size() && raw[at] == u' ')
        ++at;
    line.text = raw.sliced(at).toString();
    return line;
}

/// RFC 3676 section 4.4 and 4.5: marks without spaces, then one stuffed space.
Line flowedLine(QStringView raw, bool delSp)
{
    Line line;
    qsizetype at = 0;
    while (at < raw.size() && raw[at] == u'>' && line.level < MaximumQuoteLevel) {
        ++line.level;
        ++at;
    }
    if (at < raw.size() && raw[at] == u' ')
        ++at;
    line.text = raw.sliced(at).toString();
    line.soft = line.text.endsWith(u' ') && !isSignatureMark(line.text);
    if (line.soft && delSp)
        line.text.chop(1);
    return line;
}

QList<TextLink> linksIn(const QString &text)
{
    static const QRegularExpression address(
        QStringLiteral(
            "(?:https?://|mailto:|\\bwww\\.)[^\\s<>\"\\x{200b}\\x{3000}]+|\\b[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QList<TextLink> links;
    if (text.size() > LongestScannedParagraph
        || !(text.contains(u'@') || text.contains(u':') || text.contains(u"www.", Qt::CaseInsensitive)))
        return links;
    for (auto found = address.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString words = match.captured();
        while (!words.isEmpty() && QStringView(u".,;:!?'\"*_>]}").contains(words.back()))
            words.chop(1);
        while (words.endsWith(u')') && words.count(u')') > words.count(u'('))
            words.chop(1);
        QString href = words;
        if (href.startsWith(u"www.", Qt::CaseInsensitive))
            href.prepend(QStringLiteral("http://"));
        else if (!href.contains(u"://") && !href.startsWith(u"mailto:", Qt::CaseInsensitive))
            href.prepend(QStringLiteral("mailto:"));
        const QString target = readLink(href, {}).target;
        if (!target.isEmpty())
            links.append({match.capturedStart(), words.size(), target});
    }
    return links;
}

} // namespace

QList<TextParagraph> readPlainText(const QString &text, TextFlow flow)
{
    QList<TextParagraph> paragraphs;
    bool open = false; // the last paragraph goes on
    bool signature = false;
    QStringView rest(text);
    if (rest.endsWith(u'\n'))
        rest.chop(1);
    for (const QStringView raw : rest.tokenize(u'\n')) {
        const QStringView bare = raw.endsWith(u'\r') ? raw.chopped(1) : raw;
        const Line line = flow == TextFlow::Fixed ? fixedLine(bare) : flowedLine(bare, flow == TextFlow::FlowedDelSp);
        const bool mark = isSignatureMark(line.text);
        if (line.level == 0 && mark)
            signature = true;
        else if (line.level > 0)
            signature = false;
        if (open && !mark && paragraphs.constLast().quoteLevel == line.level)
            paragraphs.last().text += line.text;
        else
            paragraphs.append({line.text, line.level, signature, {}});
        open = line.soft;
    }
    for (TextParagraph &paragraph : paragraphs)
        paragraph.links = linksIn(paragraph.text);
    return paragraphs;
}

QString quotedText(const QString &text, TextFlow flow)
{
    QString out;
    QList<TextParagraph> paragraphs = readPlainText(text, flow);
    while (!paragraphs.isEmpty() && paragraphs.constLast().text.trimmed().isEmpty())
        paragraphs.removeLast();
    for (const TextParagraph &paragraph : std::as_const(paragraphs)) {
        if (paragraph.signature)
            continue;
        out += QString(paragraph.quoteLevel + 1, u'>');
        if (!paragraph.text.isEmpty())
            out += u' ' + paragraph.text;
        out += u'\n';
    }
    while (out.endsWith(u"\n>\n"))
        out.chop(2);
    return out;
}

} // namespace godwit::mime
