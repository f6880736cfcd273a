// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Journal.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Placements.h"
#include "store/internal/Queue.h"
#include "store/internal/Undo.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

namespace {

using Detail = MailError::Detail;
constexpr auto Durable = Batch::Durability::Durable;

/// Backed-out items wait again, at their old place in the order.
void waitAgain(Batch &batch, const OperationRow &row)
{
    Connection &database = batch.database();
    const OperationKey key = row.operation.key;
    Placements placements(batch);
    for (const PlacementKey placement : Operations(batch).itemsIn(key, ItemState::BackedOut)) {
        const auto before = placements.load(placement);
        if (!before) {
            database.run("UPDATE operation_item SET state = 2 WHERE operation = ? AND placement = ?", key, placement);
            continue;
        }
        database.run("UPDATE operation_item SET state = 0 WHERE operation = ? AND placement = ?", key, placement);
        PlacementRow after = *before;
        after.pending = before->pending + 1;
        placements.refresh(*before, after);
    }
}

void retryOne(Batch &batch, const OperationRow &row)
{
    Operations operations(batch);
    const OperationKey key = row.operation.key;
    operations.setState(key, OperationState::Pending);
    if (row.operation.state == OperationState::Refused)
        waitAgain(batch, row);
    if (row.operation.kind >= OperationKind::CreateMailbox)
        Mailboxes(batch).recompute(row.operation.account);
    else
        operations.settle(key);
    // What was to follow was backed out with it: a message that is carried elsewhere would be in both places.
    QList<OperationKey> followers;
    {
        Statement statement =
            batch.database().query("SELECT id FROM operation WHERE depends_on = ? AND state = 3 ORDER BY id", key);
        while (statement.step())
            followers.append(statement.key<OperationKey>(0));
    }
    for (const OperationKey follower : std::as_const(followers)) {
        if (const auto next = operations.load(follower))
            retryOne(batch, *next);
    }
}

/// What only a refused operation kept alive.
void removeLeftovers(Batch &batch, const OperationRow &row)
{
    Placements placements(batch);
    for (const PlacementKey key : Operations(batch).itemsIn(row.operation.key, ItemState::BackedOut)) {
        const auto placement = placements.load(key);
        if (placement && !placement->serverMailbox && placement->pending == 0)
            placements.remove(*placement, Placements::Orphan::Keep);
    }
    if (row.operation.kind != OperationKind::CreateMailbox)
        return;
    Mailboxes table(batch);
    const auto mailbox = table.load(row.operation.target);
    if (mailbox && !mailbox->serverPath && !mailbox->path)
        table.remove(*mailbox);
}

QList<OperationRow> undoneOf(Connection &database, OperationKey key)
{
    QList<OperationRow> rows;
    Statement statement =
        database.query("SELECT " OPERATION_COLUMNS " FROM operation o WHERE o.step = (SELECT step FROM operation "
                       "WHERE id = ?1 AND state = ?2) AND o.state = ?2 ORDER BY o.id",
            key, int(OperationState::Undone));
    while (statement.step())
        rows.append(readOperation(statement));
    return rows;
}

/// The messages that an undone operation was about and that are where they were before it: of a copy the originals.
QList<PlacementKey> asBefore(Connection &database, const Operation &operation)
{
    const bool copies = operation.kind == OperationKind::Copy;
    const bool moves = operation.kind == OperationKind::Move;
    QList<PlacementKey> placements;
    Statement statement =
        database.query("SELECT p.id FROM operation_item i JOIN placement p ON p.id = CASE WHEN ?2 THEN i.source ELSE "
                       "i.placement END WHERE i.operation = ?1 AND i.follows = 0 AND (NOT ?3 OR p.mailbox = i.origin)",
            operation.key, copies ? 1 : 0, moves ? 1 : 0);
    while (statement.step())
        placements.append(statement.key<PlacementKey>(0));
    return placements;
}

/// False: it cannot be.
bool doAgain(Connection &database, Queue &queue, const Operation &operation)
{
    const QList<PlacementKey> placements = asBefore(database, operation);
    if (operation.kind == OperationKind::SetFlags) {
        queue.setFlags(placements, operation.addFlags, operation.removeFlags);
        return true;
    }
    const auto target = queue.mailboxRow(operation.target);
    if (!target || !target->path)
        return false;
    return operation.kind == OperationKind::Move ? queue.move(placements, *target) : queue.copy(placements, *target);
}

bool isAboutMessages(const OperationRow &row)
{
    const OperationKind kind = row.operation.kind;
    return kind == OperationKind::SetFlags || kind == OperationKind::Move || kind == OperationKind::Copy;
}

Result<QList<OperationKey>> listOf(const Result<OperationKey> &key)
{
    if (!key)
        return tl::unexpected(key.error());
    return QList<OperationKey>{*key};
}

} // namespace

