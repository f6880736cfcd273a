// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// COMPRESS DEFLATE: RFC 4978.  Authenticated state.  Driven by Session::compress(); commands before it may be in
/// flight, none behind it, and from its OK on both directions are compressed.  Error Refused "COMPRESSIONACTIVE".
class Compress : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Last;
    static constexpr bool StartsCompression = true;
    using Value = void;
    void encode(Encoder &out) const { out.atom("COMPRESS").atom("DEFLATE"); }
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessOffered(now.capabilities.has("COMPRESS=DEFLATE"));
    }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
