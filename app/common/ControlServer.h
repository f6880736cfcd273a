// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>
#include <memory>

namespace godwit::app {

/// Name of the local socket of a profile's running instance.
QString controlName(const QString &profile);

/// Whether a running instance takes requests.
bool isInstanceListening(const QString &profile);

/// Asks the running instance: one JSON line there, one back.  std::nullopt when nobody answers within `limitMs`.
std::optional<QJsonObject> askRunningInstance(const QString &profile, const QJsonObject &request, int limitMs);

/// The running instance's end of that line, for this user only.  Lives in the window's thread; what is asked of the
/// engine is done in the engine's thread.  Destroy it before the engine.
///
/// Requests: {"command": "sync", "account", "mailbox", "headersOnly"}, {"command": "flush", "account", "submissions"},
/// {"command": "changed"} after another process wrote to the store, {"command": "open", "arguments"}.
class ControlServer : public QObject {
    Q_OBJECT
public:
    explicit ControlServer(sync::Engine &engine, QObject *parent = nullptr);
    ~ControlServer() override;
    /// False: the socket cannot be made; everything but handing over works without it.
    bool listen(const QString &profile);

Q_SIGNALS:
    /// A second start of the program handed over what it was started with.
    void openRequested(const QStringList &arguments);

private:
    void serve(QLocalSocket *socket);
    void handle(QLocalSocket *socket, const QJsonObject &request);

    class Worker;
    sync::Engine &m_engine;
    QLocalServer m_server;
    std::shared_ptr<QObject> m_relay; ///< answers come back over it, as long as somebody has one to give
};

QJsonObject summaryJson(const sync::SyncSummary &summary);
sync::SyncSummary summaryFromJson(const QJsonObject &object);
QJsonObject errorJson(const MailError &error);
MailError errorFromJson(const QJsonObject &object);

} // namespace godwit::app
