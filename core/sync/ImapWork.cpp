// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the work connection of an IMAP account does, most urgent first.
#include "sync/ImapAccount.h"

#include "base/Log.h"
#include "imap/commands/List.h"
#include "imap/commands/Unselect.h"
#include "sync/BodyPlan.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace godwit::sync {

using Phase = AccountStatus::Phase;

namespace {

constexpr std::chrono::milliseconds ListPause = 10min;
constexpr std::chrono::milliseconds ListPauseWithoutIdle = 2min;
constexpr qint64 PrefetchedBodies = 50;

} // namespace

bool isUnchanged(const ListedMailbox &listed, const store::Reader &reader)
{
    if (!listed.status)
        return false;
    const store::SyncPoint point = reader.syncPoint(listed.key);
    const imap::MailboxStatus &status = *listed.status;
    if (point.oldestSynced.value != 1 || !point.highestModSeq || !status.highestModSeq || !status.messages)
        return false;
    if (point.exists == 0 && reader.newestUid(listed.key))
        return false; // suddenly empty: to be looked at a second time
    if (reader.awaitsUids(listed.key))
        return false; // what we put there may never have arrived: another client was faster
    return status.uidValidity == point.uidValidity && status.uidNext == point.uidNext
        && *status.messages == point.exists && status.highestModSeq == point.highestModSeq;
}

bool isCurrent(const imap::MailboxState &state, const store::SyncPoint &point)
{
    return point.oldestSynced && point.highestModSeq && state.uidValidity == point.uidValidity
        && state.uidNext == point.uidNext && state.exists == point.exists && state.highestModSeq == point.highestModSeq;
}

std::optional<store::MailboxKey> ImapAccount::inbox() const
{
    const std::optional<store::Mailbox> mailbox = writer().reader().mailboxByRole(m_context.key(), store::Role::Inbox);
    return mailbox ? std::optional(mailbox->key) : std::nullopt;
}

/// A mailbox that labels make is as fresh as the one that holds them.
store::MailboxKey ImapAccount::refreshedFor(store::MailboxKey mailbox) const
{
    const std::optional<store::Mailbox> row = writer().reader().mailbox(mailbox);
    const auto home = row && row->isLabel() ? writer().reader().labelsHome(m_context.key()) : std::nullopt;
    return home ? home->key : mailbox;
}

void ImapAccount::markDirty(store::MailboxKey asked)
{
    const store::MailboxKey mailbox = refreshedFor(asked);
    if (!m_dirty.contains(mailbox))
        m_dirty.append(mailbox);
}

store::MailboxKey ImapAccount::takeMostUrgent()
{
    if (m_dirty.isEmpty())
        return {};
    qsizetype index = m_open ? m_dirty.indexOf(refreshedFor(m_open)) : -1;
    if (index < 0) {
        if (const auto mailbox = inbox())
            index = m_dirty.indexOf(refreshedFor(*mailbox));
    }
    return m_dirty.takeAt(std::max<qsizetype>(index, 0));
}

bool ImapAccount::somethingUrgent() const
{
    return m_stopping || m_listDue || m_orderDue || !m_dirty.isEmpty() || !m_requests.isEmpty()
        || (m_operationsDue && now() >= m_operationsPausedUntil);
}

/// For something else than that mailbox.
bool ImapAccount::somebodyWaits(store::MailboxKey mailbox) const
{
    return m_stopping || (!m_requests.isEmpty() && !m_interacting)
        || (m_open && refreshedFor(m_open) != mailbox && (m_orderDue || m_dirty.contains(refreshedFor(m_open))))
        || (m_operationsDue && now() >= m_operationsPausedUntil);
}

void ImapAccount::report(store::MailboxKey mailbox, qint64 done, qint64 total)
{
    setStatus(m_progress.at(mailbox, done, total, now()));
}

