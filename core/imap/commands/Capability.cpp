// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Capability.h"

namespace godwit::imap {

void Capability::take(const Untagged &response)
{
    m_capabilities = std::get<CapabilityData>(response).capabilities;
}

Result<Capabilities> Capability::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    if (m_capabilities)
        return *m_capabilities;
    if (const auto *sent = tagged.status.code.as<Capabilities>())
        return *sent;
    return failure(MailError::Kind::Protocol);
}

} // namespace godwit::imap
