// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Labels.h"
#include "store/internal/SentCopies.h"
#include "store/internal/WriterPrivate.h"

#include <algorithm>

namespace godwit::store {

namespace {

constexpr int MissedListsBeforeRemoval = 2;

bool sameWireName(const QByteArray &left, const QByteArray &right)
{
    return left == right
        || (left.compare("INBOX", Qt::CaseInsensitive) == 0 && right.compare("INBOX", Qt::CaseInsensitive) == 0);
}

bool endsWith(const QStringList &path, const QStringList &tail)
{
    return path.size() >= tail.size() && std::equal(tail.crbegin(), tail.crend(), path.crbegin());
}

/// Which of our rows a mailbox of the server's list is.  By wire name; else one that we have made or renamed and whose
/// wire name is therefore not known yet (a server may put a prefix in front: "INBOX.").
class Matcher {
public:
    Matcher(QList<MailboxRow> &rows, const QList<Writer::ServerMailbox> &listed) : m_rows(rows)
    {
        for (const MailboxRow &row : rows) {
            const bool stillListed = std::any_of(listed.cbegin(), listed.cend(),
                [&row](const Writer::ServerMailbox &mailbox) { return sameWireName(mailbox.wireName, row.wireName); });
            m_free.append(!row.local && !(stillListed && !row.wireName.isEmpty()));
        }
    }
    MailboxRow *find(const Writer::ServerMailbox &mailbox)
    {
        for (MailboxRow &row : m_rows) {
            if (!row.local && !row.wireName.isEmpty() && sameWireName(row.wireName, mailbox.wireName))
                return &row;
        }
        const auto exact = [&mailbox](const MailboxRow &row) {
            return (row.wireName.isEmpty() && row.serverPath == mailbox.path) || row.path == mailbox.path;
        };
        const auto prefixed = [&mailbox](const MailboxRow &row) {
            const auto path = row.path ? row.path : row.serverPath;
            return row.wireName.isEmpty() && path && endsWith(mailbox.path, *path);
        };
        MailboxRow *found = take(exact);
        return found ? found : take(prefixed);
    }

private:
    template <typename Predicate> MailboxRow *take(Predicate predicate)
    {
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            if (m_free.at(i) && predicate(m_rows.at(i))) {
                m_free[i] = false;
                return &m_rows[i];
            }
        }
        return nullptr;
    }
    QList<MailboxRow> &m_rows;
    QList<bool> m_free;
};

bool fill(MailboxRow &row, const Writer::ServerMailbox &mailbox)
{
    const MailboxRow before = row;
    row.wireName = mailbox.wireName;
    row.listed = true;
    row.serverPath = mailbox.path;
    row.delimiter = mailbox.delimiter;
    row.serverRole = mailbox.role;
    row.serverSelectable = mailbox.selectable;
    row.serverSubscribed = mailbox.subscribed;
    row.missed = 0;
    row.share = mailbox.share;
    row.rights = mailbox.rights.value_or(row.rights);
    row.label = mailbox.label;
    row.holdsLabels = mailbox.holdsLabels;
    return before.wireName != row.wireName || !before.listed || before.serverPath != row.serverPath
        || before.delimiter != row.delimiter || before.serverRole != row.serverRole
        || before.serverSelectable != row.serverSelectable || before.serverSubscribed != row.serverSubscribed
        || before.missed != 0 || before.share != row.share || before.rights != row.rights || before.label != row.label
        || before.holdsLabels != row.holdsLabels;
}

void writeStatus(Batch &batch, MailboxKey key, const Writer::ServerMailbox &mailbox)
{
    if (!mailbox.messages && !mailbox.unseen)
        return;
    batch.database().run("UPDATE mailbox SET status_messages = ifnull(?2, status_messages), "
                         "status_unseen = ifnull(?3, status_unseen) WHERE id = ?1 AND (status_messages IS NOT "
                         "ifnull(?2, status_messages) OR status_unseen IS NOT ifnull(?3, status_unseen))",
        key, mailbox.messages, mailbox.unseen);
    if (batch.database().changedRows() > 0) {
        batch.note(Change::Counts);
        batch.touch(key);
    }
}

} // namespace

Result<void> Writer::setMailboxes(AccountKey account, const QList<ServerMailbox> &mailboxes, bool complete)
{
    Batch batch(*d->connection);
    Mailboxes table(batch);
    QList<MailboxRow> rows = table.ofAccount(account);
    const bool knowsSome = std::any_of(rows.cbegin(), rows.cend(), [](const MailboxRow &row) { return row.listed; });
    if (mailboxes.isEmpty() && knowsSome)
        return {}; // S-149: an outage, not a clean-up
    QSet<MailboxKey> seen;
    QList<MailboxRow> converted;
    {
        Matcher matcher(rows, mailboxes);
        for (const ServerMailbox &mailbox : mailboxes) {
            if (mailbox.path.isEmpty())
                continue;
            MailboxRow fresh;
            fresh.account = account;
            MailboxRow *row = matcher.find(mailbox);
            const bool isNew = row == nullptr;
            if (isNew)
                row = &fresh;
            const bool wasLabel = !row->label.isEmpty();
            const auto [rights, share] = std::pair(row->rights, row->share);
            const bool differs = fill(*row, mailbox);
            if (!isNew && (rights != row->rights || share != row->share))
                batch.note(Change::Mailboxes); // recompute() sees only what operations may change
            if (wasLabel == row->label.isEmpty() && !isNew)
                converted.append(*row);
            if (isNew)
                table.insert(*row);
            else if (differs)
                table.saveServerSide(*row);
            seen.insert(row->key);
            writeStatus(batch, row->key, mailbox);
        }
    }
    for (MailboxRow &row : rows) {
        if (!complete || row.local || seen.contains(row.key) || !row.serverPath)
            continue;
        if (row.listed || ++row.missed >= MissedListsBeforeRemoval)
            table.remove(row);
        else
            table.saveServerSide(row);
    }
    table.recompute(account);
    for (const MailboxRow &row : std::as_const(converted))
        Labels(batch, account).convert(row);
    if (complete || table.byRole(account, Role::Sent))
        SentCopies(batch).fileWaiting(account);
    return d->finish(batch);
}

Result<MailboxKey> Writer::addLocalMailbox(AccountKey account, const QStringList &path, Role role)
{
    Batch batch(*d->connection, Batch::Durability::Durable);
    Mailboxes table(batch);
    for (const MailboxRow &row : table.ofAccount(account)) {
        if (row.path == path)
            return row.key;
    }
    MailboxRow row;
    row.account = account;
    row.local = true;
    row.serverPath = path;
    row.serverRole = role;
    table.insert(row);
    table.recompute(account);
    SentCopies(batch).fileWaiting(account);
    return valueAfter(d->finish(batch), row.key);
}

} // namespace godwit::store
