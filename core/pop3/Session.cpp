// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Session.h"

#include "base/Log.h"
#include "sasl/Sasl.h"

namespace godwit::pop3 {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

constexpr qsizetype ListOctets = 32 * limits::MiB; ///< UIDL of several hundred thousand messages
constexpr qsizetype CommandOctets = 255; ///< RFC 2449 section 4, without which AUTH takes two steps

/// A line end or NUL inside would be a second command (S-035).
bool isOneArgument(const QByteArray &text)
{
    return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

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

void Session::post(const QByteArray &line, Shape shape)
{
    m_parser.expect(shape, shape == Shape::Body ? ListOctets : 0);
    ++m_channel.statistics().commands;
    m_channel.send(line + "\r\n");
}

/// The next reply; an error closes the connection.
Task<Result<Reply>> Session::reply(std::chrono::milliseconds limit)
{
    for (;;) {
        Result<std::optional<Reply>> next = m_parser.next();
        if (!next)
            co_return tl::unexpected(closeWith(next.error()));
        if (*next)
            co_return std::move(**next);
        const Result<QByteArray> octets = co_await m_channel.read(limit);
        if (!octets)
            co_return tl::unexpected(closeWith(octets.error()));
        m_parser.feed(*octets);
    }
}

/// One command with its reply; -ERR is a reply here, not an error.
Task<Result<Reply>> Session::exchange(QByteArray line, Shape shape)
{
    if (const std::optional<MailError> error = outOfStep())
        co_return tl::unexpected(*error);
    net::ChannelGuard guard(&m_channel);
    const std::chrono::milliseconds asked = m_channel.now();
    post(line, shape);
    Result<Reply> answer = co_await reply(m_options.replyLimit);
    if (answer)
        m_channel.statistics().answeredWithin(m_channel.now() - asked);
    guard.done();
    MailError tooLong;
    tooLong.detail = Detail::LimitExceeded;
    if (answer && answer->truncated) // a list beyond any mailbox
        co_return tl::unexpected(closeWith(tooLong));
    co_return answer;
}

/// What came although nothing was asked.
std::optional<MailError> Session::outOfStep()
{
    if (!m_channel.hasUnread() && m_parser.isEmpty())
        return {};
    return closeWith(MailError());
}

Task<Result<void>> Session::connect()
{
    net::ChannelGuard guard(&m_channel);
    Result<void> step = co_await m_channel.open();
    if (!step)
        co_return tl::unexpected(closeWith(step.error()));
    m_parser.expect(Shape::Line);
    const Result<Reply> greeting = co_await reply(m_options.greetingLimit);
    if (!greeting)
        co_return tl::unexpected(greeting.error());
    if (!greeting->isOk())
        co_return tl::unexpected(closeWith(greeting->toError()));
    step = co_await askCapabilities();
    if (step && m_options.endpoint.security == net::Security::StartTls)
        step = co_await upgrade();
    m_greeted = step.has_value();
    if (m_greeted)
        guard.done();
    co_return step;
}

Task<Result<void>> Session::askCapabilities()
{
    const Result<Reply> answer = co_await exchange("CAPA", Shape::Body);
    if (!answer)
        co_return tl::unexpected(answer.error());
    m_capabilities = answer->isOk() ? Capabilities::fromCapa(answer->bodyLines()) : Capabilities();
    co_return Result<void>();
}

Task<Result<void>> Session::upgrade()
{
    MailError refused;
    refused.kind = Kind::Tls;
    refused.detail = Detail::StartTlsNotOffered;
    if (!m_capabilities.has("STLS"))
        co_return tl::unexpected(closeWith(refused)); // S-001
    const Result<Reply> go = co_await exchange("STLS", Shape::Line);
    if (!go)
        co_return tl::unexpected(go.error());
    if (!go->isOk())
        co_return tl::unexpected(closeWith(refused)); // S-002
    if (!m_parser.isEmpty()) { // S-005, S-006; the channel and the transport look at what they hold
        refused.detail = Detail::StartTlsInjection;
        co_return tl::unexpected(closeWith(refused));
    }
    const Result<void> shaken = co_await m_channel.startTls();
    if (!shaken)
        co_return tl::unexpected(closeWith(shaken.error()));
    m_capabilities = Capabilities();
    co_return co_await askCapabilities(); // S-007
}

Task<Result<void>> Session::authenticate(QString user, QString password)
{
    const std::optional<QByteArray> response = sasl::plainInitialResponse(user, password);
    const QByteArray name = user.toUtf8(), secret = password.toUtf8();
    const bool plain = m_capabilities.mechanisms().contains("PLAIN");
    const bool isPrivate = isEncrypted() || m_options.endpoint.security == net::Security::ClearText;
    MailError unable;
    unable.kind = Kind::NeedsLogin;
    unable.detail = Detail::LoginDisabled;
    if (!isPrivate || (!plain && !m_capabilities.allowsUser()))
        co_return tl::unexpected(placed(unable));
    unable.detail = Detail::CredentialsMissing;
    if (!response || (!plain && (!isOneArgument(name) || !isOneArgument(secret))))
        co_return tl::unexpected(placed(unable));
    net::ChannelGuard guard(&m_channel);
    Task<Result<Reply>> signingIn = plain ? signInPlain(response->toBase64()) : signInUserPass(name, secret);
    const Result<Reply> answer = co_await signingIn;
    guard.done();
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk()) {
        MailError error = answer->toError();
        if (error.kind == Kind::Refused && error.responseCode.isEmpty())
            error.kind = Kind::NeedsLogin; // RFC 3206: without a code nobody can tell, and it is the usual meaning
        co_return tl::unexpected(error.kind == Kind::Protocol ? closeWith(error) : placed(error));
    }
    co_return co_await askCapabilities();
}

Task<Result<Reply>> Session::signInPlain(QByteArray response)
{
    if (response.size() + qsizetype(sizeof "AUTH PLAIN ") <= CommandOctets)
        co_return co_await exchange("AUTH PLAIN " + response, Shape::Line); // RFC 5034 section 4
    const Result<Reply> go = co_await exchange("AUTH PLAIN", Shape::Line);
    if (!go || go->status == Reply::Status::Error)
        co_return go;
    co_return co_await exchange(response, Shape::Line);
}

Task<Result<Reply>> Session::signInUserPass(QByteArray user, QByteArray password)
{
    const Result<Reply> known = co_await exchange("USER " + user, Shape::Line);
    if (!known || !known->isOk())
        co_return known;
    co_return co_await exchange("PASS " + password, Shape::Line);
}

Task<Result<MailboxSize>> Session::stat()
{
    const Result<Reply> answer = co_await exchange("STAT", Shape::Line);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk())
        co_return tl::unexpected(placed(answer->toError()));
    const std::optional<MailboxSize> size = parseStat(answer->text);
    if (!size)
        co_return tl::unexpected(closeWith(answer->toError()));
    co_return *size;
}

