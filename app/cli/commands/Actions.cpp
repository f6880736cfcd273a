// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/StoreAccess.h"
#include "store/Journal.h"

#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

int report(const Context &context, const Result<QList<OperationKey>> &operations, qsizetype messages)
{
    if (!operations)
        return context.fail(operations.error());
    if (context.json) {
        QJsonArray keys;
        for (const OperationKey key : *operations)
            keys.append(key.value);
        context.printJson(QJsonObject{{QStringLiteral("operations"), keys}, {QStringLiteral("messages"), messages}});
    }
    return Done;
}

/// An IMAP flag name: `\Seen` or an atom (RFC 9051 section 9, flag).
bool isFlagName(const QByteArray &name)
{
    const QByteArray atom = name.startsWith('\\') ? name.mid(1) : name;
    if (atom.isEmpty())
        return false;
    return std::all_of(
        atom.cbegin(), atom.cend(), [](char c) { return c > ' ' && c < 0x7f && !strchr("(){%*\"\\]", c); });
}

/// IDs and, behind them, one word.
struct Named {
    QStringList ids;
    QString last;
};
std::optional<Named> split(const Context &context, const QStringList &arguments, int &exitCode)
{
    const Arguments given(arguments);
    if (!given.unknownOption().isEmpty() || given.rest().size() < 2) {
        exitCode = context.wrongUsage();
        return std::nullopt;
    }
    return Named{given.rest().mid(0, given.rest().size() - 1), given.rest().last()};
}

enum class Change { Add, Remove };

int changeFlag(const Context &context, const QStringList &arguments, Change change)
{
    int exitCode = Done;
    const auto named = split(context, arguments, exitCode);
    if (!named)
        return exitCode;
    const QByteArray flag = named->last.toUtf8();
    if (!isFlagName(flag))
        return context.wrongUsage(
            QStringLiteral("%1 is no flag: use names like \\Seen, \\Flagged or a keyword.").arg(named->last));
    StoreAccess access(context, StoreAccess::Access::Write);
    const auto rows = access.isOpen() ? access.messages(named->ids) : std::nullopt;
    if (!rows)
        return access.exitCode;
    const QByteArrayList flags{flag};
    const QByteArrayList none;
    const bool adds = change == Change::Add;
    return report(context,
        Journal(access.writer()).setFlags(placementsOf(*rows), adds ? flags : none, adds ? none : flags), rows->size());
}

int carry(const Context &context, const QStringList &arguments,
    Result<QList<OperationKey>> (Journal::*action)(const QList<PlacementKey> &, MailboxKey))
{
    int exitCode = Done;
    const auto named = split(context, arguments, exitCode);
    if (!named)
        return exitCode;
    StoreAccess access(context, StoreAccess::Access::Write);
    const auto rows = access.isOpen() ? access.messages(named->ids) : std::nullopt;
    if (!rows)
        return access.exitCode;
    // Without --account the name is looked up where the first message is.
    const auto source = access.reader().mailbox(rows->first().mailbox);
    std::optional<Mailbox> target;
    if (context.account.isEmpty() && source)
        target = access.mailboxIn(source->account, named->last);
    if (!target)
        target = access.mailbox(named->last);
    if (!target)
        return access.exitCode;
    Journal journal(access.writer());
    return report(context, (journal.*action)(placementsOf(*rows), target->key), rows->size());
}

} // namespace

int flagCommand(Context &context, const QStringList &arguments)
{
    return changeFlag(context, arguments, Change::Add);
}

int unflagCommand(Context &context, const QStringList &arguments)
{
    return changeFlag(context, arguments, Change::Remove);
}

int moveCommand(Context &context, const QStringList &arguments)
{
    return carry(context, arguments, &Journal::move);
}

int copyCommand(Context &context, const QStringList &arguments)
{
    return carry(context, arguments, &Journal::copy);
}

int deleteCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    if (!given.unknownOption().isEmpty() || given.rest().isEmpty())
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Write);
    const auto rows = access.isOpen() ? access.messages(given.rest()) : std::nullopt;
    if (!rows)
        return access.exitCode;
    return report(context, Journal(access.writer()).remove(placementsOf(*rows)), rows->size());
}

int undoCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    bool isNumber = true;
    const qint64 number = given.rest().isEmpty() ? 0 : given.rest().first().toLongLong(&isNumber);
    if (!given.unknownOption().isEmpty() || given.rest().size() > 1 || !isNumber)
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Write);
    if (!access.isOpen())
        return access.exitCode;
    const auto undone =
        Journal(access.writer()).undo(given.rest().isEmpty() ? std::nullopt : std::optional(OperationKey{number}));
    if (!undone && undone.error().detail == MailError::Detail::NotFound)
        return context.fail(NotFound, QStringLiteral("There is nothing that could be undone."));
    if (!undone && undone.error().kind == MailError::Kind::Refused)
        return context.fail(Failed, QStringLiteral("This can no longer be undone: other changes depend on it."));
    if (!undone)
        return context.fail(undone.error());
    if (context.json)
        context.printJson(QJsonObject{{QStringLiteral("operation"), undone->value}});
    return Done;
}

int redoCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    bool isNumber = false;
    const qint64 number = given.rest().size() == 1 ? given.rest().first().toLongLong(&isNumber) : 0;
    if (!given.unknownOption().isEmpty() || !isNumber)
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Write);
    if (!access.isOpen())
        return access.exitCode;
    const auto again = Journal(access.writer()).redo({number});
    if (!again && again.error().detail == MailError::Detail::NotFound)
        return context.fail(NotFound, QStringLiteral("Operation %1 is none that was undone.").arg(number));
    if (!again && again.error().kind == MailError::Kind::Refused)
        return context.fail(Failed, QStringLiteral("This can no longer be done again: things have changed since."));
    qint64 messages = 0;
    for (const OperationKey key : again.value_or(QList<OperationKey>()))
        messages += access.reader().operation(key).value_or(Operation()).messages;
    return report(context, again, messages);
}

} // namespace godwit::cli
