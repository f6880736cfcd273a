// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Writer.h"

#include "store/internal/Orders.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

Result<void> Writer::beginOrder(MailboxKey mailbox, SortBy by)
{
    Batch batch(*d->connection);
    if (by == SortBy::Date || !d->reader->mailbox(mailbox))
        return batch.fail(MailError::Detail::NotFound);
    Orders(batch).begin(mailbox, by);
    return d->finish(batch);
}

Result<void> Writer::addToOrder(MailboxKey mailbox, SortBy by, const QList<SortEntry> &entries)
{
    Batch batch(*d->connection);
    if (!batch.orders(mailbox).contains(by))
        return batch.fail(MailError::Detail::NotFound); // the mailbox is gone
    Orders orders(batch);
    for (const SortEntry &entry : entries)
        orders.add(mailbox, by, entry);
    return d->finish(batch);
}

Result<void> Writer::finishOrder(MailboxKey mailbox, SortBy by)
{
    Batch batch(*d->connection);
    Orders(batch).finish(mailbox, by);
    return d->finish(batch);
}

} // namespace godwit::store
