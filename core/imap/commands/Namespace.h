// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// NAMESPACE: RFC 2342.  Authenticated state.
class Namespace : public CommandBase {
public:
    using Value = NamespaceData;
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessOffered(now.capabilities.hasNamespace());
    }
    void encode(Encoder &out) const { out.atom("NAMESPACE"); }
    bool claims(const Untagged &response) const { return std::holds_alternative<NamespaceData>(response); }
    void take(const Untagged &response);
    Result<NamespaceData> finish(const Tagged &tagged) const;

private:
    NamespaceData m_data;
};

} // namespace godwit::imap
