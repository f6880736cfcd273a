// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/Channel.h"

namespace godwit::net {

Channel::Channel(std::unique_ptr<Transport> transport, std::shared_ptr<Clock> clock)
    : m_transport(std::move(transport)), m_clock(clock ? std::move(clock) : std::make_shared<SystemClock>())
{
    connect(m_transport.get(), &Transport::received, this, [this](const QByteArray &octets) {
        m_statistics.octetsIn += octets.size();
        m_unread += octets;
        wake();
    });
    connect(m_transport.get(), &Transport::sent, this, &Channel::wake);
    connect(m_transport.get(), &Transport::lost, this, [this](const MailError &error) {
        m_loss = error;
        const QPointer<Channel> self(this);
        wake();
        if (self)
            Q_EMIT lost(error);
    });
}

/// Last statement of whoever calls it: what waits goes on from here.
void Channel::wake()
{
    const OneShot<Wake> news = m_news;
    news.set(Wake::News);
}

Task<void> Channel::expire(
    std::shared_ptr<Clock> clock, std::chrono::milliseconds limit, QPointer<Channel> self, OneShot<Wake> news)
{
    co_await clock->sleep(limit);
    // Queued: the waiter drops this very task when it goes on.
    if (self)
        QMetaObject::invokeMethod(
            self.data(), [news] { news.set(Wake::Expired); }, Qt::QueuedConnection);
}

Task<Channel::Wake> Channel::wait(std::chrono::milliseconds limit)
{
    m_news = OneShot<Wake>();
    const OneShot<Wake> news = m_news;
    const Task<void> timer = expire(m_clock, limit, QPointer<Channel>(this), news);
    co_return co_await news;
}

Task<Result<void>> Channel::open()
{
    const Result<void> opened = co_await m_transport->open();
    m_open = opened.has_value();
    co_return opened;
}

Task<Result<void>> Channel::startTls()
{
    if (hasUnread()) {
        close();
        co_return failure(MailError::Kind::Tls, MailError::Detail::StartTlsInjection);
    }
    const Result<void> shaken = co_await m_transport->startTls();
    if (!shaken)
        close();
    co_return shaken;
}

void Channel::send(const QByteArray &octets)
{
    if (!isUsable())
        return;
    m_statistics.octetsOut += octets.size();
    m_askedSomething = true;
    m_transport->send(octets);
}

Task<Result<QByteArray>> Channel::read(std::chrono::milliseconds limit)
{
    while (m_unread.isEmpty()) {
        if (m_loss)
            co_return tl::unexpected(*m_loss);
        if (!m_open)
            co_return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost);
        if (std::exchange(m_askedSomething, false))
            ++m_statistics.roundTrips;
        const Wake wake = co_await wait(limit);
        if (wake == Wake::Expired)
            co_return failure(MailError::Kind::Network, MailError::Detail::TimedOut);
    }
    co_return takeUnread();
}

Task<Result<void>> Channel::drained(qint64 octets, std::chrono::milliseconds limit)
{
    while (m_unread.isEmpty() && unsentOctets() > octets) {
        if (m_loss)
            co_return tl::unexpected(*m_loss);
        const Wake wake = co_await wait(limit);
        if (wake == Wake::Expired)
            co_return failure(MailError::Kind::Network, MailError::Detail::TimedOut);
    }
    if (m_loss && m_unread.isEmpty())
        co_return tl::unexpected(*m_loss);
    co_return Result<void>();
}

void Channel::close()
{
    m_open = false;
    m_unread.clear();
    m_transport->close();
}

} // namespace godwit::net
