// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// MYRIGHTS: RFC 4314 section 3.5: what this user may do with a mailbox (`r` read, `s` keep \Seen, `w` other flags,
/// `i` insert, `k` create inside, `x` delete the mailbox, `t` delete messages, `e` expunge, `a` administer).
/// Authenticated state; needs ACL.  Of all mailboxes at once: List::withRights().
class MyRights : public CommandBase {
public:
    using Value = RightsData;
    explicit MyRights(Mailbox mailbox) { m_rights.mailbox = std::move(mailbox); }
    std::optional<MailError> refusal(const Situation &now) const { return unlessOffered(now.capabilities.has("ACL")); }
    void encode(Encoder &out) const { out.atom("MYRIGHTS").mailbox(m_rights.mailbox); }
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<RightsData> finish(const Tagged &tagged) const;

private:
    RightsData m_rights;
};

} // namespace godwit::imap
