// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// NOOP: RFC 9051 section 6.1.2.  What the server has to say arrives as Session::mailboxChanged.
class Noop : public CommandBase {
public:
    static constexpr bool IsProbe = true;
    using Value = void;
    void encode(Encoder &out) const { out.atom("NOOP"); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
