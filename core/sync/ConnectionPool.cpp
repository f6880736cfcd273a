// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ConnectionPool.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace godwit::sync {

void ConnectionPool::refused(int held, std::chrono::milliseconds now)
{
    m_lowered = std::clamp(held, 1, std::max(allowed(now) - 1, 1));
    m_loweredUntil = now + std::chrono::hours(24);
}

bool ConnectionPool::isLimit(const MailError &error)
{
    if (error.responseCode == "LIMIT")
        return true;
    // Gmail, Dovecot ("Maximum number of connections from user+IP exceeded"), Courier, Zimbra, Exchange
    for (const QLatin1String words : {"too many"_L1, "number of connections"_L1, "simultaneous"_L1, "concurrent"_L1,
             "connection limit"_L1, "connections exceeded"_L1}) {
        if (error.serverText.contains(words, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace godwit::sync
