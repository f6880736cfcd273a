// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/MailFile.h"
#include "app/cli/commands/Sending.h"

#include <QFile>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

/// What an mbox puts around a message is no part of it.  False, after a sentence: there are several messages.
bool takeFromMbox(const Context &context, const QString &name, QByteArray &message)
{
    QTemporaryFile file;
    if (!file.open() || file.write(message) != message.size() || !file.flush()) {
        context.fail(Failed, u"No temporary file could be written: %1."_s.arg(file.errorString()));
        return false;
    }
    MailFileReader mbox;
    const Result<void> opened = mbox.open(file.fileName());
    const auto first = opened ? mbox.next() : tl::unexpected(opened.error());
    const auto second = first ? mbox.next() : tl::unexpected(first.error());
    if (!second || !*first) {
        context.fail(Failed, u"The file %1 begins like an mbox and cannot be read as one."_s.arg(name));
        return false;
    }
    if (*second) {
        context.fail(Failed, u"The file %1 holds several messages: send them as files of their own."_s.arg(name));
        return false;
    }
    message = (*first)->raw;
    return true;
}

} // namespace

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
        QByteArray message = file.readAll();
        if (message.startsWith("From ") && !takeFromMbox(context, name, message))
            return Failed;
        messages.append(message);
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
