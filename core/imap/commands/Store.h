// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Stored {
    QList<FetchData> updated; ///< new mod-sequences, flags where the server sends them
    UidSet modified; ///< not stored, since changed by someone else (UNCHANGEDSINCE)
    std::optional<code::MessageLimit> limit; ///< not all were changed (RFC 9738): go on with limit->remaining()
};

/// UID STORE +FLAGS.SILENT / -FLAGS.SILENT: RFC 9051 section 6.4.6; UNCHANGEDSINCE: RFC 7162 section 3.1.3.  Selected
/// state, ReadWrite.  Without UNCHANGEDSINCE messages that are gone are no error.
class Store : public CommandBase {
public:
    using Value = Stored;
    enum class Change { Add, Remove };
    Store(UidSet uids, Change change, QByteArrayList flags);
    Store &unchangedSince(ModSeq modSeq);
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Stored> finish(const Tagged &tagged) const;

private:
    UidSet m_uids;
    Change m_change;
    QByteArrayList m_flags;
    std::optional<ModSeq> m_unchangedSince;
    Stored m_stored;
};

} // namespace godwit::imap
