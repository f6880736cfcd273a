// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// ENABLE: RFC 5161.  Authenticated state.  Value: what the server says is on now, upper case; an OK without the data
/// enables nothing (iCloud).
class Enable : public CommandBase {
public:
    using Value = QByteArrayList;
    explicit Enable(QByteArrayList capabilities) : m_capabilities(std::move(capabilities)) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const { return std::holds_alternative<EnabledData>(response); }
    void take(const Untagged &response);
    Result<QByteArrayList> finish(const Tagged &tagged) const;

private:
    QByteArrayList m_capabilities, m_enabled;
};

} // namespace godwit::imap
