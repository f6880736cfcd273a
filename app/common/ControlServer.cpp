// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ControlServer.h"

#include "base/TaskScope.h"
#include "store/Writer.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace godwit::app {

namespace {

constexpr qint64 MaximumRequestOctets = 1024 * 1024;
constexpr qsizetype LongestSocketPath = 100;

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QString controlName(const QString &profile)
{
    const QString canonical = QDir(profile).canonicalPath();
    // In the profile, which is the user's alone, where the path is short enough for a socket.
    const QString inside = (canonical.isEmpty() ? profile : canonical) + "/control"_L1;
    if (QFile::encodeName(inside).size() <= LongestSocketPath)
        return inside;
    const QByteArray digest = QCryptographicHash::hash(inside.toUtf8(), QCryptographicHash::Sha256);
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR", QDir::tempPath());
    return folder + "/godwit-"_L1 + QString::fromLatin1(digest.toHex().left(24));
}

bool isInstanceListening(const QString &profile)
{
    QLocalSocket socket;
    socket.connectToServer(controlName(profile));
    return socket.waitForConnected(2000);
}

std::optional<QJsonObject> askRunningInstance(const QString &profile, const QJsonObject &request, int limitMs)
{
    QLocalSocket socket;
    socket.connectToServer(controlName(profile));
    if (!socket.waitForConnected(2000))
        return std::nullopt;
    socket.write(line(request));
    QByteArray answer;
    QElapsedTimer timer;
    timer.start();
    while (!answer.contains('\n') && timer.elapsed() < limitMs) {
        if (!socket.waitForReadyRead(int(limitMs - timer.elapsed())) && socket.state() != QLocalSocket::ConnectedState)
            break;
        answer += socket.readAll();
    }
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QJsonObject errorJson(const MailError &error)
{
    return {{u"kind"_s, int(error.kind)}, {u"detail"_s, int(error.detail)},
        {u"code"_s, QString::fromLatin1(error.responseCode)}, {u"text"_s, error.serverText}, {u"host"_s, error.host}};
}

MailError errorFromJson(const QJsonObject &object)
{
    MailError error;
    error.kind = MailError::Kind(object.value("kind"_L1).toInt());
    error.detail = MailError::Detail(object.value("detail"_L1).toInt());
    error.responseCode = object.value("code"_L1).toString().toLatin1();
    error.serverText = object.value("text"_L1).toString();
    error.host = object.value("host"_L1).toString();
    return error;
}

QJsonObject summaryJson(const sync::SyncSummary &summary)
{
    QJsonObject object{
        {u"account"_s, summary.account.value},
        {u"mailboxes"_s, summary.mailboxes},
        {u"new"_s, summary.added},
        {u"changed"_s, summary.changed},
        {u"vanished"_s, summary.vanished},
        {u"bodies"_s, summary.bodies},
        {u"octets_in"_s, summary.octetsIn},
        {u"octets_out"_s, summary.octetsOut},
        {u"commands"_s, summary.commands},
        {u"round_trips"_s, summary.roundTrips},
        {u"seconds"_s, summary.seconds},
    };
    if (summary.error)
        object.insert("failure"_L1, errorJson(*summary.error));
    return object;
}

sync::SyncSummary summaryFromJson(const QJsonObject &object)
{
    sync::SyncSummary summary;
    summary.account = {object.value("account"_L1).toInteger()};
    summary.mailboxes = object.value("mailboxes"_L1).toInt();
    summary.added = object.value("new"_L1).toInteger();
    summary.changed = object.value("changed"_L1).toInteger();
    summary.vanished = object.value("vanished"_L1).toInteger();
    summary.bodies = object.value("bodies"_L1).toInteger();
    summary.octetsIn = object.value("octets_in"_L1).toInteger();
    summary.octetsOut = object.value("octets_out"_L1).toInteger();
    summary.commands = object.value("commands"_L1).toInteger();
    summary.roundTrips = object.value("round_trips"_L1).toInteger();
    summary.seconds = object.value("seconds"_L1).toDouble();
    if (object.contains("failure"_L1))
        summary.error = errorFromJson(object.value("failure"_L1).toObject());
    return summary;
}

/// Child of the engine: its conversations run in the engine's thread and end with it.
class ControlServer::Worker : public QObject {
public:
    explicit Worker(sync::Engine &engine) : QObject(&engine), m_engine(engine) { }

    void run(const QJsonObject &request, const std::function<void(QJsonObject)> &answer)
    {
        m_scope.spawn(conversation(request, answer));
    }

private:
    Task<void> conversation(QJsonObject request, std::function<void(QJsonObject)> answer)
    {
        const store::AccountKey account{request.value("account"_L1).toInteger()};
        if (request.value("command"_L1).toString() == u"sync") {
            sync::Engine::SyncOptions options;
            options.mailbox = request.value("mailbox"_L1).toString();
            options.headersOnly = request.value("headersOnly"_L1).toBool();
            const sync::SyncSummary summary = co_await m_engine.syncOnce(account, options);
            answer(summaryJson(summary));
            co_return;
        }
        QList<store::SubmissionKey> only;
        for (const QJsonValue &value : request.value("submissions"_L1).toArray())
            only.append(store::SubmissionKey{value.toInteger()});
        co_await m_engine.flushOutbox(account, only);
        QJsonObject done;
        done.insert("done"_L1, true);
        answer(done);
    }

    sync::Engine &m_engine;
    TaskScope m_scope;
};

ControlServer::ControlServer(sync::Engine &engine, QObject *parent)
    : QObject(parent), m_engine(engine), m_relay(new QObject, [](QObject *relay) { relay->deleteLater(); })
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const socket = m_server.nextPendingConnection())
            serve(socket);
    });
}

