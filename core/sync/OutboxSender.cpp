// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/OutboxSender.h"

#include "base/Log.h"
#include "mime/Compose.h"
#include "net/TlsTransport.h"
#include "sync/Backoff.h"
#include "sync/ConnectionFacts.h"
#include "sync/ImapConnector.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace godwit::sync {

using store::Submission;
using store::SubmissionState;

namespace {

constexpr auto ConnectionKept = 30s; ///< after the last message
constexpr int MessagesPerConnection = 100;
constexpr std::chrono::milliseconds LongestWait = 1h;

QList<store::RecipientResult> refusedOf(const smtp::DeliveryReport &report)
{
    QList<store::RecipientResult> refused;
    for (const smtp::RecipientResult &recipient : report.recipients) {
        if (!recipient.accepted)
            refused.append({recipient.address, false, recipient.error});
    }
    return refused;
}

bool concernsThePerson(const MailError &error)
{
    return error.kind == MailError::Kind::NeedsLogin || error.kind == MailError::Kind::Tls
        || error.detail == MailError::Detail::ClearTextNotAllowed || error.detail == MailError::Detail::LoginDisabled;
}

} // namespace

Task<Result<std::shared_ptr<smtp::Session>>> openSmtpSession(
    account::Settings settings, QString password, std::shared_ptr<Clock> clock, ConnectionHistory *history)
{
    if (!settings.sends())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    smtp::SessionOptions options;
    options.endpoint = settings.outgoingServer;
    options.clock = clock;
    auto transport = net::makeTransport(settings.outgoingServer, connectionOptions(settings, u"smtp"_s));
    ConnectionTrace trace;
    const std::shared_ptr<smtp::Session> session =
        watched(std::make_unique<smtp::Session>(std::move(transport), options), history, ServerSide::Outgoing,
            u"smtp"_s, settings.outgoingServer, &smtpFacts, trace);
    const Result<void> connected = co_await session->connect();
    if (!connected) {
        trace.ended(connected.error());
        co_return tl::unexpected(connected.error());
    }
    // A relay on this computer may know no sign-in at all; anywhere else that is an error.
    const bool localRelay =
        settings.outgoingServer.security == net::Security::ClearText && !session->capabilities().has("AUTH");
    if (!settings.outgoingUser.isEmpty() && !localRelay) {
        const Result<void> signedIn = co_await session->authenticate(settings.outgoingUser, password);
        if (!signedIn) {
            trace.ended(signedIn.error());
            co_return tl::unexpected(signedIn.error());
        }
        trace.signedIn();
    }
    co_return session;
}

OutboxSender::OutboxSender(const AccountContext &context) : m_context(context), m_outbox(context.writer)
{ }

OutboxSender::~OutboxSender()
{
    abandon();
    m_scope.cancel();
}

void OutboxSender::goLive()
{
    m_paused = false;
    if (m_live) {
        m_bell.ring(); // a message may be on the wire: nothing is started anew
        return;
    }
    m_live = true;
    if (m_context.settings.sends())
        m_scope.spawn(work());
}

void OutboxSender::goOffline()
{
    m_live = false;
    abandon();
    m_scope.cancel();
    m_session.reset();
}

void OutboxSender::abandon()
{
    const std::optional<Submission> current = std::exchange(m_current, std::nullopt);
    if (!current)
        return;
    const MailError error = failure(MailError::Kind::Cancelled).value();
    if (m_session && m_session->isOutcomeOpen())
        m_outbox.markUnknown(current->key, error);
    else
        m_outbox.markWaiting(current->key, error, m_context.clock->now());
}

void OutboxSender::networkChanged()
{
    m_paused = false;
    if (!m_sending.isTaken())
        m_session.reset(); // kept for the next message, over a network that may be gone
    m_bell.ring();
}

Task<void> OutboxSender::stop(std::chrono::milliseconds limit)
{
    m_live = false;
    const auto deadline = m_context.clock->monotonic() + limit;
    while (m_sending.isTaken() && m_context.clock->monotonic() < deadline)
        co_await m_context.clock->sleep(20ms);
    const bool cutOff = m_current.has_value();
    abandon();
    m_scope.cancel();
    const SmtpSession session = std::exchange(m_session, {});
    if (session && session->isUsable() && !cutOff)
        co_await session->quit();
}

