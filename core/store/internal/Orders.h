// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

struct PlacementRow;

/// The tables `mailbox_order` and `placement_order` inside one transaction: what stands where in mailboxes that
/// somebody sorts by something else than the date.  Nothing happens to rows of other mailboxes.
class Orders {
public:
    explicit Orders(Batch &batch) : m_batch(batch) { }

    /// The row came into its (effective) mailbox.
    void add(const PlacementRow &row);
    /// It is about to go; its message is still here, as it was when it was added.
    void remove(const PlacementRow &row);

    void begin(MailboxKey mailbox, SortBy by);
    void add(MailboxKey mailbox, SortBy by, const SortEntry &entry); ///< unless it is elsewhere by now
    void finish(MailboxKey mailbox, SortBy by);
    /// Orders whose keys another version of the program, or of Unicode, has made.
    void dropForeign();

private:
    void drop(MailboxKey mailbox, SortBy by);
    Batch &m_batch;
};

} // namespace godwit::store
