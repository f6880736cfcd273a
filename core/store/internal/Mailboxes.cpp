// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Mailboxes.h"

#include "store/internal/Codec.h"
#include "store/internal/Operations.h"
#include "store/internal/Placements.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace godwit::store {

namespace {

#define MAILBOX_COLUMNS                                                                                                \
    "id, account, local, wire_name, listed, server_path, delimiter, server_role, wanted_role, server_selectable, "     \
    "server_subscribed, missed, uid_validity, path, role, selectable, subscribed, share, rights, label, holds_labels"

std::optional<QStringList> readPath(const Statement &statement, int column)
{
    return statement.isNull(column) ? std::nullopt : std::optional(codec::splitList(statement.text(column)));
}

QString packPath(const std::optional<QStringList> &path)
{
    return path ? codec::joinList(*path) : QString();
}

MailboxRow readRow(const Statement &statement)
{
    MailboxRow row;
    row.key = statement.key<MailboxKey>(0);
    row.account = statement.key<AccountKey>(1);
    row.local = statement.integer(2) != 0;
    row.wireName = statement.blob(3);
    row.listed = statement.integer(4) != 0;
    row.serverPath = readPath(statement, 5);
    row.delimiter = char(statement.integer(6));
    row.serverRole = Role(statement.integer(7));
    row.wantedRole = Role(statement.integer(8));
    row.serverSelectable = statement.integer(9) != 0;
    row.serverSubscribed = statement.integer(10) != 0;
    row.missed = int(statement.integer(11));
    row.uidValidity = statement.key<UidValidity>(12);
    row.path = readPath(statement, 13);
    row.role = Role(statement.integer(14));
    row.selectable = statement.integer(15) != 0;
    row.subscribed = statement.integer(16) != 0;
    row.share = Share(statement.integer(17));
    row.rights.bits = quint32(statement.integer(18));
    row.label = statement.blob(19);
    row.holdsLabels = statement.integer(20) != 0;
    return row;
}

/// One waiting mailbox operation on top of what the rows show so far.
void applyToRows(const Operation &operation, QList<MailboxRow> &rows)
{
    const auto target = std::find_if(
        rows.begin(), rows.end(), [&operation](const MailboxRow &row) { return row.key == operation.target; });
    if (target == rows.end())
        return;
    switch (operation.kind) {
    case OperationKind::CreateMailbox:
        target->path = operation.path;
        break;
    case OperationKind::Subscribe:
    case OperationKind::Unsubscribe:
        target->subscribed = operation.kind == OperationKind::Subscribe;
        break;
    case OperationKind::RenameMailbox:
    case OperationKind::DeleteMailbox: {
        if (!target->path)
            break;
        const QStringList root = *target->path;
        for (MailboxRow &row : rows) {
            if (!row.path || !isBelow(*row.path, root))
                continue;
            if (operation.kind == OperationKind::DeleteMailbox)
                row.path.reset();
            else
                row.path = operation.newPath + row.path->mid(root.size());
        }
        break;
    }
    default:
        break;
    }
}

} // namespace

bool isBelow(const QStringList &path, const QStringList &root)
{
    return path.size() >= root.size() && std::equal(root.cbegin(), root.cend(), path.cbegin());
}

std::optional<MailboxRow> Mailboxes::load(MailboxKey key)
{
    Statement statement = m_db.query("SELECT " MAILBOX_COLUMNS " FROM mailbox WHERE id = ?", key);
    return statement.step() ? std::optional(readRow(statement)) : std::nullopt;
}

QList<MailboxRow> Mailboxes::ofAccount(AccountKey account)
{
    QList<MailboxRow> rows;
    Statement statement = m_db.query("SELECT " MAILBOX_COLUMNS " FROM mailbox WHERE account = ? ORDER BY id", account);
    while (statement.step())
        rows.append(readRow(statement));
    return rows;
}

QList<MailboxRow> Mailboxes::tree(const MailboxRow &root)
{
    QList<MailboxRow> rows;
    for (const MailboxRow &row : ofAccount(root.account)) {
        if (row.key == root.key || (root.path && row.path && isBelow(*row.path, *root.path)))
            rows.append(row);
    }
    return rows;
}

std::optional<MailboxRow> Mailboxes::byRole(AccountKey account, Role role)
{
    Statement statement =
        m_db.query("SELECT " MAILBOX_COLUMNS
                   " FROM mailbox WHERE account = ? AND role = ? AND path IS NOT NULL ORDER BY id LIMIT 1",
            account, int(role));
    return statement.step() ? std::optional(readRow(statement)) : std::nullopt;
}

std::optional<MailboxRow> Mailboxes::labelsHome(AccountKey account)
{
    Statement statement = m_db.query(
        "SELECT " MAILBOX_COLUMNS " FROM mailbox WHERE account = ? AND holds_labels = 1 ORDER BY id LIMIT 1", account);
    return statement.step() ? std::optional(readRow(statement)) : std::nullopt;
}

