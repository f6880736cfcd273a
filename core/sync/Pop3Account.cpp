// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Pop3Account.h"

#include "net/TlsTransport.h"
#include "sync/ConnectionFacts.h"
#include "sync/ImapConnector.h"
#include "sync/Pop3Fetch.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace godwit::sync {

using Phase = AccountStatus::Phase;

namespace {
constexpr auto FetchPause = 10min;
}

Result<void> ensureLocalMailboxes(store::Writer &writer, const account::Settings &settings)
{
    if (settings.incoming == account::Incoming::Imap)
        return {};
    const QList<QPair<QString, store::Role>> wanted{
        {u"INBOX"_s, store::Role::Inbox},
        {u"Drafts"_s, store::Role::Drafts},
        {u"Sent"_s, store::Role::Sent},
        {u"Archive"_s, store::Role::Archive},
        {u"Junk"_s, store::Role::Junk},
        {u"Trash"_s, store::Role::Trash},
    };
    for (const auto &[name, role] : wanted) {
        if (role == store::Role::Inbox && settings.incoming == account::Incoming::None)
            continue;
        if (writer.reader().mailboxByRole(settings.key, role))
            continue;
        const auto made = writer.addLocalMailbox(settings.key, {name}, role);
        if (!made)
            return tl::unexpected(made.error());
    }
    return {};
}

Task<Result<std::shared_ptr<pop3::Session>>> openPop3Session(account::Settings settings, QString password,
    std::shared_ptr<Clock> clock, std::function<void()> signingIn, ConnectionHistory *history)
{
    pop3::SessionOptions options;
    options.endpoint = settings.incomingServer;
    options.clock = clock;
    auto transport = net::makeTransport(settings.incomingServer, connectionOptions(settings, u"pop3"_s));
    ConnectionTrace trace;
    const std::shared_ptr<pop3::Session> session =
        watched(std::make_unique<pop3::Session>(std::move(transport), options), history, ServerSide::Incoming,
            u"pop3"_s, settings.incomingServer, &pop3Facts, trace);
    const Result<void> connected = co_await session->connect();
    if (!connected) {
        trace.ended(connected.error());
        co_return tl::unexpected(connected.error());
    }
    if (signingIn)
        signingIn();
    const Result<void> signedIn = co_await session->authenticate(settings.incomingUser, password);
    if (!signedIn) {
        trace.ended(signedIn.error());
        co_return tl::unexpected(signedIn.error());
    }
    trace.signedIn();
    co_return session;
}

void Pop3Account::goLive()
{
    if (m_live)
        return;
    m_scope.cancel();
    AccountSync::goLive();
    m_backoff.reset();
    m_scope.spawn(work());
}

Task<void> Pop3Account::stop(std::chrono::milliseconds limit)
{
    // Without QUIT nothing is deleted: cutting a fetch short loses nothing.
    m_scope.cancel();
    co_await AccountSync::stop(limit);
}

Task<SyncSummary> Pop3Account::syncOnce(Engine::SyncOptions)
{
    const Turnstile::Turn turn = co_await m_fetching.enter();
    const auto signingIn = [this] {
        if (m_live)
            setPhase(Phase::SigningIn);
    };
    Pop3Fetch fetch(m_context, signingIn, [this](qint64 done, qint64 total) {
        AccountStatus status;
        status.phase = Phase::Synchronising;
        status.done = done;
        status.total = total;
        if (m_live)
            setStatus(status);
    });
    const SyncSummary summary = co_await fetch.run();
    co_return summary;
}

Task<void> Pop3Account::work()
{
    while (m_live) {
        setPhase(Phase::Connecting);
        const SyncSummary summary = co_await syncOnce(Engine::SyncOptions());
        std::chrono::milliseconds pause = FetchPause;
        if (!summary.error) {
            m_backoff.reset();
            setPhase(Phase::UpToDate);
        } else if (summary.error->kind == MailError::Kind::NeedsLogin) {
            setPhase(Phase::NeedsPassword, *summary.error);
            m_live = false;
            co_return;
        } else if (summary.error->kind == MailError::Kind::Tls || summary.error->kind == MailError::Kind::Storage
            || summary.error->detail == MailError::Detail::ClearTextNotAllowed) {
            setPhase(Phase::Failed, *summary.error);
            m_live = false;
            co_return;
        } else {
            // A mailbox that another client holds is free again in about a minute.
            const std::chrono::seconds next = m_backoff.next();
            pause = summary.error->kind == MailError::Kind::Temporary ? std::max(next, std::chrono::seconds(60)) : next;
            AccountStatus status;
            status.phase = Phase::Waiting;
            status.error = *summary.error;
            status.retryInSeconds = int(pause.count() / 1000);
            setStatus(status);
        }
        co_await m_bell.wait(*m_context.clock, pause);
    }
}

void Pop3Account::refreshAll()
{
    m_backoff.reset();
    m_bell.ring();
}

void Pop3Account::networkChanged()
{
    AccountSync::networkChanged();
    refreshAll();
}

void Pop3Account::reconnect()
{
    AccountSync::networkChanged();
    if (!m_live)
        return;
    m_scope.cancel();
    m_backoff.reset();
    m_scope.spawn(work());
}

void Pop3Account::passwordProvided()
{
    AccountSync::passwordProvided();
    if (m_live)
        m_bell.ring();
    else
        goLive();
}

void Pop3Account::fetchBody(store::PlacementKey placement, BodyWanted wanted)
{
    const std::optional<store::ListRow> row = m_context.writer.reader().row(placement);
    if (row && row->hasBody && !m_context.writer.reader().raw(row->message))
        Q_EMIT bodyFailed(placement, failure(MailError::Kind::Storage, MailError::Detail::DatabaseDamaged).value());
    else if (row && row->hasBody)
        Q_EMIT bodyFetched(placement);
    else
        AccountSync::fetchBody(placement, wanted);
}

} // namespace godwit::sync
