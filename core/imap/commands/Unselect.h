// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UNSELECT: RFC 3691, where the server has it; leaves the mailbox without the implicit expunge of CLOSE.
class Unselect : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::ChangesMailbox;
    using Value = void;
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessOffered(now.capabilities.hasUnselect());
    }
    void encode(Encoder &out) const { out.atom("UNSELECT"); }
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }
};

} // namespace godwit::imap
