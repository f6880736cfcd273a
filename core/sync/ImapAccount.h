// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/AccountSync.h"
#include "sync/Backoff.h"
#include "sync/Bell.h"
#include "sync/BodyFetcher.h"
#include "sync/ConnectionPool.h"
#include "sync/FetchProgress.h"
#include "sync/FirstFlight.h"
#include "sync/ImapExecutor.h"
#include "sync/MailboxLister.h"
#include "sync/MailboxRefresh.h"
#include "sync/StatusRotation.h"
#include "sync/Turnstile.h"

#include <QPointer>
#include <vector>

namespace godwit::sync {

/// An IMAP account: a *work* connection that carries out operations, refreshes mailboxes and fetches in bulk; a *watch*
/// connection that sits in IDLE on INBOX; an *interactive* one, opened on demand, for what a person waits for and for
/// watching another mailbox that is open.  Never more than the settings allow, and fewer for a day once the server has
/// refused one: without a third the work connection serves requests, without a second it sits in IDLE itself.
///
/// All mailboxes are kept current: by NOTIFY over the watch connection, else by the numbers of the list, else by STATUS
/// in turn (NOTES section 2.8).
class ImapAccount final : public AccountSync {
    Q_OBJECT
public:
    explicit ImapAccount(AccountContext context);
    ~ImapAccount() override;

    void goLive() override;
    void goOffline() override;
    Task<void> stop(std::chrono::milliseconds limit) override;
    Task<SyncSummary> syncOnce(Engine::SyncOptions options) override;
    Task<Result<void>> carryOut() override;
    void refreshAll() override;
    void refreshMailbox(store::MailboxKey mailbox) override;
    void showOrder(store::MailboxKey mailbox, store::ListOrder order) override;
    void fetchBody(store::PlacementKey placement, BodyWanted wanted) override;
    void journalChanged() override;
    void networkChanged() override;
    void suspend() override;
    void reconnect() override;
    void passwordProvided() override;
    void settingsTaken() override;

protected:
    void pauseChanged() override { wakeWork(); }

private:
    // -- connections
    Task<Result<ImapSession>> open(FirstFlight *flight = nullptr);
    store::Writer &writer() const { return m_context.writer; }
    std::chrono::milliseconds now() const { return m_context.clock->monotonic(); }
    Task<void> work();
    Task<MailError> serve(ImapSession session, FirstFlight *flight);
    Task<Result<void>> takeFirstFlight(FirstFlight *flight);
    void begin();
    void wakeWork();
    int connectionsHeld() const;
    bool acceptsLimit(const MailError &error);
    Task<void> probe();
    Task<void> watch();
    Task<MailError> watchInbox(ImapSession session);
    Task<Result<void>> askToBeNotified(imap::Session &session);
    void hearOthers(imap::Session &session, const QObject &context);
    Task<Result<void>> idleBetweenWork(ImapSession session);
    Task<void> stopWhenDue(ImapSession session, std::chrono::milliseconds pause);
    Task<Result<void>> askInTurn(imap::Session &session);
    void keepWatchingOpen(bool hasIdle);
    void becomeUpToDate();
    Task<void> interact();
    Task<MailError> serveRequests(ImapSession session);
    Task<void> watchOpenMailbox(ImapSession session);
    Task<void> answerRequest(BodyFetcher *bodies, store::PlacementKey placement);
    Task<void> renewAfterPause(ImapSession session);
    void failRequests(const MailError &error);
    // -- sent copies (SentCopies.cpp)
    void learnWhoFiles(bool server);
    void rememberSentCopies(ImapExecutor &executor);
    std::chrono::milliseconds sentCopyDue() const;
    Task<Result<void>> lookForDoubledCopy(ImapSession session);
    void startInteraction();
    bool opensOtherThanInbox() const;
    /// What a lost connection means; false: wait for the person.
    Task<bool> recover(MailError error, ConnectionBackoff *backoff, Bell *bell);

