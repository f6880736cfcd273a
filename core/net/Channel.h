// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Clock.h"
#include "base/OneShot.h"
#include "net/Transport.h"

#include <QPointer>

namespace godwit::net {

/// Octets on the wire and waits for the network, since the connection began (DESIGN section 8, `sync`).
struct Statistics {
    qint64 octetsIn = 0;
    qint64 octetsOut = 0;
    qint64 commands = 0; ///< counted by the session
    qint64 roundTrips = 0; ///< times that the client waited with nothing else in flight
    std::optional<std::chrono::milliseconds> quickest; ///< answer to a command that was alone in flight: the session's

    void answeredWithin(std::chrono::milliseconds time) { quickest = std::min(quickest.value_or(time), time); }
};

/// A Transport that is read on demand, with time limits: what the conversations of SMTP and POP3 are written over.
/// One coroutine at a time waits on it.
class Channel : public QObject {
    Q_OBJECT
public:
    Channel(std::unique_ptr<Transport> transport, std::shared_ptr<Clock> clock);

    Task<Result<void>> open();
    /// StartTlsInjection when octets are waiting here or in the transport (S-005, S-006).  On failure it is closed.
    Task<Result<void>> startTls();
    void send(const QByteArray &octets);
    /// What came since the last call; waits until there is something.  Errors: why the connection ended, once all that
    /// came before has been read; Network/TimedOut after `limit`.
    Task<Result<QByteArray>> read(std::chrono::milliseconds limit);
    /// Waits until at most `octets` are unsent, or something has been received.  Errors as for read(), the limit being
    /// that without any progress.
    Task<Result<void>> drained(qint64 octets, std::chrono::milliseconds limit);
    bool hasUnread() const { return !m_unread.isEmpty(); }
    QByteArray takeUnread() { return std::exchange(m_unread, QByteArray()); }
    qint64 unsentOctets() const { return m_transport->unsentOctets(); }
    bool isEncrypted() const { return m_transport->isEncrypted(); }
    TlsFacts tlsFacts() const { return m_transport->tlsFacts(); }
    bool isUsable() const { return m_open && !m_loss; }
    const std::optional<MailError> &loss() const { return m_loss; } ///< why it ended by itself
    void close();
    std::chrono::milliseconds now() const { return m_clock->monotonic(); }
    Statistics &statistics() { return m_statistics; }
    const Statistics &statistics() const { return m_statistics; }

Q_SIGNALS:
    /// The connection ended by itself, after whoever waited was told.
    void lost(const godwit::MailError &error);

private:
    enum class Wake { News, Expired };
    Task<Wake> wait(std::chrono::milliseconds limit);
    static Task<void> expire(
        std::shared_ptr<Clock> clock, std::chrono::milliseconds limit, QPointer<Channel> self, OneShot<Wake> news);
    void wake();

    std::unique_ptr<Transport> m_transport;
    std::shared_ptr<Clock> m_clock;
    QByteArray m_unread;
    OneShot<Wake> m_news;
    std::optional<MailError> m_loss;
    Statistics m_statistics;
    bool m_open = false;
    bool m_askedSomething = false; ///< sent since the last wait
};

/// Closes the connection when the coroutine that holds it is dropped half-way: nobody knows then to which command the
/// server's next octets belong.
class ChannelGuard {
public:
    explicit ChannelGuard(Channel *channel) : m_channel(channel) { }
    ~ChannelGuard()
    {
        if (m_channel && !m_done)
            m_channel->close();
    }
    ChannelGuard(const ChannelGuard &) = delete;
    ChannelGuard &operator=(const ChannelGuard &) = delete;
    void done() { m_done = true; }

private:
    QPointer<Channel> m_channel;
    bool m_done = false;
};

} // namespace godwit::net
