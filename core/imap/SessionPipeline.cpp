// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionPrivate.h"

#include "base/Limits.h"
#include "base/Log.h"
#include "imap/Quirks.h"
#include "imap/WireLog.h"
#include "imap/wire/ResponseParser.h"

#include <QElapsedTimer>

namespace godwit::imap {

namespace {
constexpr int SliceMilliseconds = 8;
constexpr qsizetype BacklogOctets = 4 * limits::MiB;    ///< above this a slice goes on, or the buffer would only grow
} // namespace

using Kind = MailError::Kind;
using Detail = MailError::Detail;
using namespace std::chrono_literals;

Session::Private::Private(Session *session, std::unique_ptr<net::Transport> connection, SessionOptions sessionOptions)
    : q(session), transport(std::move(connection)), options(std::move(sessionOptions)), writer(*transport)
{
    if (options.serverName.isEmpty())
        options.serverName = options.endpoint.host;
    QObject::connect(transport.get(), &net::Transport::received, q, [this](const QByteArray &octets) {
        statistics.octetsIn += octets.size();
        lastActivity = options.clock->monotonic();
        framer.feed(octets);
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
    if (d->idle && d->idle != command.get())
        d->releaseIdle();
    d->queue.push_back(command);
    d->pump();
}

void Session::withdraw(const PendingCommand *command)
{
    if (d->idle == command)
        d->releaseIdle();
    const auto queued = std::find_if(d->queue.begin(), d->queue.end(),
        [command](const auto &candidate) { return candidate.get() == command; });
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
    return command.order != Pipelining::Alone && inFlight.back().command->order != Pipelining::Alone;
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
    Encoder encoder(tag, capabilities);
    command->encode(encoder);
    QList<Encoder::Piece> pieces = encoder.finish();
    if (lcImap().isDebugEnabled())
        qCDebug(lcImap).noquote() << wireLog::command(pieces);
    if (inFlight.empty())
        ++statistics.roundTrips;
    ++statistics.commands;
    lastActivity = options.clock->monotonic();
    inFlight.push_back(InFlight {tag, command, lastActivity, false});
    writer.start(tag, std::move(pieces));
    if (command.get() == idle && std::exchange(stopIdleAtOnce, false))
        writer.release();
    statistics.octetsOut = writer.octetsOut();
    watchOver();
}

// ---- reading -----------------------------------------------------------------------------------------------------

void Session::Private::schedule()
{
    if (scheduled || ended)
        return;
    scheduled = true;
    QMetaObject::invokeMethod(q, [this] { process(); }, Qt::QueuedConnection);
}

void Session::Private::process()
{
    scheduled = false;
    const QPointer<Session> self(q);
    QElapsedTimer slice;
    slice.start();
    while (!halted && !ended && !broken) {
        if (!processNext())
            break;
        if (!self)
            return;
        if (slice.elapsed() >= SliceMilliseconds && framer.pending() < BacklogOctets) {
            schedule(); // S-029: the loop gets its turn
            break;
        }
    }
    if (!self || !flushUpdate() || scheduled || ended)
        return;
    if (loss)
        end(byeAt && !broken ? byeError : *loss);
}

/// false: nothing more to read for now.
bool Session::Private::processNext()
{
    const Result<std::optional<QByteArray>> frame = framer.next();
    if (!frame) {
        broken = true;
        loss = frame.error();
        return false;
    }
    if (!*frame)
        return false;
    if (lcImap().isDebugEnabled())
        qCDebug(lcImap).noquote() << wireLog::response(**frame);
    Result<Response> response = parseResponse(**frame);
    if (!response) {
        broken = true;
        loss = response.error();
        return false;
    }
    dispatch(std::move(*response));
    return true;
}

void Session::Private::dispatch(Response response)
{
    if (const auto *untagged = std::get_if<Untagged>(&response)) {
        if (awaitsGreeting)
            onGreeting(*untagged);
        else
            onUntagged(*untagged);
    } else if (awaitsGreeting) {
        loseTrust();
    } else if (std::holds_alternative<Continuation>(response)) {
        onContinuation();
    } else {
        onTagged(std::get<Tagged>(response));
    }
}

void Session::Private::onGreeting(const Untagged &untagged)
{
    const auto *status = std::get_if<StatusResponse>(&untagged);
    if (!status) {
        if (!std::holds_alternative<UnknownData>(untagged))
            loseTrust();
        return;
    }
    awaitsGreeting = false;
    if (const auto *sent = status->code.as<Capabilities>())
        adopt(*sent);
    greeting.set(*status);
}

void Session::Private::onUntagged(const Untagged &untagged)
{
    if (const auto *data = std::get_if<CapabilityData>(&untagged))
        adopt(data->capabilities);
    else if (const auto *now = std::get_if<EnabledData>(&untagged))
        enabled += QSet<QByteArray>(now->capabilities.cbegin(), now->capabilities.cend());
    else if (const auto *id = std::get_if<IdData>(&untagged))
        capabilities = withoutQuirks(capabilities, *id);
    InFlight *entry = claimant(untagged);
    if (const auto *status = std::get_if<StatusResponse>(&untagged)) {
        const QPointer<Session> self(q);
        onStatus(*status, entry && entry->command->order == Pipelining::ChangesMailbox);
        if (!self)
            return;
    }
    // A SELECT is listened to even when nobody waits for it any more: it still changes the state.
    const bool listens = entry && (!entry->withdrawn || entry->command->order == Pipelining::ChangesMailbox);
    if (listens)
        entry->command->take(untagged); // the last use of `entry`: a receiver may do anything but drop the session
    else if (!entry)
        trackMailbox(untagged);
}

/// The command in flight that asked for this.  Servers answer in order, so it is the first that claims it; what comes
/// while a SELECT waits for its turn is not for it, nor for anything behind.
Session::Private::InFlight *Session::Private::claimant(const Untagged &untagged)
{
    const auto *search = std::get_if<ESearchData>(&untagged);
    bool isFirst = true;
    for (InFlight &entry : inFlight) {
        if (!isFirst && entry.command->order == Pipelining::ChangesMailbox)
            return nullptr;
        isFirst = false;
        const bool isOther = search && !search->tag.isEmpty() && search->tag != entry.tag;
        if (!isOther && entry.command->claims(untagged))
            return &entry;
    }
    return nullptr;
}

void Session::Private::trackMailbox(const Untagged &untagged)
{
    if (const auto *exists = std::get_if<ExistsData>(&untagged))
        tracker.exists(exists->count);
    else if (const auto *expunge = std::get_if<ExpungeData>(&untagged))
        tracker.expunge(expunge->sequenceNumber);
    else if (const auto *vanished = std::get_if<VanishedData>(&untagged))
        tracker.vanished(*vanished);
    else if (const auto *fetch = std::get_if<FetchData>(&untagged))
        tracker.fetch(*fetch);
}

void Session::Private::onStatus(const StatusResponse &status, bool claimed)
{
    if (const auto *sent = status.code.as<Capabilities>())
        adopt(*sent);
    else if (!claimed)
        tracker.code(status.code);
    if (status.kind == StatusResponse::Kind::Bye && !logoutAt && !byeAt) {
        // The tagged answer may still be on its way; the watcher does not wait long for it.
        byeError = toError(status);
        byeError.detail = Detail::ConnectionLost;
        if (!mayQuoteServer())
            byeError.serverText.clear();
        byeAt = options.clock->monotonic();
        watcher = {};
        if (inFlight.empty())
            lose(byeError);
        else
            watchOver();
    }
    if (status.code.name == "ALERT" && mayQuoteServer())
        Q_EMIT q->alert(status.text);
}

void Session::Private::onContinuation()
{
    if (!writer.waitsForContinuation()) {
        loseTrust(); // S-031
        return;
    }
    writer.continuation();
    statistics.octetsOut = writer.octetsOut();
    if (writer.waitsForContinuation())
        ++statistics.roundTrips;
    watchOver();
    pump();
}

void Session::Private::onTagged(const Tagged &tagged)
{
    const auto found = std::find_if(
        inFlight.begin(), inFlight.end(), [&tagged](const InFlight &entry) { return entry.tag == tagged.tag; });
    const bool isUnfinished = found != inFlight.end() && writer.isBusy() && writer.tag() == tagged.tag;
    const bool isIdle = found != inFlight.end() && found->command.get() == idle;
    if (found == inFlight.end() || (isUnfinished && tagged.isOk() && !isIdle)) {
        loseTrust(); // S-030
        return;
    }
    if (isUnfinished)
        writer.answered();
    const InFlight entry = *found;
    inFlight.erase(found);
    if (isIdle)
        idle = nullptr;
    const QPointer<Session> self(q);
    if (!flushUpdate())
        return;
    applyTagged(entry, tagged);
    if (!self)
        return;
    pump();
    if (!entry.withdrawn)
        entry.command->resume();
}

void Session::Private::applyTagged(const InFlight &entry, const Tagged &tagged)
{
    entry.command->settle(tagged);
    if (entry.command->order == Pipelining::ChangesMailbox) {
        if (const MailboxState *state = entry.command->opened())
            tracker.open(*state);
        else
            tracker.close();
    }
    if (entry.command->stopsReading() && tagged.isOk())
        halted = true;
    onStatus(tagged.status, entry.command->order == Pipelining::ChangesMailbox);
}

void Session::Private::adopt(const Capabilities &sent)
{
    capabilities = withoutQuirks(sent);
}

bool Session::Private::flushUpdate()
{
    const QPointer<Session> self(q);
    if (const std::optional<MailboxUpdate> update = tracker.takeUpdate())
        Q_EMIT q->mailboxChanged(*update);
    return bool(self);
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
    return std::min(lastActivity + options.silenceLimit, inFlight.front().sentAt + options.commandLimit);
}

void Session::Private::watchOver()
{
    if (!watcher.isValid() || watcher.isDone())
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
        co_await options.clock->sleep(*until - now);
    }
}

} // namespace godwit::imap
