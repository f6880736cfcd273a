// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QTimer>

namespace godwit::app {

/// Tells when links, addresses or routes of this machine changed; what comes in one go is told once.  On Linux the
/// kernel says so itself (rtnetlink), whatever manages the network; elsewhere QNetworkInformation, where it can.
class NetworkWatcher : public QObject {
    Q_OBJECT
public:
    explicit NetworkWatcher(QObject *parent = nullptr);
    ~NetworkWatcher() override;
    bool isWatching() const { return m_watching; }
    /// Asks the system, now and from now on, whether the network costs something by the octet (QNetworkInformation):
    /// meteredChanged() tells once if it does, and again whenever that changes.  Where the system does not know,
    /// nothing.
    void watchMetered();

signals:
    void changed();
    void meteredChanged(bool metered);

private:
    void listenToKernel();
    void listenToDesktop();
    void read();

    QTimer m_settle;
    int m_socket = -1;
    bool m_watching = false;
};

} // namespace godwit::app
