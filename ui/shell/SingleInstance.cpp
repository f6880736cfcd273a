// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SingleInstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace godwit::ui {

namespace {

constexpr int PatienceMs = 1000;
constexpr qint64 MaximumOctets = 256 * 1024;

/// Inside a directory that only the person can enter, where a path of a socket may be that long.
QString socketName(const QString &profile)
{
    const QString canonical = QFileInfo(profile).canonicalFilePath();
    const QByteArray hash
        = QCryptographicHash::hash((canonical.isEmpty() ? profile : canonical).toUtf8(), QCryptographicHash::Sha256);
    const QString file = QStringLiteral("godwit-") + QString::fromLatin1(hash.toHex().left(16));
    constexpr qsizetype LongestSocketPath = 100;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    for (const QString &folder : {runtime, profile}) {
        const QString path = folder + u'/' + file;
        if (!folder.isEmpty() && QFileInfo(folder).isWritable() && path.toUtf8().size() < LongestSocketPath)
            return path;
    }
    return file;
}

} // namespace

SingleInstance::SingleInstance(const QString &profile, QObject *parent) : QObject(parent), m_name(socketName(profile))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            take(socket);
    });
}

bool SingleInstance::handOver(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(PatienceMs))
        return false;
    QJsonArray list;
    for (const QString &argument : arguments)
        list.append(argument);
    socket.write(QJsonDocument(list).toJson(QJsonDocument::Compact) + '\n');
    // Only an answer proves that somebody lives behind the socket.
    while (socket.bytesAvailable() == 0 && socket.waitForReadyRead(PatienceMs)) { }
    return socket.bytesAvailable() > 0;
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    QLocalServer::removeServer(m_name);     // left behind by a crash
    m_server.listen(m_name);
}

void SingleInstance::take(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > MaximumOctets) {
            socket->abort();
            return;
        }
        if (!socket->canReadLine())
            return;
        const QJsonDocument document = QJsonDocument::fromJson(socket->readLine());
        QStringList arguments;
        for (const QJsonValue value : document.array())
            arguments.append(value.toString());
        socket->write("taken\n");
        socket->disconnectFromServer();
        emit argumentsReceived(arguments);
    });
}

} // namespace godwit::ui