Result<QList<OperationKey>> Journal::redo(OperationKey key)
{
    Connection &database = *m_writer.d->connection;
    database.clearError();
    const QList<OperationRow> rows = undoneOf(database, key);
    if (rows.isEmpty())
        return failure(MailError::Kind::Refused, Detail::NotFound);
    const Operation first = rows.constFirst().operation;
    if (rows.size() == 1 && first.kind >= OperationKind::CreateMailbox)
        return redoMailbox(first);
    if (!std::all_of(rows.begin(), rows.end(), &isAboutMessages))
        return failure(MailError::Kind::Refused);
    Batch batch(database, Durable);
    Queue queue(batch);
    for (const OperationRow &row : rows) {
        if (!doAgain(database, queue, row.operation))
            return batch.isGood() ? failure(MailError::Kind::Refused) : batch.fail(Detail::None);
    }
    queue.finish();
    if (queue.operations().isEmpty() && batch.isGood())
        return failure(MailError::Kind::Refused);
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<QList<OperationKey>> Journal::redoMailbox(const Operation &operation)
{
    const auto mailbox = m_writer.reader().mailbox(operation.target);
    switch (operation.kind) {
    case OperationKind::CreateMailbox:
        return listOf(createMailbox(operation.account, operation.path));
    case OperationKind::RenameMailbox:
        if (!mailbox || mailbox->path != operation.path)
            return failure(MailError::Kind::Refused); // it has another name by now
        return listOf(renameMailbox(operation.target, operation.newPath));
    case OperationKind::DeleteMailbox:
        return listOf(deleteMailbox(operation.target));
    case OperationKind::Subscribe:
    case OperationKind::Unsubscribe:
        return listOf(setSubscribed(operation.target, operation.kind == OperationKind::Subscribe));
    default:
        return failure(MailError::Kind::Refused);
    }
}

Result<OperationKey> Journal::undo(std::optional<OperationKey> key)
{
    Batch batch(*m_writer.d->connection, Durable);
    Undo undo(batch);
    const qint64 step = undo.findStep(key);
    if (step == 0)
        return batch.fail(Detail::NotFound);
    if (!undo.step(step))
        return batch.isGood() ? failure(MailError::Kind::Refused) : batch.fail(Detail::None);
    return valueAfter(m_writer.d->finish(batch), undo.newest());
}

Result<void> Journal::retry(OperationKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    const bool mayRetry =
        row && (row->operation.state == OperationState::Refused || row->operation.state == OperationState::Unknown);
    if (!mayRetry)
        return batch.fail(Detail::NotFound);
    if (row->operation.target && !Mailboxes(batch).load(row->operation.target))
        return batch.fail(Detail::NotFound);
    retryOne(batch, *row);
    return m_writer.d->finish(batch);
}

Result<void> Journal::drop(OperationKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    Operations operations(batch);
    const auto row = operations.load(key);
    if (!row || !(isWaiting(row->operation.state) || row->operation.state == OperationState::Refused))
        return batch.fail(Detail::NotFound);
    if (row->operation.state == OperationState::InFlight)
        return failure(MailError::Kind::Temporary);
    operations.backOut(key, OperationState::Dropped, {}, Operations::Appended::Remove);
    removeLeftovers(batch, *row);
    batch.database().run("UPDATE operation SET undoable = 0 WHERE id = ?", key);
    return m_writer.d->finish(batch);
}

} // namespace godwit::store
