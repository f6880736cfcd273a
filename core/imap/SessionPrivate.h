// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Inflater.h"
#include "imap/LineSpeed.h"
#include "imap/MailboxTracker.h"
#include "imap/PieceWriter.h"
#include "imap/Session.h"
#include "imap/wire/Framer.h"

#include <QPointer>
#include <QSet>
#include <deque>

namespace godwit::imap {

/// The pipeline behind Session: queue, commands in flight, the reader and the time limits.  Octets are always read from
/// the event loop, never from inside a signal of the transport, so that whoever is resumed may do anything, deleting
/// the session included.
struct Session::Private {
    Private(Session *session, std::unique_ptr<net::Transport> transport, SessionOptions options);

    struct InFlight {
        QByteArray tag;
        std::shared_ptr<PendingCommand> command;
        std::chrono::milliseconds sentAt{0};
        bool withdrawn = false;
    };

    // ---- sending
    void pump();
    void sendNext();
    bool maySend(const PendingCommand &command) const;
    bool isSpelledEitherWay(const PendingCommand &command) const;
    void releaseIdle();

    // ---- reading
    void schedule();
    void process();
    bool processNext();
    void dispatch(Response response);
    void onUntagged(const Untagged &untagged);
    void onGreeting(const Untagged &untagged);
    void onContinuation();
    void onTagged(const Tagged &tagged);
    void onStatus(const StatusResponse &status, bool claimed);
    void raiseAlert(const StatusResponse &status);
    void announce(const Untagged &untagged);
    InFlight *claimant(const Untagged &untagged);
    void trackMailbox(const Untagged &untagged);
    void applyTagged(const InFlight &entry, const Tagged &tagged);
    void adopt(const Capabilities &sent);
    void adoptId(const IdData &id);
    void adoptEnabled(const EnabledData &now);
    void startCompression();
    bool unpack(); ///< false: nothing more to read
    void note(const QByteArray &line);
    void noteResponse(QByteArrayView response);
    bool flushUpdate(); ///< false: the session is gone

    // ---- ending
    void lose(MailError error); ///< ends everything from the event loop, after what has arrived was read
    void loseTrust(); ///< the same at once: the server broke the protocol
    void end(MailError error);
    MailError named(MailError error) const;
    MailError reason(const MailError &error) const;
    bool mayQuoteServer() const;

    // ---- time
    void watchOver();
    Task<void> watch();
    std::optional<std::chrono::milliseconds> deadline() const;

    Session *q;
    std::unique_ptr<net::Transport> transport;
    SessionOptions options;
    Framer framer;
    PieceWriter writer;
    MailboxTracker tracker;
    Statistics statistics;
    Quirks quirks;
    Capabilities offeredBeforeLogin, offered;
    Capabilities capabilities; ///< offered, without quirks
    IdData serverId;
    std::unique_ptr<Inflater> inflater; ///< once COMPRESS is on
    LineSpeed lineSpeed;
    std::optional<std::chrono::milliseconds> roundTrip; ///< see SessionReport
    std::deque<QString> log;
    QSet<QString> alerts; ///< that were raised
    QSet<QByteArray> enabled;
    Names names = Names::ModifiedUtf7; ///< Utf8 once UTF8=ACCEPT is enabled
    std::deque<std::shared_ptr<PendingCommand>> queue;
    std::deque<InFlight> inFlight;
    OneShot<Result<StatusResponse>> greeting;
    std::optional<MailError> loss; ///< why it ended, or is about to
    std::chrono::milliseconds lastActivity{0};
    std::optional<std::chrono::milliseconds> byeAt, logoutAt;
    MailError byeError;
    const PendingCommand *idle = nullptr; ///< queued or in flight
    Task<void> watcher;
    std::chrono::milliseconds wakesAt{0}; ///< when the watcher looks next
    quint32 nextTag = 1;
    bool awaitsGreeting = false;
    bool greeted = false;
    bool connected = false; ///< connect() has returned: from now on lost() tells
    bool broken = false; ///< what comes cannot be read any more
    bool halted = false; ///< between STARTTLS's OK and the handshake nothing is read
    bool stopIdleAtOnce = false;
    bool authenticated = false;
    bool ended = false;
    bool scheduled = false;
};

} // namespace godwit::imap
