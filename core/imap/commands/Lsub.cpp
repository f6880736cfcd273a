// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Lsub.h"

namespace godwit::imap {

bool Lsub::claims(const Untagged &response) const
{
    // Some servers answer LSUB with LIST lines.
    return std::holds_alternative<ListData>(response);
}

void Lsub::take(const Untagged &response)
{
    if (m_mailboxes.size() >= MaximumListedMailboxes)
        return;
    m_mailboxes.append(std::get<ListData>(response));
    m_mailboxes.last().kind = ListData::Kind::Lsub;
}

Result<QList<ListData>> Lsub::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_mailboxes;
}

} // namespace godwit::imap
