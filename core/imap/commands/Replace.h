// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Append.h"

namespace godwit::imap {

/// UID REPLACE: RFC 8508: a message takes the place of another in one step, so that there are never two drafts and
/// never none.  Selected state, ReadWrite; needs capabilities().hasReplace().  Value: the new UID (zeros without
/// UIDPLUS); that the old one went arrives as Session::mailboxChanged.  Errors as Append; Refused where `old` is gone.
class Replace : public CommandBase {
public:
    using Value = Appended;
    Replace(Uid old, Mailbox mailbox, AppendMessage message);
    std::optional<MailError> refusal(const Situation &now) const;
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Appended> finish(const Tagged &tagged) const;

private:
    Uid m_old;
    Mailbox m_mailbox;
    AppendMessage m_message;
    Appended m_appended;
};

} // namespace godwit::imap
