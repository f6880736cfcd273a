// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/Sending.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace godwit::cli {

int sendCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const bool now = given.takeFlag(u"--now"_s);
    if (!given.unknownOption().isEmpty() || given.rest().isEmpty())
        return context.wrongUsage();
    QList<QByteArray> messages;
    for (const QString &name : given.rest()) {
        QFile file(name);
        const bool opened = name == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
        if (!opened)
            return context.fail(NotFound, u"The file %1 cannot be read: %2."_s.arg(name, file.errorString()));
        messages.append(file.readAll());
    }
    Sending sending(context);
    if (const int failed = sending.open())
        return failed;
    int result = Done;
    for (const QByteArray &message : std::as_const(messages)) {
        const account::Settings *const account = sending.accountFor(mime::parseEnvelope(message).from);
        if (!account) {
            result = context.wrongUsage(u"There are several accounts: name one with --account."_s);
            continue;
        }
        if (const int failed = sending.queue(*account, message))
            result = failed;
    }
    const int finished = sending.finish(now);
    return finished ? finished : result;
}

} // namespace godwit::cli
