// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "store/Writer.h"
#include "sync/Metering.h"

#include <QSet>
#include <functional>

namespace godwit::sync {

/// Brings the sources of messages into the store, newest first: pipelined fetches of the whole BODY.PEEK[], read by
/// workers, stored in batches.  While metered only the texts of larger ones (TextFetcher).
class BodyFetcher {
public:
    BodyFetcher(imap::Session &session, store::Writer &writer, Metering &metering, store::AccountKey account)
        : m_session(session), m_writer(writer), m_metering(metering), m_account(account)
    { }

    struct Hooks {
        std::function<bool()> interrupted; ///< looked at between batches
        std::function<void(qint64 done, qint64 left)> progress;
        qint64 limit = -1; ///< only so many, the newest
    };
    /// All that are missing in one mailbox; returns how many came.
    Task<Result<qint64>> fetchMissing(store::MailboxKey mailbox, Hooks hooks);
    /// Exactly this one.  Errors: Refused NotFound when the server does not have it (any more).
    Task<Result<void>> fetchOne(store::PlacementKey placement, BodyWanted wanted);
    bool hasGivenUp(store::MessageKey message) const { return m_givenUp.contains(message); }

private:
    using Missing = store::Writer::MissingBody;
    using Bodies = QList<store::Writer::BodyToStore>;

    /// Selects unless it is; the UIDs in the store must mean what the server means.
    Task<Result<void>> select(store::MailboxKey mailbox);
    Task<Result<Bodies>> fetchBatch(QList<Missing> batch);
    Task<Result<qint64>> fetchAll(QList<QList<Missing>> todo, Hooks hooks, qint64 stored);
    QList<QList<Missing>> batches(store::MailboxKey mailbox, qint64 limit);
    QList<QList<Missing>> batched(const QList<Missing> &messages) const;
    QList<Missing> missing(store::MailboxKey mailbox, qint64 limit);
    /// One handful, newest first; how many came.  0: there are no more.
    Task<Result<qint64>> fetchSomeTexts(store::MailboxKey mailbox, Hooks hooks, qint64 stored);

    imap::Session &m_session;
    store::Writer &m_writer;
    Metering &m_metering;
    store::AccountKey m_account;
    qsizetype m_ahead = 2; ///< batches that may be on their way
    QSet<store::MessageKey> m_givenUp; ///< the server did not give them: not asked again by this connection
};

} // namespace godwit::sync
