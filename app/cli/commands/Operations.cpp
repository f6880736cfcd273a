// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ErrorSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/MessageJson.h"
#include "app/cli/commands/StoreAccess.h"
#include "store/Check.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

QString stateName(OperationState state)
{
    switch (state) {
    case OperationState::Pending:
        return QStringLiteral("pending");
    case OperationState::InFlight:
        return QStringLiteral("in flight");
    case OperationState::Done:
        return QStringLiteral("done");
    case OperationState::Refused:
        return QStringLiteral("refused");
    case OperationState::Unknown:
        return QStringLiteral("unknown");
    case OperationState::Undone:
        return QStringLiteral("undone");
    case OperationState::Dropped:
        return QStringLiteral("dropped");
    }
    return {};
}

QString kindName(OperationKind kind)
{
    switch (kind) {
    case OperationKind::SetFlags:
        return QStringLiteral("flag");
    case OperationKind::Move:
        return QStringLiteral("move");
    case OperationKind::Copy:
        return QStringLiteral("copy");
    case OperationKind::Expunge:
        return QStringLiteral("expunge");
    case OperationKind::Append:
        return QStringLiteral("append");
    case OperationKind::CreateMailbox:
        return QStringLiteral("create");
    case OperationKind::RenameMailbox:
        return QStringLiteral("rename");
    case OperationKind::DeleteMailbox:
        return QStringLiteral("delete");
    case OperationKind::Subscribe:
        return QStringLiteral("subscribe");
    case OperationKind::Unsubscribe:
        return QStringLiteral("unsubscribe");
    }
    return {};
}

QString count(qint64 messages)
{
    return messages == 1 ? QStringLiteral("1 message") : QStringLiteral("%1 messages").arg(messages);
}

/// What the operation does, for people.
QString sentence(const Reader &reader, const Operation &operation)
{
    const auto mailbox = reader.mailbox(operation.target);
    const QString goal = mailbox ? mailbox->name() : QStringLiteral("a mailbox that is gone");
    const QString path = operation.path.join(u'/');
    switch (operation.kind) {
    case OperationKind::SetFlags: {
        QStringList changes;
        for (const QByteArray &flag : operation.addFlags)
            changes.append(u'+' + QString::fromLatin1(flag));
        for (const QByteArray &flag : operation.removeFlags)
            changes.append(u'-' + QString::fromLatin1(flag));
        return QStringLiteral("%1 on %2").arg(changes.join(u' '), count(operation.messages));
    }
    case OperationKind::Move:
        return QStringLiteral("move %1 to %2").arg(count(operation.messages), goal);
    case OperationKind::Copy:
        return QStringLiteral("copy %1 to %2").arg(count(operation.messages), goal);
    case OperationKind::Expunge:
        return QStringLiteral("remove %1 for good").arg(count(operation.messages));
    case OperationKind::Append:
        return QStringLiteral("add %1 to %2").arg(count(operation.messages), goal);
    case OperationKind::CreateMailbox:
        return QStringLiteral("create mailbox %1").arg(path);
    case OperationKind::RenameMailbox:
        return QStringLiteral("rename mailbox %1 to %2").arg(path, operation.newPath.join(u'/'));
    case OperationKind::DeleteMailbox:
        return QStringLiteral("delete mailbox %1").arg(path);
    case OperationKind::Subscribe:
        return QStringLiteral("subscribe to %1").arg(path);
    case OperationKind::Unsubscribe:
        return QStringLiteral("unsubscribe from %1").arg(path);
    }
    return {};
}

bool hasError(const Operation &operation)
{
    return operation.state == OperationState::Refused || operation.state == OperationState::Unknown
        || !operation.error.serverText.isEmpty() || operation.error.detail != MailError::Detail::None;
}

} // namespace

int operationsCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const auto limitText = given.takeValue(QStringLiteral("--limit"));
    bool isNumber = true;
    const qint64 limit = limitText ? limitText->toLongLong(&isNumber) : 200;
    if (!given.unknownOption().isEmpty() || !given.rest().isEmpty() || !isNumber)
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Read);
    if (!access.isOpen())
        return access.exitCode;
    QJsonArray list;
    for (const Operation &operation : access.reader().operations(limit)) {
        const QString what = sentence(access.reader(), operation);
        if (!context.json) {
            context.print(
                QStringLiteral("%1  %2  %3  %4")
                    .arg(operation.key.value, 5)
                    .arg(operation.at.toString(Qt::ISODate), stateName(operation.state).leftJustified(9), what));
            continue;
        }
        list.append(QJsonObject{{QStringLiteral("id"), operation.key.value},
            {QStringLiteral("kind"), kindName(operation.kind)}, {QStringLiteral("state"), stateName(operation.state)},
            {QStringLiteral("at"), dateJson(operation.at)}, {QStringLiteral("what"), what},
            {QStringLiteral("undoable"), operation.undoable}, {QStringLiteral("messages"), operation.messages},
            {QStringLiteral("attempts"), operation.attempts}, {QStringLiteral("account"), operation.account.value},
            {QStringLiteral("error"),
                hasError(operation) ? QJsonValue(errorSentence(operation.error)) : QJsonValue(QJsonValue::Null)}});
    }
    if (context.json)
        context.printJson(list);
    return Done;
}

int checkStoreCommand(Context &context, const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return context.wrongUsage();
    const auto report = checkStore(context.profile);
    if (!report && report.error().detail == MailError::Detail::NotFound
        && QFileInfo::exists(store::Writer::file(context.profile)))
        return context.fail(Failed,
            QStringLiteral(
                "This profile has the form of an older version: open it with this one first, then check it."));
    if (!report)
        return context.fail(report.error());
    const bool clean = report->problems.isEmpty();
    if (context.json) {
        context.printJson(QJsonObject{{QStringLiteral("ok"), clean},
            {QStringLiteral("problems"), QJsonArray::fromStringList(report->problems)},
            {QStringLiteral("messages"), report->messages}, {QStringLiteral("placements"), report->placements},
            {QStringLiteral("bodies"), report->bodies}, {QStringLiteral("operations"), report->operations}});
        return clean ? Done : Failed;
    }
    for (const QString &problem : report->problems)
        context.print(problem);
    if (!clean)
        return context.fail(Failed, QStringLiteral("The profile has %1 problems.").arg(report->problems.size()));
    context.print(QStringLiteral("clean: %1 messages, %2 placements, %3 bodies, %4 operations")
                      .arg(report->messages)
                      .arg(report->placements)
                      .arg(report->bodies)
                      .arg(report->operations));
    return Done;
}

} // namespace godwit::cli
