// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TrustSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/MessageJson.h"
#include "app/cli/commands/StoreAccess.h"
#include "models/Acquaintances.h"

namespace godwit::cli {

using namespace store;

namespace {

QString addressLine(const mime::AddressList &list)
{
    QStringList shown;
    for (const mime::Address &address : list)
        shown.append(mime::displayAddress(address));
    return shown.join(QStringLiteral(", "));
}

trust::Verdict verdictOf(const StoreAccess &access, const ListRow &row, const mime::Message &message)
{
    models::Acquaintances people;
    const trust::Surroundings around = people.around(access.reader(), row.message, message.envelope.from.value(0));
    return trust::judge(trust::gather(message, around));
}

void printForPeople(const Context &context, const mime::Message &message, const trust::Verdict &verdict)
{
    const mime::Envelope &envelope = message.envelope;
    context.print(QStringLiteral("From: ") + addressLine(envelope.from));
    context.print(QStringLiteral("To: ") + addressLine(envelope.to));
    if (!envelope.cc.isEmpty())
        context.print(QStringLiteral("Cc: ") + addressLine(envelope.cc));
    if (envelope.date)
        context.print(QStringLiteral("Date: ") + envelope.date->toString(Qt::ISODate));
    context.print(QStringLiteral("Subject: ") + envelope.subject.value_or(QString()));
    for (const qsizetype part : message.body.attachments)
        context.print(
            QStringLiteral("Attachment: ") + message.parts.at(part).filename.value_or(message.parts.at(part).type));
    for (const trust::Reason &reason : verdict.reasons)
        context.print(QStringLiteral("Note: ") + trustSentence(reason));
    context.print(QString());
    context.print(message.body.text);
}

QJsonObject shownJson(const StoreAccess &access, const ListRow &row, const mime::Message &message)
{
    QJsonObject object = messageJson(message);
    const auto mailbox = access.reader().mailbox(row.mailbox);
    const QJsonObject listed = rowJson(row, mailbox ? mailbox->name() : QString());
    for (const char *key : {"id", "mailbox", "flags"})
        object.insert(QLatin1String(key), listed.value(QLatin1String(key)));
    object.insert(QStringLiteral("trust"), trustJson(verdictOf(access, row, message)));
    return object;
}

} // namespace

int showCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const bool raw = given.takeFlag(QStringLiteral("--raw"));
    const bool text = given.takeFlag(QStringLiteral("--text"));
    const bool html = given.takeFlag(QStringLiteral("--html"));
    if (!given.unknownOption().isEmpty() || given.rest().size() != 1 || int(raw) + int(text) + int(html) > 1)
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Read);
    if (!access.isOpen())
        return access.exitCode;
    const auto rows = access.messages(given.rest());
    if (!rows)
        return access.exitCode;
    const auto octets = access.reader().raw(rows->first().message);
    if (!octets) {
        return context.fail(NotFound,
            QStringLiteral("The text of message %1 has not been fetched yet; run sync.").arg(given.rest().first()));
    }
    if (raw) {
        context.printRaw(*octets);
        return Done;
    }
    const mime::Message message = mime::parse(*octets);
    if (text)
        context.print(message.body.text);
    else if (html)
        context.print(message.body.html);
    else if (context.json)
        context.printJson(shownJson(access, rows->first(), message));
    else
        printForPeople(context, message, verdictOf(access, rows->first(), message));
    return Done;
}

} // namespace godwit::cli
