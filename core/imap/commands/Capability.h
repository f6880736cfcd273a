// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// CAPABILITY: RFC 9051 section 6.1.1.  Any state.  Error Protocol: OK without the data.
class Capability : public CommandBase {
public:
    using Value = Capabilities;
    void encode(Encoder &out) const { out.atom("CAPABILITY"); }
    bool claims(const Untagged &response) const { return std::holds_alternative<CapabilityData>(response); }
    void take(const Untagged &response);
    Result<Capabilities> finish(const Tagged &tagged) const;

private:
    std::optional<Capabilities> m_capabilities;
};

} // namespace godwit::imap
