// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ImapAccount.h"

namespace godwit::sync {

/// One full refresh of an IMAP account over a connection of its own.  On the caller's frame.
class ImapSyncRun : public QObject {
    Q_OBJECT
public:
    ImapSyncRun(AccountContext &context, ServerLessons &lessons, Turnstile &operations, ImapExecutor::Refused refused);

    using Progress = std::function<void(store::MailboxKey mailbox, qint64 done, qint64 total)>;
    void tell(Progress progress) { m_progress = std::move(progress); }
    Task<SyncSummary> run(Engine::SyncOptions options);
    /// Only what waits in the journal.
    Task<Result<void>> carryOutOnly();

private:
    Task<Result<void>> conversation(ImapSession session, Engine::SyncOptions options, FirstFlight *flight);
    Task<Result<QList<ListedMailbox>>> list(ImapSession session, FirstFlight *flight);
    Task<Result<void>> refreshAll(ImapSession session, QList<ListedMailbox> mailboxes, FirstFlight *flight);
    void beginFlight(FirstFlight &flight, const ImapSession &session, const Engine::SyncOptions &options);
    Task<Result<void>> carryOutOperations(ImapSession session);
    Task<Result<bool>> stillListed(ImapSession session, store::MailboxKey mailbox);
    Task<Result<void>> refresh(ImapSession session, ListedMailbox mailbox);
    void count(const store::Change &change);

    AccountContext &m_context;
    ServerLessons &m_lessons;
    Turnstile &m_operations;
    ImapExecutor::Refused m_refused;
    MailboxRefresh::Hooks refreshHooks(store::MailboxKey mailbox) const;

    Progress m_progress;
    SyncSummary m_summary;
    bool m_counting = false;
    bool m_known = false; ///< the server's list has been read before
    bool m_listChanged = false;
};

} // namespace godwit::sync
