// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/Sending.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

std::optional<QByteArray> contentOf(const Context &context, const QString &name)
{
    QFile file(name);
    const bool opened = name == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened) {
        context.fail(NotFound, u"The file %1 cannot be read: %2."_s.arg(name, file.errorString()));
        return std::nullopt;
    }
    return file.readAll();
}

mime::AddressList addresses(const QStringList &typed)
{
    mime::AddressList list;
    for (const QString &text : typed)
        list.append(mime::parseTypedAddresses(text));
    return list;
}

} // namespace

int composeCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    mime::Draft draft;
    draft.to = addresses(given.takeValues(u"--to"_s));
    draft.cc = addresses(given.takeValues(u"--cc"_s));
    draft.bcc = addresses(given.takeValues(u"--bcc"_s));
    draft.subject = given.takeValue(u"--subject"_s).value_or(QString());
    const std::optional<QString> text = given.takeValue(u"--text"_s);
    const QStringList attachments = given.takeValues(u"--attach"_s);
    const bool now = given.takeFlag(u"--now"_s);
    if (!given.unknownOption().isEmpty() || !given.rest().isEmpty() || draft.to.isEmpty())
        return context.wrongUsage();
    if (text) {
        const std::optional<QByteArray> content = contentOf(context, *text);
        if (!content)
            return NotFound;
        draft.text = QString::fromUtf8(*content).replace(u"\r\n"_s, u"\n"_s);
    }
    for (const QString &name : attachments) {
        const std::optional<QByteArray> content = contentOf(context, name);
        if (!content)
            return NotFound;
        mime::AttachmentSource attachment;
        attachment.filename = QFileInfo(name).fileName();
        attachment.content = *content;
        draft.attachments.append(attachment);
    }
    Sending sending(context);
    if (const int failed = sending.open())
        return failed;
    const account::Settings *const account = sending.accountFor({});
    if (!account)
        return context.wrongUsage(u"There are several accounts: name one with --account."_s);
    draft.from = {account->name, account->email};
    draft.date = QDateTime::currentDateTimeUtc();
    const Result<QByteArray> message = mime::build(draft);
    if (!message)
        return context.fail(message.error());
    if (const int failed = sending.queue(*account, *message))
        return failed;
    return sending.finish(now);
}

} // namespace godwit::cli
