// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Undo.h"

#include "store/internal/Codec.h"
#include "store/internal/Queue.h"

#include <map>

namespace godwit::store {

namespace {

Flags readFlags(const Statement &statement, int bits, int keywords)
{
    Flags flags;
    flags.bits = quint32(statement.integer(bits));
    flags.keywords = codec::splitNames(statement.blob(keywords));
    return flags;
}

} // namespace

qint64 Undo::findStep(std::optional<OperationKey> key)
{
    return key
        ? m_db.number("SELECT step FROM operation WHERE id = ? AND undoable = 1 AND state IN (0, 1, 2, 4)", *key)
              .value_or(0)
        : m_db.number(
                  "SELECT step FROM operation WHERE undoable = 1 AND state IN (0, 1, 2, 4) ORDER BY id DESC LIMIT 1")
              .value_or(0);
}

bool Undo::step(qint64 step)
{
    QList<OperationRow> rows;
    {
        Statement statement =
            m_db.query("SELECT " OPERATION_COLUMNS
                       " FROM operation o WHERE o.step = ? AND o.undoable = 1 AND o.state IN (0, 1, 2, 4) "
                       "ORDER BY o.id DESC",
                step);
        while (statement.step())
            rows.append(readOperation(statement));
    }
    for (const OperationRow &row : std::as_const(rows)) {
        if (!m_newest)
            m_newest = row.operation.key;
        // Backing one out takes along what depended on it.
        const auto now = m_operations.load(row.operation.key);
        if (!now || !now->operation.undoable || now->operation.state == OperationState::Undone)
            continue;
        if (!one(*now))
            return false;
        m_db.run("UPDATE operation SET undoable = 0 WHERE id = ?", row.operation.key);
    }
    return !rows.isEmpty();
}

bool Undo::one(const OperationRow &row)
{
    const OperationKey key = row.operation.key;
    switch (row.operation.state) {
    case OperationState::Pending: {
        const bool partlyDone = !m_operations.itemsIn(key, ItemState::Done).isEmpty();
        m_operations.backOut(key, OperationState::Undone, {}, Operations::Appended::Remove);
        return !partlyDone || inverse(row, false);
    }
    case OperationState::InFlight:
    case OperationState::Unknown:
        return inverse(row, true); // it goes out behind it, whatever became of it
    case OperationState::Done:
        if (!inverse(row, false))
            return false;
        m_operations.setState(key, OperationState::Undone);
        return true;
    default:
        return true;
    }
}

QList<PlacementKey> Undo::affected(OperationKey key, bool alsoWaiting)
{
    QList<PlacementKey> placements = m_operations.itemsIn(key, ItemState::Done);
    if (alsoWaiting)
        placements += m_operations.itemsIn(key, ItemState::Waiting);
    return placements;
}

bool Undo::inverse(const OperationRow &row, bool alsoWaiting)
{
    switch (row.operation.kind) {
    case OperationKind::SetFlags:
        inverseFlags(row, alsoWaiting);
        return true;
    case OperationKind::Move:
        return inverseMove(row, alsoWaiting);
    case OperationKind::Copy:
    case OperationKind::Append: {
        Queue queue(m_batch, row.operation.key);
        queue.expunge(affected(row.operation.key, alsoWaiting));
        queue.finish();
        return true;
    }
    case OperationKind::Expunge:
        return false;
    default:
        return inverseMailbox(row);
    }
}

void Undo::inverseFlags(const OperationRow &row, bool alsoWaiting)
{
    // Each message gets back exactly what was changed on it.
    std::map<std::pair<QByteArrayList, QByteArrayList>, QList<PlacementKey>> groups;
    {
        Statement statement =
            m_db.query("SELECT placement, added, added_keywords, removed, removed_keywords FROM operation_item "
                       "WHERE operation = ?1 AND (state = 1 OR (state = 0 AND ?2))",
                row.operation.key, alsoWaiting ? 1 : 0);
        while (statement.step()) {
            const QByteArrayList added = readFlags(statement, 1, 2).toWire();
            const QByteArrayList removed = readFlags(statement, 3, 4).toWire();
            groups[{added, removed}].append(statement.key<PlacementKey>(0));
        }
    }
    for (const auto &[changes, placements] : groups) {
        Queue group(m_batch, row.operation.key);
        group.setFlags(placements, changes.second, changes.first);
        group.finish();
    }
}

bool Undo::inverseMove(const OperationRow &row, bool alsoWaiting)
{
    QMap<MailboxKey, QList<PlacementKey>> groups;
    QMap<MailboxKey, QList<PlacementKey>> labels; ///< to be given again
    {
        Statement statement =
            m_db.query("SELECT i.placement, i.origin, i.source, i.follows, p.id FROM operation_item i "
                       "LEFT JOIN placement p ON p.id = i.placement "
                       "WHERE i.operation = ?1 AND (i.state IN (1, 4) OR (i.state = 0 AND ?2))",
                row.operation.key, alsoWaiting ? 1 : 0);
        while (statement.step()) {
            if (!statement.isNull(4) && statement.integer(3) == 0)
                groups[statement.key<MailboxKey>(1)].append(statement.key<PlacementKey>(0));
            else if (statement.isNull(4) && !statement.isNull(2))
                labels[statement.key<MailboxKey>(1)].append(statement.key<PlacementKey>(2));
        }
    }
    Queue queue(m_batch, row.operation.key);
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        const auto origin = queue.mailboxRow(it.key());
        if (!origin || !origin->path || !queue.move(*it, *origin))
            return false;
    }
    for (auto it = labels.cbegin(); it != labels.cend(); ++it) {
        const auto origin = queue.mailboxRow(it.key());
        if (origin && origin->path && !queue.copy(*it, *origin))
            return false;
    }
    queue.finish();
    return true;
}

bool Undo::inverseMailbox(const OperationRow &row)
{
    const Operation &operation = row.operation;
    Mailboxes table(m_batch);
    auto mailbox = table.load(operation.target);
    if (!mailbox || !mailbox->path || operation.kind == OperationKind::DeleteMailbox)
        return false;
    const bool local = mailbox->local;
    const OperationState state = local ? OperationState::Done : OperationState::Pending;
    Queue queue(m_batch, operation.key);
    if (operation.kind == OperationKind::CreateMailbox) {
        const bool inUse = m_db.number("SELECT 1 FROM placement WHERE mailbox = ? LIMIT 1", mailbox->key).has_value()
            || table.tree(*mailbox).size() > 1;
        if (inUse)
            return false;
        queue.mailbox(OperationKind::DeleteMailbox, *mailbox, *mailbox->path, {}, state);
        if (local)
            table.remove(*mailbox);
    } else if (operation.kind == OperationKind::RenameMailbox) {
        for (const MailboxRow &other : table.ofAccount(mailbox->account)) {
            if (other.path == operation.path)
                return false;
        }
        queue.mailbox(operation.kind, *mailbox, *mailbox->path, operation.path, state);
        if (local)
            renameServerSide(table, *mailbox, operation.path);
    } else {
        const bool subscribe = operation.kind == OperationKind::Unsubscribe;
        queue.mailbox(
            subscribe ? OperationKind::Subscribe : OperationKind::Unsubscribe, *mailbox, *mailbox->path, {}, state);
        if (local) {
            mailbox->serverSubscribed = subscribe;
            table.saveServerSide(*mailbox);
        }
    }
    table.recompute(mailbox->account);
    return true;
}

} // namespace godwit::store
