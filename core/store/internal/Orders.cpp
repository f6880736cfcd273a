// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Orders.h"

#include "store/internal/Placements.h"
#include "store/internal/SortKeys.h"

namespace godwit::store {

namespace {

std::optional<QByteArray> keyOf(Connection &database, MessageKey message, SortBy by)
{
    Statement statement = database.query("SELECT " SORT_COLUMNS " FROM message m WHERE m.id = ?", message);
    return statement.step() ? std::optional(sortKey(by, statement, 0)) : std::nullopt;
}

} // namespace

void Orders::add(const PlacementRow &row)
{
    if (!row.mailbox)
        return;
    for (const SortBy by : m_batch.orders(row.mailbox)) {
        if (const auto key = keyOf(m_batch.database(), row.message, by))
            m_batch.database().run("INSERT OR IGNORE INTO placement_order (mailbox, sort, key, age, placement) "
                                   "VALUES (?, ?, ?, ?, ?)",
                row.mailbox, int(by), *key, -row.sortDate, row.key);
    }
}

void Orders::remove(const PlacementRow &row)
{
    if (!row.mailbox)
        return;
    for (const SortBy by : m_batch.orders(row.mailbox)) {
        if (const auto key = keyOf(m_batch.database(), row.message, by))
            m_batch.database().run("DELETE FROM placement_order WHERE mailbox = ? AND sort = ? AND key = ? AND age = ? "
                                   "AND placement = ?",
                row.mailbox, int(by), *key, -row.sortDate, row.key);
    }
}

void Orders::begin(MailboxKey mailbox, SortBy by)
{
    drop(mailbox, by);
    m_batch.database().run("INSERT INTO mailbox_order (mailbox, sort) VALUES (?, ?)", mailbox, int(by));
}

void Orders::add(MailboxKey mailbox, SortBy by, const SortEntry &entry)
{
    m_batch.database().run("INSERT OR IGNORE INTO placement_order (mailbox, sort, key, age, placement) "
                           "SELECT mailbox, ?2, ?3, -sort_date, id FROM placement WHERE id = ?4 AND mailbox = ?1",
        mailbox, int(by), entry.key, entry.row.placement);
}

void Orders::finish(MailboxKey mailbox, SortBy by)
{
    m_batch.database().run(
        "UPDATE mailbox_order SET keys = ? WHERE mailbox = ? AND sort = ?", sortKeysVersion(), mailbox, int(by));
}

void Orders::drop(MailboxKey mailbox, SortBy by)
{
    m_batch.database().run("DELETE FROM placement_order WHERE mailbox = ? AND sort = ?", mailbox, int(by));
    m_batch.database().run("DELETE FROM mailbox_order WHERE mailbox = ? AND sort = ?", mailbox, int(by));
}

void Orders::dropForeign()
{
    QList<std::pair<MailboxKey, SortBy>> foreign;
    {
        Statement statement = m_batch.database().query(
            "SELECT mailbox, sort FROM mailbox_order WHERE keys NOT IN (0, ?)", sortKeysVersion());
        while (statement.step())
            foreign.append({statement.key<MailboxKey>(0), SortBy(statement.integer(1))});
    }
    for (const auto &[mailbox, by] : std::as_const(foreign))
        drop(mailbox, by);
}

} // namespace godwit::store
