// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Messages.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

Result<bool> Writer::connectOlderThreads(qint64 limit)
{
    Batch batch(*d->connection);
    Connection &database = batch.database();
    const auto newest = database.number("SELECT newest FROM thread_backlog");
    if (!newest)
        return valueAfter(d->finish(batch), false);
    QList<MessageKey> older;
    {
        Statement rows =
            database.query("SELECT id FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?", *newest, limit);
        while (rows.step())
            older.append(rows.key<MessageKey>(0));
    }
    Messages messages(batch);
    for (const MessageKey message : std::as_const(older))
        messages.connectToThread(message);
    const bool isMore = older.size() == limit && older.constLast().value > 1;
    if (isMore)
        database.run("UPDATE thread_backlog SET newest = ?", older.constLast().value - 1);
    else
        database.run("DELETE FROM thread_backlog");
    return valueAfter(d->finish(batch), isMore);
}

} // namespace godwit::store
