// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Session.h"

#include "imap/SessionPrivate.h"
#include "imap/commands/AuthenticatePlain.h"
#include "imap/commands/Capability.h"
#include "imap/commands/Compress.h"
#include "imap/commands/Idle.h"
#include "imap/commands/Login.h"
#include "imap/commands/Logout.h"
#include "imap/commands/StartTls.h"
#include "sasl/Sasl.h"

namespace godwit::imap {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

Session::Session(std::unique_ptr<net::Transport> transport, SessionOptions options)
    : d(std::make_unique<Private>(this, std::move(transport), std::move(options)))
{ }

Session::~Session()
{
    d->ended = true;
    d->transport->disconnect(this);
    d->transport->close();
}

Task<Result<void>> Session::connect()
{
    const Result<void> opened = co_await d->transport->open();
    if (!opened)
        co_return refuse(opened.error());
    d->awaitsGreeting = true;
    d->lastActivity = d->options.clock->monotonic();
    ++d->statistics.roundTrips;
    d->watchOver();
    const Result<StatusResponse> greeting = co_await d->greeting;
    if (!greeting)
        co_return refuse(greeting.error());
    if (greeting->kind == StatusResponse::Kind::Preauth) {
        const auto refused = failure(Kind::Protocol, Detail::PreauthRefused); // S-004
        co_return refuse(refused.value());
    }
    if (greeting->kind != StatusResponse::Kind::Ok) {
        MailError error = toError(*greeting);
        error.kind = Kind::Network;
        if (!d->mayQuoteServer())
            error.serverText.clear();
        co_return refuse(error);
    }
    d->greeted = true;
    if (d->options.endpoint.security == net::Security::StartTls) {
        const Result<void> secured = co_await startTls();
        if (!secured)
            co_return refuse(secured.error());
    }
    if (d->capabilities.isEmpty()) {
        const Result<Capabilities> asked = co_await run(Capability());
        if (!asked)
            co_return refuse(asked.error());
    }
    d->offeredBeforeLogin = d->offered;
    d->connected = true;
    co_return Result<void>();
}

Task<Result<void>> Session::startTls()
{
    if (d->capabilities.isEmpty()) {
        const Result<Capabilities> asked = co_await run(Capability());
        if (!asked)
            co_return tl::unexpected(asked.error());
    }
    if (!d->capabilities.has("STARTTLS"))
        co_return failure(Kind::Tls, Detail::StartTlsNotOffered); // S-001
    const Result<void> agreed = co_await run(StartTls());
    if (!agreed && agreed.error().connectionUsable())
        co_return failure(Kind::Tls, Detail::StartTlsNotOffered); // S-002
    if (!agreed)
        co_return tl::unexpected(agreed.error());
    if (d->framer.pending() > 0)
        co_return failure(Kind::Tls, Detail::StartTlsInjection); // S-005, S-006
    const Result<void> secured = co_await d->transport->startTls();
    if (!secured)
        co_return tl::unexpected(secured.error());
    // S-007: what was said in clear text was never said.
    d->framer.clear();
    d->capabilities = d->offered = {};
    d->enabled.clear();
    d->names = Names::ModifiedUtf7;
    d->halted = false;
    d->pump();
    co_return Result<void>();
}

/// Closes the connection; nothing goes out on it any more.
tl::unexpected<MailError> Session::refuse(const MailError &error)
{
    const MailError reason = d->reason(error);
    d->ended = true;
    d->loss = reason;
    d->transport->close();
    return tl::unexpected<MailError>(reason);
}

Task<Result<void>> Session::authenticate(QString user, QString password)
{
    const std::optional<QByteArray> initial = sasl::plainInitialResponse(user, password);
    if (!initial) {
        const auto missing = failure(Kind::NeedsLogin, Detail::CredentialsMissing);
        co_return tl::unexpected(d->named(missing.value()));
    }
    const bool mayLogin = !d->capabilities.has("LOGINDISABLED");
    const bool isSafe = d->transport->isEncrypted() || d->options.endpoint.security == net::Security::ClearText;
    if (!isSafe || (!mayLogin && !d->capabilities.has("AUTH=PLAIN"))) {
        const auto disabled = failure(Kind::Refused, Detail::LoginDisabled);
        co_return tl::unexpected(d->named(disabled.value()));
    }
    Result<Capabilities> answer = failure(Kind::Refused, Detail::LoginDisabled);
    bool tryLogin = !d->capabilities.has("AUTH=PLAIN");
    if (!tryLogin) {
        answer = co_await run(AuthenticatePlain(*initial));
        // BAD: it did not get as far as looking at the password.
        tryLogin = !answer && answer.error().kind == Kind::Refused && answer.error().responseCode.isEmpty() && mayLogin;
    }
    if (tryLogin)
        answer = co_await run(Login(user, password));
    if (!answer)
        co_return tl::unexpected(d->reason(answer.error()));
    d->authenticated = true;
    d->quirks.sawCapabilities(*answer);
    if (!answer->isEmpty() && d->quirks.allows(Use::LoginCapabilities)) {
        d->adopt(*answer);
        co_return Result<void>();
    }
    const Result<Capabilities> asked = co_await run(Capability()); // never those from before the login
    if (!asked)
        co_return tl::unexpected(d->reason(asked.error()));
    co_return Result<void>();
}

Task<Result<bool>> Session::compress()
{
    const bool isWanted = d->authenticated && d->options.compression == SessionOptions::Compression::WhereOffered;
    if (!isWanted || d->inflater || !d->capabilities.hasCompress())
        co_return d->inflater != nullptr;
    const Result<void> started = co_await run(Compress());
    if (!started && !started.error().connectionUsable())
        co_return tl::unexpected(d->reason(started.error()));
    co_return started.has_value();
}

Task<void> Session::logout()
{
    if (d->ended)
        co_return;
    d->logoutAt = d->options.clock->monotonic();
    d->watcher = d->watch();
    if (d->greeted)
        co_await run(Logout());
    d->ended = true;
    d->transport->close();
}

Task<Result<void>> Session::idle()
{
    const auto pending = std::make_shared<PendingOf<Idle>>(Idle(), d->options.serverName);
    if (isUsable())
        d->idle = pending.get();
    const Ticket ticket(this, pending);
    co_return co_await pending->answer;
}

void Session::stopIdle()
{
    if (d->idle)
        d->releaseIdle();
}

bool Session::isIdling() const
{
    return d->idle && d->writer.isHeld() && !d->writer.isReleased() && !d->writer.waitsForContinuation();
}

std::optional<MailError> Session::loss() const
{
    return d->logoutAt ? std::nullopt : d->loss;
}

bool Session::isUsable() const
{
    return d->greeted && !d->ended && !d->loss && !d->byeAt && !d->logoutAt;
}

bool Session::isAuthenticated() const
{
    return d->authenticated && isUsable();
}

const Capabilities &Session::capabilities() const
{
    return d->capabilities;
}

const Quirks &Session::quirks() const
{
    return d->quirks;
}

bool Session::isCompressed() const
{
    return d->inflater != nullptr;
}

bool Session::isEnabled(const QByteArray &capability) const
{
    return d->enabled.contains(capability.toUpper());
}

const std::optional<MailboxState> &Session::selected() const
{
    return d->tracker.selected();
}

const Statistics &Session::statistics() const
{
    d->statistics.octetsOut = d->writer.octetsOut();
    d->statistics.plainOctetsOut = d->writer.plainOctetsOut();
    return d->statistics;
}

std::optional<qint64> Session::octetsPerSecond() const
{
    return d->lineSpeed.octetsPerSecond();
}

int Session::commandsInFlight() const
{
    return int(d->inFlight.size());
}

const SessionOptions &Session::options() const
{
    return d->options;
}

} // namespace godwit::imap
