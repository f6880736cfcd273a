// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Completion.h"

namespace godwit::store {

Completion::Completion(
    Batch &batch, OperationRow operation, UidValidity targetValidity, const QList<Journal::NewPlace> &places)
    : m_batch(batch), m_placements(batch), m_operation(std::move(operation)),
      m_target(Mailboxes(batch).load(m_operation.operation.target)), m_labels(batch, m_operation.operation.account)
{
    const bool sameNumbers =
        m_target && (!m_target->uidValidity || !targetValidity || m_target->uidValidity == targetValidity);
    if (!sameNumbers)
        return; // these UIDs belong to a mailbox that we do not know yet: its refresh finds them
    for (const Journal::NewPlace &place : places)
        m_uids.insert(place.placement, place.uid);
}

void Completion::items(const QList<PlacementKey> &placements)
{
    for (const PlacementKey key : placements) {
        m_batch.database().run(
            "UPDATE operation_item SET state = 1 WHERE operation = ? AND placement = ? AND state = 0",
            m_operation.operation.key, key);
        if (m_batch.database().changedRows() == 0)
            continue;
        if (const auto row = m_placements.load(key))
            item(*row);
    }
}

void Completion::item(const PlacementRow &row)
{
    const Operation &operation = m_operation.operation;
    switch (operation.kind) {
    case OperationKind::SetFlags: {
        PlacementRow after = row;
        applyEffect(
            operation.kind, {}, operation.addFlags, operation.removeFlags, after.serverMailbox, after.serverFlags);
        m_placements.refresh(row, after);
        break;
    }
    case OperationKind::Expunge:
        m_placements.remove(row, Placements::Orphan::Purge);
        break;
    case OperationKind::Move:
    case OperationKind::Copy:
    case OperationKind::Append:
        arrived(row);
        break;
    default:
        break;
    }
}

void Completion::arrived(const PlacementRow &row)
{
    const MailboxKey target = m_operation.operation.target;
    if (arrivedByLabel(row))
        return;
    const Uid uid = m_uids.value(row.key);
    if (row.serverMailbox == target && row.uid && (!uid || row.uid == uid)) {
        m_placements.refresh(row, row); // the goal's refresh was faster
        return;
    }
    if (uid) {
        if (const auto found = m_placements.byUid(target, uid); found && found->key != row.key) {
            m_placements.adopt(row, *found);
            return;
        }
    } else {
        for (const PlacementRow &other : m_placements.ofMessage(row.message)) {
            if (other.key.value > m_operation.newestPlacement && other.key != row.key && other.serverMailbox == target
                && other.uid) {
                m_placements.adopt(row, other);
                return;
            }
        }
    }
    PlacementRow after = row;
    after.serverMailbox = target;
    after.uid = uid;
    after.modSeq = {};
    after.awaiting = uid ? PlacementRow::Nothing : PlacementRow::Uid_;
    m_placements.refresh(row, after);
}

/// Gmail.  False: an ordinary arrival.
bool Completion::arrivedByLabel(const PlacementRow &row)
{
    if (!m_target || !m_labels.exist())
        return false;
    const bool follows = m_batch.database()
                             .number("SELECT follows FROM operation_item WHERE operation = ? AND placement = ?",
                                 m_operation.operation.key, row.key)
                             .value_or(0)
        == 1;
    if (follows) { // it went along, out of everywhere
        std::optional<PlacementRow> moved;
        for (const PlacementRow &other : m_placements.ofMessage(row.message)) {
            if (other.key != row.key && (other.serverMailbox == m_target->key || other.mailbox == m_target->key))
                moved = other;
        }
        leaveWith(row, moved);
        return true;
    }
    if (!m_labels.isHomeSide(*m_target))
        return false;
    if (m_target->holdsLabels && row.awaiting != PlacementRow::Label && row.serverMailbox)
        return false; // out of Trash, with a UID
    const auto there =
        m_target->holdsLabels ? m_labels.homeOf(row.message) : m_labels.labelled(row.message, m_target->key);
    if (there && there->key != row.key) {
        leaveWith(row, m_labels.homeOf(row.message));
        return true;
    }
    PlacementRow after = row;
    after.serverMailbox = m_target->key;
    after.uid = {};
    after.modSeq = {};
    after.awaiting = PlacementRow::Label;
    if (m_target->holdsLabels)
        after.awaiting = PlacementRow::Uid_;
    m_placements.refresh(row, after);
    return true;
}

/// The message is there without this placement; `instead` is what undoing starts from.
void Completion::leaveWith(const PlacementRow &row, std::optional<PlacementRow> instead)
{
    if (instead)
        m_batch.database().run("UPDATE operation_item SET source = ? WHERE operation = ? AND placement = ?",
            instead->key, m_operation.operation.key, row.key);
    m_placements.remove(row, Placements::Orphan::Keep);
}

void Completion::mailbox()
{
    const Operation &operation = m_operation.operation;
    if (operation.kind < OperationKind::CreateMailbox)
        return;
    Mailboxes table(m_batch);
    auto row = table.load(operation.target);
    if (row) {
        switch (operation.kind) {
        case OperationKind::CreateMailbox:
            if (!row->serverPath)
                row->serverPath = operation.path;
            table.saveServerSide(*row);
            break;
        case OperationKind::RenameMailbox:
            renameServerSide(table, *row, operation.newPath);
            break;
        case OperationKind::DeleteMailbox:
            for (const MailboxRow &inner : table.ofAccount(row->account)) {
                if (inner.key == row->key
                    || (row->serverPath && inner.serverPath && isBelow(*inner.serverPath, *row->serverPath)))
                    table.remove(inner);
            }
            break;
        default:
            row->serverSubscribed = operation.kind == OperationKind::Subscribe;
            table.saveServerSide(*row);
            break;
        }
    }
    table.recompute(operation.account);
}

void Completion::localDependents()
{
    QList<OperationKey> dependents;
    {
        Statement statement = m_batch.database().query(
            "SELECT o.id FROM operation o WHERE o.depends_on = ? AND o.state = 0 AND EXISTS "
            "(SELECT 1 FROM operation_item i JOIN placement p ON p.id = i.placement JOIN mailbox m ON m.id = "
            "p.server_mailbox WHERE i.operation = o.id AND i.state = 0 AND m.local = 1)",
            m_operation.operation.key);
        while (statement.step())
            dependents.append(statement.key<OperationKey>(0));
    }
    Operations operations(m_batch);
    for (const OperationKey key : std::as_const(dependents)) {
        const auto dependent = operations.load(key);
        if (!dependent)
            continue;
        Completion completion(m_batch, *dependent, {}, {});
        completion.items(operations.itemsIn(key, ItemState::Waiting));
        operations.settle(key);
    }
}

} // namespace godwit::store
