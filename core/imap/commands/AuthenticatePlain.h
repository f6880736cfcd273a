// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// AUTHENTICATE PLAIN: RFC 9051 section 6.2.2, RFC 4616; with SASL-IR (RFC 4959) in one round trip.  Not authenticated
/// state, under TLS or on loopback.  Value: the new capabilities where the server sent them along, else empty.
/// Errors: NeedsLogin (wrong password), Temporary, Refused.
class AuthenticatePlain : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Alone;
    using Value = Capabilities;
    /// `message` as sasl::plainInitialResponse() made it.
    explicit AuthenticatePlain(QByteArray message) : m_message(std::move(message)) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const { return std::holds_alternative<CapabilityData>(response); }
    void take(const Untagged &response);
    Result<Capabilities> finish(const Tagged &tagged) const;

private:
    QByteArray m_message;
    Capabilities m_capabilities;
};

} // namespace godwit::imap
