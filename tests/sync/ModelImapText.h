// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>

namespace godwit::test {

inline QByteArray quoted(const QByteArray &text)
{
    return text.isEmpty() ? QByteArray("NIL") : '"' + text + '"';
}

inline QByteArray field(const QByteArray &raw, const QByteArray &name)
{
    const qsizetype at = ("\r\n" + raw).indexOf("\r\n" + name + ": ");
    if (at < 0)
        return {};
    const qsizetype start = at + name.size() + 2;
    return raw.mid(start, raw.indexOf("\r\n", start) - start);
}

inline bool inSet(const QByteArray &set, quint32 value, quint32 last)
{
    for (const QByteArray &part : set.split(',')) {
        const QByteArrayList ends = part.split(':');
        const auto number = [last](const QByteArray &text) {
            return text == "*" ? last : text.toUInt();
        };
        const quint32 a = number(ends.first());
        const quint32 b = number(ends.last());
        if (value >= std::min(a, b) && value <= std::max(a, b))
            return true;
    }
    return false;
}

inline QByteArray address(const QByteArray &value)
{
    const qsizetype at = value.indexOf('@');
    return value.isEmpty() ? QByteArray("NIL") : "((NIL NIL \"" + value.left(at) + "\" \"" + value.mid(at + 1) + "\"))";
}

} // namespace godwit::test
