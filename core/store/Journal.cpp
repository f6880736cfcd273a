// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Journal.h"

#include "mime/Message.h"
#include "store/internal/Queue.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

namespace {

using Kind = MailError::Kind;
using Detail = MailError::Detail;
constexpr auto Durable = Batch::Durability::Durable;

std::optional<MailboxRow> atPath(const QList<MailboxRow> &rows, const QStringList &path)
{
    for (const MailboxRow &row : rows) {
        if (row.path == path)
            return row;
    }
    return std::nullopt;
}

bool isValidPath(const QStringList &path)
{
    return !path.isEmpty() && !path.contains(QString());
}

/// Cyrus and Courier keep a person's mailboxes below INBOX and refuse others beside it (RFC 2342).
QStringList belowInboxWhereAllAre(const QList<MailboxRow> &all, const QStringList &path)
{
    bool someBelow = false;
    for (const MailboxRow &row : all) {
        if (!row.serverPath || row.local || row.serverPath->isEmpty() || row.share != Share::Own)
            continue; // what others share lies elsewhere
        const bool inbox = row.serverPath->constFirst().compare(u"INBOX", Qt::CaseInsensitive) == 0;
        if (!inbox)
            return path;
        someBelow = someBelow || row.serverPath->size() > 1;
    }
    if (!someBelow || path.isEmpty() || path.constFirst().compare(u"INBOX", Qt::CaseInsensitive) == 0)
        return path;
    return QStringList{QStringLiteral("INBOX")} + path;
}

IncomingMessage read(const Journal::NewMessage &fresh)
{
    const mime::Message parsed = mime::parse(fresh.raw);
    IncomingMessage message;
    message.flags = fresh.flags;
    message.internalDate = fresh.internalDate.isValid() ? fresh.internalDate : QDateTime::currentDateTimeUtc();
    message.sizeOctets = fresh.raw.size();
    message.envelope = parsed.envelope;
    message.attachments = int(parsed.body.attachments.size());
    message.raw = fresh.raw;
    message.snippet = mime::snippet(parsed);
    return message;
}

/// What is to go when `previous` has a successor: itself, or, where its own append has not gone out and is taken back,
/// what that was to replace.
QList<PlacementKey> withdrawUnsent(Batch &batch, PlacementKey previous)
{
    Connection &database = batch.database();
    const auto unsent = database.number(
        "SELECT o.id FROM operation_item i JOIN operation o ON o.id = i.operation WHERE i.placement = ? AND "
        "i.state = 0 AND o.kind = ? AND o.state = 0",
        previous, int(OperationKind::Append));
    if (!unsent)
        return {previous};
    QList<PlacementKey> before;
    {
        Statement statement = database.query("SELECT i.placement FROM operation o JOIN operation_item i ON i.operation "
                                             "= o.id WHERE o.depends_on = ? AND i.follows = 0",
            OperationKey{*unsent});
        while (statement.step())
            before.append(statement.key<PlacementKey>(0));
    }
    Operations(batch).backOut({*unsent}, OperationState::Undone, {}, Operations::Appended::Remove);
    return before;
}

} // namespace

Result<QList<OperationKey>> Journal::setFlags(
    const QList<PlacementKey> &placements, const QByteArrayList &add, const QByteArrayList &remove)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    queue.setFlags(placements, add, remove);
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<QList<OperationKey>> Journal::move(const QList<PlacementKey> &placements, MailboxKey target)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    const auto mailbox = queue.mailboxRow(target);
    if (!mailbox || !mailbox->path)
        return batch.fail(Detail::NotFound);
    if (!queue.move(placements, *mailbox))
        return batch.fail(Detail::NotFound, QStringLiteral("a message has not been fetched yet"));
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<QList<OperationKey>> Journal::copy(const QList<PlacementKey> &placements, MailboxKey target)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    const auto mailbox = queue.mailboxRow(target);
    if (!mailbox || !mailbox->path)
        return batch.fail(Detail::NotFound);
    if (!queue.copy(placements, *mailbox))
        return batch.fail(Detail::NotFound, QStringLiteral("a message has not been fetched yet"));
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<QList<OperationKey>> Journal::remove(const QList<PlacementKey> &placements)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    Placements table(batch);
    QHash<AccountKey, std::optional<MailboxRow>> trashes;
    QHash<MailboxKey, QList<PlacementKey>> toTrash;
    QList<PlacementKey> forGood;
    for (const PlacementKey key : placements) {
        const auto row = table.load(key);
        const auto mailbox = row ? queue.mailboxRow(row->mailbox) : std::nullopt;
        if (!mailbox)
            continue;
        auto trash = trashes.constFind(mailbox->account);
        if (trash == trashes.cend())
            trash = trashes.insert(
                mailbox->account, queue.mailboxFor(mailbox->account, Role::Trash, QStringLiteral("Trash")));
        // Below Trash, too, it is final; and from a local mailbox a server's Trash is no place.
        const bool final = !*trash
            || isBelow(mailbox->path.value_or(QStringList()), (*trash)->path.value_or(QStringList()))
            || (*trash)->local != mailbox->local;
        if (final)
            forGood.append(key);
        else
            toTrash[(*trash)->key].append(key);
    }
    for (auto it = toTrash.cbegin(); it != toTrash.cend(); ++it) {
        const auto trash = queue.mailboxRow(it.key());
        if (!trash || !queue.move(*it, *trash))
            return batch.fail(Detail::NotFound);
    }
    queue.expunge(forGood);
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<QList<OperationKey>> Journal::expunge(const QList<PlacementKey> &placements)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    queue.expunge(placements);
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), queue.operations());
}

