// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ImapConnector.h"
#include "sync/MailboxLister.h"
#include "sync/MailboxRefresh.h"

#include <optional>

namespace godwit::sync {

/// What a connection asks for in one go with saying who it is: the list of mailboxes, and INBOX.  So a cold start is
/// five round trips until INBOX is fresh: two for TCP and TLS, one for signing in, one for this, one for what is new
/// (NOTES section 2.2).
///
/// The answers are awaited by whoever serves the connection, before it does anything else with it.
class FirstFlight {
public:
    FirstFlight(store::Writer &writer, const Clock &clock, ServerLessons &lessons, store::AccountKey account)
        : m_writer(writer), m_clock(clock), m_lessons(lessons), m_account(account)
    { }
    FirstFlight(const FirstFlight &) = delete;
    FirstFlight &operator=(const FirstFlight &) = delete;
    using HooksFor = std::function<MailboxRefresh::Hooks(store::MailboxKey inbox)>;
    enum class What { List, ListAndInbox };
    /// Puts the commands into the session's pipeline and returns.  A store that knows no INBOX gets one: every server
    /// has it (RFC 9051 section 5.1).
    void begin(const ImapSession &session, What what, const HooksFor &hooksFor,
        MailboxLister::Statuses statuses = MailboxLister::Statuses::Now);

    const ImapSession &session() const { return m_session; }
    bool hasBegun() const { return m_listing.isValid(); }
    Task<Result<QList<ListedMailbox>>> &listing() { return m_listing; }
    /// Invalid when only the list was asked for.
    Task<Result<void>> &opened() { return m_opened; }
    store::MailboxKey inbox() const { return m_inbox; }
    /// After opened(): goes on with it.
    MailboxRefresh &refresh() { return *m_refresh; }

private:
    Result<store::MailboxKey> ensureInbox(); ///< or what INBOX is made from (Gmail)

    store::Writer &m_writer;
    const Clock &m_clock;
    ServerLessons &m_lessons;
    store::AccountKey m_account;
    store::MailboxKey m_inbox;
    ImapSession m_session; ///< before the conversations over it
    std::optional<MailboxLister> m_lister;
    std::optional<MailboxRefresh> m_refresh;
    Task<Result<QList<ListedMailbox>>> m_listing;
    Task<Result<void>> m_opened;
};

} // namespace godwit::sync
