// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// IDLE: RFC 2177.  Driven by Session::idle(), which sends DONE.
class Idle : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Alone;
    static constexpr bool IsProbe = true;
    using Value = void;
    void encode(Encoder &out) const
    {
        out.atom("IDLE").continuationLine("DONE", Encoder::Gate::ContinuationAndRelease, false);
    }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