std::chrono::milliseconds OutboxSender::untilDue()
{
    const std::optional<QDateTime> next = m_outbox.nextDue(m_context.key());
    if (!next || m_paused)
        return LongestWait;
    // In slices, since the wall clock may jump (S-136).
    const qint64 left = m_context.clock->now().msecsTo(*next);
    return std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(left), 0ms, 1min);
}

Task<void> OutboxSender::work()
{
    while (m_live) {
        const QList<Submission> due = m_outbox.due(m_context.key(), m_context.clock->now());
        if (due.isEmpty() || m_paused) {
            std::chrono::milliseconds wait = untilDue();
            const bool keeps = m_session && m_session->isUsable();
            if (keeps)
                wait = std::min<std::chrono::milliseconds>(wait, ConnectionKept);
            const Bell::Woken woken = co_await m_bell.wait(*m_context.clock, std::max(wait, 50ms));
            if (woken == Bell::Woken::TimeUp && keeps && !m_sending.isTaken())
                co_await disconnectLater();
            continue;
        }
        const Turnstile::Turn turn = co_await m_sending.enter();
        co_await sendAll(m_outbox.due(m_context.key(), m_context.clock->now()));
    }
}

Task<void> OutboxSender::sendAll(QList<Submission> submissions)
{
    for (qsizetype i = 0; i < submissions.size(); ++i) {
        std::optional<Submission> following;
        if (i + 1 < submissions.size())
            following = submissions[i + 1];
        const bool more = co_await sendOne(submissions[i], following);
        if (!more)
            break;
    }
    m_preparedKey = {};
    m_prepared = {};
}

Task<void> OutboxSender::disconnectLater()
{
    const SmtpSession session = std::exchange(m_session, {});
    if (session && session->isUsable())
        co_await session->quit();
}

Task<QList<Submission>> OutboxSender::flush(QList<store::SubmissionKey> only)
{
    {
        const Turnstile::Turn turn = co_await m_sending.enter();
        QList<Submission> wanted;
        for (const Submission &submission : m_context.writer.reader().outbox()) {
            const bool asked = only.isEmpty() || only.contains(submission.key);
            if (asked && submission.account == m_context.key()
                && (submission.state == SubmissionState::Held || submission.state == SubmissionState::Waiting))
                wanted.append(submission);
        }
        co_await sendAll(wanted);
        co_await disconnectLater();
    }
    QList<Submission> left;
    for (const Submission &submission : m_context.writer.reader().outbox()) {
        if (submission.account == m_context.key())
            left.append(submission);
    }
    co_return left;
}

Task<Result<void>> OutboxSender::connect()
{
    if (m_session && m_session->isUsable() && m_onThisConnection < MessagesPerConnection)
        co_return Result<void>{};
    co_await disconnectLater();
    const account::Settings settings = m_context.settings;
    QString secret;
    if (!settings.outgoingUser.isEmpty()) {
        const Result<QString> password =
            co_await m_context.credentials->password(settings, account::Credentials::Server::Outgoing);
        if (!password)
            co_return tl::unexpected(password.error());
        secret = *password;
    }
    const Result<SmtpSession> session =
        co_await openSmtpSession(settings, secret, m_context.clock, m_context.history.get());
    if (!session)
        co_return tl::unexpected(session.error());
    m_session = *session;
    m_preparedKey = {}; // what the new connection can carry may differ
    m_onThisConnection = 0;
    co_return Result<void>{};
}

