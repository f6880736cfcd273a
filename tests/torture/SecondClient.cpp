// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/SecondClient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace godwit::torture {

namespace {

constexpr int AnswerMilliseconds = 120'000;

} // namespace

QString difference(const Picture &server, const Picture &store)
{
    QStringList lines;
    QStringList names = server.keys() + store.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        if (server.contains(name) != store.contains(name)) {
            lines.append(name
                + (server.contains(name) ? QStringLiteral(": only on the server")
                                         : QStringLiteral(": only in the store")));
            continue;
        }
        QStringList theirs = server.value(name);
        QStringList ours = store.value(name);
        for (const QString &line : QStringList(theirs)) {
            if (ours.removeOne(line))
                theirs.removeOne(line);
        }
        for (const QString &line : std::as_const(theirs))
            lines.append(name + QStringLiteral(": only on the server: ") + line);
        for (const QString &line : std::as_const(ours))
            lines.append(name + QStringLiteral(": only in the store: ") + line);
    }
    return lines.join(u'\n');
}

SecondClient::SecondClient(const ServerAddress &server)
{
    m_process.setProgram(QStringLiteral("python3"));
    m_process.setArguments({QStringLiteral(GODWIT_TEST_DATA "/torture/second_client.py"), server.host,
        QString::number(server.imapsPort), server.caFile, server.user, server.password});
    m_process.start();
}

SecondClient::~SecondClient()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(AnswerMilliseconds);
}

void SecondClient::say(const QString &command)
{
    m_process.write(command.toUtf8() + '\n');
    m_process.waitForBytesWritten(AnswerMilliseconds);
}

QJsonValue SecondClient::answer()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(AnswerMilliseconds))
            return QJsonValue(QJsonValue::Undefined);
    }
    const QByteArray line = m_process.readLine();
    return QJsonDocument::fromJson('[' + line + ']').array().at(0);
}

Picture SecondClient::picture()
{
    say(QStringLiteral("picture"));
    Picture picture;
    const QJsonObject mailboxes = answer().toObject();
    for (auto mailbox = mailboxes.begin(); mailbox != mailboxes.end(); ++mailbox) {
        QStringList lines;
        for (const auto &row : mailbox.value().toArray()) {
            QStringList flags;
            for (const auto &flag : row[1].toArray())
                flags.append(flag.toString());
            lines.append(QStringLiteral("%1 (%2) %3").arg(row[0].toString(), flags.join(u' ')).arg(row[2].toInt()));
        }
        lines.sort();
        picture.insert(mailbox.key(), lines);
    }
    return picture;
}

bool SecondClient::add(const QString &mailbox, int first, int count)
{
    say(QStringLiteral("add %1 %2 %3").arg(mailbox).arg(first).arg(count));
    return answer().toBool();
}

void SecondClient::startStorm(int count, quint32 seed)
{
    say(QStringLiteral("storm %1 %2").arg(count).arg(seed));
    m_storming = true;
}

SecondClient::Storm SecondClient::finishStorm()
{
    m_storming = false;
    Storm storm;
    const QJsonObject result = answer().toObject();
    storm.done = result.value(QStringLiteral("done")).toInt(-1);
    for (const auto &id : result.value(QStringLiteral("expunged")).toArray())
        storm.expunged.append(id.toString());
    for (const auto &act : result.value(QStringLiteral("story")).toArray())
        storm.story.append(act.toString());
    return storm;
}

QString SecondClient::errors()
{
    return QString::fromUtf8(m_process.readAllStandardError());
}

} // namespace godwit::torture
