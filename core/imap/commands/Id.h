// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// ID: RFC 2971.  After login and before the first SELECT (NetEase insists); the list is never empty.
class Id : public CommandBase {
public:
    using Value = IdData;
    using Fields = QList<std::pair<QByteArray, QByteArray>>;
    explicit Id(Fields fields) : m_fields(std::move(fields)) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const { return std::holds_alternative<IdData>(response); }
    void take(const Untagged &response);
    Result<IdData> finish(const Tagged &tagged) const;

private:
    Fields m_fields;
    IdData m_answer;
};

} // namespace godwit::imap
