// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

/// Stored.  Superseded: a move that another one, still to be sent, has made needless; waits again if that is backed
/// out.
enum class ItemState { Waiting = 0, Done = 1, Gone = 2, BackedOut = 3, Superseded = 4 };

inline bool isWaiting(OperationState state)
{
    return state == OperationState::Pending || state == OperationState::InFlight || state == OperationState::Unknown;
}

/// One row of `operation`, with the columns that only the store knows.
struct OperationRow {
    Operation operation;
    qint64 step = 0;
    OperationKey inverseOf, dependsOn;
    qint64 newestPlacement = 0;
};

#define OPERATION_COLUMNS                                                                                              \
    "o.id, o.account, o.kind, o.state, o.at_ms, o.attempts, o.target, o.add_flags, o.remove_flags, o.path, "           \
    "o.new_path, o.messages, o.undoable, o.error, o.step, o.inverse_of, o.depends_on, o.newest_placement"
OperationRow readOperation(const Statement &statement);

/// The tables `operation` and `operation_item` inside one transaction.
class Operations {
public:
    explicit Operations(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    std::optional<OperationRow> load(OperationKey key);
    /// Writes a new operation and sets its key; step 0: a step of its own.
    void insert(OperationRow &row);
    void setState(OperationKey key, OperationState state, const MailError &error = {});
    /// Done (or Refused, when nothing of a move or copy was left to do) once no item waits.
    void settle(OperationKey key);
    QList<PlacementKey> itemsIn(OperationKey key, ItemState state);
    /// Takes the effect of what still waits of it off the overlay.  What existed only by it (copies) goes away; an
    /// appended message, or a mailbox to be made, stays hidden where it may be tried again.
    enum class Appended { Keep, Remove };
    void backOut(OperationKey key, OperationState state, const MailError &error, Appended appended);
    /// Of a move that has not been sent: what is moved on by a later one that has not been sent either is left to that.
    void supersede(OperationKey key);
    /// Backs out what was to follow.
    void backOutDependents(OperationKey key, OperationState state, const MailError &error);

private:
    QList<QPair<PlacementKey, OperationKey>> movedOnBy(const Operation &move);
    void followersTo(ItemState state, OperationKey key);
    void waitAgainBefore(OperationKey key, const QList<PlacementKey> &placements);
    void backOutDeletions(OperationKey after, MailboxKey mailbox, OperationState state, const MailError &error);
    void backOutMailbox(const Operation &operation, Appended appended);

    Batch &m_batch;
    Connection &m_db;
};

} // namespace godwit::store
