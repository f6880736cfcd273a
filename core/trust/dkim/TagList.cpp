// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/dkim/TagList.h"

#include <algorithm>

namespace godwit::trust::dkim {

namespace {

constexpr qsizetype MaximumTags = 64;

bool isTagName(const QByteArray &name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !name.isEmpty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), [isLetter](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

std::optional<TagList> parseTagList(const QByteArray &text)
{
    TagList tags;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = text.indexOf(';', at);
        if (end < 0)
            end = text.size();
        const QByteArray piece = text.mid(at, end - at).trimmed();
        at = end + 1;
        if (piece.isEmpty())
            continue;
        const qsizetype equals = piece.indexOf('=');
        const QByteArray name = piece.left(equals).trimmed();
        if (equals <= 0 || !isTagName(name) || tags.contains(name) || tags.size() >= MaximumTags)
            return std::nullopt;
        tags.insert(name, piece.sliced(equals + 1).trimmed());
    }
    return tags;
}

QByteArray withoutBlanks(const QByteArray &value)
{
    QByteArray out;
    out.reserve(value.size());
    for (const char octet : value) {
        if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n')
            out.append(octet);
    }
    return out;
}

std::optional<QByteArray> decodedBase64(const QByteArray &value)
{
    QByteArray packed = withoutBlanks(value);
    while (packed.endsWith('=')) // some lose the padding, or a part of it
        packed.chop(1);
    const auto decoded = QByteArray::fromBase64Encoding(packed, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return std::nullopt;
    return decoded.decoded;
}

} // namespace godwit::trust::dkim
