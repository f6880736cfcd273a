// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UID EXPUNGE (RFC 4315 section 2.1), or EXPUNGE of everything that is \Deleted.  Selected state, ReadWrite.  What
/// went is reported by Session::mailboxChanged.
class Expunge : public CommandBase {
public:
    using Value = void;
    /// Exactly these; needs capabilities().hasUidPlus().
    static Expunge uids(UidSet uids) { return Expunge(std::move(uids), true); }
    /// Never where other clients may have marked messages: look with Search::deleted() first.
    static Expunge allDeleted() { return Expunge({}, false); }
    std::optional<MailError> refusal(const Situation &now) const
    {
        return unlessOffered(!m_exact || now.capabilities.hasUidPlus());
    }
    void encode(Encoder &out) const;
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    Expunge(UidSet uids, bool exact) : m_uids(std::move(uids)), m_exact(exact) { }
    UidSet m_uids;
    bool m_exact;
};

} // namespace godwit::imap