Result<PlacementKey> Journal::append(
    MailboxKey target, const QByteArray &raw, const Flags &flags, const QDateTime &internalDate)
{
    const auto added = appendMany(target, {{raw, flags, internalDate}});
    if (!added)
        return tl::unexpected(added.error());
    return added->value(0);
}

Result<QList<PlacementKey>> Journal::appendMany(MailboxKey target, const QList<NewMessage> &messages)
{
    Batch batch(*m_writer.d->connection, Durable);
    Queue queue(batch);
    const auto mailbox = queue.mailboxRow(target);
    if (!mailbox || !mailbox->path)
        return batch.fail(Detail::NotFound);
    QList<PlacementKey> added;
    for (const NewMessage &message : messages)
        added.append(queue.append(*mailbox, read(message)));
    queue.finish();
    return valueAfter(m_writer.d->finish(batch), added);
}

Result<PlacementKey> Journal::fileDraft(
    DraftKey draft, MailboxKey target, const NewMessage &message, PlacementKey previous)
{
    Batch batch(*m_writer.d->connection, Durable);
    const QList<PlacementKey> replaced = withdrawUnsent(batch, previous);
    Queue queue(batch);
    const auto mailbox = queue.mailboxRow(target);
    if (!mailbox || !mailbox->path)
        return batch.fail(Detail::NotFound);
    const PlacementKey added = queue.append(*mailbox, read(message));
    queue.expungeAfter(queue.operations().constLast(), *mailbox, replaced);
    queue.finish();
    for (const OperationKey key : queue.operations())
        batch.database().run("UPDATE operation SET undoable = 0 WHERE id = ?", key);
    if (draft) {
        batch.database().run("DELETE FROM draft WHERE id = ?", draft);
        batch.note(Change::Drafts);
    }
    return valueAfter(m_writer.d->finish(batch), added);
}

Result<OperationKey> Journal::createMailbox(AccountKey account, const QStringList &wanted, Role role)
{
    Batch batch(*m_writer.d->connection, Durable);
    Mailboxes table(batch);
    if (!batch.database().number("SELECT 1 FROM account WHERE id = ?", account))
        return batch.fail(Detail::NotFound);
    const QStringList path = belowInboxWhereAllAre(table.ofAccount(account), wanted);
    if (!isValidPath(path) || atPath(table.ofAccount(account), path))
        return failure(Kind::Refused, Detail::None, QStringLiteral("there is a mailbox of this name already"));
    MailboxRow row;
    row.account = account;
    row.local = table.keepsMailHere(account);
    row.wantedRole = role;
    if (row.local)
        row.serverPath = path;
    table.insert(row);
    Queue queue(batch);
    const OperationKey key = queue.mailbox(
        OperationKind::CreateMailbox, row, path, {}, row.local ? OperationState::Done : OperationState::Pending);
    table.recompute(account);
    return valueAfter(m_writer.d->finish(batch), key);
}

Result<OperationKey> Journal::renameMailbox(MailboxKey mailbox, const QStringList &wanted)
{
    Batch batch(*m_writer.d->connection, Durable);
    Mailboxes table(batch);
    const auto row = table.load(mailbox);
    if (!row || !row->path)
        return batch.fail(Detail::NotFound);
    const QList<MailboxRow> all = table.ofAccount(row->account);
    const QStringList newPath = belowInboxWhereAllAre(all, wanted);
    if (row->role == Role::Inbox || !isValidPath(newPath) || isBelow(newPath, *row->path) || atPath(all, newPath))
        return failure(Kind::Refused, Detail::None, QStringLiteral("the mailbox cannot have this name"));
    Queue queue(batch);
    const OperationKey key = queue.mailbox(OperationKind::RenameMailbox, *row, *row->path, newPath,
        row->local ? OperationState::Done : OperationState::Pending);
    if (row->local)
        renameServerSide(table, *row, newPath);
    table.recompute(row->account);
    return valueAfter(m_writer.d->finish(batch), key);
}

Result<OperationKey> Journal::deleteMailbox(MailboxKey mailbox)
{
    Batch batch(*m_writer.d->connection, Durable);
    Mailboxes table(batch);
    const auto row = table.load(mailbox);
    if (!row || !row->path)
        return batch.fail(Detail::NotFound);
    if (row->role == Role::Inbox)
        return failure(Kind::Refused, Detail::None, QStringLiteral("the inbox cannot be deleted"));
    Queue queue(batch);
    const OperationKey key = queue.mailbox(OperationKind::DeleteMailbox, *row, *row->path, {},
        row->local ? OperationState::Done : OperationState::Pending);
    if (row->local) {
        for (const MailboxRow &inner : table.tree(*row))
            table.remove(inner);
    }
    table.recompute(row->account);
    return valueAfter(m_writer.d->finish(batch), key);
}

Result<OperationKey> Journal::setSubscribed(MailboxKey mailbox, bool subscribed)
{
    Batch batch(*m_writer.d->connection, Durable);
    Mailboxes table(batch);
    auto row = table.load(mailbox);
    if (!row || !row->path)
        return batch.fail(Detail::NotFound);
    Queue queue(batch);
    const OperationKey key = queue.mailbox(subscribed ? OperationKind::Subscribe : OperationKind::Unsubscribe, *row,
        *row->path, {}, row->local ? OperationState::Done : OperationState::Pending);
    if (row->local) {
        row->serverSubscribed = subscribed;
        table.saveServerSide(*row);
    }
    table.recompute(row->account);
    return valueAfter(m_writer.d->finish(batch), key);
}

} // namespace godwit::store
