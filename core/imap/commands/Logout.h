// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// LOGOUT: RFC 9051 section 6.1.3.  Driven by Session::logout().
class Logout : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Alone;
    using Value = void;
    void encode(Encoder &out) const { out.atom("LOGOUT"); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
