// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an IMAP account hears of news: IDLE, NOTIFY, the turn of STATUS; and how it finds out that a connection is dead.
#include "sync/ImapAccount.h"

#include "base/Log.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Notify.h"
#include "imap/commands/Select.h"

using namespace std::chrono_literals;

namespace godwit::sync {

namespace {

constexpr auto IdleRenewal = 9min; ///< routers forget silent connections after about ten minutes
constexpr auto ProbeLimit = 1s; ///< for the first octet of an answer, once the network has changed
constexpr auto ShortLife = 1min;
constexpr int ShortLives = 3; ///< so often in a row: the server does not want this connection

template <typename Value> bool differs(const Value &told, const Value &known)
{
    return bool(told) && told != known;
}

} // namespace

bool tellsNews(const imap::MailboxStatus &status, const store::SyncPoint &point)
{
    const bool says = status.messages || status.uidNext || status.highestModSeq;
    return !says || !point.oldestSynced || differs(status.uidValidity, point.uidValidity)
        || differs(status.uidNext, point.uidNext) || differs(status.highestModSeq, point.highestModSeq)
        || (status.messages && *status.messages != point.exists);
}

void ImapAccount::wakeWork()
{
    m_workBell.ring();
    if (const ImapSession session = m_idlingWork.lock())
        session->stopIdle();
}

int ImapAccount::connectionsHeld() const
{
    int held = 0;
    for (const auto &weak : m_sessions) {
        const ImapSession session = weak.lock();
        held += session && session->isAuthenticated() ? 1 : 0;
    }
    return held;
}

/// Whether an extra connection was refused because there are too many: then there will be fewer, and that is all.
bool ImapAccount::acceptsLimit(const MailError &error)
{
    if (!ConnectionPool::isLimit(error) || connectionsHeld() == 0)
        return false;
    m_pool.refused(connectionsHeld(), now());
    qCInfo(lcSync) << "the server wants no more than" << m_pool.allowed(now()) << "connections";
    return true;
}

Task<void> ImapAccount::watch()
{
    int shortLives = 0;
    while (m_live && m_pool.allowed(now()) >= 2) {
        const auto begun = now();
        Result<ImapSession> session = co_await open();
        MailError error = session ? MailError() : session.error();
        if (session)
            error = co_await watchInbox(*session);
        session = ImapSession();
        if (m_notifying) {
            m_notifying = m_notified = false; // what happens until the next one is told by the list
            m_listDue = true;
            wakeWork();
        }
        if (acceptsLimit(error))
            break;
        if (error.kind == MailError::Kind::NeedsLogin || error.kind == MailError::Kind::Tls)
            break; // the work connection says so
        shortLives = now() - begun < ShortLife && connectionsHeld() > 0 ? shortLives + 1 : 0;
        if (shortLives >= ShortLives) {
            m_pool.refused(1, now());
            break;
        }
        co_await m_watchBell.wait(*m_context.clock, m_watchBackoff.next());
    }
    m_watching = false;
    wakeWork();
}

Task<void> ImapAccount::renewAfterPause(ImapSession session)
{
    co_await m_context.clock->sleep(IdleRenewal);
    if (session->isIdling())
        session->stopIdle();
}

Task<MailError> ImapAccount::watchInbox(ImapSession session)
{
    const std::optional<store::MailboxKey> key = inbox();
    const std::optional<store::Mailbox> row = key ? writer().reader().mailbox(*key) : std::nullopt;
    if (!row || row->wireName.isEmpty() || !session->capabilities().hasIdle()) {
        co_await session->logout();
        co_await m_context.clock->sleep(1h);
        co_return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost).value();
    }
    const imap::Mailbox name{row->wireName};
    const Result<imap::Selected> selected = co_await session->run(imap::Select(name, imap::Access::ReadOnly));
    if (!selected)
        co_return selected.error();
    m_watchBackoff.reset();
    m_watchSession = session;
    const QObject context; // the connections end with this conversation
    connect(session.get(), &imap::Session::mailboxChanged, &context, [this, mailbox = *key] {
        markDirty(mailbox);
        wakeWork();
    });
    if (!isCurrent(selected->state, writer().reader().syncPoint(*key))) {
        markDirty(*key); // it happened between the last refresh and this SELECT
        wakeWork();
    }
    hearOthers(*session, context);
    for (;;) {
        if (session->capabilities().hasNotify() && !m_notifying) {
            const Result<void> wanted = co_await askToBeNotified(*session);
            if (!wanted)
                co_return wanted.error();
        }
        const Task<void> renewal = renewAfterPause(session);
        const Result<void> idled = co_await session->idle();
        if (!idled)
            co_return idled.error();
    }
}

/// NOTIFY (RFC 5465): every mailbox tells by itself from now on.  Whoever refuses gets the list as before.
Task<Result<void>> ImapAccount::askToBeNotified(imap::Session &session)
{
    imap::Notify::Wish wish;
    Result<void> answer = co_await session.run(imap::Notify::set(wish));
    if (!answer && answer.error().connectionUsable()) {
        wish.flagChanges = wish.tree = false;
        answer = co_await session.run(imap::Notify::set(wish));
    }
    if (!answer && !answer.error().connectionUsable())
        co_return answer;
    m_notifying = true; // refused: not asked again over this connection
    m_notified = bool(answer);
    if (m_notified)
        m_nextList = now() + ListPauseWithNotify;
    co_return Result<void>{};
}

