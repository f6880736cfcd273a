// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/AppendMessage.h"
#include "imap/commands/Command.h"

namespace godwit::imap {

struct AppendedMany {
    UidValidity uidValidity;
    QList<Uid> uids; ///< in the order of the messages; empty where the server did not tell
};

/// APPEND of several messages, all or none: RFC 3502.  Authenticated state; needs MULTIAPPEND.  The caller bounds how
/// much one command carries.  Errors as Append.
class MultiAppend : public CommandBase {
public:
    using Value = AppendedMany;
    MultiAppend(Mailbox mailbox, QList<AppendMessage> messages);
    std::optional<MailError> refusal(const Situation &now) const;
    void encode(Encoder &out) const;
    Result<AppendedMany> finish(const Tagged &tagged) const;

private:
    Mailbox m_mailbox;
    QList<AppendMessage> m_messages;
};

} // namespace godwit::imap
