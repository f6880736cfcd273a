// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Notify.h"

namespace godwit::imap {

void Notify::encode(Encoder &out) const
{
    out.atom("NOTIFY");
    if (!m_wish) {
        out.atom("NONE");
        return;
    }
    out.atom("SET");
    if (m_wish->initialStatus)
        out.atom("STATUS");
    // DELAYED: no expunge in the middle of a FETCH by numbers.
    out.open().atom("SELECTED-DELAYED").open().atom("MessageNew").atom("MessageExpunge").atom("FlagChange");
    out.close().close();
    out.open().atom(m_wish->scope == Scope::Personal ? "PERSONAL" : "SUBSCRIBED").open();
    out.atom("MessageNew").atom("MessageExpunge");
    if (m_wish->flagChanges)
        out.atom("FlagChange");
    if (m_wish->tree)
        out.atom("MailboxName").atom("SubscriptionChange");
    out.close().close();
}

} // namespace godwit::imap