Task<bool> OutboxSender::sendOne(Submission submission, std::optional<Submission> following)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        const bool reused = m_session && m_session->isUsable();
        const Result<void> connected = co_await connect();
        if (!connected)
            co_return connectionFailed(submission, connected.error());
        const Result<void> marked = m_outbox.markSending(submission.key);
        if (!marked) {
            qCWarning(lcSync) << "the outbox cannot be written:" << describe(marked.error());
            co_return false;
        }
        m_current = submission;
        if (m_onThisConnection + 1 >= MessagesPerConnection)
            following.reset();
        const Result<smtp::DeliveryReport> outcome = co_await transmit(submission, following);
        m_current.reset();
        ++m_onThisConnection;
        // A kept connection that the server had closed meanwhile: nothing went out, so at once again.
        const bool stale = !outcome && reused && outcome.error().kind == MailError::Kind::Network
            && outcome.error().detail != MailError::Detail::UnknownOutcome;
        if (stale && attempt == 0) {
            m_session.reset();
            continue;
        }
        conclude(submission, outcome);
        if (m_session && !m_session->isUsable())
            m_session.reset();
        co_return true;
    }
    co_return true;
}

std::optional<smtp::Submission> OutboxSender::prepared(const Submission &submission)
{
    if (m_preparedKey == submission.key)
        return m_prepared;
    const std::optional<QByteArray> content = m_context.writer.reader().submissionContent(submission.key);
    if (!content)
        return std::nullopt;
    m_preparedKey = submission.key;
    m_prepared = {submission.envelopeFrom, submission.recipients,
        mime::prepareForTransfer(*content, m_session->supportsEightBit())};
    return m_prepared;
}

Task<Result<smtp::DeliveryReport>> OutboxSender::transmit(Submission submission, std::optional<Submission> following)
{
    const std::optional<smtp::Submission> message = prepared(submission);
    if (!message)
        co_return failure(MailError::Kind::Storage, MailError::Detail::NotFound);
    std::optional<smtp::Submission> next;
    if (following)
        next = prepared(*following);
    const SmtpSession session = m_session;
    co_return co_await session->send(*message, next);
}

/// Nobody has seen anything of this message: it waits.
bool OutboxSender::connectionFailed(const Submission &submission, const MailError &error)
{
    const QDateTime next = m_context.clock->now().addSecs(submissionPause(submission.attempts + 1).count());
    m_outbox.markWaiting(submission.key, error, next);
    settle(submission.key, SubmissionState::Waiting, error);
    if (concernsThePerson(error))
        m_paused = true;
    return false;
}

void OutboxSender::conclude(const Submission &submission, const Result<smtp::DeliveryReport> &outcome)
{
    if (outcome) {
        sent(submission, *outcome);
        return;
    }
    const MailError &error = outcome.error();
    if (error.detail == MailError::Detail::UnknownOutcome) {
        m_outbox.markUnknown(submission.key, error);
        settle(submission.key, SubmissionState::Unknown, error);
        return;
    }
    const bool forGood = error.kind == MailError::Kind::Refused || error.kind == MailError::Kind::Storage;
    if (forGood) {
        const QList<store::RecipientResult> refused =
            m_session ? refusedOf(m_session->lastReport()) : QList<store::RecipientResult>();
        m_outbox.markFailed(submission.key, error, refused);
        settle(submission.key, SubmissionState::Failed, error);
        return;
    }
    if (concernsThePerson(error))
        m_paused = true;
    const QDateTime next = m_context.clock->now().addSecs(submissionPause(submission.attempts + 1).count());
    m_outbox.markWaiting(submission.key, error, next);
    settle(submission.key, SubmissionState::Waiting, error);
}

void OutboxSender::sent(const Submission &submission, const smtp::DeliveryReport &report)
{
    const bool fileCopy = !m_context.settings.serverSavesSent.value_or(false);
    const QList<store::RecipientResult> refused = refusedOf(report);
    const Result<void> marked = m_outbox.markSent(submission.key, refused, fileCopy);
    if (!marked) {
        qCWarning(lcSync) << "sent, but the outbox cannot be written:" << describe(marked.error());
        return;
    }
    settle(submission.key, SubmissionState::Sent, refused.isEmpty() ? MailError() : refused.constFirst().error);
    Q_EMIT operationsQueued();
}

void OutboxSender::settle(store::SubmissionKey submission, SubmissionState state, const MailError &error)
{
    Q_EMIT settled(submission, state, error);
}

} // namespace godwit::sync
