// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Search.h"
#include "store/Writer.h"

#include <functional>

namespace godwit::sync {

/// What has been learned about one server while we run (NOTES section 4).
struct ServerLessons {
    int wrongCounts = 0; ///< QRESYNC answers after which the numbers did not add up
    bool distrustsQresync() const { return wrongCounts >= 2; }
    bool plainSearch = false; ///< ESEARCH answered nothing where there was something
    std::optional<qint64> octetsPerSecond; ///< as last measured over one of its connections
    bool refusesCompression = false;
};

enum class FlagSweep {
    Recent, ///< without CONDSTORE: the newest 500, once a day everything
    Whole, ///< without CONDSTORE: everything
};

/// Brings one mailbox up to date: NOTES sections 2.3 to 2.7.  The session must not be used for another mailbox while
/// one of the conversations runs.
///
/// Crash at any point: every window is a transaction of its own and is recorded after it, so that the next run
/// continues at the last recorded place; messages that arrive twice are recognised by their UID.
class MailboxRefresh {
public:
    struct Hooks {
        /// Looked at between windows: true leaves the rest for later.
        std::function<bool()> interrupted;
        std::function<void(qint64 done, qint64 total)> progress;
    };
    MailboxRefresh(imap::Session &session, store::Writer &writer, const Clock &clock, ServerLessons &lessons,
        store::MailboxKey mailbox, Hooks hooks = {});

    enum class Enabling { Done, UnderWay }; ///< UnderWay: ENABLE is in flight before us
    /// Selects the mailbox and fetches what is new and changed; of one that was never seen, the newest 50.
    /// Errors: Refused NotFound (it is gone), Storage, those of the session.
    Task<Result<void>> open(FlagSweep sweep, Enabling enabling = Enabling::Done);
    /// The rest of a first sync, newest first, in windows of 500.  After open().
    Task<Result<void>> walkDown();
    /// Of a mailbox that is not all here yet, what comes first in that order, as far as the server can tell (SORT,
    /// RFC 5256); where it cannot, nothing happens.  After open().
    Task<Result<void>> fetchFirst(store::ListOrder order);
    /// There is more to fetch than hooks.interrupted allowed: open() again.
    bool wasInterrupted() const { return m_interrupted; }
    bool reachedBottom() const { return m_point.oldestSynced.value == 1; }

private:
    using Fetching = Task<Result<imap::Fetched>>;

    Task<Result<imap::Selected>> select(imap::Mailbox mailbox, Enabling enabling);
    Task<Result<void>> firstPage();
    Fetching fetchNewest(quint32 count);
    /// The rest of an answer that stopped at the server's limit (RFC 9738).
    Fetching complete(UidSet asked, imap::FetchItems items, ModSeq changedSince, Fetching begun);
    Fetching fetchCompletely(UidSet uids, imap::FetchItems items, ModSeq changedSince = {});
    qsizetype messagesAtOnce(qsizetype wanted) const;
    imap::FetchItems withLabels(imap::FetchItems items) const;
    Task<Result<void>> catchUp(imap::Selected selected, FlagSweep sweep);
    Task<Result<void>> fetchChangedFlags();
    struct FlagsHeard {
        QList<store::FlagUpdate> updates;
        QList<quint32> alive;
    };
    Task<Result<FlagsHeard>> fetchFlags(UidSet uids);
    Task<Result<void>> sweepFlags(FlagSweep sweep);
    Task<Result<void>> fetchNew();
    Task<Result<void>> compareCounts(bool afterQresync);
    Task<Result<void>> compareAll();
    Task<Result<UidSet>> searchAll();
    Task<Result<UidSet>> searchRange(UidSet range);
    Task<Result<UidSet>> searchCompletely(imap::Search search);
    enum class Reason { FirstSync, CatchUp, Comparison };
    Task<Result<void>> fetchWindows(QList<UidSet> windows, Reason reason);
    Task<Result<void>> take(QList<imap::FetchData> data);
    Uid newestKnown() const;
    UidSet knownAhead() const;
    Result<void> record();
    void learnState();
    bool interrupted() const { return m_hooks.interrupted && m_hooks.interrupted(); }

    imap::Session &m_session;
    store::Writer &m_writer;
    const Clock &m_clock;
    ServerLessons &m_lessons;
    store::MailboxKey m_mailbox;
    Hooks m_hooks;
    store::SyncPoint m_point; ///< as recorded
    imap::MailboxState m_state; ///< as SELECT told
    quint32 m_highestTaken = 0;
    bool m_interrupted = false;
    bool m_holdsLabels = false; ///< Gmail's All Mail
};

/// Cut into windows of `window`, the newest `first` in one of their own: what people look at is there first.
QList<UidSet> newestFirst(const UidSet &uids, qsizetype first, qsizetype window);

} // namespace godwit::sync
