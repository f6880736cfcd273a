// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Login.h"

namespace godwit::imap {

void Login::encode(Encoder &out) const
{
    out.atom("LOGIN").secret(m_user.toUtf8()).secret(m_password.toUtf8());
}

void Login::take(const Untagged &response)
{
    m_capabilities = std::get<CapabilityData>(response).capabilities;
}

Result<Capabilities> Login::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toLoginError(tagged.status));
    if (const auto *sent = tagged.status.code.as<Capabilities>())
        return *sent;
    return m_capabilities;
}

} // namespace godwit::imap
