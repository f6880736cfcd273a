// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Journal.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Placements.h"
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

} // namespace

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
