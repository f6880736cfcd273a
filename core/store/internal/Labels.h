// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Mailboxes.h"
#include "store/internal/Placements.h"

namespace godwit::store {

/// Gmail: one mailbox, the *home* of all messages (All Mail), is synchronised; the placements in all others but Trash
/// and Junk are made by the labels of the messages there, without UIDs.  One transaction.
class Labels {
public:
    Labels(Batch &batch, AccountKey account);

    bool exist() const { return m_home.has_value(); } ///< this account's mailboxes are labels
    bool isHome(MailboxKey mailbox) const { return m_home && m_home->key == mailbox; }
    /// Whether messages get there, and away again, by labels: the home itself, and what is one or is becoming one.
    bool isHomeSide(const MailboxRow &mailbox) const;
    /// The placement in the home; none before that was synchronised so far, and once the message is in Trash or Junk.
    std::optional<PlacementRow> homeOf(MessageKey message);
    /// The one in the home and all that labels made.
    QList<PlacementRow> family(MessageKey message);
    std::optional<PlacementRow> labelled(MessageKey message, MailboxKey mailbox);

    /// What the server says of a message in the home.
    void apply(const PlacementRow &home, const QByteArrayList &labels);
    /// A mailbox has become one whose placements come from labels, or is none any more.
    void convert(const MailboxRow &mailbox);
    /// A message that we have put under a label and that the server now shows in the home; 0: none.
    MessageKey homeless(const QList<MessageKey> &candidates);
    /// After a whole refresh of the home: placements of messages that are not there go, the second time.
    void sweep();

private:
    void removeLabel(const PlacementRow &row, QSet<MailboxKey> &wanted);
    bool adoptArriving(const PlacementRow &home, MailboxKey mailbox);

    Batch &m_batch;
    Connection &m_db;
    Placements m_placements;
    AccountKey m_account;
    std::optional<MailboxRow> m_home;
    QHash<QByteArray, MailboxKey> m_mailboxes; ///< by label
};

} // namespace godwit::store
