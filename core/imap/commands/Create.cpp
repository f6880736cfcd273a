// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Create.h"

namespace godwit::imap {

void Create::encode(Encoder &out) const
{
    out.atom("CREATE").mailbox(m_mailbox);
    if (!m_specialUse.isEmpty() && out.capabilities().has("CREATE-SPECIAL-USE"))
        out.open().atom("USE").flags({m_specialUse}).close();
}

} // namespace godwit::imap
