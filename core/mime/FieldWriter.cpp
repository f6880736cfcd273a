// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/FieldWriter.h"

#include "mime/HeaderText.h"

#include <QUrl>
#include <algorithm>

namespace godwit::mime {

namespace {

constexpr qsizetype LineOctets = 76;
constexpr qsizetype LongestToken = 900; ///< with its name in front still below 998
constexpr qsizetype WordOctets = 45; ///< 60 characters of base64: a word of 72

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

bool isAtom(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u" !#$%&'*+-/=?^_`{|}~").contains(c));
}

qsizetype longestToken(const QByteArray &text)
{
    qsizetype longest = 0;
    for (const QByteArray &token : text.split(' '))
        longest = std::max(longest, token.size());
    return longest;
}

/// Breaks in front of spaces so that lines stay short; `column` is where the first one begins.
QByteArray folded(const QByteArray &text, qsizetype column)
{
    QByteArray out;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(' ', start + 1);
        end = end < 0 ? text.size() : end;
        const bool nothingButBlanks = text.at(start) == ' ' && end == start + 1;
        if (column + end - start > LineOctets && start > 0 && text.at(start) == ' ' && !nothingButBlanks) {
            out += "\r\n";
            column = 0;
        }
        out.append(text.constData() + start, end - start);
        column += end - start;
        start = end;
    }
    return out;
}

QByteArray quoted(const QString &text)
{
    QByteArray out = text.toLatin1();
    out.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + out + '"';
}

QByteArray phrase(const QString &name)
{
    if (!isAscii(name) || name.contains(u"=?") || name.size() > LongestToken)
        return encodedWords(name).join(' ');
    if (std::all_of(name.begin(), name.end(), isAtom))
        return name.toLatin1();
    return quoted(name);
}

QByteArray wireAddr(const QString &addr)
{
    const qsizetype at = addr.lastIndexOf(u'@');
    if (at < 0 || isAscii(addr))
        return addr.toUtf8();
    const QByteArray domain = QUrl::toAce(addr.mid(at + 1));
    return addr.left(at).toUtf8() + '@' + (domain.isEmpty() ? addr.mid(at + 1).toUtf8() : domain);
}

} // namespace

QByteArrayList encodedWords(const QString &text)
{
    QByteArrayList words;
    QByteArray octets;
    const auto flush = [&words, &octets] {
        if (!octets.isEmpty())
            words.append("=?UTF-8?B?" + octets.toBase64() + "?=");
        octets.clear();
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype length =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate() ? 2 : 1;
        const QByteArray character = QStringView(text).sliced(at, length).toUtf8();
        if (octets.size() + character.size() > WordOctets)
            flush();
        octets += character;
        at += length - 1;
    }
    flush();
    return words;
}

bool isFieldName(const QByteArray &name)
{
    return !name.isEmpty() && name.size() < 80
        && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F && c != ':'; });
}

void FieldWriter::text(const QByteArray &name, const QString &value)
{
    const QString line = oneLine(value);
    const bool plain = isAscii(line) && !line.contains(u"=?") && longestToken(line.toLatin1()) <= LongestToken;
    const QByteArray content = plain ? line.toLatin1() : encodedWords(line).join(' ');
    m_out += name + ": " + folded(content, name.size() + 2) + "\r\n";
}

void FieldWriter::addresses(const QByteArray &name, const AddressList &addresses)
{
    if (addresses.isEmpty())
        return;
    m_out += name + ':';
    qsizetype column = name.size() + 1;
    for (qsizetype at = 0; at < addresses.size(); ++at) {
        const Address &address = addresses[at];
        const QString shown = oneLine(address.name);
        QByteArray entry = wireAddr(address.addr);
        if (!shown.isEmpty())
            entry = phrase(shown) + " <" + entry + '>';
        if (at + 1 < addresses.size())
            entry += ',';
        if (at > 0 && column + entry.size() + 1 > LineOctets) {
            m_out += "\r\n";
            column = 0;
        }
        const QByteArray written = ' ' + folded(entry, column + 1);
        m_out += written;
        const qsizetype lastBreak = written.lastIndexOf('\n');
        column = lastBreak < 0 ? column + written.size() : written.size() - lastBreak - 1;
    }
    m_out += "\r\n";
}

void FieldWriter::identifiers(const QByteArray &name, const QStringList &ids)
{
    constexpr qsizetype MaximumIds = 50; // the first one and the newest
    QByteArrayList kept;
    for (const QString &id : ids) {
        const QByteArray octets = id.toUtf8();
        const bool clean = !octets.isEmpty() && octets.size() <= LongestToken
            && std::all_of(
                octets.begin(), octets.end(), [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
        if (clean)
            kept.append('<' + octets + '>');
    }
    while (kept.size() > MaximumIds)
        kept.removeAt(1);
    if (!kept.isEmpty())
        m_out += name + ": " + folded(kept.join(' '), name.size() + 2) + "\r\n";
}

void FieldWriter::structured(const QByteArray &name, const QByteArray &value)
{
    m_out += name + ": " + value;
}

void FieldWriter::parameter(const QByteArray &name, const QString &value)
{
    constexpr qsizetype ShortValue = 60;
    constexpr qsizetype PieceOctets = 50;
    const QString line = oneLine(value);
    if (isAscii(line) && line.size() <= ShortValue && !line.contains(u'%')) {
        m_out += ";\r\n " + name + '=' + quoted(line);
        return;
    }
    QByteArrayList pieces{QByteArray()};
    for (const char octet : line.toUtf8()) {
        const bool safe = (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'z')
            || (octet >= 'A' && octet <= 'Z') || octet == '.' || octet == '-' || octet == '_';
        if (pieces.last().size() + 3 > PieceOctets)
            pieces.append(QByteArray());
        pieces.last() += safe ? QByteArray(1, octet) : '%' + QByteArray(1, octet).toHex().toUpper();
    }
    for (qsizetype at = 0; at < pieces.size(); ++at) {
        const QByteArray section = pieces.size() > 1 ? '*' + QByteArray::number(at) : QByteArray();
        m_out += ";\r\n " + name + section + "*=" + (at == 0 ? "UTF-8''" : "") + pieces[at];
    }
}

void FieldWriter::legacyParameter(const QByteArray &name, const QString &value)
{
    const QString line = oneLine(value);
    if (isAscii(line) && line.size() <= LongestToken) {
        m_out += ";\r\n " + name + '=' + quoted(line);
        return;
    }
    m_out += ";\r\n " + name + "=\"" + encodedWords(line).join("\r\n ") + '"';
}

} // namespace godwit::mime
