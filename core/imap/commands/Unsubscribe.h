// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UNSUBSCRIBE: RFC 9051 section 6.3.8.  Authenticated state.
class Unsubscribe : public CommandBase {
public:
    using Value = void;
    explicit Unsubscribe(Mailbox mailbox) : m_mailbox(std::move(mailbox)) { }
    void encode(Encoder &out) const { out.atom("UNSUBSCRIBE").mailbox(m_mailbox); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Mailbox m_mailbox;
};

} // namespace godwit::imap