std::chrono::milliseconds ImapAccount::untilDue() const
{
    std::chrono::milliseconds due = std::min({m_nextList, m_nextRotation, sentCopyDue()});
    if (m_operationsDue)
        due = std::min(due, m_operationsPausedUntil);
    if (opensOtherThanInbox() && !m_interacting)
        due = std::min(due, m_nextInteraction);
    return std::max<std::chrono::milliseconds>(due - now(), 0ms);
}

Task<MailError> ImapAccount::serve(ImapSession session, FirstFlight *flight)
{
    BodyFetcher bodies(*session, writer(), m_context.metering, m_context.key());
    const Result<void> begun = co_await takeFirstFlight(flight);
    if (!begun)
        co_return begun.error();
    for (;;) {
        if (!session->isUsable())
            co_return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost).value();
        const Result<void> compressed = co_await compressWhereItPays(*session, m_lessons);
        if (!compressed)
            co_return compressed.error();
        const Result<void> done = co_await workOnce(session, bodies);
        m_inBulk = false;
        if (!done && (!done.error().connectionUsable() || done.error().kind == MailError::Kind::Storage))
            co_return done.error();
    }
}

/// What INBOX and the list say, as refreshOne() and refreshList() would have heard it.
Task<Result<void>> ImapAccount::takeFirstFlight(FirstFlight *flight)
{
    const auto isFatal = [](const MailError &error) {
        return !error.connectionUsable() || error.kind == MailError::Kind::Storage;
    };
    const Result<QList<ListedMailbox>> listed = co_await flight->listing();
    if (!listed && isFatal(listed.error()))
        co_return tl::unexpected(listed.error());
    store::MailboxKey fresh;
    if (flight->opened().isValid()) {
        const Result<void> opened = co_await flight->opened();
        if (!opened && isFatal(opened.error()))
            co_return opened;
        if (opened)
            fresh = flight->inbox();
    }
    if (listed) {
        m_listDue = false;
        listTaken(flight->session()->capabilities());
        m_statusesDue = false;
        markChanged(*listed, fresh);
    }
    co_return Result<void>{};
}

/// The interactive connection may have been lost, or there may be none: then the mailbox is looked at now and then.
void ImapAccount::keepWatchingOpen(bool hasIdle)
{
    if (!opensOtherThanInbox() || now() < m_nextInteraction || m_interacting)
        return;
    if (hasIdle)
        startInteraction();
    if (m_interacting)
        return;
    const bool first = m_nextInteraction.count() == 0;
    m_nextInteraction = now() + ListPauseWithoutIdle;
    if (!first && !m_notified)
        markDirty(m_open);
}

Task<Result<void>> ImapAccount::workOnce(ImapSession session, BodyFetcher &bodies)
{
    if (!m_requests.isEmpty() && !m_interacting) {
        co_await answerRequest(&bodies, m_requests.takeFirst());
        co_return Result<void>{};
    }
    if (m_operationsDue && now() >= m_operationsPausedUntil)
        co_return co_await carryOutOperations(*session);
    if (m_open && m_dirty.contains(refreshedFor(m_open)))
        co_return co_await refreshOne(*session, takeMostUrgent());
    if (m_orderDue)
        co_return co_await fetchInOrder(*session);
    if (m_listDue || now() >= m_nextList)
        co_return co_await refreshList(*session);
    if (!m_dirty.isEmpty())
        co_return co_await refreshOne(*session, takeMostUrgent());
    if (now() >= sentCopyDue())
        co_return co_await lookForDoubledCopy(session);
    if (now() >= m_nextRotation)
        co_return co_await askInTurn(*session);
    if (!m_watching && m_pool.allowed(now()) >= 2) {
        m_watching = true;
        m_scope.spawn(watch());
    }
    keepWatchingOpen(session->capabilities().hasIdle());
    if (!m_paused) {
        m_inBulk = true;
        const Result<bool> more = co_await bulkStep(*session, bodies);
        m_inBulk = false;
        if (!more)
            co_return tl::unexpected(more.error());
        if (*more || somethingUrgent())
            co_return Result<void>{};
    }
    if (m_pool.allowed(now()) < 2 && session->capabilities().hasIdle()) {
        becomeUpToDate();
        co_return co_await idleBetweenWork(session);
    }
    if (session->selected() && session->capabilities().hasUnselect()) {
        // So that the next list counts this mailbox like the others.
        const Result<void> left = co_await session->run(imap::Unselect());
        if (!left && !left.error().connectionUsable())
            co_return left;
    }
    becomeUpToDate();
    co_await m_workBell.wait(*m_context.clock, untilDue());
    co_return Result<void>{};
}

