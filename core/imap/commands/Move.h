// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UID MOVE: RFC 6851.  Selected state, ReadWrite, only where capabilities has MOVE.  Value: COPYUID, empty without
/// UIDPLUS.  The expunges of the moved messages arrive as Session::mailboxChanged.  Errors as Copy.
/// With MESSAGELIMIT (RFC 9738) perhaps only some of them: see CopyUid::limit.
class Move : public CommandBase {
public:
    using Value = code::CopyUid;
    Move(UidSet uids, Mailbox goal) : m_uids(std::move(uids)), m_goal(std::move(goal)) { }
    std::optional<MailError> refusal(const Situation &now) const { return unlessOffered(now.capabilities.hasMove()); }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<code::CopyUid> finish(const Tagged &tagged) const;

private:
    UidSet m_uids;
    Mailbox m_goal;
    code::CopyUid m_copied;
};

} // namespace godwit::imap
