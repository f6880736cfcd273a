// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Enable.h"

namespace godwit::imap {

Enable::Enable(QByteArrayList capabilities) : m_capabilities(std::move(capabilities))
{
    m_capabilities.removeAll("IMAP4rev2");
}

void Enable::encode(Encoder &out) const
{
    out.atom("ENABLE");
    for (const QByteArray &capability : m_capabilities)
        out.atom(capability);
}

void Enable::take(const Untagged &response)
{
    m_enabled += std::get<EnabledData>(response).capabilities;
}

Result<QByteArrayList> Enable::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_enabled;
}

} // namespace godwit::imap
