// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDBusConnection>
#include <QObject>

namespace godwit::app {

/// Hears from logind that the machine goes to sleep and that it woke (PrepareForSleep of org.freedesktop.login1).
/// Where there is no such bus or service it stays silent.
class SleepWatcher : public QObject {
    Q_OBJECT
public:
    explicit SleepWatcher(QDBusConnection bus = QDBusConnection::systemBus(), QObject *parent = nullptr);

signals:
    void aboutToSleep();
    void woke();

private slots:
    void prepareForSleep(bool begins); // by name, for QtDBus

private:
    QDBusConnection m_bus;
};

} // namespace godwit::app
