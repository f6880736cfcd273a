// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Reader.h"

#include "store/internal/ReaderPrivate.h"
#include "store/internal/SortKeys.h"

#include <algorithm>

namespace godwit::store {

namespace {

constexpr qint64 MaximumReserved = 1'000'000;

RowKey readRowKey(const Statement &statement)
{
    return {statement.integer(1), statement.key<PlacementKey>(0)};
}

bool isBefore(const SortEntry &left, const SortEntry &right)
{
    if (const int order = left.key.compare(right.key))
        return order < 0;
    return left.row.date != right.row.date ? left.row.date > right.row.date : left.row.placement < right.row.placement;
}

} // namespace

QList<RowKey> Reader::rowKeys(MailboxKey mailbox, qint64 limit, std::optional<RowKey> after) const
{
    QList<RowKey> rows;
    Statement statement = after
        ? d->fresh().query("SELECT id, sort_date FROM placement WHERE mailbox = ?1 AND (sort_date, id) < (?2, ?3) "
                           "ORDER BY sort_date DESC, id DESC LIMIT ?4",
            mailbox, after->date, after->placement.value, limit)
        : d->fresh().query(
            "SELECT id, sort_date FROM placement WHERE mailbox = ? ORDER BY sort_date DESC, id DESC LIMIT ?", mailbox,
            limit);
    if (limit > 0)
        rows.reserve(qsizetype(std::min(limit, MaximumReserved)));
    while (statement.step())
        rows.append(readRowKey(statement));
    return rows;
}

QList<RowKey> Reader::filteredRowKeys(MailboxKey mailbox, const QString &text) const
{
    if (text.isEmpty())
        return rowKeys(mailbox);
    QList<RowKey> rows;
    Statement statement = d->fresh().query(
        "SELECT p.id, p.sort_date FROM placement p JOIN message m ON m.id = p.message WHERE p.mailbox = ? "
        "AND holds(?, m.subject, m.from_name, m.from_addr) ORDER BY p.sort_date DESC, p.id DESC",
        mailbox, text);
    while (statement.step())
        rows.append(readRowKey(statement));
    return rows;
}

bool Reader::keepsOrder(MailboxKey mailbox, SortBy by) const
{
    return by == SortBy::Date
        || d->fresh().number("SELECT keys FROM mailbox_order WHERE mailbox = ? AND sort = ?", mailbox, int(by))
        == sortKeysVersion();
}

QList<SortEntry> Reader::sortEntries(MailboxKey mailbox, SortBy by) const
{
    return sortedEntries(mailbox, by, {});
}

/// In ascending order.
QList<SortEntry> Reader::sortedEntries(MailboxKey mailbox, SortBy by, const QString &filter) const
{
    QList<SortEntry> entries;
    // In the order of the table: a million look-ups in the order of arrival take a fraction of those by date.
    Statement statement = filter.isEmpty()
        ? d->fresh().query("SELECT p.id, p.sort_date, " SORT_COLUMNS " FROM placement p JOIN message m ON m.id = "
                           "p.message WHERE p.mailbox = ?",
            mailbox)
        : d->fresh().query("SELECT p.id, p.sort_date, " SORT_COLUMNS " FROM placement p JOIN message m ON m.id = "
                           "p.message WHERE p.mailbox = ? AND holds(?, m.subject, m.from_name, m.from_addr)",
            mailbox, filter);
    while (statement.step())
        entries.append({sortKey(by, statement, 2), readRowKey(statement)});
    std::sort(entries.begin(), entries.end(), isBefore);
    return entries;
}

QList<RowKey> Reader::orderedRowKeys(MailboxKey mailbox, ListOrder order, qint64 limit, const QString &filter) const
{
    if (order.isGrouped() && filter.isEmpty())
        return groupedRowKeys(mailbox, order, limit);
    const bool ascending = order.direction == SortDirection::Ascending;
    QList<RowKey> rows;
    if (limit > 0)
        rows.reserve(qsizetype(std::min(limit, MaximumReserved)));
    if (order.by == SortBy::Date && (!ascending || !filter.isEmpty())) {
        rows = filter.isEmpty() ? rowKeys(mailbox, limit) : filteredRowKeys(mailbox, filter);
        if (ascending)
            std::reverse(rows.begin(), rows.end());
        return limit < 0 ? rows : rows.mid(0, limit);
    }
    if (order.by == SortBy::Date || (filter.isEmpty() && keepsOrder(mailbox, order.by))) {
        Statement statement = order.by == SortBy::Date
            ? d->fresh().query(
                "SELECT id, sort_date FROM placement WHERE mailbox = ? ORDER BY sort_date, id LIMIT ?", mailbox, limit)
            : d->fresh().query(ascending ? "SELECT placement, -age FROM placement_order WHERE mailbox = ? AND sort = ? "
                                           "ORDER BY key, age, placement LIMIT ?"
                                         : "SELECT placement, -age FROM placement_order WHERE mailbox = ? AND sort = ? "
                                           "ORDER BY key DESC, age DESC, placement DESC LIMIT ?",
                mailbox, int(order.by), limit);
        while (statement.step())
            rows.append(readRowKey(statement));
        return rows;
    }
    const QList<SortEntry> entries = sortedEntries(mailbox, order.by, filter);
    const qsizetype count = limit < 0 ? entries.size() : std::min(qsizetype(limit), entries.size());
    rows.reserve(count);
    for (qsizetype i = 0; i < count; ++i)
        rows.append(entries.at(ascending ? i : entries.size() - 1 - i).row);
    return rows;
}

} // namespace godwit::store
