// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/ModifiedUtf7.h"

#include <QStringDecoder>

namespace godwit::imap::modifiedUtf7 {

namespace {

QString decodeRaw(QByteArrayView octets)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(octets);
    return utf8.hasError() ? QString::fromLatin1(octets) : text;
}

/// The text between `&` and `-`; std::nullopt if it is no UTF-16.
std::optional<QString> decodeShift(QByteArrayView shift)
{
    QByteArray base64 = shift.toByteArray();
    base64.replace(',', '/');
    const auto decoded = QByteArray::fromBase64Encoding(
        base64, QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.size() % 2 != 0)
        return std::nullopt;
    QStringDecoder utf16(QStringDecoder::Utf16BE);
    const QString text = utf16(decoded.decoded);
    if (utf16.hasError() || !text.isValidUtf16())
        return std::nullopt;
    return text;
}

} // namespace

QString decode(QByteArrayView wire)
{
    QString text;
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < wire.size(); ++i) {
        if (wire[i] != '&')
            continue;
        const qsizetype end = wire.indexOf('-', i);
        if (end < 0)
            break;
        const QByteArrayView shift = wire.sliced(i + 1, end - i - 1);
        const std::optional<QString> piece = shift.isEmpty() ? QStringLiteral("&") : decodeShift(shift);
        if (!piece)
            continue; // broken: shown as it stands
        text += decodeRaw(wire.sliced(plainFrom, i - plainFrom)) + *piece;
        plainFrom = end + 1;
        i = end;
    }
    return text + decodeRaw(wire.sliced(plainFrom));
}

QByteArray encode(QStringView text)
{
    QByteArray wire;
    for (qsizetype i = 0; i < text.size();) {
        const char16_t c = text[i].unicode();
        if (c >= 0x20 && c <= 0x7e) {
            wire += char(c);
            if (c == u'&')
                wire += '-';
            ++i;
            continue;
        }
        QByteArray utf16;
        for (; i < text.size() && (text[i].unicode() < 0x20 || text[i].unicode() > 0x7e); ++i) {
            utf16 += char(text[i].unicode() >> 8);
            utf16 += char(text[i].unicode() & 0xff);
        }
        wire += '&' + utf16.toBase64(QByteArray::OmitTrailingEquals).replace('/', ',') + '-';
    }
    return wire;
}

} // namespace godwit::imap::modifiedUtf7
