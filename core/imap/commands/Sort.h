// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"
#include "imap/commands/SearchKeys.h"

namespace godwit::imap {

struct Sorted {
    QList<Uid> uids; ///< in the order asked for
    std::optional<code::MessageLimit> limit; ///< the server looked at some of the messages only (RFC 9738)
};

/// UID SORT: RFC 5256, by the names people see with SORT=DISPLAY (RFC 5957), as sets with ESORT (RFC 5267), so that the
/// order of a mailbox is known whose messages are not.  Selected state; needs capabilities().hasSort().  At most five
/// million UIDs.
class Sort : public CommandBase {
public:
    using Value = Sorted;
    enum class By { Arrival, Date, From, To, Cc, Subject, Size };
    enum class Direction { Ascending, Descending };
    /// What is equal stands in the order of the UIDs.
    Sort(By by, Direction direction, SearchKeys keys = SearchKeys::all());
    /// How what is equal by then is ordered among itself.
    Sort &then(By by, Direction direction);
    /// Only places `first` to `last` of the order, counted from 1: RETURN (PARTIAL ...) where the server has ESORT and
    /// CONTEXT=SORT or PARTIAL; elsewhere the whole order comes, and the piece is cut from it here.
    Sort &places(quint32 first, quint32 last);

    std::optional<MailError> refusal(const Situation &now) const;
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Sorted> finish(const Tagged &tagged) const;

private:
    struct Criterion {
        By by;
        Direction direction;
    };
    QList<Criterion> m_criteria;
    SearchKeys m_keys;
    quint32 m_first = 0, m_last = 0;
    bool m_isPiece = false; ///< the server cut already
    Sorted m_sorted;
};

} // namespace godwit::imap
