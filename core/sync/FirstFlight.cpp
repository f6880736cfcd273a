// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/FirstFlight.h"

#include "base/Log.h"

namespace godwit::sync {

Result<store::MailboxKey> FirstFlight::ensureInbox()
{
    if (const auto known = m_writer.reader().mailboxByRole(m_account, store::Role::Inbox)) {
        const auto home = known->isLabel() ? m_writer.reader().labelsHome(m_account) : std::nullopt;
        return home ? home->key : known->key;
    }
    store::Writer::ServerMailbox inbox;
    inbox.wireName = "INBOX";
    inbox.path = QStringList{QStringLiteral("INBOX")};
    inbox.role = store::Role::Inbox;
    const Result<void> stored = m_writer.setMailboxes(m_account, {inbox}, false);
    if (!stored)
        return tl::unexpected(stored.error());
    const auto made = m_writer.reader().mailboxByRole(m_account, store::Role::Inbox);
    if (!made)
        return failure(MailError::Kind::Storage, MailError::Detail::NotFound);
    return made->key;
}

void FirstFlight::begin(
    const ImapSession &session, What what, const HooksFor &hooksFor, MailboxLister::Statuses statuses)
{
    m_session = session;
    m_lister.emplace(*session, m_writer, m_account);
    m_listing = m_lister->run(statuses);
    if (what == What::List)
        return;
    const Result<store::MailboxKey> inbox = ensureInbox();
    if (!inbox) {
        qCWarning(lcSync) << describe(inbox.error());
        return;
    }
    m_inbox = *inbox;
    m_refresh.emplace(*session, m_writer, m_clock, m_lessons, m_inbox, hooksFor(m_inbox));
    m_opened = m_refresh->open(FlagSweep::Recent, MailboxRefresh::Enabling::UnderWay);
}

} // namespace godwit::sync
