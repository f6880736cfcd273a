// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Session.h"

#include "base/Log.h"
#include "sasl/Sasl.h"

namespace godwit::smtp {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {
/// S-134: no name and no address of this machine.
const QByteArray OurName = "[127.0.0.1]";
} // namespace

Session::Session(std::unique_ptr<net::Transport> transport, SessionOptions options)
    : m_options(std::move(options)), m_channel(std::move(transport), m_options.clock)
{
    QObject::connect(
        &m_channel, &net::Channel::lost, this, [this](const MailError &error) { Q_EMIT lost(placed(error)); });
}

Session::~Session() = default;

MailError Session::placed(MailError error) const
{
    if (error.host.isEmpty())
        error.host = m_options.endpoint.host;
    return error;
}

MailError Session::closeWith(MailError error)
{
    m_channel.close();
    return placed(std::move(error));
}

/// The next reply.  An error closes the connection; after 421 there is no next one.
Task<Result<Reply>> Session::reply(std::chrono::milliseconds limit)
{
    for (;;) {
        if (m_goodbye)
            co_return tl::unexpected(*m_goodbye);
        Result<std::optional<Reply>> next = m_parser.next();
        if (!next)
            co_return tl::unexpected(closeWith(next.error()));
        if (*next) {
            qCDebug(lcSmtp) << (*next)->code << (*next)->enhancedCode;
            if ((*next)->code == 421) {
                m_goodbye = closeWith((*next)->toError());
                co_return tl::unexpected(*m_goodbye);
            }
            co_return **next;
        }
        const Result<QByteArray> octets = co_await m_channel.read(limit);
        if (!octets)
            co_return tl::unexpected(closeWith(octets.error()));
        m_parser.feed(*octets);
    }
}

/// One command and its reply; commands that were sent ahead only wait for theirs.
Task<Result<Reply>> Session::exchange(QByteArray line)
{
    if (m_sentAhead > 0) {
        --m_sentAhead;
        co_return co_await reply(m_options.replyLimit);
    }
    const std::chrono::milliseconds asked = m_channel.now();
    ++m_channel.statistics().commands;
    m_channel.send(line + "\r\n");
    const Result<Reply> answer = co_await reply(m_options.replyLimit);
    if (answer)
        m_channel.statistics().answeredWithin(m_channel.now() - asked);
    co_return answer;
}

/// What the server said although nothing was asked: 421, or it can no longer be trusted (S-040).
std::optional<MailError> Session::outOfStep()
{
    if (m_goodbye)
        return m_goodbye;
    if (!m_channel.hasUnread() && m_parser.isEmpty())
        return {};
    MailError error;
    error.kind = Kind::Protocol;
    m_parser.feed(m_channel.takeUnread());
    const Result<std::optional<Reply>> next = m_parser.next();
    if (next && *next && (*next)->code >= 400)
        error = (*next)->toError();
    return closeWith(error);
}

Task<Result<void>> Session::connect()
{
    net::ChannelGuard guard(&m_channel);
    Result<void> step = co_await m_channel.open();
    if (!step)
        step = tl::unexpected(closeWith(step.error()));
    if (step)
        step = co_await greet();
    if (step)
        step = co_await sayHello();
    if (step && m_options.endpoint.security == net::Security::StartTls)
        step = co_await upgrade();
    m_greeted = step.has_value();
    guard.done();
    co_return step;
}

Task<Result<void>> Session::greet()
{
    const Result<Reply> greeting = co_await reply(m_options.greetingLimit);
    if (!greeting)
        co_return tl::unexpected(greeting.error());
    if (!greeting->isPositive())
        co_return tl::unexpected(closeWith(greeting->toError()));
    co_return Result<void>();
}

Task<Result<void>> Session::sayHello()
{
    m_capabilities = Capabilities();
    const Result<Reply> extended = co_await exchange("EHLO " + OurName);
    if (!extended)
        co_return tl::unexpected(extended.error());
    if (extended->isPositive()) {
        m_capabilities = Capabilities::fromEhlo(extended->lines);
        co_return Result<void>();
    }
    if (extended->code / 100 != 5)
        co_return tl::unexpected(closeWith(extended->toError()));
    const Result<Reply> plain = co_await exchange("HELO " + OurName); // RFC 5321 section 3.2
    if (!plain)
        co_return tl::unexpected(plain.error());
    if (!plain->isPositive())
        co_return tl::unexpected(closeWith(plain->toError()));
    co_return Result<void>();
}

Task<Result<void>> Session::upgrade()
{
    MailError notOffered;
    notOffered.kind = Kind::Tls;
    notOffered.detail = Detail::StartTlsNotOffered;
    if (!m_capabilities.has("STARTTLS"))
        co_return tl::unexpected(closeWith(notOffered)); // S-001, S-010
    const Result<Reply> go = co_await exchange("STARTTLS");
    if (!go)
        co_return tl::unexpected(go.error());
    if (!go->isPositive()) { // S-002
        notOffered.kind = go->isTemporary() ? Kind::Temporary : Kind::Tls;
        notOffered.responseCode = go->toError().responseCode;
        co_return tl::unexpected(closeWith(notOffered));
    }
    if (!m_parser.isEmpty()) { // S-005, S-006; the channel and the transport look at what they hold
        notOffered.detail = Detail::StartTlsInjection;
        co_return tl::unexpected(closeWith(notOffered));
    }
    const Result<void> shaken = co_await m_channel.startTls();
    if (!shaken)
        co_return tl::unexpected(closeWith(shaken.error()));
    co_return co_await sayHello(); // S-007: what was said before is forgotten there
}

Task<Result<void>> Session::authenticate(QString user, QString password)
{
    net::ChannelGuard guard(&m_channel);
    if (const std::optional<MailError> error = outOfStep())
        co_return tl::unexpected(*error);
    const std::optional<QByteArray> response = sasl::plainInitialResponse(user, password);
    const QByteArrayList offered = m_capabilities.mechanisms();
    const bool isPrivate = isEncrypted() || m_options.endpoint.security == net::Security::ClearText;
    if (!response || !isPrivate || (!offered.contains("PLAIN") && !offered.contains("LOGIN"))) {
        guard.done();
        MailError error;
        error.kind = Kind::NeedsLogin;
        error.detail = response ? Detail::LoginDisabled : Detail::CredentialsMissing;
        co_return tl::unexpected(placed(error));
    }
    if (!offered.contains("PLAIN")) {
        const Result<void> signedIn = co_await authenticateLogin(user, password);
        guard.done();
        co_return signedIn;
    }
    const Result<Reply> answer = co_await exchange("AUTH PLAIN " + response->toBase64());
    guard.done();
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (answer->isIntermediate()) // S-031: PLAIN has no second step
        co_return tl::unexpected(closeWith(answer->toError()));
    if (answer->code == 504 && offered.contains("LOGIN"))
        co_return co_await authenticateLogin(user, password);
    if (!answer->isPositive())
        co_return tl::unexpected(placed(answer->toError()));
    co_return Result<void>();
}

Task<Result<void>> Session::authenticateLogin(QString user, QString password)
{
    net::ChannelGuard guard(&m_channel);
    sasl::Login login(user, password);
    QByteArray line = "AUTH LOGIN";
    for (;;) {
        const Result<Reply> answer = co_await exchange(line);
        if (!answer)
            co_return tl::unexpected(answer.error());
        if (answer->isPositive())
            break;
        const std::optional<QByteArray> next = answer->isIntermediate() ? login.next() : std::nullopt;
        if (answer->isIntermediate() && !next) // S-031: a third challenge
            co_return tl::unexpected(closeWith(answer->toError()));
        if (!next) {
            guard.done();
            co_return tl::unexpected(placed(answer->toError()));
        }
        line = next->toBase64();
    }
    guard.done();
    co_return Result<void>();
}

Task<void> Session::quit()
{
    if (isUsable() && !m_ahead && !outOfStep()) {
        net::ChannelGuard guard(&m_channel);
        ++m_channel.statistics().commands;
        m_channel.send("QUIT\r\n");
        const Result<Reply> bye = co_await reply(m_options.quitLimit);
        guard.done();
        Q_UNUSED(bye) // the server may have gone already: all the same
    }
    m_channel.close();
}

} // namespace godwit::smtp
