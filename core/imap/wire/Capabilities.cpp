// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Capabilities.h"

#include <algorithm>

namespace godwit::imap {

Capabilities::Capabilities(const QByteArrayList &names)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        QByteArray name = names[i].toUpper();
        if (name == "LITERAL" && i + 1 < names.size() && (names[i + 1] == "+" || names[i + 1] == "-"))
            name += names[++i]; // `LITERAL +`
        if (!name.isEmpty())
            m_names.insert(name);
    }
}

void Capabilities::remove(const QByteArray &name)
{
    m_names.remove(name.toUpper());
    m_removed.insert(name.toUpper());
}

QByteArrayList Capabilities::names() const
{
    QByteArrayList list(m_names.cbegin(), m_names.cend());
    std::sort(list.begin(), list.end());
    return list;
}

bool Capabilities::allowsNonSynchronising(qsizetype literalOctets) const
{
    constexpr qsizetype LiteralMinusOctets = 4096;
    if (has("LITERAL+"))
        return true;
    return literalOctets <= LiteralMinusOctets && (has("LITERAL-") || isRev2Only());
}

std::optional<qint64> Capabilities::valueOf(const QByteArray &name) const
{
    for (const QByteArray &candidate : m_names) {
        bool isNumber = false;
        const qint64 value = candidate.startsWith(name) ? candidate.mid(name.size()).toLongLong(&isNumber) : 0;
        if (isNumber && value > 0)
            return value;
    }
    return std::nullopt;
}

std::optional<qint64> Capabilities::appendLimit() const
{
    return valueOf("APPENDLIMIT=");
}

std::optional<quint32> Capabilities::messageLimit() const
{
    const std::optional<qint64> value = valueOf("MESSAGELIMIT=");
    return value && *value <= 0xffffffffU ? std::optional<quint32>(quint32(*value)) : std::nullopt;
}

} // namespace godwit::imap
