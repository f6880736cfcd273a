// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/MailboxUpdate.h"
#include "imap/PendingCommand.h"
#include "imap/Quirks.h"
#include "imap/SessionOptions.h"
#include "net/Transport.h"

#include <QPointer>

namespace godwit::imap {

/// Octets on the wire and waits for the network, since the session began (DESIGN section 8, `sync`).
struct Statistics {
    qint64 octetsIn = 0;
    qint64 octetsOut = 0;
    qint64 plainOctetsIn = 0; ///< unpacked; the same as octetsIn without compression
    qint64 plainOctetsOut = 0;
    qint64 commands = 0;
    qint64 roundTrips = 0; ///< times that the client waited with nothing else in flight
};

struct SessionReport;

/// One IMAP connection: drives a Transport, queues, tags and pipelines commands.
///
/// Life: connect(), authenticate(), any number of run() and idle(), logout().  After lost() every call fails with
/// Network.  The caller keeps the session alive while its Tasks run; a Task that is dropped withdraws its command: one
/// that was not sent is forgotten, the answer of one that was is swallowed (its data still updates selected()).
///
/// Errors of run(): what the command says; Network/ConnectionLost when the connection ended before it was sent,
/// Network/UnknownOutcome (Protocol/UnknownOutcome where the stream broke) when it ended after.  `host` is always set.
class Session : public QObject {
    Q_OBJECT
public:
    Session(std::unique_ptr<net::Transport> transport, SessionOptions options);
    ~Session() override;

    /// Opens the transport, reads the greeting, STARTTLS where the endpoint says so (S-001 to S-008), asks for
    /// capabilities.  Errors: Network, Tls, Protocol; PreauthRefused.
    Task<Result<void>> connect();
    /// PLAIN, else LOGIN.  Errors: NeedsLogin, Temporary, Refused, LoginDisabled, Network.
    Task<Result<void>> authenticate(QString user, QString password);
    /// Sends LOGOUT and closes; at most SessionOptions::logoutLimit.
    Task<void> logout();

    /// COMPRESS DEFLATE (RFC 4978) where the options want it and the server offers it; true: it is on.  After
    /// authenticate(), behind ID and ENABLE: it may be sent while those are in flight, and holds everything behind it
    /// back until it is answered.  A refusal is no error.
    Task<Result<bool>> compress();

    /// Runs one command.  One whose answer shows that a capability is broken is repeated once without it.
    template <Command C> Task<Result<typename C::Value>> run(C command);

    /// Waits for news in the selected mailbox; returns after stopIdle(), when another command was queued, or when the
    /// connection ended.  What comes is told by mailboxChanged().  Needs capabilities().hasIdle().  RFC 2177 wants it
    /// renewed within 29 minutes: the caller's to do.
    Task<Result<void>> idle();
    void stopIdle();
    bool isIdling() const;

    bool isUsable() const; ///< greeted, not lost, not logged out
    bool isAuthenticated() const;
    /// As offered, without what the server is known to get wrong (quirks()).
    const Capabilities &capabilities() const;
    const Quirks &quirks() const;
    bool isCompressed() const;
    bool isEnabled(const QByteArray &capability) const; ///< by ENABLE
    /// std::nullopt when no mailbox is selected.
    const std::optional<MailboxState> &selected() const;
    const Statistics &statistics() const;
    std::optional<qint64> octetsPerSecond() const; ///< as of SessionReport
    int commandsInFlight() const;
    const SessionOptions &options() const;
    /// Why it ended, or is about to; none after logout().
    std::optional<MailError> loss() const;
    /// Everything that a person may want to know about this connection; at any time, also after it ended.
    SessionReport report() const;

Q_SIGNALS:
    void mailboxChanged(const godwit::imap::MailboxUpdate &update);
    /// STATUS of a mailbox that nobody had asked for just now: NOTIFY (RFC 5465).
    void statusChanged(const godwit::imap::MailboxStatus &status);
    /// LIST that nobody had asked for: a mailbox was made, renamed, deleted or (un)subscribed (NOTIFY).
    void mailboxListed(const godwit::imap::ListData &mailbox);
    /// [NOTIFICATIONOVERFLOW]: NOTIFY is over, look at everything.
    void notificationOverflow();
    /// [ALERT]: must be shown; only under TLS or on loopback (S-008).  Each text once.
    void alert(const QString &text);
    /// The connection ended by itself; emitted once, after every waiting command got its error.
    void lost(const godwit::MailError &error);

private:
    struct Private;
    class Ticket;
    void enqueue(const std::shared_ptr<PendingCommand> &command);
    void withdraw(const PendingCommand *command);
    Task<Result<void>> startTls();
    tl::unexpected<MailError> refuse(const MailError &error);

    std::unique_ptr<Private> d;
};

/// Withdraws its command when the Task that waits for it is dropped.
class Session::Ticket {
public:
    Ticket(Session *session, std::shared_ptr<PendingCommand> command)
        : m_session(session), m_command(std::move(command))
    {
        session->enqueue(m_command);
    }
    ~Ticket()
    {
        if (m_session)
            m_session->withdraw(m_command.get());
    }
    Ticket(const Ticket &) = delete;
    Ticket &operator=(const Ticket &) = delete;

private:
    QPointer<Session> m_session;
    std::shared_ptr<PendingCommand> m_command;
};

template <Command C> Task<Result<typename C::Value>> Session::run(C command)
{
    std::optional<C> spare;
    if constexpr (RepeatableCommand<C>)
        spare = command;
    const auto pending = std::make_shared<PendingOf<C>>(std::move(command), options().serverName);
    const Ticket ticket(this, pending);
    Result<typename C::Value> answer = co_await pending->answer;
    if constexpr (RepeatableCommand<C>) {
        if (pending->mustRepeat()) {
            const auto again = std::make_shared<PendingOf<C>>(std::move(*spare), options().serverName);
            const Ticket second(this, again);
            co_return co_await again->answer;
        }
    }
    co_return answer;
}

} // namespace godwit::imap
