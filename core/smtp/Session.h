// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/Channel.h"
#include "net/Endpoint.h"
#include "smtp/Capabilities.h"
#include "smtp/Submission.h"
#include "smtp/wire/ReplyParser.h"

namespace godwit::smtp {

struct Envelope;

struct SessionOptions {
    net::Endpoint endpoint;
    std::shared_ptr<Clock> clock; ///< the system's when empty
    std::chrono::milliseconds greetingLimit{60'000};
    std::chrono::milliseconds replyLimit{300'000}; ///< RFC 5321 section 4.5.3.2
    std::chrono::milliseconds dataBlockLimit{180'000}; ///< without progress while the message goes out
    std::chrono::milliseconds finalReplyLimit{600'000}; ///< short ones make duplicates (RFC 1047)
    std::chrono::milliseconds quitLimit{3'000};
};

/// One SMTP submission connection: RFC 5321, 6409; any number of messages, one after the other.
///
/// Life: connect(), authenticate() where the account signs in, send() as often as wanted, quit().  One call at a time.
/// The caller keeps the session alive while its Tasks run; dropping a Task closes the connection.  `host` is set in
/// every error.  Afterwards isUsable() says whether the next call makes sense.
class Session : public QObject {
    Q_OBJECT
public:
    Session(std::unique_ptr<net::Transport> transport, SessionOptions options);
    ~Session() override;

    /// Greeting, EHLO (HELO where EHLO is unknown), STARTTLS and EHLO anew where the endpoint says so: S-001 to S-010.
    /// Errors: Network, Tls (StartTlsNotOffered ...), Temporary, Refused, Protocol.  On an error the connection is
    /// closed.
    Task<Result<void>> connect();
    /// AUTH PLAIN, else LOGIN (RFC 4954).  Errors: NeedsLogin (also LoginDisabled), Temporary, Refused, Protocol,
    /// Network.
    Task<Result<void>> authenticate(QString user, QString password);
    /// Success: at least one recipient was accepted, and the message was; the report names those who were not.
    /// Errors: Refused, Temporary or NeedsLogin: nobody gets it (lastReport() has each answer; TooLarge before anything
    /// was sent); Network/ConnectionLost, Network/TimedOut: nobody got it, safe to try again; detail UnknownOutcome, in
    /// whatever kind: nobody can know (S-128).
    ///
    /// The envelope of `following` travels with the final dot where the server knows PIPELINING (RFC 2920 section 3.1:
    /// content may be the first of a group), so that a message costs one round trip instead of two.  Nothing of it can
    /// be delivered by that.  If the next send() is for anything else, it fails with Network/ConnectionLost.
    Task<Result<DeliveryReport>> send(Submission submission, std::optional<Submission> following = {});
    /// QUIT; waits at most SessionOptions::quitLimit for the answer, then closes.
    Task<void> quit();

    /// Between calls: whether the next one makes sense.  Octets that nothing asked for (421, a broken server) end it.
    bool isUsable() const { return m_greeted && m_channel.isUsable() && (m_ahead || !m_channel.hasUnread()); }
    bool isEncrypted() const { return m_channel.isEncrypted(); }
    const std::optional<MailError> &loss() const { return m_channel.loss(); }
    net::TlsFacts tlsFacts() const { return m_channel.tlsFacts(); }
    const Capabilities &capabilities() const { return m_capabilities; }
    /// Whether 8-bit parts may be sent as they are (RFC 6152); else mime::prepareForTransfer must make them 7-bit.
    bool supportsEightBit() const { return m_capabilities.has("8BITMIME"); }
    /// The answers of the last send(), whether or not it succeeded.
    const DeliveryReport &lastReport() const { return m_report; }
    /// From when the last octet of a message is handed over until its reply: a crash or a drop in between is unknown.
    bool isOutcomeOpen() const { return m_outcomeOpen; }
    const net::Statistics &statistics() const { return m_channel.statistics(); }

Q_SIGNALS:
    /// The connection ended by itself; whoever waited has been told.
    void lost(const godwit::MailError &error);

private:
    Task<Result<Reply>> reply(std::chrono::milliseconds limit);
    Task<Result<Reply>> exchange(QByteArray line);
    std::optional<MailError> outOfStep();
    Task<Result<void>> greet();
    Task<Result<void>> sayHello();
    Task<Result<void>> upgrade();
    Task<Result<void>> authenticateLogin(QString user, QString password);
    void sendAhead(const QByteArrayList &lines);
    Result<QByteArrayList> opening(const Submission &submission, Envelope &envelope) const;
    Task<Result<Reply>> openData(Envelope envelope, QByteArrayList lines);
    Task<Result<DeliveryReport>> deliver(Envelope envelope, QByteArrayList lines, QByteArray message);
    Task<Result<Reply>> upload(QByteArray message);
    Task<Result<Reply>> finish(QByteArray lastBlock);
    bool hasRecipient() const;
    MailError refusedByAll() const;
    MailError failAll(const MailError &error);
    MailError placed(MailError error) const;
    MailError closeWith(MailError error);

    SessionOptions m_options;
    net::Channel m_channel;
    ReplyParser m_parser;
    Capabilities m_capabilities;
    DeliveryReport m_report;
    std::optional<MailError> m_senderError; ///< what MAIL was answered
    std::optional<MailError> m_goodbye; ///< after 421
    QByteArrayList m_following; ///< what opens the next message; goes out with the final dot of this one
    std::optional<QByteArrayList> m_ahead; ///< has gone out so
    int m_sentAhead = 0; ///< commands that went out before their turn: pipelining
    bool m_greeted = false;
    bool m_needsReset = false;
    bool m_outcomeOpen = false;
};

} // namespace godwit::smtp
