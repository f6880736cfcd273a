// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// DELETE: RFC 9051 section 6.3.5.  Inner mailboxes stay: delete those first.  Authenticated state.
class Delete : public CommandBase {
public:
    using Value = void;
    explicit Delete(Mailbox mailbox) : m_mailbox(std::move(mailbox)) { }
    void encode(Encoder &out) const { out.atom("DELETE").mailbox(m_mailbox); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Mailbox m_mailbox;
};

} // namespace godwit::imap
