// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/HeaderText.h"

#include "mime/Message.h"
#include "mime/gmime/Glue.h"

#include <cctype>

namespace godwit::mime {

namespace {

struct EncodedWord {
    qsizetype end = -1; ///< behind the closing "?="; -1: there is none here
    QByteArray charset;
    QByteArray octets;
};

QByteArray decodedQ(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == '=' && at + 2 < text.size()) {
            const QByteArray pair = text.sliced(at + 1, 2).toByteArray();
            const QByteArray octet = QByteArray::fromHex(pair);
            if (octet.size() == 1 && std::isxdigit(uchar(pair[0])) && std::isxdigit(uchar(pair[1]))) {
                out.append(octet);
                at += 2;
                continue;
            }
        }
        out.append(text[at] == '_' ? ' ' : text[at]);
    }
    return out;
}

EncodedWord encodedWordAt(const QByteArray &raw, qsizetype at)
{
    constexpr qsizetype LongestCharset = 60;
    EncodedWord word;
    const qsizetype first = raw.indexOf('?', at + 2);
    if (first < 0 || first == at + 2 || first - at > LongestCharset || first + 2 >= raw.size() || raw[first + 2] != '?')
        return word;
    const char encoding = char(raw[first + 1] | 0x20);
    const qsizetype end = raw.indexOf("?=", first + 3);
    if (end < 0 || (encoding != 'b' && encoding != 'q'))
        return word;
    QByteArrayView charset = QByteArrayView(raw).sliced(at + 2, first - at - 2);
    if (const qsizetype star = charset.indexOf('*'); star >= 0) // RFC 2231 section 5: a language behind the charset
        charset = charset.first(star);
    for (const char octet : charset) {
        if (octet <= ' ' || octet == '"' || octet == '=')
            return word;
    }
    word.charset = charset.toByteArray().toLower();
    const QByteArray text = raw.sliced(first + 3, end - first - 3);
    word.octets = encoding == 'b' ? QByteArray::fromBase64(text) : decodedQ(text);
    word.end = end + 2;
    return word;
}

/// Mailsploit (S-048): what ends a C string or a line must not come out of an encoded word.
QByteArray asUtf8Word(QString text)
{
    for (QChar &character : text) {
        if (character.unicode() < 0x20 || character.unicode() == 0x7F)
            character = character.unicode() == 0 ? QChar(QChar::ReplacementCharacter) : QChar(u' ');
    }
    return "=?UTF-8?B?" + text.toUtf8().toBase64() + "?=";
}

} // namespace

QByteArray withUtf8Words(const QByteArray &raw)
{
    qsizetype at = raw.indexOf("=?");
    if (at < 0)
        return raw;
    QByteArray out;
    out.reserve(raw.size());
    qsizetype copied = 0;
    while (at >= 0) {
        EncodedWord word = encodedWordAt(raw, at);
        if (word.end < 0) {
            at = raw.indexOf("=?", at + 2);
            continue;
        }
        out.append(raw.constData() + copied, at - copied);
        QString text;
        for (;;) { // a character may be split over two words, although RFC 2047 section 5 forbids it
            qsizetype next = word.end;
            while (next < raw.size() && (raw[next] == ' ' || raw[next] == '\t'))
                ++next;
            if (raw.size() - next < 2 || raw[next] != '=' || raw[next + 1] != '?')
                break;
            const EncodedWord more = encodedWordAt(raw, next);
            if (more.end < 0)
                break;
            if (more.charset != word.charset) {
                text += decodeText(word.octets, QString::fromLatin1(word.charset));
                word.octets.clear();
                word.charset = more.charset;
            }
            word.octets += more.octets;
            word.end = more.end;
        }
        out.append(asUtf8Word(text + decodeText(word.octets, QString::fromLatin1(word.charset))));
        copied = word.end;
        at = raw.indexOf("=?", copied);
    }
    out.append(raw.constData() + copied, raw.size() - copied);
    return out;
}

QByteArray unfolded(QByteArrayView raw)
{
    const QByteArrayView trimmed = raw.trimmed();
    QByteArray out(trimmed.size(), Qt::Uninitialized);
    char *to = out.data();
    for (qsizetype at = 0; at < trimmed.size(); ++at) {
        const char octet = trimmed[at];
        if (octet == '\r' && at + 1 < trimmed.size() && trimmed[at + 1] == '\n')
            ++at;
        else if (octet == '\r' || octet == '\n')
            *to++ = ' ';
        else if (octet != '\0')
            *to++ = octet;
    }
    out.truncate(to - out.constData());
    return out;
}

namespace {

/// Characters that turn the reading order of what stands around them (S-051); marks of direction alone may stay.
bool isBidiControl(ushort code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// Looks like nothing and is no space for anybody else: padding that pushes an address out of sight (S-050).
bool isBlankLooking(ushort code)
{
    return code == 0x2800 || code == 0x3164 || code == 0xFFA0 || code == 0x115F || code == 0x1160;
}

} // namespace

QString oneLine(const QString &text)
{
    QString out;
    out.reserve(text.size());
    bool blank = false;
    for (const QChar character : text) {
        const ushort code = character.unicode();
        if ((character.isSpace() && code != 0x3000 && code != 0xA0) || isBlankLooking(code)) {
            blank = !out.isEmpty();
            continue;
        }
        if (isBidiControl(code))
            continue;
        if (blank)
            out.append(u' ');
        blank = false;
        out.append(code < 0x20 || code == 0x7F ? QChar(QChar::ReplacementCharacter) : character); // S-056
    }
    return out;
}

QString decodeHeaderText(const QByteArray &raw)
{
    startGMime();
    const QByteArray line = withUtf8Words(unfolded(raw));
    const GString8 decoded(g_mime_utils_header_decode_text(parserOptions(), line.constData()));
    return decoded ? oneLine(QString::fromUtf8(decoded.get())) : QString();
}

} // namespace godwit::mime
