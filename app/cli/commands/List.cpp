// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/StoreAccess.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

constexpr qint64 UsualLimit = 50;

/// Names the conversation of a message by the Message-ID that it began with, as far as the message itself knows.
QString threadName(const Reader &reader, const ListRow &row)
{
    const auto envelope = reader.envelope(row.message);
    const QStringList ids =
        envelope ? envelope->references + envelope->inReplyTo + QStringList{envelope->messageId} : QStringList();
    const QString first = ids.value(0).isEmpty() ? QStringLiteral("#%1").arg(row.placement.value) : ids.value(0);
    return QString::fromLatin1(QCryptographicHash::hash(first.toUtf8(), QCryptographicHash::Sha1).toHex().left(16));
}

/// Conversations within one mailbox, by References and In-Reply-To.  A conversation has the name that its oldest
/// message gives it and stands where its newest does.
class Threads {
public:
    Threads(const Reader &reader, const QList<ListRow> &rows) : m_reader(reader)
    {
        for (const ListRow &row : rows) {
            const auto envelope = reader.envelope(row.message);
            const QString self = QStringLiteral("#%1").arg(row.placement.value);
            if (!envelope)
                continue;
            QStringList ids = envelope->references + envelope->inReplyTo;
            if (!envelope->messageId.isEmpty())
                ids.append(envelope->messageId);
            for (const QString &id : std::as_const(ids))
                m_parent[root(self)] = root(id);
        }
    }
    /// The same conversations one after the other, newest conversation first; each message with its conversation's
    /// name.
    QList<std::pair<ListRow, QString>> arranged(const QList<ListRow> &rows)
    {
        QHash<QString, qsizetype> places;
        QList<QList<ListRow>> threads;
        for (const ListRow &row : rows) {
            const QString name = root(QStringLiteral("#%1").arg(row.placement.value));
            auto place = places.constFind(name);
            if (place == places.cend()) {
                place = places.insert(name, threads.size());
                threads.append(QList<ListRow>());
            }
            threads[*place].append(row);
        }
        QList<std::pair<ListRow, QString>> result;
        for (const QList<ListRow> &thread : std::as_const(threads)) {
            const QString name = threadName(m_reader, thread.last());
            for (const ListRow &row : thread)
                result.append({row, name});
        }
        return result;
    }

private:
    QString root(const QString &id)
    {
        QString at = id;
        for (auto up = m_parent.constFind(at); up != m_parent.cend() && *up != at; up = m_parent.constFind(at))
            at = *up;
        if (at != id)
            m_parent[id] = at; // a shorter way next time
        return at;
    }
    const Reader &m_reader;
    QHash<QString, QString> m_parent;
};

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
    QList<std::pair<ListRow, QString>> shown;
    if (threads) {
        shown = Threads(access.reader(), rows).arranged(rows).mid(0, limit < 0 ? -1 : qsizetype(limit));
    } else {
        for (const ListRow &row : rows)
            shown.append({row, context.json ? threadName(access.reader(), row) : QString()});
    }
    QJsonArray list;
    QString above;
    for (const auto &[row, thread] : std::as_const(shown)) {
        if (!context.json) {
            context.print((threads && thread == above ? QStringLiteral("  ") : QString()) + line(row));
            above = thread;
            continue;
        }
        QJsonObject object = rowJson(row, mailbox->name());
        object.insert(QStringLiteral("thread"), thread);
        list.append(object);
    }
    if (context.json)
        context.printJson(list);
    return Done;
}

} // namespace godwit::cli
