// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/AppendMessage.h"
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Appended {
    UidValidity uidValidity;
    Uid uid;
};

/// APPEND of one message: RFC 9051 section 6.3.12.  Authenticated state.  Value: APPENDUID (RFC 4315), zeros without
/// UIDPLUS.  The octets are sent as they are.  Errors: Refused ("TRYCREATE", "OVERQUOTA", TooLarge for "TOOBIG"; the
/// last also without asking, where APPENDLIMIT=n of RFC 7889 says so).
class Append : public CommandBase {
public:
    using Value = Appended;
    Append(Mailbox mailbox, QByteArray message, QByteArrayList flags, QDateTime internalDate);
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessFits(now.capabilities, m_message.octets.size());
    }
    void encode(Encoder &out) const;
    Result<Appended> finish(const Tagged &tagged) const;

private:
    Mailbox m_mailbox;
    AppendMessage m_message;
};

} // namespace godwit::imap
