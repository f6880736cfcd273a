// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Status.h"

namespace godwit::imap {

QByteArray Status::items(const Capabilities &capabilities, Size size)
{
    QByteArray items = "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN";
    if (capabilities.hasCondStore())
        items += " HIGHESTMODSEQ";
    if (capabilities.hasStatusMailboxId())
        items += " MAILBOXID";
    if (capabilities.hasAppendLimitPerMailbox())
        items += " APPENDLIMIT";
    if (size == Size::With && capabilities.hasStatusSize())
        items += " SIZE";
    return items + ')';
}

void Status::encode(Encoder &out) const
{
    out.atom("STATUS").mailbox(m_mailbox).atom(items(out.capabilities(), m_size));
}

bool Status::claims(const Untagged &response) const
{
    const auto *status = std::get_if<MailboxStatus>(&response);
    return status && status->mailbox == m_mailbox;
}

void Status::take(const Untagged &response)
{
    m_status = std::get<MailboxStatus>(response);
}

Result<MailboxStatus> Status::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_status;
}

} // namespace godwit::imap
