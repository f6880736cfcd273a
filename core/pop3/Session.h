// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/Channel.h"
#include "net/Endpoint.h"
#include "pop3/Capabilities.h"
#include "pop3/Listings.h"
#include "pop3/wire/ReplyParser.h"

#include <functional>

namespace godwit::pop3 {

struct SessionOptions {
    net::Endpoint endpoint;
    std::shared_ptr<Clock> clock; ///< the system's when empty
    std::chrono::milliseconds greetingLimit{60'000};
    std::chrono::milliseconds replyLimit{120'000}; ///< without an octet while a reply is awaited
    std::chrono::milliseconds quitLimit{60'000}; ///< QUIT removes the deleted messages: not to be cut short
    qsizetype messageLimit = limits::MessageOctets;
};

/// One POP3 connection: RFC 1939, 2449, 2595, 5034.
///
/// Life: connect(), authenticate(), then any of the others, quit().  One call at a time.  The caller keeps the session
/// alive while its Tasks run; dropping a Task closes the connection, and nothing is deleted then.  Message numbers are
/// the server's for this connection: 1 and up.  `host` is set in every error.
class Session : public QObject {
    Q_OBJECT
public:
    Session(std::unique_ptr<net::Transport> transport, SessionOptions options);
    ~Session() override;

    /// Greeting, CAPA, STLS and CAPA anew where the endpoint says so: S-001 to S-008.  A server without CAPA is taken
    /// as it is.  Errors: Network, Tls (StartTlsNotOffered ...), Temporary, Refused, Protocol.  On an error it is
    /// closed.
    Task<Result<void>> connect();
    /// AUTH PLAIN where offered, else USER and PASS; then CAPA once more.  Errors: NeedsLogin ([AUTH], or -ERR without
    /// a code; also LoginDisabled); Temporary ([IN-USE], [LOGIN-DELAY], [SYS/TEMP]); Refused ([SYS/PERM]); Protocol,
    /// Network.
    Task<Result<void>> authenticate(QString user, QString password);

    Task<Result<MailboxSize>> stat();
    /// Refused when the server has no UIDL.  Entries as the server gave them: ids may be empty, long or doubled
    /// (S-036).
    Task<Result<QList<UniqueId>>> uidl();
    /// Sizes are claims, good for progress alone (S-037).
    Task<Result<QList<ListedSize>>> list();
    /// STAT, UIDL and LIST, in one flight where the server allows it.
    Task<Result<Inventory>> inventory();
    /// Fetches `numbers` in that order, pipelined (at most 10 outstanding) where offered.  `take` is called once per
    /// message as it arrives, with the exact octets, or with Refused (this one only) or Refused/LimitExceeded (over
    /// SessionOptions::messageLimit); it must not drop this Task.  The result is an error when the connection is gone.
    using Consumer = std::function<void(int number, Result<QByteArray> message)>;
    Task<Result<void>> retr(QList<int> numbers, Consumer take);
    /// The header and the first `lines` of the body.
    Task<Result<QByteArray>> top(int number, int lines);
    /// Marks for deletion at quit(), pipelined where offered; returns those that the server refused.
    Task<Result<QList<int>>> dele(QList<int> numbers);
    Task<Result<void>> noop();
    /// QUIT, then closes.  Only success means that what was marked is gone.  Refused: not all of it; detail
    /// UnknownOutcome: messages were marked and the answer was lost.
    Task<Result<void>> quit();

    /// Between calls: whether the next one makes sense.  Octets that nothing asked for (421, a broken server) end it.
    bool isUsable() const { return m_greeted && m_channel.isUsable() && !m_channel.hasUnread(); }
    bool isEncrypted() const { return m_channel.isEncrypted(); }
    const std::optional<MailError> &loss() const { return m_channel.loss(); }
    net::TlsFacts tlsFacts() const { return m_channel.tlsFacts(); }
    const Capabilities &capabilities() const { return m_capabilities; }
    const net::Statistics &statistics() const { return m_channel.statistics(); }

Q_SIGNALS:
    /// The connection ended by itself; whoever waited has been told.
    void lost(const godwit::MailError &error);

private:
    using Shape = ReplyParser::Shape;
    void post(const QByteArray &line, Shape shape);
    Task<Result<Reply>> reply(std::chrono::milliseconds limit);
    Task<Result<Reply>> exchange(QByteArray line, Shape shape);
    Task<Result<QList<Reply>>> exchangeAll(QByteArrayList lines, QList<ReplyParser::Shape> shapes);
    Task<Result<void>> forEach(QByteArray verb, Shape shape, QList<int> numbers, std::function<void(int, Reply)> take);
    Task<Result<void>> askCapabilities();
    Task<Result<void>> upgrade();
    Task<Result<Reply>> signInPlain(QByteArray response);
    Task<Result<Reply>> signInUserPass(QByteArray user, QByteArray password);
    std::optional<MailError> outOfStep();
    MailError placed(MailError error) const;
    MailError closeWith(MailError error);

    SessionOptions m_options;
    net::Channel m_channel;
    ReplyParser m_parser;
    Capabilities m_capabilities;
    bool m_greeted = false;
    bool m_deleted = false; ///< something was marked for deletion
};

} // namespace godwit::pop3
