// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Quotas {
    QByteArrayList roots; ///< of the mailbox; empty: no limits
    QList<QuotaData> quotas;
};

/// GETQUOTAROOT: RFC 9208 section 4.2 (RFC 2087): the limits that a mailbox is under, and how much of them is used.
/// Authenticated state; needs capabilities().hasQuota().
class QuotaRoot : public CommandBase {
public:
    using Value = Quotas;
    explicit QuotaRoot(Mailbox mailbox) : m_mailbox(std::move(mailbox)) { }
    std::optional<MailError> refusal(const Situation &now) const { return unlessOffered(now.capabilities.hasQuota()); }
    void encode(Encoder &out) const { out.atom("GETQUOTAROOT").mailbox(m_mailbox); }
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Quotas> finish(const Tagged &tagged) const;

private:
    Mailbox m_mailbox;
    Quotas m_quotas;
};

} // namespace godwit::imap
