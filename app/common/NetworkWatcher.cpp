// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/NetworkWatcher.h"

#include <QNetworkInformation>
#include <QSocketNotifier>
#include <array>

#ifdef Q_OS_LINUX
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace std::chrono_literals;

namespace godwit::app {

namespace {
constexpr auto Settling = 200ms; ///< an interface that comes up says so in several messages
}

NetworkWatcher::NetworkWatcher(QObject *parent) : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settling);
    connect(&m_settle, &QTimer::timeout, this, &NetworkWatcher::changed);
    listenToKernel();
    if (!m_watching)
        listenToDesktop();
}

NetworkWatcher::~NetworkWatcher()
{
#ifdef Q_OS_LINUX
    if (m_socket >= 0)
        ::close(m_socket);
#endif
}

void NetworkWatcher::listenToKernel()
{
#ifdef Q_OS_LINUX
    m_socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (m_socket < 0)
        return;
    sockaddr_nl address = {};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return;
    auto *const notifier = new QSocketNotifier(m_socket, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &NetworkWatcher::read);
    m_watching = true;
#endif
}

/// That something was said is enough: whoever hears of it looks for himself.
void NetworkWatcher::read()
{
#ifdef Q_OS_LINUX
    std::array<char, 8192> buffer;
    while (::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT) > 0) { }
    if (!m_settle.isActive())
        m_settle.start();
#endif
}

void NetworkWatcher::watchMetered()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Metered))
        return;
    const QNetworkInformation *const information = QNetworkInformation::instance();
    if (!information->supports(QNetworkInformation::Feature::Metered))
        return;
    connect(information, &QNetworkInformation::isMeteredChanged, this, &NetworkWatcher::meteredChanged);
    if (information->isMetered())
        emit meteredChanged(true);
}

void NetworkWatcher::listenToDesktop()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, &m_settle,
        qOverload<>(&QTimer::start));
    m_watching = true;
}

} // namespace godwit::app
