// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Capabilities.h"

namespace godwit::smtp {

Capabilities Capabilities::fromEhlo(const QByteArrayList &lines)
{
    Capabilities result;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        QByteArray line = lines[i].simplified().toUpper();
        if (line.startsWith("AUTH="))
            line[4] = ' ';
        const qsizetype space = line.indexOf(' ');
        const QByteArray keyword = space < 0 ? line : line.left(space);
        const QByteArray parameters = space < 0 ? QByteArray() : line.mid(space + 1);
        if (keyword.isEmpty())
            continue;
        QByteArray &known = result.m_keywords[keyword];
        known = known.isEmpty() ? parameters : known + ' ' + parameters;
    }
    return result;
}

std::optional<qint64> Capabilities::sizeLimit() const
{
    bool ok = false;
    const qint64 limit = m_keywords.value("SIZE").toLongLong(&ok);
    return ok && limit > 0 ? std::optional<qint64>(limit) : std::nullopt;
}

QByteArrayList Capabilities::toWire() const
{
    QByteArrayList result;
    for (auto keyword = m_keywords.cbegin(); keyword != m_keywords.cend(); ++keyword)
        result.append(keyword.value().isEmpty() ? keyword.key() : keyword.key() + ' ' + keyword.value());
    return result;
}

} // namespace godwit::smtp
