// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// SUBSCRIBE: RFC 9051 section 6.3.7.  Authenticated state.
class Subscribe : public CommandBase {
public:
    using Value = void;
    explicit Subscribe(Mailbox mailbox) : m_mailbox(std::move(mailbox)) { }
    void encode(Encoder &out) const { out.atom("SUBSCRIBE").mailbox(m_mailbox); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Mailbox m_mailbox;
};

} // namespace godwit::imap
