// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"
#include "imap/commands/MailboxState.h"
#include "imap/commands/SearchKeys.h"

namespace godwit::imap {

struct Found {
    UidSet uids; ///< empty where only the count was asked for and ESEARCH gave it
    quint64 count = 0;
    ModSeq highestModSeq;
    std::optional<code::MessageLimit> limit; ///< the server looked at some of the messages only (RFC 9738)
};

/// UID SEARCH: RFC 9051 section 6.4.4; RETURN (...) of RFC 4731 where the server has ESEARCH, else the plain form.
/// Selected state.  Errors: Refused "BADCHARSET" (search here instead), "CANNOT" where a key is unknown to the server.
/// Either kind of answer is understood in either case; no answer at all is an empty result.  An answer to RETURN (ALL)
/// that names no UIDs where there are some is asked for again as a plain SEARCH.
class Search : public CommandBase {
public:
    using Value = Found;
    static Search all() { return Search("ALL", Want::Uids); }
    static Search deleted() { return Search("DELETED", Want::Uids); }
    static Search unseen() { return Search("UNSEEN", Want::Uids); }
    static Search among(const UidSet &uids) { return Search("UID " + uids.toWire(), Want::Uids); }
    /// How many messages there are below `next`.
    static Search countBelow(Uid next);
    /// By the whole Message-ID with its angle brackets.  Some servers find nothing (NOTES: iCloud, Yahoo): a miss is no
    /// proof.
    static Search messageId(QByteArray messageId);
    static Search headerField(QByteArray name, QByteArray value);
    static Search matching(SearchKeys keys);
    static Search countMatching(SearchKeys keys);

    /// Only the `count` highest of what matches, behind the first `skip` of them: RETURN (PARTIAL -1:-50) of RFC 9394.
    /// Needs capabilities().hasPartial().
    Search &newest(quint32 count, quint32 skip = 0);

    /// Plain SEARCH even where ESEARCH is offered, for servers that lie about it.
    Search &withoutESearch();

    std::optional<MailError> refusal(const Situation &now) const;
    /// ESEARCH, where its answer to RETURN (ALL) left out the UIDs (Exchange, Strato).
    QByteArrayList disproved() const;
    bool mustRepeat() const { return m_lostUids; }
    void know(const std::optional<MailboxState> &selected);
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Found> finish(const Tagged &tagged) const;

private:
    enum class Want { Uids, Count };
    Search(QByteArray keys, Want want) : m_keys(std::move(keys)), m_want(want) { }

    QByteArray m_keys; ///< ours, safe
    QByteArray m_field, m_value; ///< HEADER, from outside
    std::optional<SearchKeys> m_sought;
    quint32 m_partialFrom = 0, m_partialTo = 0; ///< counted from the end; 0: no PARTIAL
    bool m_lostUids = false; ///< counted, not named
    bool m_namedNothing = false; ///< ESEARCH without a result
    Want m_want;
    bool m_plain = false;
    Found m_found;
};

} // namespace godwit::imap
