// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/FaultProxy.h"

#include <QTimer>

namespace godwit::torture {

struct FaultProxy::Link {
    QPointer<QTcpSocket> client, server;
    bool inHole = false;
    bool over = false;
    QTcpSocket *from(Direction direction) { return direction == Direction::Down ? server : client; }
    QTcpSocket *to(Direction direction) { return direction == Direction::Down ? client : server; }
};

FaultProxy::FaultProxy(quint16 target) : m_target(target)
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] { accept(); });
}

void FaultProxy::arm(const Plan &plan)
{
    m_plan = plan;
    m_struck = false;
    m_passed[0] = m_passed[1] = 0;
}

void FaultProxy::heal()
{
    m_plan = Plan();
    for (const auto &link : QList<std::shared_ptr<Link>>(m_links)) {
        if (link->inHole)
            end(*link, Fault::Cut);
    }
}

bool FaultProxy::mayHang() const
{
    return (m_struck && m_plan.fault == Fault::Corrupt)
        || std::any_of(m_links.cbegin(), m_links.cend(), [](const auto &link) { return link->inHole; });
}

void FaultProxy::cutAll()
{
    for (const auto &link : QList<std::shared_ptr<Link>>(m_links))
        end(*link, Fault::Cut);
}

void FaultProxy::accept()
{
    while (QTcpSocket *const client = nextPendingConnection()) {
        const auto link = std::make_shared<Link>();
        auto *const server = new QTcpSocket(client);
        link->client = client;
        link->server = server;
        m_links.append(link);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(server, &QTcpSocket::connected, this, [this, link, server] {
            server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            take(link, Direction::Up);
        });
        connect(client, &QTcpSocket::readyRead, this, [this, link] { take(link, Direction::Up); });
        connect(server, &QTcpSocket::readyRead, this, [this, link] { take(link, Direction::Down); });
        const auto ended = [this, link] {
            // What is still on its way through the latency arrives before the end does.
            QTimer::singleShot(m_latency, this, [this, link] { end(*link, Fault::End); });
        };
        connect(client, &QTcpSocket::disconnected, this, ended);
        connect(server, &QTcpSocket::disconnected, this, ended);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }
}

void FaultProxy::take(const std::shared_ptr<Link> &link, Direction direction)
{
    if (link->over || link->inHole || !link->server || link->server->state() != QAbstractSocket::ConnectedState)
        return;
    const QByteArray octets = link->from(direction)->readAll();
    if (octets.isEmpty())
        return;
    if (m_latency.count() == 0) {
        pass(link, direction, octets);
        return;
    }
    QTimer::singleShot(
        m_latency, Qt::PreciseTimer, this, [this, link, direction, octets] { pass(link, direction, octets); });
}

void FaultProxy::pass(const std::shared_ptr<Link> &link, Direction direction, QByteArray octets)
{
    if (link->over || link->inHole)
        return;
    if (m_rewrite)
        octets = m_rewrite(direction, octets);
    qint64 &passed = m_passed[int(direction)];
    const qint64 before = m_plan.at - passed;
    const bool strikes = m_plan.fault != Fault::None && !m_struck && direction == m_plan.direction && before >= 0
        && before < octets.size();
    passed += octets.size();
    if (!strikes) {
        write(*link, direction, octets);
        return;
    }
    m_struck = true;
    if (m_plan.fault == Fault::Corrupt) {
        octets[before] = char(octets[before] ^ 0x15);
        write(*link, direction, octets);
        return;
    }
    write(*link, direction, octets.left(before));
    if (m_plan.fault == Fault::Hole) {
        link->inHole = true;
        return;
    }
    end(*link, m_plan.fault);
}

void FaultProxy::write(Link &link, Direction direction, const QByteArray &octets)
{
    QTcpSocket *const to = link.to(direction);
    if (to == nullptr)
        return;
    const qsizetype step = m_octetsPerWrite > 0 ? m_octetsPerWrite : qMax(octets.size(), qsizetype(1));
    for (qsizetype at = 0; at < octets.size(); at += step) {
        to->write(octets.mid(at, step));
        to->flush();
    }
}

void FaultProxy::end(Link &link, Fault how)
{
    if (std::exchange(link.over, true))
        return;
    for (QTcpSocket *socket : {link.client.data(), link.server.data()}) {
        if (socket == nullptr)
            continue;
        socket->disconnect(this);
        socket->flush();
        if (how == Fault::Cut)
            socket->abort();
        else
            socket->disconnectFromHost();
    }
    if (link.client)
        link.client->deleteLater(); // and the server's side with it
    m_links.removeIf([&link](const std::shared_ptr<Link> &other) { return other.get() == &link; });
}

} // namespace godwit::torture
