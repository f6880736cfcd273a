// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Queue.h"

namespace godwit::store {

/// Copies of what was sent, for the account's Sent mailbox.  While nobody knows which mailbox that is (before the first
/// list of the server), the content stays with the submission, whose state is Sent.
class SentCopies {
public:
    explicit SentCopies(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    /// Whether the mailbox is known, or known to be missing: then it may be made.
    bool canFile(AccountKey account);
    /// Queues the copy; where the account has no Sent mailbox, that is made first.
    void file(Queue &queue, AccountKey account, const QByteArray &raw);
    /// The mailboxes of the account may be others than before: queues what waited for a Sent mailbox.
    void fileWaiting(AccountKey account);

private:
    Batch &m_batch;
    Connection &m_db;
};

} // namespace godwit::store