Task<Result<QList<UniqueId>>> Session::uidl()
{
    const Result<Reply> answer = co_await exchange("UIDL", Shape::Body);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk())
        co_return tl::unexpected(placed(answer->toError()));
    co_return parseUidl(answer->bodyLines());
}

Task<Result<QList<ListedSize>>> Session::list()
{
    const Result<Reply> answer = co_await exchange("LIST", Shape::Body);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk())
        co_return tl::unexpected(placed(answer->toError()));
    co_return parseList(answer->bodyLines());
}

Task<Result<QByteArray>> Session::top(int number, int lines)
{
    const Result<Reply> answer =
        co_await exchange("TOP " + QByteArray::number(number) + ' ' + QByteArray::number(lines), Shape::Body);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->isOk())
        co_return tl::unexpected(placed(answer->toError()));
    co_return answer->body;
}

Task<Result<void>> Session::noop()
{
    const Result<Reply> answer = co_await exchange("NOOP", Shape::Line);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>(); // -ERR too shows that the connection lives
}

Task<Result<void>> Session::quit()
{
    if (const std::optional<MailError> error = outOfStep())
        co_return tl::unexpected(*error);
    net::ChannelGuard guard(&m_channel);
    post("QUIT", Shape::Line);
    const Result<Reply> answer = co_await reply(m_options.quitLimit);
    guard.done();
    m_channel.close();
    if (!answer) {
        MailError error = answer.error();
        if (m_deleted)
            error.detail = Detail::UnknownOutcome;
        co_return tl::unexpected(error);
    }
    if (!answer->isOk())
        co_return tl::unexpected(placed(answer->toError()));
    co_return Result<void>();
}

} // namespace godwit::pop3
