// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// LOGIN: RFC 9051 section 6.2.3.  Not authenticated state, under TLS or on loopback, never with LOGINDISABLED.
/// Value and errors as AuthenticatePlain.
class Login : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Alone;
    using Value = Capabilities;
    Login(QString user, QString password) : m_user(std::move(user)), m_password(std::move(password)) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const { return std::holds_alternative<CapabilityData>(response); }
    void take(const Untagged &response);
    Result<Capabilities> finish(const Tagged &tagged) const;

private:
    QString m_user, m_password;
    Capabilities m_capabilities;
};

} // namespace godwit::imap
