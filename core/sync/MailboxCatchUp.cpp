// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The incremental half of MailboxRefresh: NOTES sections 2.4 to 2.6.
#include "sync/MailboxRefresh.h"

#include "base/Log.h"
#include "sync/ImapConversion.h"

#include <algorithm>
#include <memory>

namespace godwit::sync {

namespace {

constexpr qsizetype SweepMessages = 2000;
constexpr qsizetype WindowMessages = 500;
constexpr qsizetype RecentMessages = 500;
constexpr qsizetype AtFirst = 50; ///< of what is new: the screenful that somebody waits for
constexpr qint64 SweepAgeSeconds = 24 * 3600;
/// UIDs may be sparse: up to so many possible ones are fetched without asking first which exist.
constexpr quint32 BlindFetchUids = 1000;
/// A mailbox of more than so many messages that is suddenly empty may be an outage: believed when seen twice (S-149).
constexpr quint64 SuspiciousLoss = 20;

} // namespace

Task<Result<void>> MailboxRefresh::catchUp(imap::Selected selected, FlagSweep sweep)
{
    const ModSeq before = m_point.highestModSeq;
    const bool qresync = m_session.isEnabled("QRESYNC") && !m_lessons.distrustsQresync() && before
        && m_point.uidValidity && m_state.highestModSeq >= before;
    if (!selected.vanished.isEmpty()) {
        const Result<void> gone = m_writer.vanish(m_mailbox, selected.vanished);
        if (!gone)
            co_return gone;
    }
    const QList<store::FlagUpdate> updates = flagUpdates(selected.changed);
    if (!updates.isEmpty()) {
        const Result<void> updated = m_writer.updateFlags(m_mailbox, updates);
        if (!updated)
            co_return updated;
    }
    if (!qresync) {
        Result<void> flags;
        // A mod-sequence that went down is no basis (S-045).
        if (before && m_state.highestModSeq >= before) {
            if (m_state.highestModSeq != before)
                flags = co_await fetchChangedFlags();
        } else {
            const FlagSweep wanted = m_state.highestModSeq ? FlagSweep::Whole : sweep;
            flags = co_await sweepFlags(wanted);
        }
        if (!flags)
            co_return flags;
    }
    const Result<void> fresh = co_await fetchNew();
    if (!fresh || m_interrupted)
        co_return fresh; // the recorded place stays: the next run learns of everything since
    learnState();
    m_point.highestModSeq = m_state.highestModSeq;
    if (reachedBottom()) {
        const Result<void> compared = co_await compareCounts(qresync);
        if (!compared)
            co_return compared;
        const Result<void> completed = m_writer.refreshCompleted(m_mailbox);
        if (!completed)
            co_return completed;
    }
    co_return record();
}

Task<Result<void>> MailboxRefresh::fetchChangedFlags()
{
    const Uid newest = newestKnown();
    if (newest < m_point.oldestSynced)
        co_return Result<void>{};
    const UidSet all = UidSet::range(m_point.oldestSynced, newest).united(knownAhead());
    const Result<imap::Fetched> fetched =
        co_await fetchCompletely(all, withLabels(imap::FetchItems::flags()), m_point.highestModSeq);
    if (!fetched)
        co_return tl::unexpected(fetched.error());
    const QList<store::FlagUpdate> updates = flagUpdates(fetched->messages);
    co_return updates.isEmpty() ? Result<void>{} : m_writer.updateFlags(m_mailbox, updates);
}

/// Read as they come: a hundred thousand FetchData that are kept, moved and read again were a quarter of the time of a
/// refresh without CONDSTORE.
Task<Result<MailboxRefresh::FlagsHeard>> MailboxRefresh::fetchFlags(UidSet uids)
{
    const auto heard = std::make_shared<FlagsHeard>();
    const auto hear = [heard](const imap::FetchData &data) {
        heard->alive.append(data.uid.value);
        if (data.uid && data.flags)
            heard->updates.append({data.uid, *data.flags, data.modSeq, data.labels});
    };
    for (;;) {
        imap::Fetch fetch = imap::Fetch::byUids(uids, withLabels(imap::FetchItems::flags()));
        fetch.forEach(hear);
        const Result<imap::Fetched> fetched = co_await m_session.run(std::move(fetch));
        if (!fetched)
            co_return tl::unexpected(fetched.error());
        const UidSet rest = fetched->limit ? fetched->limit->remaining(uids) : UidSet(); // RFC 9738
        if (rest.isEmpty() || rest == uids)
            break;
        uids = rest;
    }
    co_return std::move(*heard);
}

/// The flags of everything known, in windows; who does not answer is gone.
Task<Result<void>> MailboxRefresh::sweepFlags(FlagSweep sweep)
{
    const QList<quint32> known = m_writer.reader().knownUids(m_mailbox).toList();
    const QDateTime now = m_clock.now();
    if (!m_point.lastFlagSweep.isValid() || m_point.lastFlagSweep.secsTo(now) > SweepAgeSeconds)
        sweep = FlagSweep::Whole;
    qsizetype next = sweep == FlagSweep::Recent ? std::max<qsizetype>(0, known.size() - RecentMessages) : 0;
    QList<UidSet> windows;
    QList<UidSet> asked; ///< what is known in each
    const qsizetype atOnce = messagesAtOnce(SweepMessages);
    for (; next < known.size(); next += atOnce) {
        const qsizetype last = std::min(known.size(), next + atOnce) - 1;
        asked.append(UidSet::fromList(known.mid(next, atOnce)));
        // Far apart lie those that are here ahead of their turn: what is between them is not.
        const bool dense = known[last] - known[next] < quint32(SweepMessages) * 4;
        windows.append(dense ? UidSet::range(Uid{known[next]}, Uid{known[last]}) : asked.constLast());
    }
    if (m_state.exists == 0)
        co_return Result<void>{}; // the count is compared below, with its own caution
    Task<Result<FlagsHeard>> ahead;
    for (qsizetype i = 0; i < windows.size(); ++i) {
        Task<Result<FlagsHeard>> fetching = ahead.isValid() ? std::move(ahead) : fetchFlags(windows[i]);
        ahead = Task<Result<FlagsHeard>>();
        if (i + 1 < windows.size())
            ahead = fetchFlags(windows[i + 1]);
        const Result<FlagsHeard> heard = co_await fetching;
        if (!heard)
            co_return tl::unexpected(heard.error());
        const Result<void> updated = m_writer.updateFlags(m_mailbox, heard->updates);
        if (!updated)
            co_return updated;
        const QList<quint32> &alive = heard->alive;
        const UidSet gone = asked[i].subtracted(UidSet::fromList(alive));
        if (alive.isEmpty() || gone.isEmpty())
            continue; // an empty answer for a whole window is left to the comparison of counts
        const Result<void> vanished = m_writer.vanish(m_mailbox, gone);
        if (!vanished)
            co_return vanished;
    }
    if (sweep == FlagSweep::Whole || known.size() <= RecentMessages)
        m_point.lastFlagSweep = now;
    co_return Result<void>{};
}

Task<Result<void>> MailboxRefresh::fetchNew()
{
    const quint32 first = std::max(m_point.uidNext.value, quint32(1));
    if (m_state.uidNext && m_state.uidNext.value <= first)
        co_return Result<void>{};
    if (m_state.exists == 0)
        co_return Result<void>{};
    const bool few = m_state.uidNext && m_state.uidNext.value - first <= BlindFetchUids;
    const UidSet known = m_writer.reader().knownUids(m_mailbox, Uid{first});
    if (few) {
        const UidSet range = UidSet::range(Uid{first}, Uid{m_state.uidNext.value - 1}).subtracted(known);
        co_return co_await fetchWindows(newestFirst(range, AtFirst, messagesAtOnce(WindowMessages)), Reason::CatchUp);
    }
    const quint32 last = m_state.uidNext ? m_state.uidNext.value - 1 : std::numeric_limits<quint32>::max();
    const UidSet range = UidSet::range(Uid{first}, Uid{last});
    const Result<UidSet> found = co_await searchRange(range);
    if (!found)
        co_return tl::unexpected(found.error());
    const UidSet wanted = found->intersected(range).subtracted(known);
    co_return co_await fetchWindows(newestFirst(wanted, AtFirst, messagesAtOnce(WindowMessages)), Reason::CatchUp);
}

/// The trust check: what we know must be as much as there is.
Task<Result<void>> MailboxRefresh::compareCounts(bool afterQresync)
{
    if (!m_session.selected())
        co_return Result<void>{};
    const quint64 known = m_writer.reader().knownUidCount(m_mailbox);
    const quint32 exists = m_session.selected()->exists;
    if (known == exists)
        co_return Result<void>{};
    qCInfo(lcSync) << "counts differ: known" << known << "exists" << exists;
    if (afterQresync && exists == m_state.exists)
        ++m_lessons.wrongCounts;
    co_return co_await compareAll();
}

Task<Result<void>> MailboxRefresh::compareAll()
{
    const Result<UidSet> found = co_await searchAll();
    if (!found)
        co_return tl::unexpected(found.error());
    const UidSet known = m_writer.reader().knownUids(m_mailbox);
    if (found->isEmpty() && known.count() > SuspiciousLoss && m_writer.reader().syncPoint(m_mailbox).exists != 0) {
        qCWarning(lcSync) << "a mailbox with" << known.count()
                          << "messages is suddenly empty: waiting for a second look";
        m_point.exists = 0;
        co_return Result<void>{};
    }
    const UidSet gone = known.subtracted(*found);
    if (!gone.isEmpty()) {
        const Result<void> vanished = m_writer.vanish(m_mailbox, gone);
        if (!vanished)
            co_return vanished;
    }
    const UidSet missing = found->subtracted(known);
    co_return co_await fetchWindows(newestFirst(missing, AtFirst, messagesAtOnce(WindowMessages)), Reason::Comparison);
}

Task<Result<UidSet>> MailboxRefresh::searchAll()
{
    Result<UidSet> found = co_await searchCompletely(imap::Search::all());
    if (!found)
        co_return found;
    const bool wrong = found->isEmpty() && m_session.selected() && m_session.selected()->exists > 0;
    if (wrong && !m_lessons.plainSearch) {
        m_lessons.plainSearch = true;
        found = co_await searchCompletely(imap::Search::all());
    }
    co_return found;
}

/// Also what a server with a limit (RFC 9738) has not looked at the first time.
Task<Result<UidSet>> MailboxRefresh::searchCompletely(imap::Search search)
{
    UidSet uids;
    UidSet asked = UidSet::range(Uid{1}, Uid{std::numeric_limits<quint32>::max()});
    for (;;) {
        if (m_lessons.plainSearch)
            search.withoutESearch();
        const Result<imap::Found> found = co_await m_session.run(std::move(search));
        if (!found)
            co_return tl::unexpected(found.error());
        uids = uids.united(found->uids);
        const UidSet rest = found->limit ? found->limit->remaining(asked) : UidSet();
        if (rest.isEmpty() || rest == asked)
            co_return uids;
        asked = rest;
        search = imap::Search::among(rest);
    }
}

Task<Result<UidSet>> MailboxRefresh::searchRange(UidSet range)
{
    const Result<UidSet> found = co_await searchCompletely(imap::Search::among(range));
    if (!found)
        co_return tl::unexpected(found.error());
    if (!found->isEmpty())
        co_return found->intersected(range);
    // Nothing at all is rare enough to look a second time.
    const Result<UidSet> all = co_await searchAll();
    if (!all)
        co_return tl::unexpected(all.error());
    co_return all->intersected(range);
}

} // namespace godwit::sync
