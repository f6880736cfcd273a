// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

/// One row of `placement`: the server's side and what people see.
struct PlacementRow {
    /// Stored.  Label: made by a Gmail label, never gets a UID.
    enum Awaiting { Nothing = 0, Uid_ = 1, Renumbering = 2, Label = 3 };

    PlacementKey key;
    MessageKey message;
    MailboxKey serverMailbox;
    Uid uid;
    Flags serverFlags;
    ModSeq modSeq;
    int awaiting = Nothing;
    MailboxKey mailbox;
    Flags flags;
    qint64 sortDate = 0;
    qint64 pending = 0;
};

/// A waiting operation on one placement.
struct WaitingItem {
    OperationKey operation;
    OperationKind kind = OperationKind::SetFlags;
    OperationState state = OperationState::Pending;
    MailboxKey target;
    qint64 newestPlacement = 0;
    bool follows = false; ///< goes along with another placement of the same message
    QByteArrayList addFlags, removeFlags;
};

/// What `kind` makes of a placement; the same for the person's view and, once it is done, for the server's.
void applyEffect(OperationKind kind, MailboxKey target, const QByteArrayList &add, const QByteArrayList &remove,
    MailboxKey &mailbox, Flags &flags);

/// The table `placement` inside one transaction.  Whoever changes the server's side or the waiting operations of a row
/// calls recompute() and save(); counts and change notices follow from there.
class Placements {
public:
    explicit Placements(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    std::optional<PlacementRow> load(PlacementKey key);
    std::optional<PlacementRow> byUid(MailboxKey mailbox, Uid uid);
    /// UIDs of `updates` that change nothing; only of many.
    QSet<quint32> unchanged(MailboxKey mailbox, const QList<FlagUpdate> &updates);
    QList<PlacementRow> ofMessage(MessageKey message);
    QList<PlacementKey> onServer(MailboxKey mailbox); ///< all whose server side is there
    QList<PlacementKey> shownIn(MailboxKey mailbox);
    QList<WaitingItem> waiting(PlacementKey key);

    /// Effective side := server's side with the waiting operations on top.
    void recompute(PlacementRow &row);
    /// One that a label made and that goes where the message is already is not shown there twice.
    void hideTwin(PlacementRow &row);
    /// Writes a new row as it stands and sets its key.
    void insert(PlacementRow &row);
    void save(const PlacementRow &before, const PlacementRow &after);
    /// recompute() and save().
    void refresh(const PlacementRow &before, PlacementRow after);

    enum class Orphan { Keep, Purge }; ///< what becomes of a message without placements: kept for a day, or gone
    /// Takes the row away.  Operations that wait for it are settled: the message is gone.
    void remove(const PlacementRow &row, Orphan orphan);
    /// `row` takes over the server's side of `other`, which goes away; its waiting operations go along.
    void adopt(const PlacementRow &row, const PlacementRow &other);

private:
    void settleItems(const PlacementRow &row);

    Batch &m_batch;
    Connection &m_db;
};

} // namespace godwit::store
