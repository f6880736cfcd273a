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
        out.atom("STATUS").atom(Status::items(can, m_sizes ? Status::Size::With : Status::Size::Without));
    if (m_rights && can.has("LIST-MYRIGHTS"))
        out.atom("MYRIGHTS");
    out.close();
}

List &List::withSizes()
{
    m_sizes = true;
    return *this;
}

List &List::withRights()
{
    m_rights = true;
    return *this;
}

bool List::claims(const Untagged &response) const
{
    if (const auto *data = std::get_if<ListData>(&response))
        return data->kind == ListData::Kind::List;
    if (m_rights && std::holds_alternative<RightsData>(response))
        return true;
    return m_counts == Counts::With && std::holds_alternative<MailboxStatus>(response);
}

void List::take(const Untagged &response)
{
    const auto *status = std::get_if<MailboxStatus>(&response);
    if (status && m_listing.statuses.size() < MaximumListedMailboxes)
        m_listing.statuses.append(*status);
    const auto *rights = std::get_if<RightsData>(&response);
    if (rights && m_listing.rights.size() < MaximumListedMailboxes)
        m_listing.rights.append(*rights);
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
