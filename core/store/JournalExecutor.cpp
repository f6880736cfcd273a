// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Journal.h"
#include "store/internal/Codec.h"
#include "store/internal/Completion.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

namespace {

using Detail = MailError::Detail;
constexpr auto Durable = Batch::Durability::Durable;

Connection &clean(Connection &connection)
{
    connection.clearError();
    return connection;
}

} // namespace

QList<Operation> Journal::pending(AccountKey account, qint64 limit) const
{
    QList<Operation> operations;
    Statement statement =
        clean(*m_writer.d->connection)
            .query("SELECT " OPERATION_COLUMNS " FROM operation o LEFT JOIN operation w ON w.id = o.depends_on "
                   "WHERE o.account = ? AND o.state IN (0, 1, 4) AND (o.depends_on IS NULL OR w.state = 2) "
                   "ORDER BY o.id LIMIT ?",
                account, limit);
    while (statement.step())
        operations.append(readOperation(statement).operation);
    return operations;
}

QList<OperationItem> Journal::items(OperationKey key) const
{
    QList<OperationItem> items;
    Statement statement =
        clean(*m_writer.d->connection)
            .query("SELECT i.placement, p.message, ifnull(a.id, s.server_mailbox), ifnull(h.uid, s.uid), m.message_id, "
                   "m.internal_date, m.size, p.flags, p.keywords, b.label, m.email_id FROM operation_item i "
                   "JOIN placement p ON p.id = i.placement "
                   "LEFT JOIN placement s ON s.id = ifnull(i.source, i.placement) "
                   "JOIN message m ON m.id = p.message "
                   // What a label made is worked on in the mailbox that holds labels.
                   "LEFT JOIN mailbox a ON s.awaiting = 3 AND a.account = m.account AND a.holds_labels = 1 "
                   "LEFT JOIN placement h ON h.message = m.id AND h.server_mailbox = a.id "
                   "LEFT JOIN mailbox b ON b.id = s.server_mailbox "
                   "WHERE i.operation = ? AND i.state = 0 ORDER BY 3, 4",
                key);
    while (statement.step()) {
        OperationItem item;
        item.placement = statement.key<PlacementKey>(0);
        item.message = statement.key<MessageKey>(1);
        item.serverMailbox = statement.key<MailboxKey>(2);
        item.uid = statement.key<Uid>(3);
        item.messageIdField = statement.text(4);
        if (!statement.isNull(5))
            item.internalDate = codec::fromSeconds(statement.integer(5));
        item.sizeOctets = statement.integer(6);
        item.flags.bits = quint32(statement.integer(7));
        item.flags.keywords = codec::splitNames(statement.blob(8));
        item.label = statement.blob(9);
        item.emailId = statement.blob(10);
        items.append(item);
    }
    return items;
}

Result<void> Journal::supersede(OperationKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    if (!row || row->operation.kind != OperationKind::Move || row->operation.state != OperationState::Pending)
        return batch.fail(Detail::NotFound);
    operations.supersede(key);
    return m_writer.d->finish(batch);
}

QList<Mailbox> Journal::mailboxesOf(OperationKey key) const
{
    QList<Mailbox> mailboxes;
    Statement statement =
        clean(*m_writer.d->connection)
            .query(
                "SELECT m.id, m.account, m.wire_name, m.server_path, m.delimiter, m.server_role, m.server_selectable, "
                "m.server_subscribed, m.local FROM operation o JOIN mailbox t ON t.id = o.target JOIN mailbox m "
                "ON m.account = t.account AND (m.id = t.id OR substr(m.server_path, 1, length(t.server_path) + 1) "
                "= t.server_path || char(31)) WHERE o.id = ? ORDER BY length(m.server_path), m.id",
                key);
    while (statement.step()) {
        Mailbox mailbox;
        mailbox.key = statement.key<MailboxKey>(0);
        mailbox.account = statement.key<AccountKey>(1);
        mailbox.wireName = statement.blob(2);
        mailbox.path = codec::splitList(statement.text(3));
        mailbox.delimiter = char(statement.integer(4));
        mailbox.role = Role(statement.integer(5));
        mailbox.selectable = statement.integer(6) != 0;
        mailbox.subscribed = statement.integer(7) != 0;
        mailbox.local = statement.integer(8) != 0;
        mailboxes.append(mailbox);
    }
    return mailboxes;
}