ControlServer::~ControlServer() = default;

bool ControlServer::listen(const QString &profile)
{
    const QString name = controlName(profile);
    QLocalServer::removeServer(name); // we hold the profile's lock: what is there was left behind
    return m_server.listen(name);
}

void ControlServer::serve(QLocalSocket *socket)
{
    socket->setParent(this);
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > MaximumRequestOctets)
                socket->abort();
            return;
        }
        handle(socket, QJsonDocument::fromJson(socket->readLine(MaximumRequestOctets)).object());
    });
}

void ControlServer::handle(QLocalSocket *socket, const QJsonObject &request)
{
    const QString command = request.value("command"_L1).toString();
    if (command == u"open" || command == u"changed") {
        QStringList arguments;
        for (const QJsonValue &value : request.value("arguments"_L1).toArray())
            arguments.append(value.toString());
        if (command == u"open")
            Q_EMIT openRequested(arguments);
        else
            m_engine.storeChangedElsewhere();
        socket->write(line({{u"done"_s, true}}));
        return;
    }
    if (command != u"sync" && command != u"flush") {
        socket->write(line({{u"done"_s, false}}));
        return;
    }
    const QPointer<QLocalSocket> guarded(socket);
    const auto answer = [relay = m_relay, guarded](const QJsonObject &object) {
        const auto write = [guarded, object] {
            if (guarded)
                guarded->write(line(object));
        };
        QMetaObject::invokeMethod(relay.get(), write, Qt::QueuedConnection);
    };
    sync::Engine *const engine = &m_engine;
    const auto start = [engine, request, answer] {
        auto *worker = static_cast<Worker *>(engine->findChild<QObject *>(u"control"_s, Qt::FindDirectChildrenOnly));
        if (!worker) {
            worker = new Worker(*engine);
            worker->setObjectName(u"control"_s);
        }
        worker->run(request, answer);
    };
    QMetaObject::invokeMethod(engine, start, Qt::QueuedConnection);
}

} // namespace godwit::app
