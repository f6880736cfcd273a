// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/StoreAccess.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

constexpr qint64 UsualLimit = 50;

/// Conversations one after the other, the newest first; within each the newest message first.
QList<ListRow> byConversation(const QList<ListRow> &rows)
{
    QHash<ThreadKey, qsizetype> places;
    QList<QList<ListRow>> threads;
    for (const ListRow &row : rows) {
        auto place = places.constFind(row.thread);
        if (place == places.cend()) {
            place = places.insert(row.thread, threads.size());
            threads.append(QList<ListRow>());
        }
        threads[*place].append(row);
    }
    QList<ListRow> result;
    for (const QList<ListRow> &thread : std::as_const(threads))
        result.append(thread);
    return result;
}

QString line(const ListRow &row)
{
    const QString who = mime::shortAddress(row.from);
    return QStringLiteral("%1 %2 %3 %4  %5")
        .arg(row.placement.value, 7)
        .arg(QChar(row.flags.has(Flag::Seen) ? u' ' : u'*'))
        .arg(row.date.toString(QStringLiteral("yyyy-MM-dd HH:mm")), who.left(24).leftJustified(24), row.subject);
}

} // namespace

int listCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const auto limitText = given.takeValue(QStringLiteral("--limit"));
    const bool threads = given.takeFlag(QStringLiteral("--threads"));
    bool isNumber = true;
    const qint64 limit = limitText ? limitText->toLongLong(&isNumber) : (context.json ? -1 : UsualLimit);
    if (!given.unknownOption().isEmpty() || given.rest().size() != 1 || !isNumber || (limitText && limit < 0))
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Read);
    if (!access.isOpen())
        return access.exitCode;
    const auto mailbox = access.mailbox(given.rest().first());
    if (!mailbox)
        return access.exitCode;
    QList<PlacementKey> keys;
    for (const RowKey &row : access.reader().rowKeys(mailbox->key, threads ? -1 : limit))
        keys.append(row.placement);
    const QList<ListRow> rows = access.reader().rows(keys);
    const QList<ListRow> shown = threads ? byConversation(rows).mid(0, limit < 0 ? -1 : qsizetype(limit)) : rows;
    QJsonArray list;
    ThreadKey above;
    for (const ListRow &row : shown) {
        if (context.json) {
            list.append(rowJson(row, mailbox->name()));
            continue;
        }
        context.print((threads && row.thread == above ? QStringLiteral("  ") : QString()) + line(row));
        above = row.thread;
    }
    if (context.json)
        context.printJson(list);
    return Done;
}

} // namespace godwit::cli
