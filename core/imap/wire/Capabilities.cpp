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

} // namespace godwit::imap
