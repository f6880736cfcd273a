// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxRefresh.h"

#include "imap/commands/Select.h"
#include "sync/ImapConnector.h"
#include "sync/ImapConversion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace godwit::sync {

using imap::FetchItems;

namespace {

constexpr quint32 FirstPageMessages = 50;
constexpr qsizetype WindowMessages = 500;

} // namespace

QList<UidSet> newestFirst(const UidSet &uids, qsizetype first, qsizetype window)
{
    const QList<quint32> list = uids.toList();
    QList<UidSet> windows;
    for (qsizetype end = list.size(), size = std::min(first, window); end > 0; end -= size, size = window) {
        size = std::min(size, end);
        windows.append(UidSet::fromList(list.sliced(end - size, size)));
    }
    return windows;
}

MailboxRefresh::MailboxRefresh(imap::Session &session, store::Writer &writer, const Clock &clock,
    ServerLessons &lessons, store::MailboxKey mailbox, Hooks hooks)
    : m_session(session), m_writer(writer), m_clock(clock), m_lessons(lessons), m_mailbox(mailbox),
      m_hooks(std::move(hooks))
{ }

/// With QRESYNC where it may be had: one command tells everything that happened since.
Task<Result<imap::Selected>> MailboxRefresh::select(imap::Mailbox mailbox, Enabling enabling)
{
    imap::Select select(mailbox, imap::Access::ReadWrite);
    const bool expected = enabling == Enabling::UnderWay && m_session.capabilities().has("ENABLE")
        && m_session.capabilities().has("QRESYNC");
    const bool qresync = m_point.oldestSynced && (expected || m_session.isEnabled("QRESYNC"))
        && !m_lessons.distrustsQresync() && m_point.uidValidity && m_point.highestModSeq;
    if (qresync) {
        UidSet known;
        if (!reachedBottom()) {
            const Uid newest = newestKnown();
            if (newest > m_point.oldestSynced)
                known = UidSet::range(m_point.oldestSynced, newest).united(knownAhead());
        }
        select.resynchronise(m_point.uidValidity, m_point.highestModSeq, known);
    }
    Result<imap::Selected> selected = co_await m_session.run(std::move(select));
    if (!selected && selected.error().connectionUsable() && qresync && !m_session.isEnabled("QRESYNC")) {
        // It was offered and then not enabled.
        imap::Select plain(mailbox, imap::Access::ReadWrite);
        selected = co_await m_session.run(std::move(plain));
    }
    co_return selected;
}

