// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pop3/Session.h"
#include "sync/AccountContext.h"
#include "sync/Engine.h"

#include <QHash>
#include <functional>

namespace godwit::sync {

/// One visit to a POP3 mailbox: what is new is fetched, newest first, then deleted there as the account wants it.  A
/// message that the server refuses, or that is too large, keeps no other back; the visit reports it at its end.
class Pop3Fetch {
public:
    using Progress = std::function<void(qint64 done, qint64 total)>;
    /// `signingIn` is called when the password goes out, `progress` when that is done and with each batch.
    Pop3Fetch(const AccountContext &context, std::function<void()> signingIn, Progress progress)
        : m_context(context), m_signingIn(std::move(signingIn)), m_progress(std::move(progress))
    { }
    Task<SyncSummary> run();

private:
    struct Entry {
        int number = 0;
        QByteArray key; ///< the UIDL, or one of ours where the server has none that can be trusted
    };
    using Session = std::shared_ptr<pop3::Session>;

    Task<Result<void>> conversation(Session session);
    Task<Result<QList<Entry>>> entries(Session session);
    Task<Result<void>> identify(Session session, QList<Entry> *entries, QList<qsizetype> unclear);
    Task<Result<void>> fetch(Session session, QList<Entry> wanted);
    Task<Result<void>> remove(Session session, QList<Entry> all);
    Result<void> commit();

    const AccountContext &m_context;
    std::function<void()> m_signingIn;
    Progress m_progress;
    SyncSummary m_summary;
    store::MailboxKey m_inbox;
    QList<store::Writer::Pop3Arrival> m_batch;
    qint64 m_batchOctets = 0;
    std::optional<MailError> m_refused; ///< the last message that could not be had
};

} // namespace godwit::sync
