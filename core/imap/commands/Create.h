// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// CREATE: RFC 9051 section 6.3.4; USE: RFC 6154 where the server has CREATE-SPECIAL-USE.  Authenticated state.
/// Error Refused "ALREADYEXISTS".
class Create : public CommandBase {
public:
    using Value = void;
    /// `specialUse` e.g. "\\Sent"; empty: none.
    explicit Create(Mailbox mailbox, QByteArray specialUse = {})
        : m_mailbox(std::move(mailbox)), m_specialUse(std::move(specialUse))
    { }
    void encode(Encoder &out) const;
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Mailbox m_mailbox;
    QByteArray m_specialUse;
};

} // namespace godwit::imap
