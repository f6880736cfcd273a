// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionPrivate.h"

#include "base/Log.h"
#include "imap/WireLog.h"

#include <algorithm>

namespace godwit::imap {

using Kind = MailError::Kind;
using Detail = MailError::Detail;
using namespace std::chrono_literals;

Session::Private::Private(Session *session, std::unique_ptr<net::Transport> connection, SessionOptions sessionOptions)
    : q(session), transport(std::move(connection)), options(std::move(sessionOptions)), writer(*transport)
{
    if (options.serverName.isEmpty())
        options.serverName = options.endpoint.host;
    quirks.setHost(options.endpoint.host);
    for (const QByteArray &capability : options.switchedOff)
        quirks.switchOff(capability.toUpper());
    QObject::connect(transport.get(), &net::Transport::received, q, [this](const QByteArray &octets) {
        statistics.octetsIn += octets.size();
        lastActivity = options.clock->monotonic();
        lineSpeed.received(octets.size(), lastActivity);
        if (inflater) {
            inflater->feed(octets);
        } else {
            statistics.plainOctetsIn += octets.size();
            framer.adopt(octets);
        }
        schedule();
    });
    QObject::connect(transport.get(), &net::Transport::lost, q, [this](const MailError &error) { lose(error); });
    QObject::connect(transport.get(), &net::Transport::sent, q, [this] {
        lastActivity = options.clock->monotonic();
        writer.write();
        pump();
    });
}

// ---- sending -----------------------------------------------------------------------------------------------------

void Session::enqueue(const std::shared_ptr<PendingCommand> &command)
{
    if (d->ended || d->byeAt || d->loss) {
        MailError error = d->loss.value_or(d->byeError);
        error.kind = Kind::Network;
        error.detail = Detail::ConnectionLost;
        command->settle(d->named(error));
        command->resume(); // nobody waits yet: only fills the answer
        return;
    }
    if (std::optional<MailError> refused = command->refusal({d->capabilities, d->enabled})) {
        command->settle(d->named(*refused));
        command->resume();
        return;
    }
    if (d->idle && d->idle != command.get())
        d->releaseIdle();
    d->queue.push_back(command);
    d->pump();
}

void Session::withdraw(const PendingCommand *command)
{
    if (d->idle == command)
        d->releaseIdle();
    const auto queued = std::find_if(
        d->queue.begin(), d->queue.end(), [command](const auto &candidate) { return candidate.get() == command; });
    if (queued != d->queue.end()) {
        d->queue.erase(queued);
        if (d->idle == command) {
            d->idle = nullptr;
            d->stopIdleAtOnce = false;
        }
        return;
    }
    for (Private::InFlight &entry : d->inFlight) {
        if (entry.command.get() == command)
            entry.withdrawn = true;
    }
}

void Session::Private::releaseIdle()
{
    if (inFlight.empty() || inFlight.back().command.get() != idle)
        stopIdleAtOnce = true; // not sent yet
    else if (writer.isHeld() && !writer.isReleased())
        writer.release();
    lastActivity = options.clock->monotonic();
    watchOver();
}

bool Session::Private::maySend(const PendingCommand &command) const
{
    if (writer.isBusy() || halted || ended)
        return false;
    if (inFlight.empty())
        return true;
    const Pipelining before = inFlight.back().command->order;
    if (command.order == Pipelining::Alone || before == Pipelining::Alone || before == Pipelining::Last)
        return false;
    const bool isUnsettled = std::any_of(inFlight.begin(), inFlight.end(),
        [](const InFlight &entry) { return entry.command->order == Pipelining::ChangesNames; });
    return !isUnsettled || isSpelledEitherWay(command);
}

/// Whether a server reads the same in it before and after ENABLE UTF8=ACCEPT.
bool Session::Private::isSpelledEitherWay(const PendingCommand &command) const
{
    Encoder before("A", capabilities, Names::ModifiedUtf7), after("A", capabilities, Names::Utf8);
    command.encode(before);
    command.encode(after);
    const QList<Encoder::Piece> one = before.finish(), other = after.finish();
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
        [](const Encoder::Piece &a, const Encoder::Piece &b) { return a.gate == b.gate && a.octets == b.octets; });
}

void Session::Private::pump()
{
    while (!queue.empty() && maySend(*queue.front()))
        sendNext();
}