    // -- pieces of work on the work connection (ImapWork.cpp)
    Task<Result<void>> carryOutOperations(imap::Session &session);
    void listTaken(const imap::Capabilities &capabilities);
    Task<Result<void>> refreshList(imap::Session &session);
    Task<Result<void>> refreshOne(imap::Session &session, store::MailboxKey mailbox);
    Task<Result<void>> workOnce(ImapSession session, BodyFetcher &bodies);
    Task<Result<void>> fetchInOrder(imap::Session &session);
    Task<Result<bool>> bulkStep(imap::Session &session, BodyFetcher &bodies);
    qint64 bodiesWantedOf(store::MailboxKey mailbox) const;
    Task<Result<void>> walk(imap::Session &session, store::MailboxKey mailbox);
    std::chrono::milliseconds untilDue() const;
    void markChanged(const QList<ListedMailbox> &listed, store::MailboxKey fresh = {});
    store::MailboxKey refreshedFor(store::MailboxKey mailbox) const;
    void markDirty(store::MailboxKey asked);
    store::MailboxKey takeMostUrgent();
    bool somethingUrgent() const;
    bool somebodyWaits(store::MailboxKey mailbox) const;
    std::optional<store::MailboxKey> inbox() const;
    MailboxRefresh::Hooks refreshHooks(store::MailboxKey mailbox);
    void report(store::MailboxKey mailbox, qint64 done, qint64 total);

    static constexpr std::chrono::milliseconds RotationPause{60'000};
    static constexpr std::chrono::milliseconds ListPauseWithNotify{3'600'000}; ///< the server tells by itself

    FetchProgress m_progress;
    ServerLessons m_lessons;
    ConnectionPool m_pool;
    StatusRotation m_rotation;
    TaskScope m_probes; ///< of connections, not over them: outlives m_scope's
    Turnstile m_operations; ///< one executor at a time, syncOnce() included
    std::vector<std::weak_ptr<imap::Session>> m_sessions;
    ConnectionBackoff m_workBackoff = connectionBackoff();
    ConnectionBackoff m_watchBackoff = connectionBackoff();
    ConnectionBackoff m_interactionBackoff = connectionBackoff();
    std::chrono::milliseconds m_nextInteraction{0}; ///< not before, after a failure
    Bell m_workBell, m_watchBell, m_requestBell;
    QList<store::MailboxKey> m_dirty; ///< to be refreshed
    QSet<store::MailboxKey> m_incomplete; ///< headers or bodies are missing
    QSet<store::MailboxKey> m_unopened; ///< SELECT was refused
    QList<store::PlacementKey> m_requests; ///< bodies that a person waits for
    QSet<store::PlacementKey> m_wholeRequests; ///< of them those that must be whole
    store::MailboxKey m_open; ///< what a person looks at
    store::ListOrder m_order; ///< and how it is sorted
    bool m_orderDue = false; ///< what comes first in it may be missing
    bool m_listDue = true;
    bool m_operationsDue = true;
    bool m_statusesDue = true; ///< with the next list, where that has no numbers of its own
    std::chrono::milliseconds m_nextRotation{std::chrono::milliseconds::max()};
    std::chrono::milliseconds m_nextList{0};
    std::chrono::milliseconds m_operationsPausedUntil{0};
    ConnectionBackoff m_operationsBackoff = connectionBackoff();
    QList<std::pair<ImapExecutor::SentCopy, std::chrono::milliseconds>> m_sentCopies; ///< and when to look again
    QSet<store::MailboxKey> m_prefetched; ///< whose newest bodies are here
    std::weak_ptr<imap::Session> m_watchSession, m_interactiveSession;
    std::weak_ptr<imap::Session> m_idlingWork; ///< the work connection while it watches
    bool m_inBulk = false; ///< the work connection is busy with what nobody waits for
    bool m_interacting = false;
    bool m_watching = false;
    bool m_notifying = false; ///< NOTIFY was asked for over the watch connection
    bool m_notified = false; ///< and is on
    bool m_probing = false;
    bool m_stopping = false;
};

/// The same of what NOTIFY tells, which may be some of the numbers only.
bool tellsNews(const imap::MailboxStatus &status, const store::SyncPoint &point);
/// Whether SELECT says that nothing happened since.  Without mod-sequences nobody knows.
bool isCurrent(const imap::MailboxState &state, const store::SyncPoint &point);
/// Whether the numbers of the server's list say that nothing happened since (NOTES section 2.8).
bool isUnchanged(const ListedMailbox &listed, const store::Reader &reader);

} // namespace godwit::sync
