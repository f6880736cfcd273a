// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionPrivate.h"

#include "base/Limits.h"
#include "base/Log.h"
#include "imap/WireLog.h"
#include "imap/wire/ResponseParser.h"

#include <QElapsedTimer>

namespace godwit::imap {

namespace {
constexpr int SliceMilliseconds = 8;
constexpr qsizetype BacklogOctets = 4 * limits::MiB; ///< above this a slice goes on, or the buffer would only grow
} // namespace

using Detail = MailError::Detail;

void Session::Private::schedule()
{
    if (scheduled || ended)
        return;
    scheduled = true;
    QMetaObject::invokeMethod(
        q, [this] { process(); }, Qt::QueuedConnection);
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
        if (slice.elapsed() >= SliceMilliseconds
            && (inflater ? inflater->pending() : framer.pending()) < BacklogOctets) {
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
    const Result<std::optional<QByteArrayView>> frame = framer.nextView();
    if (!frame) {
        broken = true;
        loss = frame.error();
        return false;
    }
    if (!*frame)
        return unpack();
    noteResponse(**frame);
    Result<Response> response = parseResponse(**frame, names);
    if (!response) {
        broken = true;
        loss = response.error();
        return false;
    }
    dispatch(std::move(*response));
    return true;
}

/// What belongs to messages is not worth a line each, since a window of them would push everything else out; what came
/// in clear text is for the debug log alone (S-008).
void Session::Private::noteResponse(QByteArrayView response)
{
    const bool isKept = options.logLines > 0 && mayQuoteServer() && wireLog::isWorthKeeping(response);
    if (isKept)
        note(wireLog::response(response));
    else if (lcImap().isDebugEnabled())
        qCDebug(lcImap).noquote() << wireLog::response(response);
}

/// Unpacks a piece for the framer.
bool Session::Private::unpack()
{
    if (!inflater)
        return false;
    const Result<QByteArray> piece = inflater->next();
    if (!piece) {
        broken = true;
        loss = piece.error();
        return false;
    }
    statistics.plainOctetsIn += piece->size();
    framer.adopt(*piece);
    return !piece->isEmpty();
}

/// The server's stream is compressed behind the line end of its OK.
void Session::Private::startCompression()
{
    inflater = std::make_unique<Inflater>();
    const QByteArray rest = framer.takePending();
    statistics.plainOctetsIn -= rest.size();
    inflater->feed(rest);
    writer.startCompression();
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
    quirks.sawGreeting(status->text);
    if (const auto *sent = status->code.as<Capabilities>())
        adopt(*sent);
    const QPointer<Session> self(q);
    raiseAlert(*status);
    if (self)
        greeting.set(*status);
}

void Session::Private::onUntagged(const Untagged &untagged)
{
    if (const auto *data = std::get_if<CapabilityData>(&untagged))
        adopt(data->capabilities);
    else if (const auto *now = std::get_if<EnabledData>(&untagged))
        adoptEnabled(*now);
    else if (const auto *id = std::get_if<IdData>(&untagged))
        adoptId(*id);
    InFlight *entry = claimant(untagged);
    if (const auto *status = std::get_if<StatusResponse>(&untagged)) {
        const QPointer<Session> self(q);
        onStatus(*status, entry && entry->command->order == Pipelining::ChangesMailbox);
        if (!self)
            return;
    }
    // A SELECT is listened to even when nobody waits for it any more: it still changes the state.
    const bool listens = entry && (!entry->withdrawn || entry->command->order == Pipelining::ChangesMailbox);
    if (listens) {
        entry->command->take(untagged); // the last use of `entry`: a receiver may do anything but drop the session
        return;
    }
    if (entry)
        return;
    trackMailbox(untagged);
    announce(untagged);
}

/// What NOTIFY brings about other mailboxes.
void Session::Private::announce(const Untagged &untagged)
{
    if (const auto *status = std::get_if<MailboxStatus>(&untagged))
        Q_EMIT q->statusChanged(*status);
    else if (const auto *mailbox = std::get_if<ListData>(&untagged))
        Q_EMIT q->mailboxListed(*mailbox);
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
    const QPointer<Session> self(q);
    raiseAlert(status);
    if (self && status.code.name == "NOTIFICATIONOVERFLOW")
        Q_EMIT q->notificationOverflow();
}

void Session::Private::raiseAlert(const StatusResponse &status)
{
    constexpr qsizetype MaximumAlerts = 100; // S-029
    if (status.code.name != "ALERT" || !mayQuoteServer() || alerts.contains(status.text)
        || alerts.size() >= MaximumAlerts)
        return;
    alerts.insert(status.text);
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
    if (inFlight.size() == 1 && !isIdle) {
        const auto took = options.clock->monotonic() - entry.sentAt;
        roundTrip = std::min(roundTrip.value_or(took), took);
    }
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
    entry.command->know(tracker.selected());
    entry.command->settle(tagged);
    for (const QByteArray &capability : entry.command->disproved()) {
        quirks.learn(capability);
        capabilities.remove(capability);
    }
    if (entry.command->startsCompression() && tagged.isOk())
        startCompression();
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
    quirks.sawCapabilities(sent);
    offered = sent;
    capabilities = quirks.without(sent);
    if (capabilities.isRev2Only())
        names = Names::Utf8; // RFC 9051 section 5.1: rev2 knows no other spelling
}

void Session::Private::adoptEnabled(const EnabledData &now)
{
    enabled += QSet<QByteArray>(now.capabilities.cbegin(), now.capabilities.cend());
    if (enabled.contains("UTF8=ACCEPT"))
        names = Names::Utf8;
}

void Session::Private::adoptId(const IdData &id)
{
    serverId = id;
    quirks.sawId(id);
    capabilities = quirks.without(offered);
}

bool Session::Private::flushUpdate()
{
    const QPointer<Session> self(q);
    if (const std::optional<MailboxUpdate> update = tracker.takeUpdate())
        Q_EMIT q->mailboxChanged(*update);
    return bool(self);
}

} // namespace godwit::imap
