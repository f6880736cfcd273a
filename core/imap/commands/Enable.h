// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// ENABLE: RFC 5161.  Authenticated state.  Value: what the server says is on now, upper case; an OK without the data
/// enables nothing (iCloud).  With UTF8=ACCEPT (RFC 9755) everything behind it that names a mailbox beyond ASCII
/// waits for the answer, which decides how names are spelled.  With UIDONLY (RFC 9586) the session knows no sequence
/// numbers any more: use Fetch::newest() instead of Fetch::bySequence().  IMAP4rev2 is left out whatever is asked: two
/// large hosts break on it.
class Enable : public CommandBase {
public:
    using Value = QByteArrayList;
    explicit Enable(QByteArrayList capabilities);
    Pipelining pipelining() const { return m_capabilities.contains("UTF8=ACCEPT") ? Pipelining::ChangesNames : Order; }
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessOffered(now.capabilities.has("ENABLE") || now.capabilities.isRev2Only());
    }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const { return std::holds_alternative<EnabledData>(response); }
    void take(const Untagged &response);
    Result<QByteArrayList> finish(const Tagged &tagged) const;

private:
    QByteArrayList m_capabilities, m_enabled;
};

} // namespace godwit::imap
