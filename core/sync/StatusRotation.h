// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/MailboxLister.h"

namespace godwit::sync {

/// Where the list does not bring the numbers along, the mailboxes are asked in turn, a handful at a time, so that none
/// is forgotten and none of the rounds is long (NOTES section 2.8).
class StatusRotation {
public:
    StatusRotation(store::Writer &writer, store::AccountKey account) : m_writer(writer), m_account(account) { }

    static constexpr qsizetype AtOnce = 20;
    /// The next ones with their numbers; who refuses to tell is left out.  Those that nobody has subscribed to are not
    /// asked, unless nothing but INBOX is subscribed.
    Task<Result<QList<ListedMailbox>>> next(imap::Session &session);

private:
    QList<store::Mailbox> candidates() const;

    store::Writer &m_writer;
    store::AccountKey m_account;
    store::MailboxKey m_last; ///< of the round before
};

} // namespace godwit::sync
