// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Capabilities.h"

namespace godwit::pop3 {

Capabilities Capabilities::fromCapa(const QByteArrayList &lines)
{
    Capabilities result;
    result.m_known = true;
    for (const QByteArray &raw : lines) {
        const QByteArray line = raw.simplified().toUpper();
        const qsizetype space = line.indexOf(' ');
        if (!line.isEmpty())
            result.m_keywords.insert(
                space < 0 ? line : line.left(space), space < 0 ? QByteArray() : line.mid(space + 1));
    }
    return result;
}

QByteArrayList Capabilities::toWire() const
{
    QByteArrayList result;
    for (auto keyword = m_keywords.cbegin(); keyword != m_keywords.cend(); ++keyword)
        result.append(keyword.value().isEmpty() ? keyword.key() : keyword.key() + ' ' + keyword.value());
    return result;
}

} // namespace godwit::pop3
