// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/LineServer.h"

#include <QSslConfiguration>

namespace godwit::test {

LineServer::LineServer()
{
    const bool listening = listen(QHostAddress::LocalHost);
    Q_ASSERT(listening);
}

void LineServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    delete m_socket;
    m_buffer.clear();
    m_socket = new QSslSocket(this);
    m_socket->setSocketDescriptor(descriptor);
    connect(m_socket, &QSslSocket::readyRead, this, &LineServer::read);
    if (implicitTls) {
        present(*implicitTls);
        connect(m_socket, &QSslSocket::encrypted, this, [this] { m_socket->write(greeting); });
    } else {
        m_socket->write(greeting);
    }
}

void LineServer::present(const Identity &identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_socket->setSslConfiguration(configuration);
    m_socket->setLocalCertificate(identity.certificate);
    m_socket->setPrivateKey(identity.key);
    m_socket->startServerEncryption();
}

void LineServer::read()
{
    const QByteArray octets = m_socket->readAll();
    if (!m_socket->isEncrypted())
        m_clear += octets;
    m_buffer += octets;
    for (qsizetype end = m_buffer.indexOf("\r\n"); end >= 0; end = m_buffer.indexOf("\r\n")) {
        const QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 2);
        m_lines.append(line);
        if (!answer)
            continue;
        const Answer reply = answer(line);
        m_socket->write(reply.octets);
        if (reply.then == Then::Close) {
            m_socket->disconnectFromHost();
            return;
        }
        if (reply.then == Then::StartTls) {
            m_socket->flush();
            if (startTls)
                present(*startTls);
            return;
        }
    }
}

} // namespace godwit::test
