// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/StoreAccess.h"
#include "store/Journal.h"
#include "sync/AccountSetup.h"

#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

QJsonObject mailboxJson(const Mailbox &mailbox)
{
    const QString role = roleName(mailbox.role);
    return {{QStringLiteral("name"), mailbox.name()},
        {QStringLiteral("path"), QJsonArray::fromStringList(mailbox.path)},
        {QStringLiteral("role"), role.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(role)},
        {QStringLiteral("total"), mailbox.total}, {QStringLiteral("unread"), mailbox.unread},
        {QStringLiteral("subscribed"), mailbox.subscribed}, {QStringLiteral("selectable"), mailbox.selectable},
        {QStringLiteral("local"), mailbox.local}, {QStringLiteral("account"), mailbox.account.value}};
}

int report(const Context &context, const Result<OperationKey> &operation, const QString &name)
{
    if (!operation)
        return context.fail(operation.error());
    if (context.json)
        context.printJson(QJsonObject{{QStringLiteral("operation"), operation->value}, {QStringLiteral("name"), name}});
    return Done;
}

int create(const Context &context, StoreAccess &access, const QString &name)
{
    const auto account = access.account();
    if (!account)
        return access.exitCode;
    if (access.mailboxIn(*account, name))
        return context.fail(Failed, QStringLiteral("There is a mailbox %1 already.").arg(name));
    return report(context, Journal(access.writer()).createMailbox(*account, name.split(u'/')), name);
}

int empty(const Context &context, StoreAccess &access, const Mailbox &mailbox)
{
    QList<PlacementKey> all;
    for (const RowKey &row : access.reader().rowKeys(mailbox.key))
        all.append(row.placement);
    const auto removed = Journal(access.writer()).expunge(all);
    if (!removed)
        return context.fail(removed.error());
    if (context.json)
        context.printJson(
            QJsonObject{{QStringLiteral("removed"), all.size()}, {QStringLiteral("name"), mailbox.name()}});
    return Done;
}

/// What is kept whole here: asked, or said anew.
int policy(const Context &context, StoreAccess &access, const QString &name, const QString &word)
{
    const auto mailbox = access.mailbox(name);
    if (!mailbox)
        return access.exitCode;
    std::optional<account::BodyRule> rule;
    bool isNumber = false;
    if (const int days = word.toInt(&isNumber); isNumber && days > 0)
        rule = account::BodyRule{account::BodyPolicy::RecentDays, days};
    else if (word == u"everything")
        rule = account::BodyRule{account::BodyPolicy::Everything};
    else if (word == u"headers")
        rule = account::BodyRule{account::BodyPolicy::HeadersOnly};
    else if (!word.isEmpty() && word != u"account")
        return context.wrongUsage();
    if (!word.isEmpty()) {
        const auto stored = sync::storeBodyRule(access.writer(), mailbox->key, rule);
        if (!stored)
            return context.fail(stored.error());
    }
    const auto settings = sync::accountSettings(access.reader(), mailbox->account);
    const account::BodyRule now = settings ? settings->bodiesOf(mailbox->key) : account::BodyRule();
    const QString text = now.policy == account::BodyPolicy::Everything ? QStringLiteral("everything")
        : now.policy == account::BodyPolicy::HeadersOnly               ? QStringLiteral("headers")
                                                                       : QString::number(now.days);
    if (context.json)
        context.printJson(QJsonObject{{QStringLiteral("name"), mailbox->name()}, {QStringLiteral("policy"), text}});
    else
        context.print(text);
    return Done;
}

/// NAME is a level that is no mailbox itself: what is below it is renamed or deleted all the same.
std::optional<int> level(const Context &context, StoreAccess &access, const QStringList &arguments)
{
    const QString &verb = arguments.at(0);
    const QStringList levels = arguments.at(1).split(u'/');
    if (verb != u"rename" && verb != u"delete")
        return std::nullopt;
    QList<Mailbox> inner;
    for (const AccountRow &account : access.accounts()) {
        if (access.mailboxIn(account.key, arguments.at(1)))
            return std::nullopt;
        for (const Mailbox &mailbox : access.reader().mailboxes(account.key)) {
            if (mailbox.path.size() > levels.size() && mailbox.path.mid(0, levels.size()) == levels)
                inner.append(mailbox);
        }
        if (!inner.isEmpty())
            break;
    }
    if (inner.isEmpty())
        return std::nullopt;
    Journal journal(access.writer());
    for (const Mailbox &mailbox : std::as_const(inner)) {
        const auto now = access.reader().mailbox(mailbox.key);
        if (!now || now->path != mailbox.path)
            continue; // it went along with one above it
        const auto done = verb == u"delete"
            ? journal.deleteMailbox(mailbox.key)
            : journal.renameMailbox(mailbox.key, arguments.at(2).split(u'/') + mailbox.path.mid(levels.size()));
        if (!done)
            return context.fail(done.error());
    }
    if (context.json)
        context.printJson(
            QJsonObject{{QStringLiteral("mailboxes"), inner.size()}, {QStringLiteral("name"), arguments.last()}});
    return Done;
}

} // namespace

int mailboxesCommand(Context &context, const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Read);
    if (!access.isOpen())
        return access.exitCode;
    QJsonArray list;
    for (const AccountRow &account : access.accounts()) {
        for (const Mailbox &mailbox : access.reader().mailboxes(account.key)) {
            if (context.json) {
                list.append(mailboxJson(mailbox));
                continue;
            }
            context.print(
                QStringLiteral("%1 %2  %3%4")
                    .arg(mailbox.unread, 7)
                    .arg(mailbox.total, 8)
                    .arg(mailbox.name(), mailbox.selectable ? QString() : QStringLiteral("  (holds no messages)")));
        }
    }
    if (access.exitCode == Done && context.json)
        context.printJson(list);
    return access.exitCode;
}

int mailboxCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    const QString verb = given.rest().value(0);
    const QString name = given.rest().value(1);
    const bool isRename = verb == u"rename";
    static const QStringList verbs{QStringLiteral("create"), QStringLiteral("rename"), QStringLiteral("delete"),
        QStringLiteral("subscribe"), QStringLiteral("unsubscribe"), QStringLiteral("empty"), QStringLiteral("policy")};
    if (!given.unknownOption().isEmpty() || !verbs.contains(verb) || name.isEmpty()
        || (given.rest().size() != (isRename ? 3 : 2) && !(verb == u"policy" && given.rest().size() == 3)))
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Write);
    if (!access.isOpen())
        return access.exitCode;
    if (verb == u"policy")
        return policy(context, access, name, given.rest().value(2));
    if (verb == u"create")
        return create(context, access, name);
    if (const auto done = level(context, access, given.rest()))
        return *done;
    const auto mailbox = access.mailbox(name);
    if (!mailbox)
        return access.exitCode;
    Journal journal(access.writer());
    if (isRename)
        return report(context, journal.renameMailbox(mailbox->key, given.rest().at(2).split(u'/')), given.rest().at(2));
    if (verb == u"delete")
        return report(context, journal.deleteMailbox(mailbox->key), name);
    if (verb == u"empty")
        return empty(context, access, *mailbox);
    return report(context, journal.setSubscribed(mailbox->key, verb == u"subscribe"), name);
}

} // namespace godwit::cli
