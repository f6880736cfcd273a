// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "net/Endpoint.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <memory>
#include <vector>

namespace godwit::net {

/// A socket may be given up from inside its own signals: it is deleted by the event loop, which also closes it.
struct DeleteSocketLater {
    void operator()(QTcpSocket *socket) const
    {
        socket->disconnect();
        socket->deleteLater();
    }
};
using SocketPointer = std::unique_ptr<QTcpSocket, DeleteSocketLater>;

/// Opens a TCP connection to the first address of a host that answers: both families, each next address 250 ms after
/// the one before or as soon as that one has failed (RFC 8305).  Over a proxy the name is resolved there (S-022).
class Connector : public QObject {
    Q_OBJECT
public:
    /// ClearText makes plain sockets: the first QSslSocket of a process loads the TLS library.  Else they are
    /// QSslSockets.
    Connector(const QString &wireHost, quint16 port, const QNetworkProxy &proxy, Security security);

    void start();
    /// After connected().
    SocketPointer takeSocket() { return std::move(m_connected); }
    const MailError &error() const { return m_error; }

Q_SIGNALS:
    void connected();
    void failed();

private:
    void attempt(const QString &hostOrAddress);
    void attemptNext();
    void attemptFailed(QTcpSocket *socket);
    void attemptSucceeded(QTcpSocket *socket);

    QString m_host;
    quint16 m_port;
    QNetworkProxy m_proxy;
    Security m_security;
    QList<QHostAddress> m_addresses; ///< not yet tried
    std::vector<SocketPointer> m_attempts;
    QTimer m_next;
    SocketPointer m_connected;
    MailError m_error;
};

} // namespace godwit::net