void Session::Private::sendNext()
{
    const std::shared_ptr<PendingCommand> command = queue.front();
    queue.pop_front();
    const QByteArray tag = 'A' + QByteArray::number(nextTag++);
    Encoder encoder(tag, capabilities, names);
    command->encode(encoder);
    QList<Encoder::Piece> pieces = encoder.finish();
    if (lcImap().isDebugEnabled() || options.logLines > 0)
        note(wireLog::command(pieces));
    if (inFlight.empty())
        ++statistics.roundTrips;
    ++statistics.commands;
    lastActivity = options.clock->monotonic();
    inFlight.push_back(InFlight{tag, command, lastActivity, false});
    writer.start(tag, std::move(pieces));
    if (command.get() == idle && std::exchange(stopIdleAtOnce, false))
        writer.release();
    statistics.octetsOut = writer.octetsOut();
    watchOver();
}

/// For the debug log, and for SessionReport.
void Session::Private::note(const QByteArray &line)
{
    qCDebug(lcImap).noquote() << line;
    if (options.logLines <= 0)
        return;
    while (log.size() >= std::size_t(options.logLines))
        log.pop_front();
    log.push_back(options.clock->now().toString(QStringLiteral("HH:mm:ss ")) + QString::fromUtf8(line));
}

// ---- ending ------------------------------------------------------------------------------------------------------

MailError Session::Private::named(MailError error) const
{
    if (error.host.isEmpty())
        error.host = options.serverName;
    return error;
}

/// What ended the connection, in place of "outcome unknown", for conversations that change nothing on the server.
MailError Session::Private::reason(const MailError &error) const
{
    return error.detail == Detail::UnknownOutcome && loss ? named(*loss) : named(error);
}

/// S-008: nothing that came in clear text is shown.
bool Session::Private::mayQuoteServer() const
{
    return transport->isEncrypted() || options.endpoint.security == net::Security::ClearText;
}

void Session::Private::lose(MailError error)
{
    if (ended || loss)
        return;
    loss = byeAt ? byeError : std::move(error);
    schedule();
}

void Session::Private::loseTrust()
{
    MailError error;
    error.kind = Kind::Protocol;
    broken = true;
    loss = error;
    schedule();
}

void Session::Private::end(MailError error)
{
    ended = true;
    idle = nullptr;
    loss = error = named(std::move(error));
    transport->close();
    writer.clear();
    framer.clear();
    const QPointer<Session> self(q);
    MailError unknown = error;
    unknown.detail = Detail::UnknownOutcome;
    const auto sent = std::exchange(inFlight, {});
    const auto unsent = std::exchange(queue, {});
    for (const InFlight &entry : sent)
        entry.command->settle(unknown);
    MailError never = error;
    if (never.kind == Kind::Protocol)
        never.kind = Kind::Network, never.detail = Detail::ConnectionLost;
    for (const auto &command : unsent)
        command->settle(never);
    const bool isExpected = logoutAt.has_value() || !connected;
    if (std::exchange(awaitsGreeting, false))
        greeting.set(tl::unexpected(error));
    for (const InFlight &entry : sent) {
        if (!entry.withdrawn)
            entry.command->resume();
    }
    for (const auto &command : unsent)
        command->resume();
    if (self && !isExpected)
        Q_EMIT q->lost(error);
}

// ---- time --------------------------------------------------------------------------------------------------------

/// When patience ends with what is awaited now; std::nullopt: nothing is.
std::optional<std::chrono::milliseconds> Session::Private::deadline() const
{
    constexpr auto ByeGrace = 2s;
    if (byeAt)
        return *byeAt + ByeGrace;
    if (awaitsGreeting)
        return lastActivity + options.greetingLimit;
    if (logoutAt)
        return *logoutAt + options.logoutLimit;
    const bool isIdling = idle && writer.isHeld() && !writer.isReleased() && !writer.waitsForContinuation();
    if (inFlight.empty() || isIdling)
        return std::nullopt;
    const auto patience = inFlight.front().command->isProbe() ? options.probeLimit : options.silenceLimit;
    return std::min(lastActivity + patience, inFlight.front().sentAt + options.commandLimit);
}

void Session::Private::watchOver()
{
    const std::optional<std::chrono::milliseconds> until = deadline();
    if (!watcher.isValid() || watcher.isDone() || (until && *until < wakesAt))
        watcher = watch();
}

Task<void> Session::Private::watch()
{
    while (!ended) {
        const std::optional<std::chrono::milliseconds> until = deadline();
        if (!until)
            co_return;
        const std::chrono::milliseconds now = options.clock->monotonic();
        if (now >= *until) {
            MailError error;
            error.kind = Kind::Network;
            error.detail = Detail::TimedOut;
            lose(error);
            co_return;
        }
        wakesAt = *until;
        co_await options.clock->sleep(*until - now);
    }
}

} // namespace godwit::imap
