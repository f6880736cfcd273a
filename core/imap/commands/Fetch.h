// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"
#include "imap/commands/FetchItems.h"

#include <functional>

namespace godwit::imap {

struct Fetched {
    QList<FetchData> messages; ///< empty with forEach()
    UidSet vanished;
    std::optional<code::MessageLimit> limit; ///< not all came (RFC 9738): go on with limit->remaining()
};

/// UID FETCH by UIDs, FETCH by a range of sequence numbers: RFC 9051 section 6.4.5; CHANGEDSINCE, VANISHED: RFC 7162.
/// Selected state.  Never sets \Seen.  Large sets are the caller's to split (UidSet::split, 8000 octets).
///
/// A server may answer in more than one response for a message, and with messages that were not asked for: flags of
/// those go to Session::mailboxChanged, their bodies nowhere (S-032).  `from()` is n:*, which always includes the last
/// message; UIDs below n are dropped here.
class Fetch : public CommandBase {
public:
    using Value = Fetched;
    static Fetch byUids(UidSet uids, FetchItems items);
    static Fetch from(Uid first, FetchItems items);
    /// Only right behind SELECT, when it is sure which message has which number; refused under UIDONLY.
    static Fetch bySequence(SequenceNumber first, SequenceNumber last, FetchItems items);

    /// The `count` messages with the highest UIDs behind the first `skip` of them: UID FETCH 1:* (...) (PARTIAL -1:-50)
    /// of RFC 9394.  Needs capabilities().hasPartial(); works under UIDONLY and without knowing how many there are.
    static Fetch newest(quint32 count, FetchItems items, quint32 skip = 0);

    Fetch &changedSince(ModSeq modSeq);
    /// With changedSince(): also what is gone.  Needs ENABLE QRESYNC before.
    Fetch &withVanished();
    /// Each response is handed over as it arrives and not kept, so that bodies are stored window by window.  `receiver`
    /// must not drop the Task that runs this command.
    Fetch &forEach(std::function<void(const FetchData &)> receiver);

    std::optional<MailError> refusal(const Situation &now) const;
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Fetched> finish(const Tagged &tagged) const;

private:
    enum class By { Uids, Open, Sequence };
    Fetch(By by, UidSet set, FetchItems items) : m_by(by), m_set(std::move(set)), m_items(std::move(items)) { }

    By m_by;
    UidSet m_set;
    FetchItems m_items;
    quint32 m_partialFrom = 0, m_partialTo = 0; ///< counted from the end; 0: no PARTIAL
    ModSeq m_changedSince;
    bool m_vanished = false;
    std::function<void(const FetchData &)> m_receiver;
    Fetched m_fetched;
};

} // namespace godwit::imap
