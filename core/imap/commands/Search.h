// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Found {
    UidSet uids; ///< empty where only the count was asked for and ESEARCH gave it
    quint64 count = 0;
    ModSeq highestModSeq;
};

/// UID SEARCH: RFC 9051 section 6.4.4; RETURN (...) of RFC 4731 where the server has ESEARCH, else the plain form.
/// Selected state.  Either kind of answer is understood in either case; no answer at all is an empty result.
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

    /// Plain SEARCH even where ESEARCH is offered, for servers that lie about it.
    Search &withoutESearch();

    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Found> finish(const Tagged &tagged) const;

private:
    enum class Want { Uids, Count };
    Search(QByteArray keys, Want want) : m_keys(std::move(keys)), m_want(want) { }

    QByteArray m_keys; ///< ours, safe
    QByteArray m_field, m_value; ///< HEADER, from outside
    Want m_want;
    bool m_plain = false;
    Found m_found;
};

} // namespace godwit::imap
