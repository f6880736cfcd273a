// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/List.h"

#include "imap/commands/Status.h"

namespace godwit::imap {

void List::encode(Encoder &out) const
{
    const Capabilities &can = out.capabilities();
    if (!can.hasListExtended()) {
        out.atom(!can.hasSpecialUse() && can.has("XLIST") ? "XLIST" : "LIST").string("").string(m_pattern);
        return;
    }
    out.atom("LIST").string("").string(m_pattern).atom("RETURN").open().atom("SUBSCRIBED").atom("CHILDREN");
    if (can.hasSpecialUse())
        out.atom("SPECIAL-USE");
    if (m_counts == Counts::With && can.hasListStatus())
        out.atom("STATUS").atom(Status::items(can));
    out.close();
}

bool List::claims(const Untagged &response) const
{
    if (const auto *data = std::get_if<ListData>(&response))
        return data->kind == ListData::Kind::List;
    return m_counts == Counts::With && std::holds_alternative<MailboxStatus>(response);
}

void List::take(const Untagged &response)
{
    const auto *status = std::get_if<MailboxStatus>(&response);
    if (status && m_listing.statuses.size() < MaximumListedMailboxes)
        m_listing.statuses.append(*status);
    const auto *data = std::get_if<ListData>(&response);
    if (data && m_listing.mailboxes.size() < MaximumListedMailboxes)
        m_listing.mailboxes.append(*data);
}

Result<Listing> List::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_listing;
}

} // namespace godwit::imap