void ImapAccount::becomeUpToDate()
{
    if (status().phase != Phase::UpToDate)
        setPhase(Phase::UpToDate);
}

Task<Result<void>> ImapAccount::carryOutOperations(imap::Session &session)
{
    const Turnstile::Turn turn = co_await m_operations.enter();
    m_operationsDue = false;
    ImapExecutor executor(session, writer(), *m_context.clock, m_lessons, m_context.key(),
        [this](store::OperationKey operation, const MailError &error) { Q_EMIT operationRefused(operation, error); });
    const Result<void> done = co_await executor.run();
    rememberSentCopies(executor);
    for (const store::MailboxKey mailbox : executor.takeTouched())
        markDirty(mailbox);
    m_listDue = executor.takeListChanged() || m_listDue;
    if (done) {
        m_operationsBackoff.reset();
        co_return done;
    }
    m_operationsDue = true;
    if (done.error().kind != MailError::Kind::Temporary)
        co_return done;
    m_operationsPausedUntil = now() + m_operationsBackoff.next();
    co_return Result<void>{};
}

void ImapAccount::listTaken(const imap::Capabilities &capabilities)
{
    const bool counts = imap::List::hasCounts(capabilities);
    m_nextList = now()
        + (m_notified                               ? ListPauseWithNotify
                : capabilities.hasIdle() || !counts ? ListPause
                                                    : ListPauseWithoutIdle);
    m_nextRotation = counts ? std::chrono::milliseconds::max() : now() + RotationPause;
}

Task<Result<void>> ImapAccount::refreshList(imap::Session &session)
{
    m_listDue = false;
    listTaken(session.capabilities());
    const bool all = std::exchange(m_statusesDue, false);
    MailboxLister lister(session, writer(), m_context.key());
    const Result<QList<ListedMailbox>> listed =
        co_await lister.run(all ? MailboxLister::Statuses::Now : MailboxLister::Statuses::Later);
    if (!listed)
        co_return tl::unexpected(listed.error());
    markChanged(*listed);
    co_return Result<void>{};
}

/// `fresh` was refreshed after the list was made.
void ImapAccount::markChanged(const QList<ListedMailbox> &listed, store::MailboxKey fresh)
{
    for (const ListedMailbox &mailbox : listed) {
        // Without numbers it has its turn later, unless nothing of it is here yet.
        const bool tells = mailbox.status || !writer().reader().syncPoint(mailbox.key).oldestSynced;
        if (tells && mailbox.key != fresh && !isUnchanged(mailbox, writer().reader()))
            markDirty(mailbox.key);
        m_incomplete.insert(mailbox.key);
    }
}

MailboxRefresh::Hooks ImapAccount::refreshHooks(store::MailboxKey mailbox)
{
    MailboxRefresh::Hooks hooks;
    hooks.progress = [this, mailbox](qint64 done, qint64 total) {
        report(mailbox, done, total);
    };
    return hooks;
}

Task<Result<void>> ImapAccount::refreshOne(imap::Session &session, store::MailboxKey mailbox)
{
    MailboxRefresh::Hooks hooks = refreshHooks(mailbox);
    hooks.interrupted = [this, mailbox] {
        return somebodyWaits(mailbox);
    };
    MailboxRefresh refresh(session, writer(), *m_context.clock, m_lessons, mailbox, hooks);
    const Result<void> opened = co_await refresh.open(FlagSweep::Recent);
    if (refresh.wasInterrupted())
        markDirty(mailbox);
    if (!opened) {
        // Gone, or renamed by another client: the list knows.  One that is listed all the same is not asked about
        // again.
        if (opened.error().kind == MailError::Kind::Refused && !m_unopened.contains(mailbox)) {
            m_unopened.insert(mailbox);
            m_listDue = true;
        }
        co_return opened;
    }
    m_unopened.remove(mailbox);
    m_incomplete.insert(mailbox);
    co_return opened;
}

