// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// STATUS of one mailbox that is not selected: RFC 9051 section 6.3.11.  Authenticated state.  MESSAGES, UIDNEXT,
/// UIDVALIDITY, UNSEEN; HIGHESTMODSEQ with CONDSTORE, MAILBOXID where it can be had (RFC 8474), APPENDLIMIT where each
/// mailbox has its own (RFC 7889).
class Status : public CommandBase {
public:
    using Value = MailboxStatus;
    /// SIZE (RFC 8438) may cost the server a look at every message: not asked for without need.
    enum class Size { Without, With };
    explicit Status(Mailbox mailbox, Size size = Size::Without) : m_mailbox(std::move(mailbox)), m_size(size) { }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<MailboxStatus> finish(const Tagged &tagged) const;

    /// The items above, for LIST as well.
    static QByteArray items(const Capabilities &capabilities, Size size = Size::Without);

private:
    Mailbox m_mailbox;
    Size m_size;
    MailboxStatus m_status;
};

} // namespace godwit::imap