std::optional<QByteArray> Journal::appendContent(OperationKey key) const
{
    const auto message = clean(*m_writer.d->connection)
                             .number("SELECT p.message FROM operation_item i JOIN placement p ON p.id = i.placement "
                                     "WHERE i.operation = ? LIMIT 1",
                                 key);
    return message ? m_writer.d->reader->raw({*message}) : std::nullopt;
}

std::optional<Operation> Journal::removalAfter(OperationKey append) const
{
    Statement statement =
        clean(*m_writer.d->connection)
            .query("SELECT " OPERATION_COLUMNS " FROM operation a JOIN operation o ON o.depends_on = a.id WHERE a.id = "
                   "?1 AND o.account = a.account AND o.kind = ?2 AND o.state = 0 ORDER BY o.id LIMIT 1",
                append, int(OperationKind::Expunge));
    return statement.step() ? std::optional(readOperation(statement).operation) : std::nullopt;
}

Result<void> Journal::setState(OperationKey key, OperationState state, const MailError &error)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    if (!row || !isWaiting(row->operation.state))
        return batch.fail(Detail::NotFound);
    operations.setState(key, state, error);
    if (state == OperationState::InFlight)
        batch.database().run("UPDATE operation SET attempts = attempts + 1 WHERE id = ?", key);
    return m_writer.d->finish(batch);
}

Result<void> Journal::markInFlight(OperationKey key)
{
    return setState(key, OperationState::InFlight, {});
}

Result<void> Journal::markPending(OperationKey key, const MailError &error)
{
    return setState(key, OperationState::Pending, error);
}

Result<void> Journal::markUnknown(OperationKey key, const MailError &error)
{
    return setState(key, OperationState::Unknown, error);
}

Result<void> Journal::markRefused(OperationKey key, const MailError &error)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    if (!row || !isWaiting(row->operation.state))
        return batch.fail(Detail::NotFound);
    operations.backOut(key, OperationState::Refused, error, Operations::Appended::Keep);
    batch.database().run("UPDATE operation SET undoable = 0 WHERE id = ?", key);
    return m_writer.d->finish(batch);
}

Result<void> Journal::markDone(OperationKey key, UidValidity targetValidity, const QList<NewPlace> &places)
{
    return complete(key, std::nullopt, targetValidity, places);
}

Result<void> Journal::markItemsDone(
    OperationKey key, const QList<PlacementKey> &items, UidValidity targetValidity, const QList<NewPlace> &places)
{
    return complete(key, items, targetValidity, places);
}

Result<void> Journal::complete(OperationKey key, const std::optional<QList<PlacementKey>> &items,
    UidValidity targetValidity, const QList<NewPlace> &places)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    if (!row)
        return batch.fail(Detail::NotFound);
    if (!isWaiting(row->operation.state))
        return {}; // a refresh has seen its effect before the answer was read
    Completion completion(batch, *row, targetValidity, places);
    completion.items(items ? *items : operations.itemsIn(key, ItemState::Waiting));
    if (!items
        || !batch.database().number("SELECT 1 FROM operation_item WHERE operation = ? AND state = 0 LIMIT 1", key)) {
        operations.setState(key, OperationState::Done);
        completion.mailbox();
        completion.localDependents();
        if (row->operation.kind == OperationKind::Expunge) { // what is gone from the server does not come back
            batch.database().run("UPDATE operation SET undoable = 0 WHERE id = ?1 OR (step = ?2 AND id = ?3)", key,
                row->step, row->dependsOn);
        }
    }
    batch.note(Change::Journal);
    return m_writer.d->finish(batch);
}

Result<void> Journal::recoverAfterRestart()
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    QList<OperationKey> interrupted;
    {
        Statement statement = batch.database().prepare("SELECT id FROM operation WHERE state = 1");
        while (statement.step())
            interrupted.append(statement.key<OperationKey>(0));
    }
    MailError error;
    error.kind = MailError::Kind::Network;
    error.detail = Detail::UnknownOutcome;
    for (const OperationKey key : std::as_const(interrupted))
        operations.setState(key, OperationState::Unknown, error);
    return m_writer.d->finish(batch);
}

} // namespace godwit::store
