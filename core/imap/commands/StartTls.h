// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// STARTTLS: RFC 9051 section 6.2.1.  Driven by Session::connect().
class StartTls : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Alone;
    static constexpr bool StopsReading = true;
    using Value = void;
    void encode(Encoder &out) const { out.atom("STARTTLS"); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
