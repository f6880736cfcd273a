// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Expunge.h"

namespace godwit::imap {

void Expunge::encode(Encoder &out) const
{
    if (m_exact)
        out.atom("UID").atom("EXPUNGE").set(m_uids);
    else
        out.atom("EXPUNGE");
}

} // namespace godwit::imap
