// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TrustSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/MessageJson.h"

#include <QFile>

namespace godwit::cli {

namespace {

/// What a person gives along for messages that belong to no account.
struct Knowledge {
    trust::Surroundings around;
    QHash<QString, trust::dkim::KeyAnswer> keys; ///< DKIM keys by name, in place of name servers
    bool hasKeys = false;
};

/// `NAME RECORD` lines.
bool readKeys(const QString &name, Knowledge &knowledge)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    knowledge.hasKeys = true;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        qsizetype blank = 0;
        while (blank < line.size() && line[blank] != ' ' && line[blank] != '\t')
            ++blank;
        trust::dkim::KeyAnswer &answer = knowledge.keys[QString::fromUtf8(line.left(blank)).toLower()];
        answer.answered = true;
        answer.records.append(line.mid(blank).trimmed());
    }
    return true;
}

QJsonObject readingOf(const QByteArray &raw, const Knowledge &knowledge)
{
    const mime::Message message = mime::parse(raw);
    const trust::dkim::Check check = knowledge.hasKeys ? trust::dkim::Check(raw) : trust::dkim::Check();
    QHash<QString, trust::dkim::KeyAnswer> keys = knowledge.keys;
    for (const QString &name : check.keyNames())
        keys[name].answered = true;
    QJsonObject reading = messageJson(message);
    reading.insert(QStringLiteral("trust"),
        trustJson(trust::judge(trust::gather(message, knowledge.around), check.outcomes(keys))));
    return reading;
}

} // namespace

int parseCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    Knowledge knowledge;
    for (const QString &server : given.takeValues(QStringLiteral("--auth-server")))
        knowledge.around.servers.append(trust::configuredServer(server));
    const auto keys = given.takeValue(QStringLiteral("--keys"));
    if (!given.unknownOption().isEmpty() || given.rest().isEmpty())
        return context.wrongUsage();
    if (keys && !readKeys(*keys, knowledge))
        return context.fail(NotFound, QStringLiteral("The file %1 cannot be read.").arg(*keys));
    int result = Done;
    for (const QString &name : given.rest()) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            result =
                context.fail(NotFound, QStringLiteral("The file %1 cannot be read: %2.").arg(name, file.errorString()));
            continue;
        }
        context.printJson(readingOf(file.readAll(), knowledge));
    }
    return result;
}

} // namespace godwit::cli
