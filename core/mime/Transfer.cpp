// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Limits.h"
#include "mime/Compose.h"
#include "mime/Encoding.h"
#include "mime/FieldWriter.h"
#include "mime/gmime/Glue.h"

#include <algorithm>

namespace godwit::mime {

namespace {

/// One field with its folds, CRLF included; the name alone in lower case.
struct RawField {
    QByteArray name;
    QByteArray octets;
};

QList<RawField> fieldsOf(const QByteArray &block)
{
    QList<RawField> fields;
    for (qsizetype at = 0; at < block.size();) {
        qsizetype end = block.indexOf('\n', at);
        end = end < 0 ? block.size() : end + 1;
        const QByteArray line = block.mid(at, end - at);
        at = end;
        const bool fold = line.startsWith(' ') || line.startsWith('\t');
        if (fold && !fields.isEmpty())
            fields.last().octets += line;
        else
            fields.append({line.left(std::max<qsizetype>(line.indexOf(':'), 0)).trimmed().toLower(), line});
    }
    return fields;
}

/// Header block, with the CRLF of its last line, and body of an entity that has CRLF throughout.
struct Split {
    QByteArray header, body;
    bool hasBody = false;
};

Split split(const QByteArray &entity)
{
    if (entity.startsWith("\r\n"))
        return {{}, entity.sliced(2), true};
    const qsizetype blank = entity.indexOf("\r\n\r\n");
    if (blank < 0)
        return {entity, {}, false};
    return {entity.left(blank + 2), entity.sliced(blank + 4), true};
}

QString anyCharset(QByteArrayView octets)
{
    return octets.isValidUtf8() ? QString::fromUtf8(octets)
                                : decodeText(octets.toByteArray(), QStringLiteral("windows-1252"));
}

/// Raw 8-bit words of a field become encoded words; everything else of it stays.
QByteArray sevenBitField(const QByteArray &octets)
{
    QByteArray out;
    for (qsizetype at = 0; at < octets.size();) {
        qsizetype end = at;
        while (end < octets.size() && octets[end] != ' ' && octets[end] != '\t' && octets[end] != '\r')
            ++end;
        QByteArray word = octets.mid(at, end - at);
        if (hasEightBit(word)) {
            const bool comma = word.endsWith(',');
            if (comma)
                word.chop(1);
            const bool quoted = word.size() > 1 && word.startsWith('"') && word.endsWith('"');
            word = encodedWords(anyCharset(quoted ? word.mid(1, word.size() - 2) : word)).join("\r\n ")
                + (comma ? "," : "");
        }
        out += word;
        while (end < octets.size()
            && (octets[end] == ' ' || octets[end] == '\t' || octets[end] == '\r' || octets[end] == '\n'))
            out += octets[end++];
        at = end;
    }
    return out;
}

/// No line over 998 octets: breaks at blanks where there are some.
QByteArray shortLines(const QByteArray &octets)
{
    if (longestLine(octets) <= MaximumLineOctets)
        return octets;
    QByteArray out;
    for (const QByteArray &whole : octets.split('\n')) {
        QByteArray line = whole.endsWith('\r') ? whole.chopped(1) : whole;
        while (line.size() > MaximumLineOctets) {
            qsizetype cut = line.lastIndexOf(' ', MaximumLineOctets - 1);
            if (cut <= 0)
                cut = MaximumLineOctets - 1;
            out += line.left(cut) + "\r\n";
            line.remove(0, cut);
            if (!line.startsWith(' '))
                line.prepend(' ');
        }
        out += line + "\r\n";
    }
    out.chop(2);
    return out;
}

/// For a body that says it is quoted-printable already.
QByteArray escapedEightBit(const QByteArray &octets)
{
    QByteArray out;
    for (const char octet : octets) {
        if (uchar(octet) < 0x80)
            out += octet;
        else
            out += '=' + QByteArray(1, octet).toHex().toUpper();
    }
    return out;
}

class Transfer {
public:
    explicit Transfer(bool eightBit) : m_eightBit(eightBit) { }
    QByteArray entity(const QByteArray &octets, int depth) const;

private:
    bool fits(const QByteArray &octets) const
    {
        return longestLine(octets) <= MaximumLineOctets && (m_eightBit || !hasEightBit(octets));
    }
    QByteArray multipart(const QByteArray &body, const QByteArray &boundary, int depth) const;
    QByteArray header(const QList<RawField> &fields, const QByteArray &encoding) const;

