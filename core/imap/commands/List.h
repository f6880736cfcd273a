// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

struct Listing {
    QList<ListData> mailboxes;
    QList<MailboxStatus> statuses; ///< in any order, perhaps not of all
    QList<RightsData> rights; ///< of withRights(); the same
};

/// LIST "" pattern, as much of RFC 5258, 5819 and 6154 as the server offers: SUBSCRIBED, CHILDREN, SPECIAL-USE and
/// STATUS in one command; the plain form (XLIST where only that knows special uses) otherwise.  Authenticated state.
/// Where `hasSubscriptions(capabilities)` is false, ask Lsub too.
class List : public CommandBase {
public:
    using Value = Listing;
    enum class Counts { Without, With }; ///< With: STATUS of every mailbox, if LIST-STATUS is there
    explicit List(Counts counts, QByteArray pattern = "*") : m_counts(counts), m_pattern(std::move(pattern)) { }
    /// Also SIZE of each (RFC 8438), with the counts.
    List &withSizes();
    /// Also MYRIGHTS of each, where LIST-MYRIGHTS is there (RFC 8440).
    List &withRights();
    static bool hasSubscriptions(const Capabilities &capabilities) { return capabilities.hasListExtended(); }
    static bool hasCounts(const Capabilities &capabilities)
    {
        return capabilities.hasListExtended() && capabilities.hasListStatus();
    }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Listing> finish(const Tagged &tagged) const;

private:
    Counts m_counts;
    QByteArray m_pattern;
    bool m_sizes = false;
    bool m_rights = false;
    Listing m_listing;
};

} // namespace godwit::imap
