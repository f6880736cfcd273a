// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "imap/commands/AppendMessage.h"
#include "imap/commands/Copy.h"
#include "imap/commands/Store.h"
#include "imap/commands/StoreLabels.h"
#include "store/Journal.h"
#include "sync/MailboxRefresh.h"

#include <QSet>
#include <functional>

namespace godwit::sync {

/// Carries out what the journal holds for one account, oldest first (NOTES section 2.10).
///
/// Crash or lost link between any two steps: flags, expunges and mailbox operations may be repeated; MOVE, COPY and
/// APPEND are marked InFlight before the first octet, become Unknown, and are looked for on the server before anything
/// is done again (S-146).
class ImapExecutor {
public:
    using Refused = std::function<void(store::OperationKey, const MailError &)>;
    ImapExecutor(imap::Session &session, store::Writer &writer, const Clock &clock, ServerLessons &lessons,
        store::AccountKey account, Refused refused);

    /// Until nothing waits.  Errors: those after which the connection is of no use; Temporary when the server asked to
    /// be left alone for a while.  What was not done waits.
    Task<Result<void>> run();
    /// Mailboxes whose server side was changed: worth a refresh.
    QSet<store::MailboxKey> takeTouched() { return std::exchange(m_touched, {}); }
    /// Copies that we have put into Sent over this executor, not knowing whether the server files its own.
    struct SentCopy {
        store::MailboxKey mailbox;
        Uid uid;
        QString messageIdField;
    };
    QList<SentCopy> takeSentCopies() { return std::exchange(m_sentCopies, {}); }
    /// A copy was there before we had sent ours: the server files what it sends.
    bool foundFiledCopy() const { return m_foundFiledCopy; }
    /// Looks for a second copy beside ours, some time later; where there is one ours goes.  True: the server files.
    /// Errors: NotFound when not even ours is found.
    Task<Result<bool>> withdrawDoubledCopy(SentCopy copy);
    bool takeListChanged() { return std::exchange(m_listChanged, false); }

private:
    using Items = QList<store::OperationItem>;
    using Places = QList<store::Journal::NewPlace>;

    QList<store::Operation> nextGroup();
    /// What was done since has made it so: nothing of it goes out.
    Result<bool> isNeedless(const store::Operation &operation);
    Result<bool> cancelsOut(const store::Operation &operation);
    Task<Result<void>> carryOut(QList<store::Operation> group);
    Result<void> conclude(const QList<store::Operation> &group, const Result<void> &outcome);
    void block(const store::Operation &operation);

    // -- messages (MessageOperations.cpp)
    Task<Result<void>> select(store::MailboxKey mailbox);
    /// The items with UIDs that the server understands; std::nullopt: not now.
    Task<Result<std::optional<Items>>> readyItems(store::OperationKey operation);
    Task<Result<void>> setFlags(QList<store::Operation> group);
    Task<Result<void>> expunge(store::Operation operation);
    Task<Result<void>> transfer(store::Operation operation);
    // -- Gmail's labels (LabelOperations.cpp)
    /// Nothing is moved or copied: labels come and go, which may be repeated.
    bool isLabelling(const store::Operation &operation) const;
    std::optional<store::Mailbox> labelsHome() const { return m_writer.reader().labelsHome(m_account); }
    Task<Result<void>> changeLabels(store::Operation operation, Items items);
    Task<Result<void>> storeLabels(UidSet uids, imap::StoreLabels::Change change, QByteArray label);
    Task<Result<void>> expungeLabelled(Items items);
    Task<Result<void>> removeThroughTrash(Items items);
    /// UIDs in the mailbox that holds the labels, of what is not synchronised there yet.
    Task<Result<void>> findByEmailId(Items *items);
    Task<Result<void>> transferFrom(store::Operation operation, store::MailboxKey source, Items items);
    Task<Result<imap::code::CopyUid>> copyOrMove(bool move, UidSet uids, imap::Mailbox goal);
    Task<Result<void>> removeFromSelected(UidSet uids);
    Task<Result<void>> storeFlags(UidSet uids, imap::Store::Change change, QByteArrayList flags);
    /// What one command may be about: 8000 octets (NOTES section 2.8), MESSAGELIMIT messages (RFC 9738).
    QList<UidSet> pieces(const QList<store::OperationItem> &items) const;
    Task<Result<void>> append(store::Operation operation);
    // -- in place of another (Replacing.cpp)
    Task<Result<std::optional<store::Operation>>> selectReplaced(store::Operation append);
    Task<Result<bool>> replace(store::Operation append, store::Operation removal, imap::AppendMessage message);

    // -- after a lost answer (LostAnswers.cpp)
    Task<Result<void>> settle(store::Operation operation);
    Task<Result<void>> settleAppend(store::Operation operation);
    Task<Result<void>> settleCopy(store::Operation operation);
    Task<Result<void>> settleMove(store::Operation operation);
    /// Which of `items` the goal has: those that came since we last looked, else by Message-ID.
    Task<Result<Places>> findInGoal(store::MailboxKey goal, Items items, Items others = {});

    // -- mailboxes (MailboxOperations.cpp)
    Task<Result<void>> createMailbox(store::Operation operation);
    Task<Result<void>> create(imap::Mailbox mailbox, store::Role role);
    Task<Result<void>> renameMailbox(store::Operation operation);
    Task<Result<void>> deleteMailbox(store::Operation operation);
    Task<Result<void>> subscribe(imap::Mailbox mailbox, bool on);
    Task<Result<bool>> exists(imap::Mailbox mailbox);
    char delimiter() const;
    imap::Mailbox wireMailbox(store::MailboxKey key, const QStringList &path) const;

    imap::Session &m_session;
    store::Writer &m_writer;
    store::Journal m_journal;
    const Clock &m_clock;
    ServerLessons &m_lessons;
    store::AccountKey m_account;
    Refused m_refused;
    QSet<store::MailboxKey> m_touched;
    QSet<store::OperationKey> m_blocked;
    QSet<store::PlacementKey> m_blockedPlacements;
    QList<SentCopy> m_sentCopies;
    bool m_foundFiledCopy = false;
    bool m_oneByOne = false;
    bool m_noMove = false;
    bool m_listChanged = false;
};

} // namespace godwit::sync
