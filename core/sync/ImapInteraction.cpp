// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks of an IMAP account, and the connection that serves it ahead of bulk work.
#include "sync/ImapAccount.h"

#include "base/Log.h"
#include "imap/commands/Select.h"
#include "sync/ImapSyncRun.h"

using namespace std::chrono_literals;

namespace godwit::sync {

namespace {
constexpr std::chrono::milliseconds InteractiveRest = 5min; ///< how long the connection is kept for the next request
}

Task<SyncSummary> ImapAccount::syncOnce(Engine::SyncOptions options)
{
    ImapSyncRun run(m_context, m_lessons, m_operations,
        [this](store::OperationKey operation, const MailError &error) { Q_EMIT operationRefused(operation, error); });
    run.tell([this](store::MailboxKey mailbox, qint64 done, qint64 total) { report(mailbox, done, total); });
    const SyncSummary summary = co_await run.run(options);
    if (!m_live)
        setPhase(AccountStatus::Phase::Offline);
    co_return summary;
}

Task<Result<void>> ImapAccount::carryOut()
{
    ImapSyncRun run(m_context, m_lessons, m_operations,
        [this](store::OperationKey operation, const MailError &error) { Q_EMIT operationRefused(operation, error); });
    const Result<void> done = co_await run.carryOutOnly();
    co_return done;
}

void ImapAccount::refreshAll()
{
    m_listDue = m_operationsDue = m_statusesDue = true;
    m_operationsPausedUntil = 0ms;
    if (const auto mailbox = inbox())
        markDirty(*mailbox);
    m_workBackoff.reset();
    if (m_live && m_scope.isEmpty())
        begin(); // asleep, as far as we heard; whoever asks for mail is not
    wakeWork();
}

void ImapAccount::refreshMailbox(store::MailboxKey mailbox)
{
    m_orderDue = m_orderDue && m_open == mailbox;
    m_open = mailbox;
    markDirty(mailbox);
    wakeWork();
    if (!m_live)
        return;
    if (const ImapSession session = m_interactiveSession.lock(); session && session->isIdling())
        session->stopIdle();
    if (opensOtherThanInbox())
        startInteraction();
}

void ImapAccount::showOrder(store::MailboxKey mailbox, store::ListOrder order)
{
    if (mailbox != m_open)
        return;
    m_order = order;
    m_orderDue = order != store::ListOrder() && writer().reader().syncPoint(mailbox).oldestSynced.value != 1;
    if (m_orderDue)
        wakeWork();
}

/// Tried once: where the server fails at it, the rest arrives as it would have anyway.
Task<Result<void>> ImapAccount::fetchInOrder(imap::Session &session)
{
    m_orderDue = false;
    const store::MailboxKey mailbox = m_open;
    const store::ListOrder order = m_order;
    const Uid oldest = writer().reader().syncPoint(mailbox).oldestSynced;
    if (!session.capabilities().hasSort() || oldest.value <= 1)
        co_return Result<void>{};
    MailboxRefresh refresh(session, writer(), *m_context.clock, m_lessons, mailbox, refreshHooks(mailbox));
    const Result<void> opened = co_await refresh.open(FlagSweep::Recent);
    if (!opened)
        co_return opened;
    co_return co_await refresh.fetchFirst(order);
}

void ImapAccount::fetchBody(store::PlacementKey placement, BodyWanted wanted)
{
    std::optional<store::ListRow> row = writer().reader().row(placement);
    if (row && row->hasBody && !writer().reader().raw(row->message)) {
        if (!writer().forgetDamagedBody(row->message).value_or(false)) {
            Q_EMIT bodyFailed(placement, failure(MailError::Kind::Storage, MailError::Detail::DatabaseDamaged).value());
            return;
        }
        row->hasBody = false;
    }
    const bool enough = wanted == BodyWanted::Readable && m_context.metering.isActive();
    if (row && (row->hasBody || (enough && row->hasText))) {
        Q_EMIT bodyFetched(placement);
        return;
    }
    if (!row || !m_live) {
        Q_EMIT bodyFailed(placement,
            failure(row ? MailError::Kind::Network : MailError::Kind::Refused,
                row ? MailError::Detail::ConnectionLost : MailError::Detail::NotFound)
                .value());
        return;
    }
    if (!m_requests.contains(placement))
        m_requests.append(placement);
    if (wanted == BodyWanted::Whole)
        m_wholeRequests.insert(placement);
    wakeWork();
    m_requestBell.ring();
    if (const ImapSession session = m_interactiveSession.lock(); session && session->isIdling())
        session->stopIdle();
    else if (m_inBulk)
        startInteraction();
}

void ImapAccount::journalChanged()
{
    AccountSync::journalChanged();
    m_operationsDue = true;
    wakeWork();
}

void ImapAccount::passwordProvided()
{
    AccountSync::passwordProvided();
    if (!m_live)
        goLive();
    else
        wakeWork();
}

bool ImapAccount::opensOtherThanInbox() const
{
    return m_open && m_open != inbox().value_or(store::MailboxKey());
}

void ImapAccount::startInteraction()
{
    if (m_interacting || m_pool.allowed(now()) < 3)
        return;
    m_interacting = true;
    m_scope.spawn(interact());
}

void ImapAccount::failRequests(const MailError &error)
{
    const QList<store::PlacementKey> waiting = std::exchange(m_requests, {});
    m_wholeRequests.clear();
    for (const store::PlacementKey placement : waiting)
        Q_EMIT bodyFailed(placement, error);
}

Task<void> ImapAccount::interact()
{
    Result<ImapSession> session = co_await open();
    if (session) {
        m_interactiveSession = *session;
        m_interactionBackoff.reset();
        const MailError error = co_await serveRequests(*session);
        qCInfo(lcSync) << "interactive connection ended:" << describe(error);
    } else
        acceptsLimit(session.error());
    // What is still asked for goes to the work connection.
    m_interacting = false;
    m_interactiveSession.reset();
    m_nextInteraction = now() + m_interactionBackoff.next();
    wakeWork();
}

Task<void> ImapAccount::answerRequest(BodyFetcher *bodies, store::PlacementKey placement)
{
    const BodyWanted wanted = m_wholeRequests.remove(placement) ? BodyWanted::Whole : BodyWanted::Readable;
    const Result<void> fetched = co_await bodies->fetchOne(placement, wanted);
    if (fetched) {
        Q_EMIT bodyFetched(placement);
        co_return;
    }
    const MailError &error = fetched.error();
    if (error.detail == MailError::Detail::NotFound) {
        if (const auto row = writer().reader().row(placement))
            markDirty(row->mailbox);
        wakeWork();
    }
    Q_EMIT bodyFailed(placement, error);
}

Task<MailError> ImapAccount::serveRequests(ImapSession session)
{
    BodyFetcher bodies(*session, writer(), m_context.metering, m_context.key());
    co_await compressWhereItPays(*session, m_lessons);
    for (;;) {
        if (!session->isUsable())
            co_return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost).value();
        if (!m_requests.isEmpty()) {
            co_await answerRequest(&bodies, m_requests.takeFirst());
            continue;
        }
        if (opensOtherThanInbox() && session->capabilities().hasIdle()) {
            co_await watchOpenMailbox(session);
            continue;
        }
        const Bell::Woken woken = co_await m_requestBell.wait(*m_context.clock, InteractiveRest);
        if (woken == Bell::Woken::TimeUp) {
            co_await session->logout();
            co_return failure(MailError::Kind::Cancelled).value();
        }
    }
}

