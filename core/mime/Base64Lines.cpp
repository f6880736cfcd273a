// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Base64Lines.h"

#include <array>

namespace godwit::mime {

namespace {

constexpr quint32 Invalid = 0x80000000U;

/// What an octet contributes in one of the four places of a quantum.
using Place = std::array<quint32, 256>;

constexpr std::array<Place, 4> makePlaces()
{
    constexpr char Alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<Place, 4> places{};
    for (std::size_t place = 0; place < 4; ++place) {
        for (quint32 &value : places[place])
            value = Invalid;
        for (quint32 value = 0; value < 64; ++value)
            places[place][static_cast<unsigned char>(Alphabet[value])] = value << (18 - 6 * place);
    }
    return places;
}

constexpr std::array<Place, 4> Places = makePlaces();

} // namespace

DecodedLines decodeBase64Lines(QByteArrayView octets, char *out)
{
    const auto *const begin = reinterpret_cast<const uchar *>(octets.data());
    const uchar *const end = begin + octets.size();
    const uchar *from = begin;
    char *to = out;
    for (;;) {
        while (end - from >= 4) {
            const quint32 quantum = Places[0][from[0]] | Places[1][from[1]] | Places[2][from[2]] | Places[3][from[3]];
            if (quantum & Invalid)
                break;
            to[0] = char(quantum >> 16);
            to[1] = char(quantum >> 8);
            to[2] = char(quantum);
            to += 3;
            from += 4;
        }
        const uchar *const stopped = from;
        while (from < end && (*from == '\r' || *from == '\n'))
            ++from;
        if (from == stopped)
            return {from - begin, to - out};
    }
}

} // namespace godwit::mime
