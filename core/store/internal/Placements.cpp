// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Placements.h"

#include "store/internal/Codec.h"
#include "store/internal/Operations.h"
#include "store/internal/Orders.h"

namespace godwit::store {

namespace {

#define PLACEMENT_COLUMNS                                                                                              \
    "id, message, server_mailbox, uid, server_flags, server_keywords, modseq, awaiting, mailbox, flags, keywords, "    \
    "sort_date, pending"

Flags readFlags(const Statement &statement, int column)
{
    Flags flags;
    flags.bits = quint32(statement.integer(column));
    if (!statement.isNull(column + 1))
        flags.keywords = codec::splitNames(statement.blob(column + 1));
    return flags;
}

void bindFlags(Statement &statement, int at, const Flags &flags)
{
    statement.bind(at, flags.bits);
    statement.bindText(at + 1, codec::joinNames(flags.keywords));
}

PlacementRow readRow(const Statement &statement)
{
    PlacementRow row;
    row.key = statement.key<PlacementKey>(0);
    row.message = statement.key<MessageKey>(1);
    row.serverMailbox = statement.key<MailboxKey>(2);
    row.uid = statement.key<Uid>(3);
    row.serverFlags = readFlags(statement, 4);
    row.modSeq = statement.key<ModSeq>(6);
    row.awaiting = int(statement.integer(7));
    row.mailbox = statement.key<MailboxKey>(8);
    row.flags = readFlags(statement, 9);
    row.sortDate = statement.integer(11);
    row.pending = statement.integer(12);
    return row;
}

qint64 unreadOf(const PlacementRow &row)
{
    return row.flags.has(Flag::Seen) ? 0 : 1;
}

QList<PlacementKey> keys(Statement statement)
{
    QList<PlacementKey> found;
    while (statement.step())
        found.append(statement.key<PlacementKey>(0));
    return found;
}

} // namespace

void applyEffect(OperationKind kind, MailboxKey target, const QByteArrayList &add, const QByteArrayList &remove,
    MailboxKey &mailbox, Flags &flags)
{
    switch (kind) {
    case OperationKind::SetFlags:
        for (const QByteArray &name : remove)
            flags.remove(name);
        for (const QByteArray &name : add)
            flags.add(name);
        break;
    case OperationKind::Move:
    case OperationKind::Copy:
    case OperationKind::Append:
        mailbox = target;
        break;
    case OperationKind::Expunge:
        mailbox = {};
        break;
    default:
        break;
    }
}

std::optional<PlacementRow> Placements::load(PlacementKey key)
{
    Statement statement = m_db.query("SELECT " PLACEMENT_COLUMNS " FROM placement WHERE id = ?", key);
    return statement.step() ? std::optional(readRow(statement)) : std::nullopt;
}

std::optional<PlacementRow> Placements::byUid(MailboxKey mailbox, Uid uid)
{
    Statement statement =
        m_db.query("SELECT " PLACEMENT_COLUMNS " FROM placement WHERE server_mailbox = ? AND uid = ?", mailbox, uid);
    return statement.step() ? std::optional(readRow(statement)) : std::nullopt;
}

/// A sweep over all flags of a mailbox mostly hears what is known: one walk along the index instead of as many
/// look-ups.
QSet<quint32> Placements::unchanged(MailboxKey mailbox, const QList<FlagUpdate> &updates)
{
    constexpr qsizetype Few = 100;
    QSet<quint32> same;
    if (updates.size() < Few)
        return same;
    QHash<quint32, const FlagUpdate *> heard;
    Uid first = updates.constFirst().uid, last = first;
    for (const FlagUpdate &update : updates) {
        heard.insert(update.uid.value, &update);
        first = std::min(first, update.uid);
        last = std::max(last, update.uid);
    }
    Statement statement = m_db.query("SELECT uid, server_flags, server_keywords, modseq FROM placement WHERE "
                                     "server_mailbox = ? AND uid BETWEEN ? AND ?",
        mailbox, first, last);
    while (statement.step()) {
        const FlagUpdate *const update = heard.value(quint32(statement.integer(0)));
        if (update && readFlags(statement, 1) == update->flags && statement.key<ModSeq>(3) == update->modSeq)
            same.insert(update->uid.value);
    }
    return same;
}

QList<PlacementRow> Placements::ofMessage(MessageKey message)
{
    QList<PlacementRow> rows;
    Statement statement =
        m_db.query("SELECT " PLACEMENT_COLUMNS " FROM placement WHERE message = ? ORDER BY id", message);
    while (statement.step())
        rows.append(readRow(statement));
    return rows;
}

QList<PlacementKey> Placements::onServer(MailboxKey mailbox)
{
    return keys(m_db.query("SELECT id FROM placement WHERE server_mailbox = ?", mailbox));
}

QList<PlacementKey> Placements::shownIn(MailboxKey mailbox)
{
    return keys(m_db.query("SELECT id FROM placement WHERE mailbox = ? ORDER BY sort_date DESC, id DESC", mailbox));
}

QList<WaitingItem> Placements::waiting(PlacementKey key)
{
    QList<WaitingItem> items;
    Statement statement = m_db.query("SELECT o.id, o.kind, o.state, o.target, o.newest_placement, o.add_flags, "
                                     "o.remove_flags, i.follows FROM operation_item i JOIN operation o ON o.id = "
                                     "i.operation WHERE i.placement = ? AND i.state = 0 ORDER BY i.operation",
        key);
    while (statement.step()) {
        WaitingItem item;
        item.operation = statement.key<OperationKey>(0);
        item.kind = OperationKind(statement.integer(1));
        item.state = OperationState(statement.integer(2));
        item.target = statement.key<MailboxKey>(3);
        item.newestPlacement = statement.integer(4);
        item.addFlags = codec::splitNames(statement.blob(5));
        item.removeFlags = codec::splitNames(statement.blob(6));
        item.follows = statement.integer(7) != 0;
        items.append(item);
    }
    return items;
}

void Placements::recompute(PlacementRow &row)
{
    row.mailbox = row.serverMailbox;
    row.flags = row.serverFlags;
    if (row.pending == 0)
        return;
    const QList<WaitingItem> items = waiting(row.key);
    row.pending = items.size();
    for (const WaitingItem &item : items) {
        applyEffect(item.kind, item.target, item.addFlags, item.removeFlags, row.mailbox, row.flags);
        if (item.follows && item.kind == OperationKind::Move)
            row.mailbox = {};
    }
    hideTwin(row);
}

void Placements::hideTwin(PlacementRow &row)
{
    if (row.awaiting != PlacementRow::Label || !row.mailbox || row.mailbox == row.serverMailbox)
        return;
    if (m_db.number("SELECT 1 FROM placement WHERE message = ? AND server_mailbox = ? AND id <> ? LIMIT 1", row.message,
            row.mailbox, row.key))
        row.mailbox = {};
}

void Placements::insert(PlacementRow &row)
{
    Statement statement =
        m_db.prepare("INSERT INTO placement (message, server_mailbox, uid, modseq, awaiting, mailbox, "
                     "sort_date, pending, server_flags, server_keywords, flags, keywords) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bindAll(
        row.message, row.serverMailbox, row.uid, row.modSeq, row.awaiting, row.mailbox, row.sortDate, row.pending);
    bindFlags(statement, 9, row.serverFlags);
    bindFlags(statement, 11, row.flags);
    if (!statement.run())
        return;
    row.key = {m_db.lastInsertId()};
    if (row.mailbox) {
        m_batch.count(row.mailbox, 1, unreadOf(row));
        m_batch.rowAdded(row.mailbox, {row.sortDate, row.key});
        Orders(m_batch).add(row);
    }
}

void Placements::save(const PlacementRow &before, const PlacementRow &after)
{
    const bool sameState = before.uid == after.uid && before.serverMailbox == after.serverMailbox
        && before.awaiting == after.awaiting && before.mailbox == after.mailbox;
    if (sameState) { // the usual case; spares the indexes
        Statement statement = m_db.prepare("UPDATE placement SET modseq = ?2, pending = ?3, server_flags = ?4, "
                                           "server_keywords = ?5, flags = ?6, keywords = ?7 WHERE id = ?1");
        statement.bindAll(after.key, after.modSeq, after.pending);
        bindFlags(statement, 4, after.serverFlags);
        bindFlags(statement, 6, after.flags);
        statement.run();
    } else {
        Statement statement = m_db.prepare(
            "UPDATE placement SET modseq = ?2, pending = ?3, server_flags = ?4, server_keywords = ?5, flags = ?6, "
            "keywords = ?7, server_mailbox = ?8, uid = ?9, awaiting = ?10, mailbox = ?11, missed = 0 WHERE id = ?1");
        statement.bindAll(after.key, after.modSeq, after.pending);
        bindFlags(statement, 4, after.serverFlags);
        bindFlags(statement, 6, after.flags);
        statement.bind(8, after.serverMailbox);
        statement.bind(9, after.uid);
        statement.bind(10, after.awaiting);
        statement.bind(11, after.mailbox);
        statement.run();
    }
    m_batch.count(before.mailbox, -1, -unreadOf(before));
    m_batch.count(after.mailbox, 1, unreadOf(after));
    if (before.mailbox != after.mailbox) {
        Orders(m_batch).remove(before);
        Orders(m_batch).add(after);
        if (before.mailbox)
            m_batch.rowRemoved(before.mailbox, before.key);
        if (after.mailbox)
            m_batch.rowAdded(after.mailbox, {after.sortDate, after.key});
    } else if (after.mailbox
        && (before.flags != after.flags || (before.pending > 0) != (after.pending > 0) || before.uid != after.uid)) {
        m_batch.rowChanged(after.mailbox, after.key);
    }
}

void Placements::refresh(const PlacementRow &before, PlacementRow after)
{
    recompute(after);
    save(before, after);
}

void Placements::settleItems(const PlacementRow &row)
{
    QList<OperationKey> affected;
    QList<PlacementKey> copies;
    Statement own = m_db.query("SELECT operation FROM operation_item WHERE placement = ? AND state = 0", row.key);
    while (own.step())
        affected.append(own.key<OperationKey>(0));
    Statement copied =
        m_db.query("SELECT operation, placement FROM operation_item WHERE source = ? AND state = 0", row.key);
    while (copied.step()) {
        affected.append(copied.key<OperationKey>(0));
        copies.append(copied.key<PlacementKey>(1));
    }
    if (affected.isEmpty())
        return;
    m_db.run("UPDATE operation_item SET state = 2 WHERE placement = ? AND state = 0", row.key);
    m_db.run("UPDATE operation_item SET state = 2 WHERE source = ? AND state = 0", row.key);
    Operations operations(m_batch);
    for (const OperationKey operation : std::as_const(affected))
        operations.settle(operation);
    for (const PlacementKey copy : std::as_const(copies)) {
        if (const auto found = load(copy))
            remove(*found, Orphan::Keep);
    }
}

void Placements::remove(const PlacementRow &row, Orphan orphan)
{
    settleItems(row);
    Orders(m_batch).remove(row);
    if (!m_db.run("DELETE FROM placement WHERE id = ?", row.key))
        return;
    if (row.mailbox) {
        m_batch.count(row.mailbox, -1, -unreadOf(row));
        m_batch.rowRemoved(row.mailbox, row.key);
    }
    if (m_db.number("SELECT 1 FROM placement WHERE message = ? LIMIT 1", row.message))
        return;
    if (orphan == Orphan::Purge)
        m_db.run("DELETE FROM message WHERE id = ?", row.message);
    else
        m_db.run("UPDATE message SET orphaned = unixepoch() WHERE id = ?", row.message);
}

void Placements::adopt(const PlacementRow &row, const PlacementRow &other)
{
    m_db.run(
        "UPDATE OR IGNORE operation_item SET placement = ?2 WHERE placement = ?1 AND state = 0", other.key, row.key);
    m_db.run(
        "UPDATE OR IGNORE operation_item SET placement = ?2 WHERE placement = ?1 AND state = 4", other.key, row.key);
    m_db.run("UPDATE operation_item SET source = ?2 WHERE source = ?1 AND state = 0", other.key, row.key);
    m_db.run("UPDATE pop3 SET placement = ?2 WHERE placement = ?1", other.key, row.key);
    PlacementRow after = row;
    after.serverMailbox = other.serverMailbox;
    after.uid = other.uid;
    after.serverFlags = other.serverFlags;
    after.modSeq = other.modSeq;
    after.awaiting = other.awaiting;
    after.pending = row.pending + other.pending;
    remove(other, Orphan::Keep);
    recompute(after);
    save(row, after);
}

} // namespace godwit::store
