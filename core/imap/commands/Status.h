// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// STATUS of one mailbox that is not selected: RFC 9051 section 6.3.11.  Authenticated state.  MESSAGES, UIDNEXT,
/// UIDVALIDITY, UNSEEN, and HIGHESTMODSEQ where the server has CONDSTORE.
class Status : public CommandBase {
public:
    using Value = MailboxStatus;
    explicit Status(Mailbox mailbox) : m_mailbox(std::move(mailbox)) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<MailboxStatus> finish(const Tagged &tagged) const;

    /// The items above, for LIST as well.
    static QByteArray items(const Capabilities &capabilities);

private:
    Mailbox m_mailbox;
    MailboxStatus m_status;
};

} // namespace godwit::imap