/// IDLE on what the person looks at, until something else is wanted.
Task<void> ImapAccount::watchOpenMailbox(ImapSession session)
{
    const store::MailboxKey mailbox = m_open;
    const std::optional<store::Mailbox> row = writer().reader().mailbox(mailbox);
    if (!row || row->wireName.isEmpty() || row->account != m_context.key()) {
        m_open = store::MailboxKey();
        co_return;
    }
    const imap::Mailbox wanted{row->wireName};
    if (!session->selected() || !(session->selected()->mailbox == wanted)) {
        const Result<imap::Selected> selected = co_await session->run(imap::Select(wanted, imap::Access::ReadOnly));
        if (!selected) {
            m_open = store::MailboxKey();
            co_return;
        }
        if (!isCurrent(selected->state, writer().reader().syncPoint(mailbox))) {
            markDirty(mailbox);
            wakeWork();
        }
    }
    const QMetaObject::Connection connection =
        connect(session.get(), &imap::Session::mailboxChanged, this, [this, mailbox] {
            markDirty(mailbox);
            wakeWork();
        });
    if (m_requests.isEmpty() && m_open == mailbox) {
        const Task<void> renewal = renewAfterPause(session);
        co_await session->idle();
    }
    disconnect(connection);
}

} // namespace godwit::sync
