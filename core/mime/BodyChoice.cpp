// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/PartTree.h"

#include "base/Limits.h"
#include "mime/html/Sanitiser.h"

#include <QSet>
#include <QUrl>

namespace godwit::mime {

namespace {

/// One stretch of the body: the same words as plain text, as HTML, or both.
struct Segment {
    qsizetype plain = -1; ///< index into the parts
    qsizetype html = -1;
};

struct Choice {
    QList<Segment> segments;
    QList<qsizetype> others; ///< attachments and inline images, in order
    void append(const Choice &more)
    {
        segments += more.segments;
        others += more.others;
    }
};

class Chooser {
public:
    explicit Chooser(const QList<Part> &parts) : m_parts(parts) { }
    Choice choose(const PartNode &node) const;

private:
    bool isSignature(const PartNode &node) const;
    Choice leaf(qsizetype index) const;
    Choice alternative(const PartNode &node) const;
    Choice related(const PartNode &node) const;
    const QList<Part> &m_parts;
};

/// The second part of a multipart/signed (RFC 1847 section 2.1) is no file that somebody attached.
bool Chooser::isSignature(const PartNode &node) const
{
    return node.part >= 0 && m_parts[node.part].type.startsWith(u"application/")
        && m_parts[node.part].type.endsWith(u"-signature");
}

Choice Chooser::leaf(qsizetype index) const
{
    Choice choice;
    if (index < 0)
        return choice;
    const Part &part = m_parts[index];
    const bool shown = part.disposition != u"attachment" && (!part.filename || part.disposition == u"inline");
    const bool html = part.type == u"text/html";
    const bool plain = part.type == u"text/plain" || part.type == u"text";
    if (shown && html)
        choice.segments.append({-1, index});
    else if (shown && plain)
        choice.segments.append({index, -1});
    if (!(shown && (html || plain)) || part.filename) // a file that is shown can be saved all the same
        choice.others.append(index);
    return choice;
}

Choice Chooser::alternative(const PartNode &node) const
{
    Choice out;
    Segment merged;
    for (const PartNode &child : node.children) {
        const Choice choice = choose(child);
        for (const Segment &segment : choice.segments) {
            if (merged.plain < 0 && segment.plain >= 0)
                merged.plain = segment.plain;
            if (segment.html >= 0)
                merged.html = segment.html; // RFC 2046 section 5.1.4: the last one that can be shown is the best
        }
        out.others += choice.others;
    }
    if (merged.plain >= 0 || merged.html >= 0)
        out.segments.append(merged);
    return out;
}

Choice Chooser::related(const PartNode &node) const
{
    Choice out;
    qsizetype root = 0;
    for (qsizetype at = 0; at < node.children.size() && !node.start.isEmpty(); ++at) {
        const qsizetype index = node.children[at].part;
        if (index >= 0 && m_parts[index].contentId == node.start)
            root = at;
    }
    for (qsizetype at = 0; at < node.children.size(); ++at) {
        Choice choice = choose(node.children[at]);
        if (at != root) { // a text beside the root is an object of it, not a body
            for (const Segment &segment : std::as_const(choice.segments))
                choice.others.append(segment.html >= 0 ? segment.html : segment.plain);
            choice.segments.clear();
        }
        out.append(choice);
    }
    return out;
}

Choice Chooser::choose(const PartNode &node) const
{
    if (node.multipart.isEmpty())
        return leaf(node.part);
    if (node.multipart == u"alternative")
        return alternative(node);
    if (node.multipart == u"related")
        return related(node);
    Choice out;
    for (const PartNode &child : node.children) {
        if (node.multipart != u"signed" || !isSignature(child))
            out.append(choose(child));
    }
    return out;
}

QString lineEndsMadeLf(QString text)
{
    if (!text.contains(u'\r'))
        return text;
    QChar *to = text.data();
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text.at(at);
        if (character == u'\r' && at + 1 < text.size() && text.at(at + 1) == u'\n')
            continue;
        *to++ = character == u'\r' ? QChar(u'\n') : character;
    }
    text.truncate(to - text.constData());
    return text;
}

QString htmlFromPlain(const QString &text)
{
    return QStringLiteral("<div style=\"white-space: pre-wrap\">") + text.toHtmlEscaped() + QStringLiteral("</div>");
}

/// What of a text part is decoded for reading; the rest stays in the part.
QByteArray readable(const Part &part)
{
    return part.content.left(limits::HtmlOctets);
}

/// UTF-7 hides markup from everyone who does not expect it (S-063).
QString decodeHtml(const Part &part)
{
    const QString charset = part.charset.value_or(QString());
    return decodeText(
        readable(part), charset.contains(u"utf-7") || charset == u"utf7" ? QStringLiteral("us-ascii") : charset);
}

/// What the markup calls by cid: (RFC 2392), percent-encoding undone.
QSet<QString> contentIdsIn(const QString &html)
{
    QSet<QString> ids;
    for (qsizetype at = html.indexOf(u"cid:", 0, Qt::CaseInsensitive); at >= 0;
         at = html.indexOf(u"cid:", at, Qt::CaseInsensitive)) {
        at += 4;
        qsizetype end = at;
        while (
            end < html.size() && end - at < 1000 && !html[end].isSpace() && !QStringView(u"\"'<>)").contains(html[end]))
            ++end;
        const QString id = html.mid(at, end - at);
        ids.insert(id);
        ids.insert(QUrl::fromPercentEncoding(id.toUtf8()));
    }
    ids.remove(QString());
    return ids;
}

} // namespace

Body chooseBody(const PartNode &root, const QList<Part> &parts)
{
    Body body;
    const Choice choice = Chooser(parts).choose(root);
    const bool anyHtml = std::any_of(
        choice.segments.begin(), choice.segments.end(), [](const Segment &segment) { return segment.html >= 0; });
    bool firstPlain = true;
    for (const Segment &segment : choice.segments) {
        QString plain;
        if (segment.plain >= 0) {
            const Part &part = parts[segment.plain];
            plain = lineEndsMadeLf(decodeText(readable(part), part.charset.value_or(QString())));
            if (std::exchange(firstPlain, false)) {
                body.textIsFlowed = part.formatFlowed;
                body.textDelSp = part.delSp;
            }
            if (!body.text.isEmpty() && !body.text.endsWith(u'\n'))
                body.text.append(u'\n');
            body.text.append(plain);
        }
        if (segment.html >= 0) {
            const QString html = lineEndsMadeLf(decodeHtml(parts[segment.html]));
            body.html.append(html);
            if (segment.plain < 0)
                body.text.append(htmlToText(html));
        }
        if (segment.html < 0 && anyHtml)
            body.html.append(htmlFromPlain(plain));
    }
    const auto mayBeReferredTo = [&parts](qsizetype index) {
        return parts[index].type.startsWith(u"image/") && !parts[index].contentId.isEmpty();
    };
    // Most HTML has no pictures of its own, and looking for them was a twelfth of reading a message.
    QSet<QString> referredTo;
    if (std::any_of(choice.others.begin(), choice.others.end(), mayBeReferredTo))
        referredTo = contentIdsIn(body.html);
    for (const qsizetype index : choice.others) {
        const bool referred = mayBeReferredTo(index) && referredTo.contains(parts[index].contentId);
        (referred ? body.inlineImages : body.attachments).append(index);
    }
    return body;
}

} // namespace godwit::mime
