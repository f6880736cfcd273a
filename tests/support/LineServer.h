// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "support/TestCertificates.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpServer>
#include <functional>

namespace godwit::test {

/// A server of lines on a free port of 127.0.0.1, in clear text or TLS, for tests of the transport and of sessions over
/// real sockets.  It serves one connection at a time.
class LineServer : public QTcpServer {
public:
    enum class Then { GoOn, StartTls, Close };
    struct Answer {
        QByteArray octets;
        Then then = Then::GoOn;
    };

    LineServer();

    QByteArray greeting;
    std::optional<Identity> implicitTls; ///< set: TLS from the first octet
    std::optional<Identity> startTls; ///< what Then::StartTls presents; unset: the handshake never comes
    std::function<Answer(const QByteArray &line)> answer; ///< `line` without its CRLF

    int connections() const { return m_connections; }
    bool isConnected() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    QList<QByteArray> lines() const { return m_lines; } ///< of all connections
    QByteArray clearOctets() const { return m_clear; } ///< what came while no TLS was spoken
    /// The octets are with the operating system when this returns.
    void send(const QByteArray &octets)
    {
        m_socket->write(octets);
        m_socket->flush();
    }
    void closeConnection() { m_socket->disconnectFromHost(); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void present(const Identity &identity);
    void read();

    QPointer<QSslSocket> m_socket;
    int m_connections = 0;
    QByteArray m_buffer, m_clear;
    QList<QByteArray> m_lines;
};

} // namespace godwit::test
