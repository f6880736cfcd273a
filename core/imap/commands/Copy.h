// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UID COPY: RFC 9051 section 6.4.7.  Selected state.  Value: COPYUID (RFC 4315), empty without UIDPLUS.
/// Errors: Refused with "TRYCREATE" when the goal is missing.
/// With MESSAGELIMIT (RFC 9738) perhaps only some of them: see CopyUid::limit.
class Copy : public CommandBase {
public:
    using Value = code::CopyUid;
    Copy(UidSet uids, Mailbox goal) : m_uids(std::move(uids)), m_goal(std::move(goal)) { }
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
