// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Appended {
    UidValidity uidValidity;
    Uid uid;
};

/// APPEND of one message: RFC 9051 section 6.3.12.  Authenticated state.  Value: APPENDUID (RFC 4315), zeros without
/// UIDPLUS.  The octets are sent as they are.  Errors: Refused ("TRYCREATE", "OVERQUOTA", TooLarge for "TOOBIG").
class Append : public CommandBase {
public:
    using Value = Appended;
    Append(Mailbox mailbox, QByteArray message, QByteArrayList flags, QDateTime internalDate);
    void encode(Encoder &out) const;
    Result<Appended> finish(const Tagged &tagged) const;

private:
    Mailbox m_mailbox;
    QByteArray m_message;
    QByteArrayList m_flags;
    QDateTime m_internalDate; ///< invalid: the server's clock
};

} // namespace godwit::imap
