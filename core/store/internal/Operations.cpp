// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Operations.h"

#include "store/internal/Codec.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Placements.h"

#include <QSet>
#include <limits>

namespace godwit::store {

OperationRow readOperation(const Statement &statement)
{
    OperationRow row;
    Operation &operation = row.operation;
    operation.key = statement.key<OperationKey>(0);
    operation.account = statement.key<AccountKey>(1);
    operation.kind = OperationKind(statement.integer(2));
    operation.state = OperationState(statement.integer(3));
    operation.at = codec::fromMilliseconds(statement.integer(4));
    operation.attempts = int(statement.integer(5));
    operation.target = statement.key<MailboxKey>(6);
    operation.addFlags = codec::splitNames(statement.blob(7));
    operation.removeFlags = codec::splitNames(statement.blob(8));
    operation.path = codec::splitList(statement.text(9));
    operation.newPath = codec::splitList(statement.text(10));
    operation.messages = statement.integer(11);
    operation.undoable = statement.integer(12) != 0;
    operation.error = codec::decodeError(statement.blob(13));
    row.step = statement.integer(14);
    row.inverseOf = statement.key<OperationKey>(15);
    row.dependsOn = statement.key<OperationKey>(16);
    row.newestPlacement = statement.integer(17);
    return row;
}

std::optional<OperationRow> Operations::load(OperationKey key)
{
    Statement statement = m_db.query("SELECT " OPERATION_COLUMNS " FROM operation o WHERE o.id = ?", key);
    return statement.step() ? std::optional(readOperation(statement)) : std::nullopt;
}

void Operations::insert(OperationRow &row)
{
    Operation &operation = row.operation;
    Statement statement = m_db.prepare(
        "INSERT INTO operation (account, step, kind, state, at_ms, target, path, new_path, messages, undoable, "
        "inverse_of, depends_on, newest_placement, add_flags, remove_flags) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT ifnull(max(id), 0) FROM placement), ?, ?)");
    statement.bindAll(operation.account, row.step, int(operation.kind), int(operation.state),
        operation.at.toMSecsSinceEpoch(), operation.target, codec::joinList(operation.path),
        codec::joinList(operation.newPath), operation.messages, operation.undoable ? 1 : 0, row.inverseOf,
        row.dependsOn);
    statement.bindText(13, codec::joinNames(operation.addFlags));
    statement.bindText(14, codec::joinNames(operation.removeFlags));
    if (!statement.run())
        return;
    operation.key = {m_db.lastInsertId()};
    if (row.step == 0) {
        row.step = operation.key.value;
        m_db.run("UPDATE operation SET step = id WHERE id = ?", operation.key);
    }
    m_batch.note(Change::Journal);
}

void Operations::setState(OperationKey key, OperationState state, const MailError &error)
{
    const bool failed =
        state == OperationState::Refused || state == OperationState::Unknown || state == OperationState::Pending;
    Statement statement = m_db.query("UPDATE operation SET state = ?2, error = ?3 WHERE id = ?1", key, int(state));
    statement.bindText(3, failed ? codec::encodeError(error) : QByteArray());
    statement.run();
    m_batch.note(Change::Journal);
}

void Operations::settle(OperationKey key)
{
    const auto row = load(key);
    if (!row || !isWaiting(row->operation.state))
        return;
    if (m_db.number("SELECT 1 FROM operation_item WHERE operation = ? AND state = 0 LIMIT 1", key))
        return;
    const OperationKind kind = row->operation.kind;
    const bool goneIsFine = kind == OperationKind::SetFlags || kind == OperationKind::Expunge;
    if (goneIsFine
        || m_db.number("SELECT 1 FROM operation_item WHERE operation = ? AND state IN (1, 4) LIMIT 1", key)) {
        setState(key, OperationState::Done);
        if (kind == OperationKind::Expunge)
            m_db.run("UPDATE operation SET undoable = 0 WHERE id = ?", key);
        return;
    }
    MailError gone;
    gone.kind = MailError::Kind::Refused;
    gone.detail = MailError::Detail::NotFound;
    setState(key, OperationState::Refused, gone);
    m_db.run("UPDATE operation SET undoable = 0 WHERE id = ?", key);
    backOutDependents(key, OperationState::Refused, gone);
}

QList<PlacementKey> Operations::itemsIn(OperationKey key, ItemState state)
{
    QList<PlacementKey> found;
    Statement statement =
        m_db.query("SELECT placement FROM operation_item WHERE operation = ? AND state = ?", key, int(state));
    while (statement.step())
        found.append(statement.key<PlacementKey>(0));
    return found;
}

void Operations::backOut(OperationKey key, OperationState state, const MailError &error, Appended appended)
{
    const auto row = load(key);
    if (!row)
        return;
    const QList<PlacementKey> waiting = itemsIn(key, ItemState::Waiting);
    m_db.run("UPDATE operation_item SET state = 3 WHERE operation = ? AND state = 0", key);
    setState(key, state, error);
    if (row->operation.kind == OperationKind::Move)
        waitAgainBefore(key, waiting);
    Placements placements(m_batch);
    QSet<MailboxKey> back; // where something stays that was to go elsewhere
    for (const PlacementKey placement : waiting) {
        const auto before = placements.load(placement);
        if (!before)
            continue;
        PlacementRow after = *before;
        placements.recompute(after);
        if (row->operation.kind == OperationKind::Move || row->dependsOn)
            back.insert(after.mailbox);
        // What else was to be done with a copy that never came goes with it.
        const bool neverCame = row->operation.kind == OperationKind::Copy
            || (row->operation.kind == OperationKind::Append && appended == Appended::Remove);
        const bool exists = after.serverMailbox || (after.mailbox && !neverCame); // marks alone keep nothing
        if (exists || (row->operation.kind == OperationKind::Append && appended == Appended::Keep))
            placements.save(*before, after);
        else
            placements.remove(*before, Placements::Orphan::Keep);
    }
    if (row->operation.kind >= OperationKind::CreateMailbox)
        backOutMailbox(row->operation, appended);
    backOutDependents(key, state, error);
    for (const MailboxKey mailbox : std::as_const(back))
        backOutDeletions(key, mailbox, state, error);
}

/// A mailbox that was to be deleted once it was empty, and is not.
void Operations::backOutDeletions(OperationKey after, MailboxKey mailbox, OperationState state, const MailError &error)
{
    Mailboxes table(m_batch);
    const auto kept = table.load(mailbox);
    if (!kept)
        return;
    QList<OperationKey> deletions;
    {
        Statement statement = m_db.query("SELECT id, target FROM operation WHERE account = ? AND id > ? AND state IN "
                                         "(0, 1, 4) AND state = 0 AND kind = ?",
            kept->account, after, int(OperationKind::DeleteMailbox));
        while (statement.step()) {
            const auto target = table.load(statement.key<MailboxKey>(1));
            const bool takesAlong = target
                && (target->key == mailbox
                    || (target->serverPath && kept->serverPath && isBelow(*kept->serverPath, *target->serverPath)));
            if (takesAlong)
                deletions.append(statement.key<OperationKey>(0));
        }
    }
    for (const OperationKey deletion : std::as_const(deletions))
        backOut(deletion, state, error, Appended::Keep);
}

void Operations::supersede(OperationKey key)
{
    const auto row = load(key);
    if (!row)
        return;
    const QList<QPair<PlacementKey, OperationKey>> movedOn = movedOnBy(row->operation);
    for (const auto &[placement, later] : movedOn) {
        m_db.run("UPDATE operation_item SET state = 4, superseded_by = ?3 WHERE operation = ?1 AND placement = ?2", key,
            placement, later);
        // The later one decides where it is shown: nothing else of the row changes.
        m_db.run("UPDATE placement SET pending = pending - 1 WHERE id = ?", placement);
    }
    if (!movedOn.isEmpty())
        followersTo(ItemState::Superseded, key);
    if (!m_db.number("SELECT 1 FROM operation_item WHERE operation = ? AND state = 0 LIMIT 1", key))
        setState(key, OperationState::Done);
}

/// What waits of a move and is moved on by a later one that has not been sent either; the first such.
QList<QPair<PlacementKey, OperationKey>> Operations::movedOnBy(const Operation &move)
{
    // Beyond the deletion of a mailbox nothing is put off: it would take along what is still in it.
    const auto barrier =
        m_db.number("SELECT min(id) FROM operation WHERE account = ? AND id > ? AND state IN (0, 1, 4) "
                    "AND kind IN (?, ?)",
            move.account, move.key, int(OperationKind::DeleteMailbox), int(OperationKind::RenameMailbox));
    QList<QPair<PlacementKey, OperationKey>> found;
    // In this order: a hundred thousand messages that were moved twice are as many look-ups.
    Statement statement = m_db.query(
        "SELECT i.placement, min(j.operation) FROM operation_item i CROSS JOIN operation_item j ON "
        "j.placement = i.placement AND j.operation > ?1 AND j.operation < ?2 AND j.state = 0 AND j.follows = "
        "0 CROSS JOIN operation o ON o.id = j.operation AND o.kind = ?3 AND o.state = 0 "
        "WHERE i.operation = ?1 AND i.state = 0 AND i.follows = 0 GROUP BY i.placement",
        move.key, barrier.value_or(std::numeric_limits<qint64>::max()), int(OperationKind::Move));
    while (statement.step())
        found.append({statement.key<PlacementKey>(0), statement.key<OperationKey>(1)});
    return found;
}

/// Those that go along with others of `key` become what these have become: Superseded, or Waiting again.
void Operations::followersTo(ItemState state, OperationKey key)
{
    QList<QPair<PlacementKey, OperationKey>> followers;
    {
        Statement statement =
            m_db.query("SELECT f.placement, m.superseded_by FROM operation_item f CROSS JOIN placement p ON p.id = "
                       "f.placement CROSS JOIN placement q ON q.message = p.message CROSS JOIN operation_item m ON "
                       "m.operation = ?1 AND m.placement = q.id AND m.follows = 0 AND m.state = ?3 "
                       "WHERE f.operation = ?1 AND f.follows = 1 AND f.state = ?2",
                key, int(state == ItemState::Waiting ? ItemState::Superseded : ItemState::Waiting), int(state));
        while (statement.step())
            followers.append({statement.key<PlacementKey>(0), statement.key<OperationKey>(1)});
    }
    Placements placements(m_batch);
    for (const auto &[placement, later] : std::as_const(followers)) {
        m_db.run("UPDATE operation_item SET state = ?3, superseded_by = ?4 WHERE operation = ?1 AND placement = ?2",
            key, placement, int(state), later);
        if (const auto before = placements.load(placement)) {
            PlacementRow after = *before;
            after.pending += state == ItemState::Waiting ? 1 : 0;
            placements.refresh(*before, after);
        }
    }
}

/// What `key`, which is backed out, had made needless of earlier moves.  The caller computes the rows again.
void Operations::waitAgainBefore(OperationKey key, const QList<PlacementKey> &placements)
{
    if (!m_db.number("SELECT 1 FROM operation_item INDEXED BY operation_item_superseded WHERE state = 4 LIMIT 1"))
        return;
    QSet<OperationKey> reopened;
    for (const PlacementKey placement : placements) {
        QList<OperationKey> earlier;
        {
            Statement statement =
                m_db.query("SELECT i.operation FROM operation_item i JOIN operation o ON o.id = i.operation WHERE "
                           "i.placement = ? AND i.superseded_by = ? AND i.state = 4 AND o.state IN (0, 1, 2, 4)",
                    placement, key);
            while (statement.step())
                earlier.append(statement.key<OperationKey>(0));
        }
        for (const OperationKey operation : std::as_const(earlier)) {
            m_db.run("UPDATE operation_item SET state = 0, superseded_by = NULL WHERE operation = ? AND placement = ?",
                operation, placement);
            reopened.insert(operation);
        }
    }
    for (const OperationKey operation : std::as_const(reopened)) {
        followersTo(ItemState::Waiting, operation);
        if (const auto row = load(operation); row && row->operation.state == OperationState::Done)
            setState(operation, OperationState::Pending);
    }
}

void Operations::backOutMailbox(const Operation &operation, Appended appended)
{
    Mailboxes table(m_batch);
    const auto row = table.load(operation.target);
    if (operation.kind == OperationKind::CreateMailbox && row && !row->serverPath && !row->local) {
        table.backOutArrivals(row->key);
        if (appended == Appended::Remove)
            table.remove(*row);
    }
    table.recompute(operation.account);
}

void Operations::backOutDependents(OperationKey key, OperationState state, const MailError &error)
{
    QList<OperationKey> dependents;
    Statement statement =
        m_db.query("SELECT id FROM operation WHERE depends_on = ? AND state IN (0, 1, 3, 4) ORDER BY id", key);
    while (statement.step())
        dependents.append(statement.key<OperationKey>(0));
    for (const OperationKey dependent : std::as_const(dependents))
        backOut(dependent, state, error, Appended::Remove);
}

} // namespace godwit::store