void ImapAccount::hearOthers(imap::Session &session, const QObject &context)
{
    m_notifying = m_notified = false;
    connect(&session, &imap::Session::statusChanged, &context, [this](const imap::MailboxStatus &status) {
        for (const store::Mailbox &mailbox : writer().reader().mailboxes(m_context.key())) {
            if (mailbox.wireName.isEmpty() || !(imap::Mailbox{mailbox.wireName} == status.mailbox))
                continue;
            if (tellsNews(status, writer().reader().syncPoint(mailbox.key))) {
                markDirty(mailbox.key);
                wakeWork();
            }
            return;
        }
        m_listDue = true; // one that we have not heard of
        wakeWork();
    });
    connect(&session, &imap::Session::mailboxListed, &context, [this] {
        m_listDue = true;
        wakeWork();
    });
    connect(&session, &imap::Session::notificationOverflow, &context, [this, connection = &session] {
        m_listDue = true;
        m_notifying = m_notified = false;
        connection->stopIdle();
        wakeWork();
    });
}

/// Where only one connection is to be had it does the watching too, between two pieces of work.
Task<Result<void>> ImapAccount::idleBetweenWork(ImapSession session)
{
    const std::optional<store::MailboxKey> watched = inbox();
    const std::optional<store::MailboxKey> key = watched ? std::optional(refreshedFor(*watched)) : std::nullopt;
    const std::optional<store::Mailbox> row = key ? writer().reader().mailbox(*key) : std::nullopt;
    if (!row || row->wireName.isEmpty()) {
        co_await m_workBell.wait(*m_context.clock, untilDue());
        co_return Result<void>{};
    }
    const imap::Mailbox name{row->wireName};
    if (!session->selected() || !(session->selected()->mailbox == name)) {
        const Result<imap::Selected> selected = co_await session->run(imap::Select(name, imap::Access::ReadWrite));
        if (!selected)
            co_return tl::unexpected(selected.error());
        if (!isCurrent(selected->state, writer().reader().syncPoint(*key)))
            markDirty(*key);
    }
    if (somethingUrgent())
        co_return Result<void>{};
    const QObject context;
    connect(session.get(), &imap::Session::mailboxChanged, &context, [this, mailbox = *key] {
        markDirty(mailbox);
        wakeWork();
    });
    m_idlingWork = session;
    const Task<void> due = stopWhenDue(session, std::min<std::chrono::milliseconds>(untilDue(), IdleRenewal));
    const Result<void> idled = co_await session->idle();
    m_idlingWork.reset();
    co_return idled;
}

Task<void> ImapAccount::stopWhenDue(ImapSession session, std::chrono::milliseconds pause)
{
    co_await m_context.clock->sleep(pause);
    session->stopIdle();
}

/// The next handful of mailboxes, where the list has no numbers.
Task<Result<void>> ImapAccount::askInTurn(imap::Session &session)
{
    m_nextRotation = now() + (m_notified ? ListPauseWithNotify : RotationPause);
    if (m_notified)
        co_return Result<void>{};
    const Result<QList<ListedMailbox>> told = co_await m_rotation.next(session);
    if (!told)
        co_return tl::unexpected(told.error());
    markChanged(*told);
    co_return Result<void>{};
}

// ---- sleep, and other networks -----------------------------------------------------------------------------------

void ImapAccount::suspend()
{
    if (!m_live)
        return;
    m_probes.cancel();
    m_probing = false;
    m_scope.cancel();
    m_sessions.clear();
    m_watching = m_interacting = m_notifying = m_notified = false;
    setPhase(AccountStatus::Phase::Offline);
}

void ImapAccount::reconnect()
{
    AccountSync::networkChanged();
    if (m_live)
        begin();
}

void ImapAccount::networkChanged()
{
    AccountSync::networkChanged();
    m_workBackoff.reset();
    m_watchBackoff.reset();
    m_listDue = m_statusesDue = true;
    wakeWork();
    m_watchBell.ring();
    if (m_live && !m_probing && !m_scope.isEmpty()) {
        m_probing = true;
        m_probes.spawn(probe());
    }
}

/// Asks every connection whether it still leads anywhere.  One that does not say a word within the limit, or is still
/// being made as it was before, belongs to a network that is gone: then all are made anew.
Task<void> ImapAccount::probe()
{
    struct Probed {
        ImapSession session;
        qint64 octets = 0;
        Task<Result<void>> noop;
    };
    std::vector<Probed> probed;
    for (const auto &weak : m_sessions) {
        const ImapSession session = weak.lock();
        if (!session)
            continue;
        Probed entry;
        entry.session = session;
        entry.octets = session->statistics().octetsIn;
        if (session->isAuthenticated())
            entry.noop = session->run(imap::Noop());
        probed.push_back(std::move(entry));
    }
    co_await m_context.clock->sleep(ProbeLimit);
    bool dead = false;
    for (const Probed &entry : probed) {
        const bool spoke = entry.session->statistics().octetsIn > entry.octets;
        const bool lost = !entry.session->isAuthenticated() && !entry.noop.isValid();
        dead = dead || lost || (!spoke && entry.session->isUsable());
    }
    probed.clear();
    m_probing = false;
    if (dead && m_live)
        begin();
}

} // namespace godwit::sync
