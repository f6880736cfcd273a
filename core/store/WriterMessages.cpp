// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Arrivals.h"
#include "store/internal/Codec.h"
#include "store/internal/Compression.h"
#include "store/internal/Orders.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

namespace {

using Detail = MailError::Detail;

constexpr int RefreshesBeforeRemoval = 2;

/// Tells the lists that show a message that its body is here.
void noteBody(Batch &batch, MessageKey message)
{
    Statement statement =
        batch.database().query("SELECT mailbox, id FROM placement WHERE message = ? AND mailbox IS NOT NULL", message);
    while (statement.step())
        batch.rowChanged(statement.key<MailboxKey>(0), statement.key<PlacementKey>(1));
}

/// Its rows stand elsewhere then where the list is sorted by sender.
void setFrom(Batch &batch, MessageKey message, const mime::Address &from)
{
    const QList<PlacementRow> rows = Placements(batch).ofMessage(message);
    Orders orders(batch);
    for (const PlacementRow &row : rows)
        orders.remove(row);
    Messages(batch).setFrom(message, from);
    for (const PlacementRow &row : rows)
        orders.add(row);
}

} // namespace

Result<Writer::Arrival> Writer::addMessages(MailboxKey mailbox, const QList<IncomingMessage> &messages)
{
    Batch batch(*d->connection);
    const auto row = Mailboxes(batch).load(mailbox);
    if (!row)
        return batch.fail(Detail::NotFound);
    Arrivals arrivals(batch, *row);
    Arrival arrival;
    for (const IncomingMessage &message : messages) {
        arrival.added.append(arrivals.take(message));
    }
    arrivals.finish();
    return valueAfter(d->finish(batch), arrival);
}

Result<void> Writer::updateFlags(MailboxKey mailbox, const QList<FlagUpdate> &updates)
{
    Batch batch(*d->connection);
    const auto row = Mailboxes(batch).load(mailbox);
    if (!row)
        return batch.fail(Detail::NotFound);
    Arrivals arrivals(batch, *row);
    Placements placements(batch);
    const QSet<quint32> same = placements.unchanged(mailbox, updates);
    for (const FlagUpdate &update : updates) {
        if (same.contains(update.uid.value))
            continue;
        if (const auto known = placements.byUid(mailbox, update.uid))
            arrivals.update(*known, update);
    }
    return d->finish(batch);
}

Result<void> Writer::vanish(MailboxKey mailbox, const UidSet &uids)
{
    const QList<PlacementKey> known = d->reader->placementsByUid(mailbox, uids);
    if (known.isEmpty())
        return {};
    Batch batch(*d->connection);
    Placements placements(batch);
    for (const PlacementKey key : known) {
        const auto row = placements.load(key);
        if (row && row->serverMailbox == mailbox && uids.contains(row->uid))
            vanished(batch, *row);
    }
    purgeOrphans(batch);
    return d->finish(batch);
}

Result<void> Writer::beginRenumbering(MailboxKey mailbox, UidValidity uidValidity)
{
    Batch batch(*d->connection);
    Connection &database = batch.database();
    database.run("UPDATE placement SET uid = NULL, modseq = NULL, awaiting = 2 WHERE server_mailbox = ?", mailbox);
    database.run("UPDATE mailbox SET uid_validity = ?2, uid_next = NULL, highest_modseq = NULL, oldest_synced = NULL, "
                 "status_messages = NULL, status_unseen = NULL WHERE id = ?1",
        mailbox, uidValidity);
    batch.note(Change::RowData);
    return d->finish(batch);
}

Result<void> Writer::finishRenumbering(MailboxKey mailbox)
{
    Batch batch(*d->connection);
    Placements placements(batch);
    QList<PlacementKey> lost;
    {
        Statement statement = batch.database().query(
            "SELECT id FROM placement WHERE server_mailbox = ? AND uid IS NULL AND awaiting = 2", mailbox);
        while (statement.step())
            lost.append(statement.key<PlacementKey>(0));
    }
    for (const PlacementKey key : std::as_const(lost)) {
        if (const auto row = placements.load(key))
            vanished(batch, *row);
    }
    return d->finish(batch);
}

Result<void> Writer::refreshCompleted(MailboxKey mailbox)
{
    Batch batch(*d->connection);
    Placements placements(batch);
    batch.database().run(
        "UPDATE placement SET missed = missed + 1 WHERE server_mailbox = ? AND uid IS NULL AND awaiting = 1", mailbox);
    QList<PlacementKey> lost;
    {
        Statement statement = batch.database().query(
            "SELECT id FROM placement WHERE server_mailbox = ? AND uid IS NULL AND awaiting = 1 AND missed >= ?",
            mailbox, RefreshesBeforeRemoval);
        while (statement.step())
            lost.append(statement.key<PlacementKey>(0));
    }
    for (const PlacementKey key : std::as_const(lost)) {
        if (const auto row = placements.load(key))
            vanished(batch, *row);
    }
    if (const auto row = Mailboxes(batch).load(mailbox); row && row->holdsLabels)
        Labels(batch, row->account).sweep();
    return d->finish(batch);
}

