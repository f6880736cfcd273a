// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

/// One row of `mailbox`: the server's side and what people see.
struct MailboxRow {
    MailboxKey key;
    AccountKey account;
    bool local = false;
    QByteArray wireName;
    bool listed = false;
    std::optional<QStringList> serverPath; ///< none while it exists only by a waiting operation
    char delimiter = '\0';
    Role serverRole = Role::None, wantedRole = Role::None;
    bool serverSelectable = true, serverSubscribed = true;
    int missed = 0;
    UidValidity uidValidity;
    Share share = Share::Own;
    Rights rights;
    QByteArray label; ///< Gmail's, of a mailbox whose placements come from labels
    bool holdsLabels = false;

    std::optional<QStringList> path; ///< effective; none while it is hidden
    Role role = Role::None;
    bool selectable = true, subscribed = true;
};

/// The table `mailbox` inside one transaction.
class Mailboxes {
public:
    explicit Mailboxes(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    std::optional<MailboxRow> load(MailboxKey key);
    QList<MailboxRow> ofAccount(AccountKey account);
    /// The mailbox and those below it, by effective path.
    QList<MailboxRow> tree(const MailboxRow &root);
    std::optional<MailboxRow> byRole(AccountKey account, Role role);
    /// Gmail's All Mail.
    std::optional<MailboxRow> labelsHome(AccountKey account);
    /// Whether mailboxes that are made in this account exist only here (POP3, or no incoming server).
    bool keepsMailHere(AccountKey account);

    void insert(MailboxRow &row);
    /// Server's side only; recompute() follows.
    void saveServerSide(const MailboxRow &row);
    /// Effective state of all mailboxes of the account: server's side with the waiting operations on top.
    void recompute(AccountKey account);
    /// The mailbox is no more: its messages go, and what was on its way into it stays where it was.
    void remove(const MailboxRow &row);
    /// What was on its way into it is refused.
    void backOutArrivals(MailboxKey mailbox);

private:
    Batch &m_batch;
    Connection &m_db;
};

/// Rename is by whole levels: "A/B" below "A" becomes "C/B".
bool isBelow(const QStringList &path, const QStringList &root);

/// What RENAME did on the server (or here, for local mailboxes): the mailbox and those below it have other paths; their
/// wire names are to be learned.  recompute() follows.
void renameServerSide(Mailboxes &table, const MailboxRow &root, const QStringList &newPath);

} // namespace godwit::store
