// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/FirstText.h"

#include "base/Limits.h"
#include "mime/HeaderText.h"
#include "mime/PartTree.h"
#include "mime/html/Sanitiser.h"

namespace godwit::mime {

namespace {

constexpr qsizetype HtmlOctets = 32 * limits::KiB; ///< before decoding; half of many a letter is style sheets

/// Octets of plain text, before decoding.
qsizetype plainOctets(Reach reach)
{
    return reach == Reach::Screenful ? 1500 : 8 * limits::KiB;
}

constexpr qsizetype HeaderOctets = 64 * limits::KiB;
constexpr int Depth = 5;

/// The fields of a part's header that say how its content is to be read.
struct Head {
    QByteArray type, encoding, disposition; ///< unfolded, as they stand
    qsizetype bodyAt = -1; ///< -1: the header does not end
};

QByteArrayView lineAt(QByteArrayView octets, qsizetype at)
{
    const qsizetype end = octets.indexOf('\n', at);
    return octets.sliced(at, (end < 0 ? octets.size() : end + 1) - at);
}

bool isBlank(QByteArrayView line)
{
    return line == "\r\n" || line == "\n";
}

Head readHead(QByteArrayView octets)
{
    Head head;
    QByteArray *open = nullptr; // a field that goes on in the next line
    for (qsizetype at = 0; at < octets.size() && at < HeaderOctets;) {
        const QByteArrayView line = lineAt(octets, at);
        at += line.size();
        if (isBlank(line)) {
            head.bodyAt = at;
            break;
        }
        if (line[0] == ' ' || line[0] == '\t') {
            if (open)
                open->append(line.toByteArray());
            continue;
        }
        open = nullptr;
        if ((line[0] | 0x20) != 'c')
            continue;
        for (const auto &[name, field] : {std::pair<QByteArrayView, QByteArray *>("content-type:", &head.type),
                 {"content-transfer-encoding:", &head.encoding}, {"content-disposition:", &head.disposition}}) {
            if (line.size() <= name.size() || line.first(name.size()).compare(name, Qt::CaseInsensitive) != 0)
                continue;
            if (field->isEmpty()) { // of a field that occurs twice the first counts
                *field = line.sliced(name.size()).toByteArray();
                open = field;
            }
        }
    }
    for (QByteArray *field : {&head.type, &head.encoding, &head.disposition})
        *field = unfolded(*field).trimmed();
    return head;
}

/// std::nullopt where only a real parser can tell: comments, RFC 2231, a quote that does not close.
std::optional<QByteArray> parameter(const QByteArray &field, QByteArrayView name)
{
    const QByteArray lower = field.toLower();
    if (field.contains('(') || lower.contains(name.toByteArray() + '*'))
        return std::nullopt;
    qsizetype at = lower.indexOf(name.toByteArray() + '=');
    if (at < 0)
        return QByteArray();
    at += name.size() + 1;
    if (at < field.size() && field[at] == '"') {
        const qsizetype end = field.indexOf('"', at + 1);
        const QByteArray value = field.mid(at + 1, end - at - 1);
        return end < 0 || value.contains('\\') ? std::nullopt : std::optional(value);
    }
    return field.mid(at).split(';').constFirst().trimmed();
}

/// Whole lines: a character or an escape that is cut off would become a mark of damage.
QByteArrayView beginning(QByteArrayView octets, qsizetype limit)
{
    if (octets.size() <= limit)
        return octets;
    const qsizetype end = octets.first(limit).lastIndexOf('\n') + 1;
    return octets.first(end > 0 ? end : limit);
}

/// The next delimiter line at or behind `at` (RFC 2046 section 5.1.1); its size is 0 when there is none.
QByteArrayView delimiter(QByteArrayView octets, const QByteArray &mark, qsizetype at)
{
    for (qsizetype found = octets.indexOf(mark, at); found >= 0; found = octets.indexOf(mark, found + 1)) {
        if (found == 0 || octets[found - 1] == '\n')
            return lineAt(octets, found);
    }
    return {};
}

/// The words at the beginning of a document; parsing it is by far the dearest step of all.
QString firstWords(const QString &html)
{
    constexpr qsizetype Enough = 330; // what mime::snippet() looks at
    const qsizetype body = std::max<qsizetype>(0, html.indexOf(u"<body", 0, Qt::CaseInsensitive));
    for (const qsizetype characters : {1500, 5000}) {
        if (html.size() - body <= characters)
            break;
        const qsizetype end = html.lastIndexOf(u'<', body + characters);
        const QString words = end > body ? htmlToText(html.mid(body, end - body)) : QString();
        if (words.size() > Enough)
            return words;
    }
    return htmlToText(html);
}

struct Found {
    QString text;
    bool isHtml = false;
    bool isSure = true; ///< false: leave it to the real parser
    bool isCut = false;
};

Found read(QByteArrayView octets, Reach reach, int depth);

Found readLeaf(const Head &head, const QByteArray &type, QByteArrayView content, Reach reach)
{
    Found found;
    const bool html = type == "text/html";
    const QByteArray disposition = head.disposition.toLower();
    const bool isFile = disposition.contains("name") || head.type.toLower().contains("name=");
    if ((!html && type != "text/plain") || disposition.startsWith("attachment")
        || (isFile && !disposition.startsWith("inline")))
        return found;
    const std::optional<QByteArray> charset = parameter(head.type, "charset");
    if (!charset || charset->toLower().contains("utf-7") || charset->toLower() == "utf7") {
        found.isSure = false;
        return found;
    }
    const QByteArrayView start = beginning(content, html ? HtmlOctets : plainOctets(reach));
    const QString text = decodeText(decodeTransfer(start, head.encoding), QString::fromLatin1(*charset));
    found.isHtml = html;
    found.isCut = !html && start.size() < content.size();
    found.text = html ? firstWords(text) : text;
    return found;
}

Found readParts(const QByteArray &type, const QByteArray &boundary, QByteArrayView body, Reach reach, int depth)
{
    Found best;
    const QByteArray mark = "--" + boundary;
    QByteArrayView line = delimiter(body, mark, 0);
    best.isSure = !line.isEmpty();
    while (!line.isEmpty() && !line.startsWith(mark + "--")) {
        const qsizetype start = line.data() + line.size() - body.data();
        line = delimiter(body, mark, start);
        const qsizetype end = line.isEmpty() ? body.size() : line.data() - body.data();
        const Found part = read(body.sliced(start, end - start), reach, depth + 1);
        if (!part.isSure)
            return part;
        if (!part.text.isEmpty() && (best.text.isEmpty() || (best.isHtml && !part.isHtml)))
            best = part;
        if (!best.text.isEmpty() && (type != "multipart/alternative" || !best.isHtml))
            break;
    }
    return best;
}

Found read(QByteArrayView octets, Reach reach, int depth)
{
    Found odd;
    odd.isSure = false;
    const Head head = readHead(octets);
    if (head.bodyAt < 0 || depth > Depth)
        return odd;
    const QByteArrayView body = octets.sliced(head.bodyAt);
    const QByteArray type =
        head.type.isEmpty() ? QByteArray("text/plain") : head.type.split(';').constFirst().trimmed().toLower();
    if (!type.startsWith("multipart/"))
        return readLeaf(head, type, body, reach);
    const std::optional<QByteArray> boundary = parameter(head.type, "boundary");
    return boundary && !boundary->isEmpty() ? readParts(type, *boundary, body, reach, depth) : odd;
}

} // namespace

FirstText firstText(QByteArrayView message, Reach reach)
{
    const Found found = read(message, reach, 0);
    return found.isSure ? FirstText{found.text, found.isCut} : FirstText();
}

} // namespace godwit::mime
