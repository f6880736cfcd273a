// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

#include <memory>
#include <vector>

namespace godwit::models {

/// A row of the mailbox tree: an account, a mailbox, or a level of a path that is no mailbox.
struct MailboxNode {
    MailboxNode *parent = nullptr;
    store::AccountKey account;
    QString label; ///< of accounts
    QStringList path; ///< empty for accounts
    std::optional<store::Mailbox> mailbox;
    std::vector<std::unique_ptr<MailboxNode>> children;

    bool isAccount() const { return parent && !parent->parent; }
    int row() const;
    /// The same thing in an older and a newer tree; a level may become a mailbox and the other way round.
    bool isSame(const MailboxNode &other) const;
    bool looksLike(const MailboxNode &other) const;
    MailboxNode *childAt(const QStringList &childPath);
    MailboxNode *find(store::MailboxKey key);
};

/// The tree as the database has it; the root's children are the accounts.
std::unique_ptr<MailboxNode> readMailboxTree(const store::Reader &reader);

} // namespace godwit::models
