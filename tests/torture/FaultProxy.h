// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <chrono>
#include <functional>
#include <memory>

namespace godwit::torture {

/// Stands between a client and a server of this machine and does what networks do.  It counts the octets of each
/// direction over all connections since arm(), so that a fault can be placed anywhere in a day.
class FaultProxy : public QTcpServer {
public:
    enum class Direction { Down, Up }; ///< to the client, to the server
    enum class Fault {
        None,
        Cut, ///< exactly so many octets get through, then the connection is reset
        End, ///< the same, and it is ended properly
        Hole, ///< nothing gets through any more, in either direction, and nobody is told; until heal()
        Corrupt, ///< this octet arrives changed
    };
    struct Plan {
        Fault fault = Fault::None;
        Direction direction = Direction::Down;
        qint64 at = 0; ///< octets of this direction that come before
    };

    explicit FaultProxy(quint16 target);

    /// Once; counts anew.
    void arm(const Plan &plan);
    /// Ends black holes, by resetting what is in them.
    void heal();
    void setLatency(std::chrono::milliseconds latency) { m_latency = latency; } ///< each way
    void setOctetsPerWrite(qsizetype octets) { m_octetsPerWrite = octets; } ///< 0: as they come
    /// Changes what passes, before it is counted; clear text only.
    using Rewrite = std::function<QByteArray(Direction direction, const QByteArray &octets)>;
    void setRewrite(Rewrite rewrite) { m_rewrite = std::move(rewrite); }
    qint64 passed(Direction direction) const { return m_passed[int(direction)]; }
    bool hasStruck() const { return m_struck; }
    bool mayHang() const; ///< somebody waits, or may wait, for what will never come
    /// Resets all connections.
    void cutAll();

private:
    struct Link;
    void accept();
    void take(const std::shared_ptr<Link> &link, Direction direction);
    void pass(const std::shared_ptr<Link> &link, Direction direction, QByteArray octets);
    void write(Link &link, Direction direction, const QByteArray &octets);
    void end(Link &link, Fault how);

    quint16 m_target;
    Plan m_plan;
    bool m_struck = false;
    qint64 m_passed[2] = {0, 0};
    std::chrono::milliseconds m_latency{0};
    qsizetype m_octetsPerWrite = 0;
    Rewrite m_rewrite;
    QList<std::shared_ptr<Link>> m_links;
};

} // namespace godwit::torture