    bool m_eightBit;
};

QByteArray Transfer::header(const QList<RawField> &fields, const QByteArray &encoding) const
{
    QByteArray out;
    for (const RawField &field : fields) {
        if (field.name == "content-transfer-encoding" && !encoding.isEmpty())
            continue;
        out += shortLines(!m_eightBit && hasEightBit(field.octets) ? sevenBitField(field.octets) : field.octets);
    }
    if (!encoding.isEmpty())
        out += "Content-Transfer-Encoding: " + encoding + "\r\n";
    return out;
}

QByteArray Transfer::multipart(const QByteArray &body, const QByteArray &boundary, int depth) const
{
    const QByteArray mark = "--" + boundary;
    QByteArray out, part;
    bool inPart = false;
    const auto finish = [&] {
        if (!inPart)
            out += fits(part) ? part : quotedPrintable(part); // a preamble is shown to nobody
        else if (part.endsWith("\r\n"))
            out += entity(part.chopped(2), depth + 1) + "\r\n"; // that line end belongs to the boundary
        else
            out += entity(part, depth + 1);
        part.clear();
    };
    for (qsizetype at = 0; at < body.size();) {
        qsizetype end = body.indexOf('\n', at);
        end = end < 0 ? body.size() : end + 1;
        const QByteArray line = body.mid(at, end - at);
        const QByteArray bare = line.trimmed();
        at = end;
        if (!line.startsWith(mark) || (bare != mark && bare != mark + "--")) {
            part += line;
            continue;
        }
        finish();
        out += line;
        inPart = bare == mark;
    }
    finish();
    return out;
}

QByteArray Transfer::entity(const QByteArray &octets, int depth) const
{
    if (fits(octets))
        return octets;
    if (depth > limits::MimeDepth) // nobody reads that deep; the wire's limits hold all the same
        return shortLines(m_eightBit ? octets : escapedEightBit(octets));
    const Split parts = split(octets);
    const QList<RawField> fields = fieldsOf(parts.header);
    const auto valueOf = [&fields](const char *name) {
        for (const RawField &field : fields) {
            if (field.name == name)
                return field.octets.mid(field.octets.indexOf(':') + 1).trimmed();
        }
        return QByteArray();
    };
    if (!parts.hasBody)
        return header(fields, {});
    const QByteArray declared = valueOf("content-type");
    const GObjectPtr<GMimeContentType> type(
        g_mime_content_type_parse(parserOptions(), declared.isEmpty() ? "text/plain" : declared.constData()));
    const bool isMessage = g_mime_content_type_is_type(type.get(), "message", "*");
    if (g_mime_content_type_is_type(type.get(), "multipart", "*") || isMessage) {
        const char *boundary = g_mime_content_type_get_parameter(type.get(), "boundary");
        const QByteArray inner =
            isMessage || !boundary ? entity(parts.body, depth + 1) : multipart(parts.body, boundary, depth);
        return header(fields, hasEightBit(inner) ? "8bit" : "7bit") + "\r\n" + inner;
    }
    const QByteArray encoding = valueOf("content-transfer-encoding").toLower();
    if (fits(parts.body))
        return header(fields, {}) + "\r\n" + parts.body;
    if (encoding == "base64" || encoding == "quoted-printable") // broken, but its reader knows what to make of it
        return header(fields, {}) + "\r\n" + shortLines(m_eightBit ? parts.body : escapedEightBit(parts.body));
    QByteArray name;
    const QByteArray body = encodedText(parts.body, m_eightBit, name);
    return header(fields, name) + "\r\n" + body;
}

} // namespace

QByteArray prepareForTransfer(const QByteArray &message, bool eightBit)
{
    startGMime();
    const Split parts = split(withCrlf(message));
    QByteArray out;
    for (const RawField &field : fieldsOf(parts.header)) {
        if (field.name != "bcc" && field.name != "resent-bcc") // S-127
            out += field.octets;
    }
    if (parts.hasBody)
        out += "\r\n" + parts.body;
    out = Transfer(eightBit).entity(out, 0);
    return out.endsWith("\r\n") || out.isEmpty() ? out : out + "\r\n";
}

bool isSevenBit(const QByteArray &message)
{
    return !hasEightBit(message) && !message.contains('\0');
}

} // namespace godwit::mime
