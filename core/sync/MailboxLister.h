// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "imap/commands/List.h"
#include "store/Writer.h"
#include "sync/Namespaces.h"

namespace godwit::sync {

/// One mailbox of the server's list with its numbers, if the server told them along.
struct ListedMailbox {
    store::MailboxKey key;
    imap::Mailbox mailbox;
    std::optional<imap::MailboxStatus> status;
};

/// Reads the account's mailboxes (RFC 5258, 5819, 6154, or LIST, LSUB and STATUS one by one) and puts them into the
/// store, with whose they are (NAMESPACE, RFC 2342: roots of others that the list leaves out are asked for by
/// themselves) and what is allowed in those of others (MYRIGHTS, RFC 4314).  Those to be synchronised are returned,
/// INBOX first, then by role, then the rest.
class MailboxLister {
public:
    MailboxLister(imap::Session &session, store::Writer &writer, store::AccountKey account)
        : m_session(session), m_writer(writer), m_account(account)
    { }
    /// Later: where the list has no numbers, they are not asked for one by one.
    enum class Statuses { Now, Later };
    Task<Result<QList<ListedMailbox>>> run(Statuses statuses = Statuses::Now);

private:
    Task<Result<imap::Listing>> list();
    void take(const imap::Listing &listing);
    Task<Result<void>> readRootsOfOthers();
    Task<Result<void>> readRights();
    Task<Result<void>> readSubscriptions();
    Task<Result<void>> readStatuses();
    Result<void> storeMailboxes();
    bool hasLabels() const;
    static QByteArray labelOf(const imap::ListData &entry);
    QList<ListedMailbox> listed() const;
    const imap::MailboxStatus *status(const imap::Mailbox &mailbox) const;

    imap::Session &m_session;
    store::Writer &m_writer;
    store::AccountKey m_account;
    Namespaces m_namespaces;
    QList<imap::ListData> m_mailboxes;
    QSet<QByteArray> m_seen;
    QHash<QByteArray, store::Rights> m_rights;
    QHash<QByteArray, imap::MailboxStatus> m_statuses;
    std::optional<QSet<QByteArray>> m_subscribed;
};

} // namespace godwit::sync
