// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/SleepWatcher.h"

namespace godwit::app {

SleepWatcher::SleepWatcher(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus))
{
    // QtDBus connects to remote signals by name only.
    m_bus.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
        SLOT(prepareForSleep(bool)));
}

void SleepWatcher::prepareForSleep(bool begins)
{
    if (begins)
        emit aboutToSleep();
    else
        emit woke();
}

} // namespace godwit::app