qint64 ImapAccount::bodiesWantedOf(store::MailboxKey mailbox) const
{
    const account::BodyRule rule = m_context.settings.bodiesOf(mailbox);
    return bodiesWanted(writer().reader(), mailbox, rule, m_context.clock->now());
}

/// Another rule may want more than there is.
void ImapAccount::settingsTaken()
{
    m_prefetched.clear();
    for (const store::Mailbox &mailbox : writer().reader().mailboxes(m_context.key())) {
        if (mailbox.selectable && !mailbox.local && !mailbox.isLabel())
            m_incomplete.insert(mailbox.key);
    }
    wakeWork();
}

Task<Result<void>> ImapAccount::walk(imap::Session &session, store::MailboxKey mailbox)
{
    MailboxRefresh::Hooks hooks = refreshHooks(mailbox);
    hooks.interrupted = [this] {
        return m_paused || somethingUrgent();
    };
    MailboxRefresh refresh(session, writer(), *m_context.clock, m_lessons, mailbox, hooks);
    const Result<void> opened = co_await refresh.open(FlagSweep::Recent);
    if (!opened)
        co_return opened;
    co_return co_await refresh.walkDown();
}

/// One piece of bulk work: the newest bodies of what people look at first, then all headers, then all bodies.  False
/// when nothing is left to do.
Task<Result<bool>> ImapAccount::bulkStep(imap::Session &session, BodyFetcher &bodies)
{
    QList<store::MailboxKey> order;
    if (m_open)
        order.append(m_open);
    if (const auto mailbox = inbox())
        order.append(*mailbox);
    for (const store::Mailbox &mailbox : writer().reader().mailboxes(m_context.key()))
        order.append(mailbox.key);
    order.removeIf([this](store::MailboxKey mailbox) { return !m_incomplete.contains(mailbox); });
    BodyFetcher::Hooks hooks;
    hooks.interrupted = [this] {
        return m_paused || somethingUrgent();
    };
    for (const store::MailboxKey mailbox : std::as_const(order)) {
        const bool first = mailbox == m_open || mailbox == inbox().value_or(store::MailboxKey());
        if (!first || m_prefetched.contains(mailbox))
            continue;
        m_prefetched.insert(mailbox);
        BodyFetcher::Hooks few = hooks;
        const qint64 wanted = bodiesWantedOf(mailbox);
        few.limit = wanted < 0 ? PrefetchedBodies : std::min(wanted, PrefetchedBodies);
        const Result<qint64> fetched = co_await bodies.fetchMissing(mailbox, few);
        if (!fetched && !fetched.error().connectionUsable())
            co_return tl::unexpected(fetched.error());
        co_return true;
    }
    for (const store::MailboxKey mailbox : std::as_const(order)) {
        if (writer().reader().syncPoint(mailbox).oldestSynced.value == 1)
            continue;
        const Result<void> walked = co_await walk(session, mailbox);
        if (walked)
            co_return true;
        if (!walked.error().connectionUsable())
            co_return tl::unexpected(walked.error());
        m_incomplete.remove(mailbox); // refused: not again before the next list
        co_return true;
    }
    for (const store::MailboxKey mailbox : std::as_const(order)) {
        hooks.progress = [this, mailbox](qint64 done, qint64 left) {
            report(mailbox, done, done + left);
        };
        hooks.limit = bodiesWantedOf(mailbox);
        const Result<qint64> fetched = co_await bodies.fetchMissing(mailbox, hooks);
        if (!fetched && !fetched.error().connectionUsable())
            co_return tl::unexpected(fetched.error());
        if (fetched && hooks.interrupted())
            co_return true;
        m_incomplete.remove(mailbox);
        co_return true;
    }
    co_return false;
}

} // namespace godwit::sync
