// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/Connector.h"

#include <QHostInfo>
#include <QSslSocket>

namespace godwit::net {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Detail = MailError::Detail;

namespace {

/// One of each family in turn, beginning with what the resolver prefers.
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first, second;
    for (const QHostAddress &address : addresses)
        (address.protocol() == addresses.first().protocol() ? first : second).append(address);
    QList<QHostAddress> result;
    while (!first.isEmpty() || !second.isEmpty()) {
        if (!first.isEmpty())
            result.append(first.takeFirst());
        if (!second.isEmpty())
            result.append(second.takeFirst());
    }
    return result;
}

MailError networkError(const QTcpSocket &socket)
{
    MailError error;
    error.kind = MailError::Kind::Network;
    error.serverText = socket.errorString().left(512);
    switch (socket.error()) {
    case QAbstractSocket::HostNotFoundError:
    case QAbstractSocket::ProxyNotFoundError:
        error.detail = Detail::HostNotFound;
        break;
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionRefusedError:
        error.detail = Detail::ConnectionRefused;
        break;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        error.detail = Detail::TimedOut;
        break;
    default:
        error.detail = Detail::ConnectionLost;
        break;
    }
    return error;
}

} // namespace

Connector::Connector(const QString &wireHost, quint16 port, const QNetworkProxy &proxy, Security security)
    : m_host(wireHost), m_port(port), m_proxy(proxy), m_security(security)
{
    m_error.kind = MailError::Kind::Network;
    m_error.detail = Detail::HostNotFound;
    m_next.setSingleShot(true);
    m_next.setInterval(250ms);
    connect(&m_next, &QTimer::timeout, this, &Connector::attemptNext);
}

void Connector::start()
{
    if (m_proxy.type() != QNetworkProxy::NoProxy) {
        attempt(m_host);
        return;
    }
    const QHostAddress literal(m_host);
    if (!literal.isNull()) {
        m_addresses = {literal};
    } else if (m_host == "localhost"_L1) { // RFC 6761 section 6.3: never asked of a resolver
        m_addresses = {QHostAddress(QHostAddress::LocalHostIPv6), QHostAddress(QHostAddress::LocalHost)};
    } else {
        QHostInfo::lookupHost(m_host, this, [this](const QHostInfo &info) {
            m_error.serverText = info.errorString().left(512);
            m_addresses = interleaved(info.addresses());
            attemptNext();
        });
        return;
    }
    QMetaObject::invokeMethod(this, &Connector::attemptNext, Qt::QueuedConnection);
}

void Connector::attemptNext()
{
    if (m_connected)
        return;
    if (!m_addresses.isEmpty())
        attempt(m_addresses.takeFirst().toString());
    else if (m_attempts.empty())
        Q_EMIT failed();
}

void Connector::attempt(const QString &hostOrAddress)
{
    SocketPointer socket(m_security == Security::ClearText ? new QTcpSocket : new QSslSocket);
    QTcpSocket *raw = socket.get();
    raw->setProxy(m_proxy);
    connect(raw, &QTcpSocket::connected, this, [this, raw] { attemptSucceeded(raw); });
    // Queued: connectToHost() may fail before it returns.
    connect(
        raw, &QTcpSocket::errorOccurred, this, [this, raw] { attemptFailed(raw); }, Qt::QueuedConnection);
    m_attempts.push_back(std::move(socket));
    raw->connectToHost(hostOrAddress, m_port);
    if (!m_addresses.isEmpty())
        m_next.start();
}

void Connector::attemptFailed(QTcpSocket *socket)
{
    const auto found =
        std::find_if(m_attempts.begin(), m_attempts.end(), [&](const auto &a) { return a.get() == socket; });
    if (found == m_attempts.end())
        return;
    m_error = networkError(*socket);
    m_attempts.erase(found);
    m_next.stop();
    attemptNext();
}

void Connector::attemptSucceeded(QTcpSocket *socket)
{
    const auto found =
        std::find_if(m_attempts.begin(), m_attempts.end(), [&](const auto &a) { return a.get() == socket; });
    if (found == m_attempts.end() || m_connected)
        return;
    m_connected = std::move(*found);
    m_attempts.clear();
    m_next.stop();
    m_connected->disconnect(this);
    Q_EMIT connected();
}

} // namespace godwit::net
