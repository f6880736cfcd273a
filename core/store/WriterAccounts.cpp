// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Operations.h"
#include "store/internal/SentCopies.h"
#include "store/internal/WriterPrivate.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace godwit::store {

namespace {

/// The same account without servers: what account::Settings reads as "keeps its mail here, does not send".
QByteArray localSettings(const QByteArray &settings)
{
    QJsonObject object = QJsonDocument::fromJson(settings).object();
    object.insert(QStringLiteral("incoming"), QStringLiteral("none"));
    for (const char *server : {"incomingServer", "incomingUser", "outgoingServer", "outgoingUser", "passwordCommand"})
        object.remove(QLatin1String(server));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What is shown becomes what is: every mailbox and placement of `from` lives on in `to`, without a server.
void keepMail(Connection &database, AccountKey from, AccountKey to)
{
    database.run("DELETE FROM operation WHERE account = ?", from);
    database.run(
        "UPDATE placement SET pending = (SELECT count(*) FROM operation_item i WHERE i.placement = placement.id "
        "AND i.state = 0), server_mailbox = mailbox, uid = NULL, modseq = NULL, awaiting = 0, "
        "server_flags = flags, server_keywords = keywords WHERE message IN "
        "(SELECT id FROM message WHERE account = ?)",
        from);
    database.run("DELETE FROM placement WHERE mailbox IS NULL AND pending = 0 AND message IN "
                 "(SELECT id FROM message WHERE account = ?)",
        from);
    database.run("DELETE FROM mailbox WHERE account = ? AND path IS NULL AND NOT EXISTS "
                 "(SELECT 1 FROM placement p WHERE p.mailbox = mailbox.id OR p.server_mailbox = mailbox.id)",
        from);
    database.run(
        "UPDATE mailbox SET account = ?2, local = 1, wire_name = NULL, listed = 1, server_path = path, "
        "server_role = role, server_selectable = selectable, server_subscribed = subscribed, uid_validity = NULL, "
        "uid_next = NULL, highest_modseq = NULL, status_messages = NULL, status_unseen = NULL, share = 0, rights = 63, "
        "label = NULL, holds_labels = 0 WHERE account = ?1",
        from, to);
    database.run(
        "UPDATE message SET account = ?2, orphaned = CASE WHEN EXISTS (SELECT 1 FROM placement p WHERE p.message "
        "= message.id) THEN NULL ELSE ifnull(orphaned, unixepoch()) END WHERE account = ?1",
        from, to);
    database.run(
        "UPDATE submission SET account = ?2 WHERE account = ?1 AND state = ?3", from, to, int(SubmissionState::Sent));
}

void forgetMail(Connection &database, AccountKey account)
{
    // Placements first: they refer to mailboxes and messages both.
    database.run("DELETE FROM placement WHERE message IN (SELECT id FROM message WHERE account = ?)", account);
    database.run("DELETE FROM message WHERE account = ?", account);
}

} // namespace

Result<void> Writer::removeAccount(AccountKey account, bool keepMail_)
{
    Batch batch(*d->connection, Batch::Durability::Durable);
    Connection &database = batch.database();
    QByteArray settings;
    {
        Statement statement = database.query("SELECT settings FROM account WHERE id = ?", account);
        if (!statement.step())
            return batch.fail(MailError::Detail::NotFound);
        settings = statement.blob(0);
    }
    // What waits elsewhere for an operation of this account would wait for ever.
    QList<OperationKey> own;
    {
        Statement statement = database.query(
            "SELECT id FROM operation WHERE account = ? AND state IN (0, 1, 4) ORDER BY id DESC", account);
        while (statement.step())
            own.append(statement.key<OperationKey>(0));
    }
    Operations operations(batch);
    for (const OperationKey operation : std::as_const(own))
        operations.backOutDependents(operation, OperationState::Dropped, {});
    if (keepMail_) {
        database.run("INSERT INTO account (position, settings) SELECT position, ?2 FROM account WHERE id = ?1", account,
            localSettings(settings));
        const AccountKey kept{database.lastInsertId()};
        keepMail(database, account, kept);
        SentCopies(batch).fileWaiting(kept);
    } else {
        forgetMail(database, account);
    }
    database.run("DELETE FROM account WHERE id = ?", account);
    batch.note(Change::Accounts);
    batch.note(Change::Mailboxes);
    batch.note(Change::Journal);
    batch.note(Change::Outbox);
    return d->finish(batch);
}

} // namespace godwit::store
