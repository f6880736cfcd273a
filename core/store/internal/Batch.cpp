// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Batch.h"

#include <algorithm>

namespace godwit::store {

Batch::Batch(Connection &connection, Durability durability) : m_connection(connection), m_durability(durability)
{
    connection.clearError();
    connection.run(durability == Durability::Durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_open = connection.run("BEGIN IMMEDIATE");
}

Batch::~Batch()
{
    if (!m_open)
        return;
    m_connection.clearError();
    if (m_connection.inTransaction()) // SQLite has taken it back itself after some errors
        m_connection.run("ROLLBACK");
    m_connection.clearError();
}

void Batch::count(MailboxKey mailbox, qint64 total, qint64 unread)
{
    if (!mailbox || (total == 0 && unread == 0))
        return;
    Counts &counts = m_counts[mailbox];
    counts.total += total;
    counts.unread += unread;
}

void Batch::Rows::limit()
{
    if (!reload && added.size() + removed.size() + changed.size() <= Change::MaximumListedRows)
        return;
    reload = true;
    added.clear();
    removed.clear();
    changed.clear();
}

void Batch::rowAdded(MailboxKey mailbox, RowKey row)
{
    m_kinds |= Change::Rows;
    Rows &rows = m_rows[mailbox];
    if (rows.reload)
        return;
    if (rows.removed.remove(row.placement)) // away and back: for a view it has changed
        rows.changed.insert(row.placement);
    else
        rows.added.insert(row.placement, row.date);
    rows.limit();
}

void Batch::rowRemoved(MailboxKey mailbox, PlacementKey row)
{
    m_kinds |= Change::Rows;
    Rows &rows = m_rows[mailbox];
    if (rows.reload)
        return;
    rows.changed.remove(row);
    if (!rows.added.remove(row))
        rows.removed.insert(row);
    rows.limit();
}

void Batch::rowChanged(MailboxKey mailbox, PlacementKey row)
{
    m_kinds |= Change::RowData;
    Rows &rows = m_rows[mailbox];
    if (rows.reload || rows.added.contains(row))
        return;
    rows.changed.insert(row);
    rows.limit();
}

const QList<SortBy> &Batch::orders(MailboxKey mailbox)
{
    const auto known = m_orders.constFind(mailbox);
    if (known != m_orders.cend())
        return *known;
    QList<SortBy> orders;
    Statement statement = m_connection.query("SELECT sort FROM mailbox_order WHERE mailbox = ?", mailbox);
    while (statement.step())
        orders.append(SortBy(statement.integer(0)));
    return *m_orders.insert(mailbox, orders);
}

void Batch::reload(MailboxKey mailbox)
{
    m_kinds |= Change::Rows | Change::RowData;
    Rows &rows = m_rows[mailbox];
    rows.reload = true;
    rows.limit();
}

void Batch::writeCounts()
{
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it) {
        if (it->total == 0 && it->unread == 0)
            continue;
        m_connection.run("UPDATE mailbox SET total = total + ?2, unread = unread + ?3 WHERE id = ?1", it.key(),
            it->total, it->unread);
        m_kinds |= Change::Counts;
    }
}

Change Batch::takeChange()
{
    Change change;
    change.kinds = m_kinds;
    QSet<MailboxKey> touched;
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        touched.insert(it.key());
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        touched.insert(it.key());
        Change::MailboxRows rows;
        rows.mailbox = it.key();
        rows.reload = it->reload;
        for (auto added = it->added.cbegin(); added != it->added.cend(); ++added)
            rows.added.append({added.value(), added.key()});
        std::sort(rows.added.begin(), rows.added.end(), [](const RowKey &left, const RowKey &right) {
            return std::pair(left.date, left.placement) > std::pair(right.date, right.placement);
        });
        rows.removed = QList<PlacementKey>(it->removed.cbegin(), it->removed.cend());
        rows.changed = QList<PlacementKey>(it->changed.cbegin(), it->changed.cend());
        std::sort(rows.removed.begin(), rows.removed.end());
        std::sort(rows.changed.begin(), rows.changed.end());
        if (rows.reload || !rows.added.isEmpty() || !rows.removed.isEmpty() || !rows.changed.isEmpty())
            change.rows.append(rows);
    }
    change.mailboxes = QList<MailboxKey>(touched.cbegin(), touched.cend());
    std::sort(change.mailboxes.begin(), change.mailboxes.end());
    return change;
}

Result<Change> Batch::commit()
{
    writeCounts();
    if (m_durability == Durability::Durable && !m_connection.passBarrier())
        return fail(MailError::Detail::DiskFull);
    m_connection.run("COMMIT");
    if (m_connection.failed())
        return tl::unexpected(m_connection.error());
    m_open = false;
    return takeChange();
}

tl::unexpected<MailError> Batch::fail(MailError::Detail detail, const QString &text)
{
    if (m_connection.failed())
        return tl::unexpected(m_connection.error());
    return failure(MailError::Kind::Storage, detail, text);
}

} // namespace godwit::store
