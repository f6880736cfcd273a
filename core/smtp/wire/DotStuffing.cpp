// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/wire/DotStuffing.h"

#include <algorithm>

namespace godwit::smtp {

QByteArray dotStuffed(QByteArrayView message)
{
    QByteArray result;
    result.reserve(message.size() + message.size() / 64 + 16);
    const char *at = message.data();
    const char *const end = at + message.size();
    bool atLineStart = true;
    while (at < end) {
        if (atLineStart && *at == '.')
            result.append('.');
        const char *const stop = std::find_if(at, end, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        result.append(at, stop - at);
        atLineStart = false;
        at = stop;
        if (at == end)
            break;
        if (*at == '\0') {
            ++at;
            atLineStart = result.isEmpty() || result.endsWith('\n');
            continue;
        }
        at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
        result.append("\r\n", 2);
        atLineStart = true;
    }
    if (!result.isEmpty() && !atLineStart)
        result.append("\r\n", 2);
    return result;
}

bool isEightBit(QByteArrayView message)
{
    return std::any_of(message.begin(), message.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

} // namespace godwit::smtp
