// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/AuthenticatePlain.h"

namespace godwit::imap {

void AuthenticatePlain::encode(Encoder &out) const
{
    const QByteArray initial = m_message.toBase64();
    out.atom("AUTHENTICATE").atom("PLAIN");
    if (out.capabilities().has("SASL-IR"))
        out.credential(initial);
    else
        out.continuationLine(initial, Encoder::Gate::Continuation, true);
}

void AuthenticatePlain::take(const Untagged &response)
{
    m_capabilities = std::get<CapabilityData>(response).capabilities;
}

Result<Capabilities> AuthenticatePlain::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toLoginError(tagged.status));
    if (const auto *sent = tagged.status.code.as<Capabilities>())
        return *sent;
    return m_capabilities;
}

} // namespace godwit::imap
