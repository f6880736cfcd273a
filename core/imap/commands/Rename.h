// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// RENAME: RFC 9051 section 6.3.6.  Inner mailboxes come along; subscriptions do not.  Authenticated state.
class Rename : public CommandBase {
public:
    using Value = void;
    Rename(Mailbox from, Mailbox to) : m_from(std::move(from)), m_to(std::move(to)) { }
    void encode(Encoder &out) const { out.atom("RENAME").mailbox(m_from).mailbox(m_to); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Mailbox m_from, m_to;
};

} // namespace godwit::imap
