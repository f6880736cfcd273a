// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// LSUB "" "*": RFC 3501 section 6.3.9, for servers without LIST-EXTENDED.  Authenticated state.
class Lsub : public CommandBase {
public:
    using Value = QList<ListData>;
    void encode(Encoder &out) const { out.atom("LSUB").string("").string("*"); }
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<QList<ListData>> finish(const Tagged &tagged) const;

private:
    QList<ListData> m_mailboxes;
};

} // namespace godwit::imap
