// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Encoding.h"

#include <algorithm>

namespace godwit::mime {

QByteArray withCrlf(const QByteArray &octets)
{
    QByteArray out;
    out.reserve(octets.size() + octets.size() / 32 + 2);
    for (qsizetype at = 0; at < octets.size(); ++at) {
        const char octet = octets[at];
        if (octet == '\r') {
            out += "\r\n";
            if (at + 1 < octets.size() && octets[at + 1] == '\n')
                ++at;
        } else if (octet == '\n') {
            out += "\r\n";
        } else if (octet != '\0') {
            out += octet;
        }
    }
    return out;
}

qsizetype longestLine(const QByteArray &octets)
{
    qsizetype longest = 0;
    for (qsizetype start = 0; start < octets.size();) {
        qsizetype end = octets.indexOf('\n', start);
        end = end < 0 ? octets.size() : end;
        longest = std::max(longest, end - start - (end > start && octets[end - 1] == '\r' ? 1 : 0));
        start = end + 1;
    }
    return longest;
}

bool hasEightBit(const QByteArray &octets)
{
    return std::any_of(octets.begin(), octets.end(), [](char octet) { return uchar(octet) >= 0x80; });
}

QByteArray base64Lines(const QByteArray &octets)
{
    constexpr qsizetype Columns = 76;
    const QByteArray all = octets.toBase64();
    QByteArray out;
    out.reserve(all.size() + all.size() / Columns * 2 + 2);
    for (qsizetype at = 0; at < all.size(); at += Columns) {
        out.append(all.constData() + at, std::min(Columns, all.size() - at));
        out += "\r\n";
    }
    return out;
}

QByteArray quotedPrintable(const QByteArray &crlf)
{
    constexpr qsizetype Columns = 76;
    static constexpr char Digits[] = "0123456789ABCDEF";
    QByteArray out;
    out.reserve(crlf.size() + crlf.size() / 4);
    qsizetype column = 0;
    for (qsizetype at = 0; at < crlf.size(); ++at) {
        const char octet = crlf[at];
        if (octet == '\r' && at + 1 < crlf.size() && crlf[at + 1] == '\n') {
            out += "\r\n";
            column = 0;
            ++at;
            continue;
        }
        const bool lastOfLine = at + 1 == crlf.size() || crlf[at + 1] == '\r';
        const bool blank = (octet == ' ' || octet == '\t') && !lastOfLine;
        const bool fromLine = column == 0 && octet == 'F' && crlf.mid(at, 5) == "From "; // mbox writers would add a `>`
        const bool dot = column == 0 && octet == '.';
        const bool literal = blank || (octet > ' ' && octet < 0x7F && octet != '=' && !fromLine && !dot);
        const qsizetype width = literal ? 1 : 3;
        if (column + width > Columns - (lastOfLine ? 0 : 1)) {
            out += "=\r\n";
            column = 0;
        }
        if (literal) {
            out += octet;
        } else {
            out += '=';
            out += Digits[uchar(octet) >> 4];
            out += Digits[uchar(octet) & 15];
        }
        column += width;
    }
    return out;
}

QByteArray encodedText(const QByteArray &crlf, bool allowEightBit, QByteArray &name)
{
    const bool eightBit = hasEightBit(crlf);
    const bool asItIs =
        longestLine(crlf) <= MaximumLineOctets && !crlf.startsWith("From ") && !crlf.contains("\nFrom ");
    if (asItIs && (!eightBit || allowEightBit)) {
        name = eightBit ? "8bit" : "7bit";
        return crlf;
    }
    const auto high = std::count_if(crlf.begin(), crlf.end(), [](char octet) { return uchar(octet) >= 0x80; });
    if (high * 6 > crlf.size()) {
        name = "base64";
        return base64Lines(crlf);
    }
    name = "quoted-printable";
    return quotedPrintable(crlf);
}

} // namespace godwit::mime