bool Mailboxes::keepsMailHere(AccountKey account)
{
    Statement statement = m_db.query("SELECT settings FROM account WHERE id = ?", account);
    if (!statement.step())
        return false;
    const QString incoming =
        QJsonDocument::fromJson(statement.blob(0)).object().value(QLatin1String("incoming")).toString();
    return incoming == u"pop3" || incoming == u"none";
}

void Mailboxes::insert(MailboxRow &row)
{
    m_db.run("INSERT INTO mailbox (account, local, wanted_role) VALUES (?, ?, ?)", row.account, row.local ? 1 : 0,
        int(row.wantedRole));
    row.key = {m_db.lastInsertId()};
    saveServerSide(row);
}

void Mailboxes::saveServerSide(const MailboxRow &row)
{
    m_db.run(
        "UPDATE mailbox SET wire_name = ?2, listed = ?3, server_path = ?4, delimiter = ?5, server_role = ?6, "
        "wanted_role = ?7, server_selectable = ?8, server_subscribed = ?9, missed = ?10, share = ?11, rights = ?12, "
        "label = ?13, holds_labels = ?14 WHERE id = ?1",
        row.key, row.wireName.isEmpty() ? QByteArray() : row.wireName, row.listed ? 1 : 0, packPath(row.serverPath),
        quint8(row.delimiter), int(row.serverRole), int(row.wantedRole), row.serverSelectable ? 1 : 0,
        row.serverSubscribed ? 1 : 0, row.missed, int(row.share), row.rights.bits,
        row.label.isEmpty() ? QByteArray() : row.label, row.holdsLabels ? 1 : 0);
}

void Mailboxes::recompute(AccountKey account)
{
    const QList<MailboxRow> before = ofAccount(account);
    QList<MailboxRow> after = before;
    for (MailboxRow &row : after) {
        row.path = row.serverPath;
        row.role = row.serverRole != Role::None ? row.serverRole : row.wantedRole;
        row.selectable = row.serverSelectable;
        row.subscribed = row.serverSubscribed;
    }
    Statement waiting =
        m_db.query("SELECT " OPERATION_COLUMNS
                   " FROM operation o WHERE o.account = ? AND o.state IN (0, 1, 4) AND o.kind >= ? ORDER BY o.id",
            account, int(OperationKind::CreateMailbox));
    while (waiting.step())
        applyToRows(readOperation(waiting).operation, after);
    for (qsizetype i = 0; i < after.size(); ++i) {
        const MailboxRow &was = before.at(i);
        const MailboxRow &is = after.at(i);
        if (was.path == is.path && was.role == is.role && was.selectable == is.selectable
            && was.subscribed == is.subscribed)
            continue;
        m_db.run("UPDATE mailbox SET path = ?2, name = ?3, role = ?4, selectable = ?5, subscribed = ?6 WHERE id = ?1",
            is.key, packPath(is.path), is.path ? is.path->join(u'/') : QString(), int(is.role), is.selectable ? 1 : 0,
            is.subscribed ? 1 : 0);
        m_batch.note(Change::Mailboxes);
    }
}

void Mailboxes::backOutArrivals(MailboxKey mailbox)
{
    QList<OperationKey> arriving;
    Statement statement =
        m_db.query("SELECT id FROM operation WHERE target = ? AND kind IN (?, ?, ?) AND state IN (0, 1, 4)", mailbox,
            int(OperationKind::Move), int(OperationKind::Copy), int(OperationKind::Append));
    while (statement.step())
        arriving.append(statement.key<OperationKey>(0));
    MailError error;
    error.kind = MailError::Kind::Refused;
    error.detail = MailError::Detail::NotFound;
    for (const OperationKey operation : std::as_const(arriving))
        Operations(m_batch).backOut(operation, OperationState::Refused, error, Operations::Appended::Keep);
}

void Mailboxes::remove(const MailboxRow &row)
{
    backOutArrivals(row.key);
    Placements placements(m_batch);
    for (const PlacementKey key : placements.onServer(row.key)) {
        if (const auto placement = placements.load(key))
            placements.remove(*placement, Placements::Orphan::Keep);
    }
    m_db.run("DELETE FROM mailbox WHERE id = ?", row.key);
    m_batch.note(Change::Mailboxes);
}

void renameServerSide(Mailboxes &table, const MailboxRow &root, const QStringList &newPath)
{
    if (!root.serverPath || *root.serverPath == newPath)
        return; // the server's list was faster
    const QStringList oldPath = *root.serverPath;
    for (MailboxRow &row : table.ofAccount(root.account)) {
        if (!row.serverPath || !isBelow(*row.serverPath, oldPath))
            continue;
        row.serverPath = newPath + row.serverPath->mid(oldPath.size());
        row.wireName.clear();
        row.listed = row.local;
        row.missed = 0;
        table.saveServerSide(row);
    }
}

} // namespace godwit::store