Task<Result<void>> MailboxRefresh::open(FlagSweep sweep, Enabling enabling)
{
    const std::optional<store::Mailbox> mailbox = m_writer.reader().serverMailbox(m_mailbox);
    if (!mailbox || mailbox->wireName.isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    m_point = m_writer.reader().syncPoint(m_mailbox);
    m_holdsLabels = mailbox->holdsLabels;
    const bool begun = m_point.oldestSynced.value != 0;
    const imap::Mailbox name{mailbox->wireName};
    Result<imap::Selected> selected = co_await select(name, enabling);
    if (!selected)
        co_return tl::unexpected(selected.error());
    m_state = selected->state;
    if (begun && m_state.uidValidity && m_point.uidValidity && m_state.uidValidity != m_point.uidValidity) {
        const Result<void> voided = m_writer.beginRenumbering(m_mailbox, m_state.uidValidity);
        if (!voided)
            co_return voided;
        m_point = store::SyncPoint();
    }
    if (m_point.oldestSynced.value == 0)
        co_return co_await firstPage();
    co_return co_await catchUp(std::move(*selected), sweep);
}

void MailboxRefresh::learnState()
{
    if (m_state.uidValidity)
        m_point.uidValidity = m_state.uidValidity;
    m_point.uidNext = Uid{std::max({m_point.uidNext.value, m_state.uidNext.value, m_highestTaken + 1})};
    m_point.exists = m_session.selected() ? m_session.selected()->exists : m_state.exists;
}

/// Beyond the recorded UIDNEXT where a catch-up was interrupted.
Uid MailboxRefresh::newestKnown() const
{
    return m_writer.reader().newestUid(m_mailbox);
}

Result<void> MailboxRefresh::record()
{
    return m_writer.setSyncPoint(m_mailbox, m_point);
}

Task<Result<void>> MailboxRefresh::firstPage()
{
    // What happened between SELECT and now is told again by the first catch-up, since this is the SELECT's number.
    m_point.highestModSeq = m_state.highestModSeq;
    if (m_state.exists == 0) {
        learnState();
        m_point.oldestSynced = Uid{1};
        const Result<void> finished = m_writer.finishRenumbering(m_mailbox);
        if (!finished)
            co_return finished;
        co_return record();
    }
    const auto page = quint32(messagesAtOnce(FirstPageMessages));
    const quint32 first = m_state.exists > page ? m_state.exists - page + 1 : 1;
    Result<imap::Fetched> fetched = co_await fetchNewest(page);
    if (!fetched)
        co_return tl::unexpected(fetched.error());
    quint32 lowest = 0;
    for (const imap::FetchData &data : std::as_const(fetched->messages)) {
        if (data.uid && (lowest == 0 || data.uid.value < lowest))
            lowest = data.uid.value;
    }
    const Result<void> taken = co_await take(std::move(fetched->messages));
    if (!taken)
        co_return taken;
    learnState();
    m_point.oldestSynced = Uid{first == 1 ? 1 : std::max(lowest, quint32(1))};
    if (lowest == 0 && first != 1)
        m_point.oldestSynced = m_point.uidNext;
    if (reachedBottom()) {
        const Result<void> finished = m_writer.finishRenumbering(m_mailbox);
        if (!finished)
            co_return finished;
    }
    if (m_hooks.progress)
        m_hooks.progress(std::min(page, m_state.exists), m_state.exists);
    co_return record();
}

/// By PARTIAL (RFC 9394) where offered; else by sequence numbers, behind SELECT; under UIDONLY, which has none, by
/// asking first which UIDs there are.
MailboxRefresh::Fetching MailboxRefresh::fetchNewest(quint32 count)
{
    const FetchItems items = withLabels(FetchItems::envelopes());
    if (m_session.capabilities().hasPartial()) {
        Result<imap::Fetched> fetched = co_await m_session.run(imap::Fetch::newest(count, items));
        if (fetched || !fetched.error().connectionUsable())
            co_return fetched;
    }
    if (!m_session.isEnabled("UIDONLY")) {
        const SequenceNumber first{m_state.exists > count ? m_state.exists - count + 1 : 1};
        Result<imap::Fetched> fetched =
            co_await m_session.run(imap::Fetch::bySequence(first, SequenceNumber{m_state.exists}, items));
        co_return fetched;
    }
    const Result<UidSet> all = co_await searchAll();
    if (!all)
        co_return tl::unexpected(all.error());
    if (all->isEmpty())
        co_return imap::Fetched();
    const UidSet newest = newestFirst(*all, count, count).constFirst();
    Result<imap::Fetched> fetched = co_await fetchCompletely(newest, items);
    co_return fetched;
}

/// What labels say is told with flags and with envelopes.
FetchItems MailboxRefresh::withLabels(FetchItems items) const
{
    if (m_holdsLabels)
        items.items |= FetchItems::Labels;
    return items;
}

/// How many messages one command may be about (RFC 9738).
qsizetype MailboxRefresh::messagesAtOnce(qsizetype wanted) const
{
    const std::optional<quint32> limit = m_session.capabilities().messageLimit();
    return limit && *limit > 0 ? std::min(wanted, qsizetype(*limit)) : wanted;
}

MailboxRefresh::Fetching MailboxRefresh::complete(
    UidSet asked, imap::FetchItems items, ModSeq changedSince, Fetching begun)
{
    Result<imap::Fetched> fetched = co_await begun;
    while (fetched && fetched->limit) {
        const UidSet rest = fetched->limit->remaining(asked);
        if (rest.isEmpty() || rest == asked)
            break;
        asked = rest;
        imap::Fetch fetch = imap::Fetch::byUids(rest, items);
        if (changedSince)
            fetch.changedSince(changedSince);
        Result<imap::Fetched> more = co_await m_session.run(std::move(fetch));
        if (!more)
            co_return more;
        fetched->messages.append(more->messages);
        fetched->limit = more->limit;
    }
    co_return fetched;
}

MailboxRefresh::Fetching MailboxRefresh::fetchCompletely(UidSet uids, imap::FetchItems items, ModSeq changedSince)
{
    imap::Fetch fetch = imap::Fetch::byUids(uids, items);
    if (changedSince)
        fetch.changedSince(changedSince);
    return complete(uids, items, changedSince, m_session.run(std::move(fetch)));
}

Task<Result<void>> MailboxRefresh::walkDown()
{
    if (reachedBottom())
        co_return Result<void>{};
    const UidSet below = UidSet::range(Uid{1}, Uid{m_point.oldestSynced.value - 1});
    const Result<UidSet> found = co_await searchRange(below);
    if (!found)
        co_return tl::unexpected(found.error());
    const UidSet wanted = found->intersected(below);
    const qsizetype window = messagesAtOnce(WindowMessages);
    const Result<void> fetched = co_await fetchWindows(newestFirst(wanted, window, window), Reason::FirstSync);
    if (!fetched || m_interrupted)
        co_return fetched;
    const Result<void> finished = m_writer.finishRenumbering(m_mailbox);
    if (!finished)
        co_return finished;
    m_point.oldestSynced = Uid{1};
    const Result<void> recorded = record();
    if (!recorded)
        co_return recorded;
    co_return co_await compareCounts(false);
}

/// Newest first, two windows in flight.  FirstSync: the recorded lower end moves with each window.  CatchUp: nothing is
/// recorded before the end; what was fetched by then is known by its UID and not asked for again.
Task<Result<void>> MailboxRefresh::fetchWindows(QList<UidSet> windows, Reason reason)
{
    const qint64 total = m_state.exists;
    qint64 left = 0;
    for (const UidSet &window : std::as_const(windows))
        left += qint64(window.count());
    Fetching ahead;
    for (qsizetype i = 0; i < windows.size(); ++i) {
        Fetching fetching =
            ahead.isValid() ? std::move(ahead) : fetchCompletely(windows[i], withLabels(FetchItems::envelopes()));
        ahead = Fetching();
        const bool stop = reason != Reason::Comparison && interrupted();
        if (!stop && i + 1 < windows.size())
            ahead = fetchCompletely(windows[i + 1], withLabels(FetchItems::envelopes()));
        Result<imap::Fetched> fetched = co_await fetching;
        if (!fetched)
            co_return tl::unexpected(fetched.error());
        const Result<void> taken = co_await take(std::move(fetched->messages));
        if (!taken)
            co_return taken;
        if (reason == Reason::FirstSync) {
            m_point.oldestSynced = Uid{windows[i].ranges().constFirst().first};
            const Result<void> recorded = record();
            if (!recorded)
                co_return recorded;
        }
        left -= qint64(windows[i].count());
        if (m_hooks.progress)
            m_hooks.progress(std::clamp<qint64>(total - left, 0, total), total);
        if (stop && i + 1 < windows.size()) {
            m_interrupted = true;
            break;
        }
        if (i + 1 < windows.size()) {
            const Result<void> compressed = co_await compressWhereItPays(m_session, m_lessons);
            if (!compressed)
                co_return compressed;
        }
    }
    co_return Result<void>{};
}

Task<Result<void>> MailboxRefresh::take(QList<imap::FetchData> pieces)
{
    const QList<imap::FetchData> messages = joined(pieces);
    QList<store::IncomingMessage> incoming;
    incoming.reserve(messages.size());
    QList<imap::FetchData> garbled;
    for (const imap::FetchData &data : messages) {
        m_highestTaken = std::max(m_highestTaken, data.uid.value);
        if (lacksEnvelope(data))
            garbled.append(data);
        else
            incoming.append(toIncoming(data));
    }
    if (!garbled.isEmpty()) {
        QList<quint32> uids;
        for (const imap::FetchData &data : std::as_const(garbled))
            uids.append(data.uid.value);
        imap::FetchItems items;
        imap::FetchItems::Section header;
        header.name = "HEADER";
        items.sections.append(header);
        const Result<imap::Fetched> fetched =
            co_await m_session.run(imap::Fetch::byUids(UidSet::fromList(uids), items));
        if (!fetched)
            co_return tl::unexpected(fetched.error());
        QHash<quint32, QByteArray> headers;
        for (const imap::FetchData &data : fetched->messages) {
            if (const imap::BodySection *const section = data.section("HEADER"))
                headers.insert(data.uid.value, section->content);
        }
        for (const imap::FetchData &data : std::as_const(garbled)) {
            const auto found = headers.constFind(data.uid.value);
            incoming.append(found == headers.constEnd() ? toIncoming(data) : toIncoming(data, *found));
        }
    }
    if (incoming.isEmpty())
        co_return Result<void>{};
    const auto added = m_writer.addMessages(m_mailbox, incoming);
    if (!added)
        co_return tl::unexpected(added.error());
    co_return Result<void>{};
}

} // namespace godwit::sync
