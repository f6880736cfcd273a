// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of an IMAP account: how they are opened, kept and given up.
#include "sync/ImapAccount.h"

using namespace std::chrono_literals;

namespace godwit::sync {

using Phase = AccountStatus::Phase;

namespace {

MailError ended()
{
    return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost).value();
}

} // namespace

ImapAccount::ImapAccount(AccountContext context)
    : AccountSync(std::move(context)), m_pool(m_context.settings.maximumConnections),
      m_rotation(m_context.writer, m_context.key())
{
    connect(&m_context.metering, &Metering::switched, this, &ImapAccount::settingsTaken);
}

ImapAccount::~ImapAccount()
{
    m_probes.cancel();
    m_scope.cancel(); // before the members that its conversations use
}

void ImapAccount::goLive()
{
    if (m_live)
        return;
    AccountSync::goLive();
    begin();
}

/// All connections anew.
void ImapAccount::begin()
{
    m_scope.cancel();
    m_sessions.clear();
    m_watching = m_interacting = m_notifying = m_notified = m_inBulk = false;
    m_listDue = m_operationsDue = m_statusesDue = true;
    m_workBackoff.reset();
    m_watchBackoff.reset();
    m_interactionBackoff.reset();
    m_nextInteraction = 0ms;
    m_lessons.octetsPerSecond.reset(); // it may be another line
    m_scope.spawn(work());
}

void ImapAccount::goOffline()
{
    AccountSync::goOffline();
    m_probes.cancel();
    m_probing = false;
    m_watching = m_interacting = m_notifying = m_notified = false;
    failRequests(ended());
    m_sessions.clear();
}

Task<void> ImapAccount::stop(std::chrono::milliseconds limit)
{
    // An operation on the wire gets the time to be answered; what does not make it is looked for at the next start.
    m_stopping = true;
    const auto deadline = m_context.clock->monotonic() + limit / 2;
    while (m_operations.isTaken() && m_context.clock->monotonic() < deadline)
        co_await m_context.clock->sleep(20ms);
    std::vector<ImapSession> sessions;
    for (const auto &weak : m_sessions) {
        if (const ImapSession session = weak.lock())
            sessions.push_back(session);
    }
    m_scope.cancel();
    std::vector<Task<void>> goodbyes;
    for (const ImapSession &session : sessions) {
        if (session->isUsable())
            goodbyes.push_back(session->logout());
    }
    co_await AccountSync::stop(limit / 2);
    for (const Task<void> &goodbye : goodbyes)
        co_await goodbye;
    m_sessions.clear();
}

Task<Result<ImapSession>> ImapAccount::open(FirstFlight *flight)
{
    const account::Settings settings = m_context.settings;
    const Result<QString> password =
        co_await m_context.credentials->password(settings, account::Credentials::Server::Incoming);
    if (!password)
        co_return tl::unexpected(password.error());
    ConnectHooks hooks;
    hooks.history = m_context.history.get();
    hooks.announce = [this](const ImapSession &session) {
        std::erase_if(m_sessions, [](const auto &weak) { return weak.expired(); });
        m_sessions.push_back(session);
        connect(session.get(), &imap::Session::alert, this,
            [this](const QString &text) { Q_EMIT serverAlert(m_context.key(), text); });
    };
    if (flight) { // the work connection, which the status is about
        hooks.signingIn = [this] {
            setPhase(Phase::SigningIn);
        };
        hooks.alongside = [this, flight](const ImapSession &session) {
            flight->begin(session, FirstFlight::What::ListAndInbox,
                [this](store::MailboxKey mailbox) { return refreshHooks(mailbox); });
        };
    }
    Result<ImapSession> session = co_await openImapSession(settings, *password, m_context.clock, hooks);
    co_return session;
}

Task<bool> ImapAccount::recover(MailError error, ConnectionBackoff *backoff, Bell *bell)
{
    if (error.kind == MailError::Kind::NeedsLogin) {
        setPhase(Phase::NeedsPassword, error);
        co_return false;
    }
    if (error.kind == MailError::Kind::Tls || error.kind == MailError::Kind::Storage
        || error.detail == MailError::Detail::ClearTextNotAllowed || error.detail == MailError::Detail::LoginDisabled) {
        setPhase(Phase::Failed, error);
        co_return false;
    }
    const std::chrono::seconds pause = backoff->next();
    AccountStatus status;
    status.phase = Phase::Waiting;
    status.error = error;
    status.retryInSeconds = int(pause.count());
    setStatus(status);
    const Bell::Woken woken = co_await bell->wait(*m_context.clock, pause);
    if (woken == Bell::Woken::Rung)
        backoff->repeat(); // somebody asks for mail; ten clicks are not ten failures
    co_return true;
}

Task<void> ImapAccount::work()
{
    while (m_live) {
        setPhase(Phase::Connecting);
        std::optional<FirstFlight> flight;
        flight.emplace(writer(), *m_context.clock, m_lessons, m_context.key());
        Result<ImapSession> session = co_await open(&*flight);
        MailError error;
        if (session) {
            m_workBackoff.reset();
            setPhase(Phase::Synchronising);
            error = co_await serve(*session, &*flight);
            flight.reset(); // it holds the session
            session = ImapSession();
        } else {
            error = session.error();
        }
        const bool again = co_await recover(error, &m_workBackoff, &m_workBell);
        if (!again) {
            m_live = false; // until the person has done something about it
            co_return;
        }
        m_listDue = m_operationsDue = m_statusesDue = true;
    }
}

} // namespace godwit::sync
