// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AccountSync.h"

namespace godwit::sync {

namespace {

AccountContext withHistory(AccountContext context)
{
    if (!context.history)
        context.history = std::make_shared<ConnectionHistory>(context.clock);
    return context;
}

} // namespace

AccountSync::AccountSync(AccountContext context)
    : m_context(withHistory(std::move(context))), m_outbox(std::make_unique<OutboxSender>(m_context))
{
    m_status.account = m_context.key();
    connect(m_outbox.get(), &OutboxSender::settled, this, &AccountSync::submissionSettled);
    // Sent copies and \Answered are operations: somebody may have to carry them out now.
    connect(
        m_outbox.get(), &OutboxSender::operationsQueued, this, [this] { journalChanged(); }, Qt::QueuedConnection);
}

AccountSync::~AccountSync() = default;

void AccountSync::goLive()
{
    m_live = true;
    m_outbox->goLive();
}

void AccountSync::goOffline()
{
    m_live = false;
    m_outbox->goOffline();
    m_scope.cancel();
    setPhase(AccountStatus::Phase::Offline);
}

Task<void> AccountSync::stop(std::chrono::milliseconds limit)
{
    m_live = false;
    co_await m_outbox->stop(limit);
}

Task<SyncSummary> AccountSync::syncOnce(Engine::SyncOptions)
{
    SyncSummary summary;
    summary.account = m_context.key();
    co_return summary;
}

Task<QList<store::Submission>> AccountSync::flushOutbox(QList<store::SubmissionKey> only)
{
    return m_outbox->flush(only);
}

Task<Result<void>> AccountSync::carryOut()
{
    co_return Result<void>{}; // on local mailboxes everything is done when it is queued
}

void AccountSync::fetchBody(store::PlacementKey placement, BodyWanted)
{
    MailError error;
    error.kind = MailError::Kind::Refused;
    error.detail = MailError::Detail::NotFound;
    Q_EMIT bodyFailed(placement, error);
}

void AccountSync::journalChanged()
{
    m_outbox->wake();
}

void AccountSync::networkChanged()
{
    m_outbox->networkChanged();
}

void AccountSync::passwordProvided()
{
    m_outbox->networkChanged();
}

void AccountSync::setStatus(AccountStatus status)
{
    status.account = m_context.key();
    status.paused = m_paused;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void AccountSync::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    setStatus(m_status);
    pauseChanged();
}

void AccountSync::setPhase(AccountStatus::Phase phase, const MailError &error)
{
    AccountStatus status;
    status.phase = phase;
    status.error = error;
    setStatus(status);
}

} // namespace godwit::sync
