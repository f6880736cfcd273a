// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace godwit::ui {

/// One running window per profile: a second start hands its arguments to the first and ends.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(const QString &profile, QObject *parent = nullptr);

    /// True when a running instance took the arguments.  Waits at most a second for it.
    bool handOver(const QStringList &arguments);
    /// Becomes the instance that others talk to.
    void listen();

signals:
    void argumentsReceived(const QStringList &arguments);

private:
    void take(QLocalSocket *socket);
    QString m_name;
    QLocalServer m_server;
};

} // namespace godwit::ui