Result<void> Writer::storeBody(MessageKey message, const QByteArray &raw, const QString &snippet, int attachments)
{
    return storeBodies({{message, raw, snippet, attachments, {}, {}}});
}

void Writer::packBody(BodyToStore &body)
{
    body.packed = std::make_shared<const Packed>(pack(body.raw));
    body.raw.clear();
}

Writer::BodyKeeper Writer::bodyKeeper(qint64 leastOctets) const
{
    return [packs = d->packs, leastOctets](QList<BodyToStore> &bodies) {
        QList<std::shared_ptr<Packed>> moved;
        qint64 octets = 0;
        for (const BodyToStore &body : std::as_const(bodies)) {
            if (!body.packed)
                return;
            moved.append(std::make_shared<Packed>(*body.packed));
            octets += moved.constLast()->data.size();
        }
        if (octets < leastOctets || !packs->take(moved))
            return;
        for (qsizetype i = 0; i < bodies.size(); ++i)
            bodies[i].packed = moved[i];
    };
}

Result<void> Writer::storeBodies(const QList<BodyToStore> &bodies)
{
    Batch batch(*d->connection);
    Messages messages(batch);
    for (const BodyToStore &body : bodies) {
        const auto from = messages.from(body.message);
        if (!from)
            continue; // it went away while its body was on the way
        if (body.from && *body.from != *from)
            setFrom(batch, body.message, *body.from);
        messages.storeBody(body.message, body.packed ? *body.packed : pack(body.raw), body.snippet, body.attachments);
        noteBody(batch, body.message);
    }
    return d->finish(batch);
}

Result<bool> Writer::forgetDamagedBody(MessageKey message)
{
    Batch batch(*d->connection);
    Connection &database = batch.database();
    const bool elsewhere =
        database.number("SELECT 1 FROM placement WHERE message = ? AND uid IS NOT NULL LIMIT 1", message).has_value();
    if (!elsewhere || reader().raw(message))
        return false;
    database.run("DELETE FROM body WHERE message = ?", message);
    database.run("UPDATE message SET has_body = 0 WHERE id = ?", message);
    noteBody(batch, message);
    return valueAfter(d->finish(batch), true);
}

Result<void> Writer::storeText(MessageKey message, const QByteArray &excerpt, const QString &snippet)
{
    Batch batch(*d->connection);
    if (!batch.database().number("SELECT 1 FROM message WHERE id = ? AND has_body = 0", message))
        return {}; // gone, or here whole meanwhile
    Messages(batch).storeText(message, pack(excerpt), snippet);
    noteBody(batch, message);
    return d->finish(batch);
}

std::optional<Writer::MissingBody> Writer::missingBody(MessageKey message) const
{
    Connection &database = *d->connection;
    database.clearError();
    Statement statement =
        database.query("SELECT m.id, p.server_mailbox, p.uid, m.size FROM message m JOIN placement p ON p.message = "
                       "m.id WHERE m.id = ? AND m.has_body = 0 AND p.uid IS NOT NULL ORDER BY p.id LIMIT 1",
            message);
    if (!statement.step())
        return std::nullopt;
    return MissingBody{
        statement.key<MessageKey>(0), statement.key<MailboxKey>(1), statement.key<Uid>(2), statement.integer(3)};
}

QList<Writer::MissingBody> Writer::missingBodies(
    AccountKey account, MailboxKey mailbox, qint64 limit, Texts texts) const
{
    QList<MissingBody> missing;
    Connection &database = *d->connection;
    database.clearError();
    // A message in several mailboxes is asked for once, and only where the server has it under a UID.
    Statement statement =
        database.query("SELECT m.id, p.server_mailbox, p.uid, m.size FROM message m JOIN placement p ON p.id = "
                       "(SELECT min(q.id) FROM placement q WHERE q.message = m.id AND q.uid IS NOT NULL "
                       "AND (?2 IS NULL OR q.server_mailbox = ?2)) "
                       "WHERE m.has_body = 0 AND m.account = ?1 AND (?4 OR NOT EXISTS (SELECT 1 FROM excerpt e WHERE "
                       "e.message = m.id)) ORDER BY m.sort_date DESC LIMIT ?3",
            account, mailbox, limit, texts == Texts::Count ? 1 : 0);
    while (statement.step())
        missing.append(
            {statement.key<MessageKey>(0), statement.key<MailboxKey>(1), statement.key<Uid>(2), statement.integer(3)});
    return missing;
}

} // namespace godwit::store
