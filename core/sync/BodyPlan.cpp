// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/BodyPlan.h"

#include <algorithm>

namespace godwit::sync {

qint64 bodiesWanted(
    const store::Reader &reader, store::MailboxKey mailbox, const account::BodyRule &rule, const QDateTime &now)
{
    switch (rule.policy) {
    case account::BodyPolicy::Everything:
        return -1;
    case account::BodyPolicy::HeadersOnly:
        return 0;
    case account::BodyPolicy::RecentDays:
        break;
    }
    const qint64 since = now.addDays(-rule.days).toSecsSinceEpoch();
    constexpr qint64 AtOnce = 500;
    qint64 missing = 0;
    std::optional<store::RowKey> after;
    for (;;) {
        const QList<store::RowKey> keys = reader.rowKeys(mailbox, AtOnce, after);
        QList<store::PlacementKey> recent;
        for (const store::RowKey &key : keys) {
            if (key.date >= since)
                recent.append(key.placement);
        }
        const QList<store::ListRow> rows = reader.rows(recent);
        missing += std::count_if(rows.cbegin(), rows.cend(), [](const store::ListRow &row) { return !row.hasBody; });
        if (keys.size() < AtOnce || recent.size() < keys.size())
            return missing;
        after = keys.constLast();
    }
}

} // namespace godwit::sync
