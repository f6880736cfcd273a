// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Arrivals.h"
#include "store/internal/Codec.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

QList<Writer::Pop3Row> Writer::pop3Rows(AccountKey account) const
{
    QList<Pop3Row> rows;
    Connection &database = *d->connection;
    database.clearError();
    Statement statement =
        database.query("SELECT uidl, state, first_seen, placement FROM pop3 WHERE account = ?", account);
    while (statement.step()) {
        rows.append({statement.blob(0), Pop3State(statement.integer(1)), codec::fromSeconds(statement.integer(2)),
            statement.key<PlacementKey>(3)});
    }
    return rows;
}

Result<PlacementKey> Writer::addPop3Message(
    AccountKey account, MailboxKey inbox, const QByteArray &uidl, const IncomingMessage &message)
{
    const auto added = addPop3Messages(account, inbox, {{uidl, message}});
    if (!added)
        return tl::unexpected(added.error());
    return added->value(0);
}

Result<QList<PlacementKey>> Writer::addPop3Messages(
    AccountKey account, MailboxKey inbox, const QList<Pop3Arrival> &arrivals)
{
    Batch batch(*d->connection);
    Connection &database = batch.database();
    const auto mailbox = Mailboxes(batch).load(inbox);
    if (!mailbox)
        return batch.fail(MailError::Detail::NotFound);
    Arrivals table(batch, *mailbox);
    QList<PlacementKey> placements;
    for (const Pop3Arrival &arrival : arrivals) {
        {
            Statement known =
                database.query("SELECT placement FROM pop3 WHERE account = ? AND uidl = ?", account, arrival.uidl);
            if (known.step()) {
                placements.append(known.key<PlacementKey>(0));
                continue;
            }
        }
        const PlacementKey placement = table.take(arrival.message);
        database.run("INSERT INTO pop3 (account, uidl, first_seen, placement) VALUES (?, ?, unixepoch(), ?)", account,
            arrival.uidl, placement);
        placements.append(placement);
    }
    table.finish();
    return valueAfter(d->finish(batch), placements);
}

Result<void> Writer::setPop3State(AccountKey account, const QList<QByteArray> &uidls, Pop3State state)
{
    Batch batch(*d->connection, Batch::Durability::Durable);
    for (const QByteArray &uidl : uidls) {
        // A UIDL without a message of ours (skipped, or lost with an older profile) gets its row here.
        batch.database().run("INSERT INTO pop3 (account, uidl, first_seen, state) VALUES (?1, ?2, unixepoch(), ?3) "
                             "ON CONFLICT (account, uidl) DO UPDATE SET state = ?3",
            account, uidl, int(state));
    }
    return d->finish(batch);
}

} // namespace godwit::store
