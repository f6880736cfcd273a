// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/MyRights.h"

namespace godwit::imap {

bool MyRights::claims(const Untagged &response) const
{
    const auto *rights = std::get_if<RightsData>(&response);
    return rights && rights->mailbox == m_rights.mailbox;
}

void MyRights::take(const Untagged &response)
{
    m_rights.rights = std::get<RightsData>(response).rights;
}

Result<RightsData> MyRights::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_rights;
}

} // namespace godwit::imap
