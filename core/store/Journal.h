// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"

namespace godwit::store {

/// User actions: each is applied to the store and queued in one transaction, carried out later, and can be undone.
/// Errors of the queueing functions: NotFound (no such placement or mailbox; a body that must be copied elsewhere is
/// not here yet), Storage; Refused for mailbox operations that make no sense (the name is taken, INBOX). On local
/// mailboxes an action is Done as soon as it is queued.  What changes nothing queues nothing: an empty list. Between
/// accounts, or to and from local mailboxes, a move is an Append and an Expunge that depends on it.
class Journal {
public:
    explicit Journal(Writer &writer) : m_writer(writer) { }

    // -- the user's side.  Each returns one operation per account concerned, all of them one undo step.
    Result<QList<OperationKey>> setFlags(
        const QList<PlacementKey> &placements, const QByteArrayList &add, const QByteArrayList &remove);
    Result<QList<OperationKey>> move(const QList<PlacementKey> &placements, MailboxKey target);
    Result<QList<OperationKey>> copy(const QList<PlacementKey> &placements, MailboxKey target);
    /// To the account's Trash, which is made where it is missing; in Trash it removes for good.
    Result<QList<OperationKey>> remove(const QList<PlacementKey> &placements);
    Result<QList<OperationKey>> expunge(const QList<PlacementKey> &placements);
    /// A whole message into a mailbox: import, sent copy, draft copy.
    Result<PlacementKey> append(
        MailboxKey target, const QByteArray &raw, const Flags &flags, const QDateTime &internalDate);
    struct NewMessage {
        QByteArray raw;
        Flags flags;
        QDateTime internalDate; ///< invalid: now
    };
    /// The same for many in one transaction; an operation each.
    Result<QList<PlacementKey>> appendMany(MailboxKey target, const QList<NewMessage> &messages);
    /// A draft that was changed, in place of `previous` and of the local `draft` (0: none), in one transaction and no
    /// undo step.  `previous` goes once the new one is known to be there; one that has not gone out itself never does.
    /// Where it is gone, or none is named, a plain append.
    Result<PlacementKey> fileDraft(DraftKey draft, MailboxKey target, const NewMessage &message, PlacementKey previous);
    /// Below INBOX where the server keeps all of the account's mailboxes there.
    Result<OperationKey> createMailbox(AccountKey account, const QStringList &path, Role role = Role::None);
    Result<OperationKey> renameMailbox(MailboxKey mailbox, const QStringList &newPath); ///< inner mailboxes come along
    Result<OperationKey> deleteMailbox(MailboxKey mailbox); ///< with inner mailboxes
    Result<OperationKey> setSubscribed(MailboxKey mailbox, bool subscribed);
    /// Without a key: the newest undo step.  A waiting operation vanishes with its inverse; a done one gets an inverse
    /// operation.  Returns the operation that was undone (the newest of its step).
    /// Errors: NotFound when there is nothing to undo, Refused when it cannot be undone any more.
    Result<OperationKey> undo(std::optional<OperationKey> key = std::nullopt);
    /// Does again what undo() took back (the step of `key`): a new step, which can be undone in turn.  Messages that
    /// went elsewhere since, or are gone, are left alone. Errors: NotFound when it is not undone, Refused when nothing
    /// is left to be done, or what it did (an append, an expunge) cannot be repeated.
    Result<QList<OperationKey>> redo(OperationKey key);
    Result<void> retry(OperationKey key); ///< Refused or Unknown -> Pending, with what was to follow it
    Result<void> drop(OperationKey key); ///< gives it up and shows the server's state again

    // -- the executor's side
    /// The oldest operations that wait, in order; equal neighbours (flags, moves to one goal) may be merged by the
    /// caller. Unknown ones are among them: look before repeating.  What depends on another operation comes once that
    /// is done.
    QList<Operation> pending(AccountKey account, qint64 limit = 50) const;
    /// What is left to do of it.  Of a copy, `placement` is the new one and everything else describes the source; of an
    /// append there is no serverMailbox.  serverMailbox 0 in a move: the message is on its way or its UID is not known.
    QList<OperationItem> items(OperationKey key) const;
    /// Of a Move that is Pending: what later ones, Pending too, move on is left to them (A to B, B to C: A to C).  Done
    /// when nothing is left of it; waits again where the later one is backed out or undone before it went out.
    Result<void> supersede(OperationKey key);
    /// RenameMailbox and DeleteMailbox: the mailbox and those below it as the server has them now, outermost first.
    QList<Mailbox> mailboxesOf(OperationKey key) const;
    std::optional<QByteArray> appendContent(OperationKey key) const;
    /// What an Append of the same account takes the place of: the Expunge that waits for it.
    std::optional<Operation> removalAfter(OperationKey append) const;
    /// Before the first octet goes out.  What is InFlight when the program starts becomes Unknown.
    Result<void> markInFlight(OperationKey key);
    Result<void> markPending(OperationKey key, const MailError &error); ///< nothing went out: repeat later
    Result<void> markUnknown(OperationKey key, const MailError &error); ///< it may have happened: look first
    /// Backs the local effect out.
    Result<void> markRefused(OperationKey key, const MailError &error);
    struct NewPlace {
        PlacementKey placement; ///< OperationItem::placement
        Uid uid; ///< of COPYUID or APPENDUID; 0: the target's next refresh finds it
    };
    /// After CREATE and RENAME the store does not know the new wire name: call Writer::setMailboxes() next.
    Result<void> markDone(OperationKey key, UidValidity targetValidity = {}, const QList<NewPlace> &places = {});
    /// Some items are done (a chunk of a large operation): takes them out of what waits.
    Result<void> markItemsDone(
        OperationKey key, const QList<PlacementKey> &items, UidValidity targetValidity, const QList<NewPlace> &places);
    Result<void> recoverAfterRestart();

private:
    Result<QList<OperationKey>> redoMailbox(const Operation &operation);
    Result<void> setState(OperationKey key, OperationState state, const MailError &error);
    Result<void> complete(OperationKey key, const std::optional<QList<PlacementKey>> &items, UidValidity targetValidity,
        const QList<NewPlace> &places);

    Writer &m_writer;
};

} // namespace godwit::store
