// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxLister.h"

#include "imap/commands/List.h"
#include "imap/commands/Lsub.h"
#include "imap/commands/Status.h"
#include "sync/Roles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace godwit::sync {

namespace {

constexpr qsizetype StatusesInFlight = 20;

QByteArray keyOf(const imap::Mailbox &mailbox)
{
    return mailbox.isInbox() ? QByteArray("INBOX") : mailbox.wireName;
}

bool asksOtherwise(const imap::Capabilities &before, const imap::Capabilities &now)
{
    return imap::List::hasCounts(before) != imap::List::hasCounts(now)
        || imap::List::hasSubscriptions(before) != imap::List::hasSubscriptions(now)
        || before.hasSpecialUse() != now.hasSpecialUse();
}

int importance(store::Role role)
{
    switch (role) {
    case store::Role::Inbox:
        return 0;
    case store::Role::None:
        return 2;
    case store::Role::Junk:
    case store::Role::Trash:
        return 3;
    default:
        return 1;
    }
}

} // namespace

Task<Result<QList<ListedMailbox>>> MailboxLister::run(Statuses statuses)
{
    imap::Capabilities capabilities = m_session.capabilities();
    Result<imap::Listing> listing = co_await m_session.run(imap::List(imap::List::Counts::With));
    if (asksOtherwise(capabilities, m_session.capabilities())) {
        // Meanwhile the server has said who it is: one of those whose capabilities are not to be believed.
        capabilities = m_session.capabilities();
        listing = co_await m_session.run(imap::List(imap::List::Counts::With));
    }
    if (!listing)
        co_return tl::unexpected(listing.error());
    const bool withCounts = imap::List::hasCounts(capabilities);
    const bool withSubscriptions = imap::List::hasSubscriptions(capabilities);
    QSet<QByteArray> seen;
    for (const imap::ListData &entry : listing->mailboxes) {
        const QByteArray key = keyOf(entry.mailbox);
        if (entry.kind != imap::ListData::Kind::List || entry.has("\\nonexistent") || seen.contains(key))
            continue;
        seen.insert(key);
        m_mailboxes.append(entry);
    }
    for (const imap::MailboxStatus &entry : listing->statuses)
        m_statuses.insert(keyOf(entry.mailbox), entry);
    if (!withSubscriptions) {
        const Result<void> read = co_await readSubscriptions();
        if (!read)
            co_return tl::unexpected(read.error());
    }
    if (!withCounts && statuses == Statuses::Now) {
        const Result<void> read = co_await readStatuses();
        if (!read)
            co_return tl::unexpected(read.error());
    }
    const Result<void> stored = storeMailboxes();
    if (!stored)
        co_return tl::unexpected(stored.error());
    co_return listed();
}

Task<Result<void>> MailboxLister::readSubscriptions()
{
    const Result<QList<imap::ListData>> answer = co_await m_session.run(imap::Lsub());
    if (!answer) {
        if (answer.error().connectionUsable())
            co_return Result<void>{}; // no subscriptions then: show everything
        co_return tl::unexpected(answer.error());
    }
    m_subscribed.emplace();
    for (const imap::ListData &entry : *answer)
        m_subscribed->insert(keyOf(entry.mailbox));
    co_return Result<void>{};
}

Task<Result<void>> MailboxLister::readStatuses()
{
    QList<imap::Mailbox> wanted;
    for (const imap::ListData &entry : std::as_const(m_mailboxes)) {
        const std::optional<imap::MailboxState> &selected = m_session.selected();
        if (entry.isSelectable() && !(selected && selected->mailbox == entry.mailbox))
            wanted.append(entry.mailbox);
    }
    for (qsizetype start = 0; start < wanted.size(); start += StatusesInFlight) {
        std::vector<Task<Result<imap::MailboxStatus>>> answers;
        for (qsizetype i = start; i < std::min(wanted.size(), start + StatusesInFlight); ++i)
            answers.push_back(m_session.run(imap::Status(wanted[i])));
        for (const Task<Result<imap::MailboxStatus>> &task : answers) {
            const Result<imap::MailboxStatus> answer = co_await task;
            if (answer)
                m_statuses.insert(keyOf(answer->mailbox), *answer);
            else if (!answer.error().connectionUsable())
                co_return tl::unexpected(answer.error());
        }
    }
    co_return Result<void>{};
}

Result<void> MailboxLister::storeMailboxes()
{
    QList<RoleCandidate> candidates;
    for (const imap::ListData &entry : std::as_const(m_mailboxes))
        candidates.append({entry.mailbox.path(entry.delimiter), entry.attributes, entry.isSelectable()});
    const QList<store::Role> roles = assignRoles(candidates);
    QList<store::Writer::ServerMailbox> mailboxes;
    for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
        const imap::ListData &entry = m_mailboxes[i];
        store::Writer::ServerMailbox mailbox;
        mailbox.wireName = entry.mailbox.wireName;
        mailbox.path = candidates[i].path;
        mailbox.delimiter = entry.delimiter;
        mailbox.role = roles[i];
        mailbox.selectable = entry.isSelectable();
        // INBOX is there whether anybody subscribed to it or not.
        mailbox.subscribed = entry.mailbox.isInbox()                 ? true
            : m_subscribed                                           ? m_subscribed->contains(keyOf(entry.mailbox))
            : imap::List::hasSubscriptions(m_session.capabilities()) ? entry.isSubscribed()
                                                                     : true;
        if (const imap::MailboxStatus *const numbers = status(entry.mailbox)) {
            mailbox.messages = numbers->messages;
            mailbox.unseen = numbers->unseen;
        }
        mailboxes.append(mailbox);
    }
    return m_writer.setMailboxes(m_account, mailboxes, true);
}

QList<ListedMailbox> MailboxLister::listed() const
{
    QHash<QByteArray, store::Mailbox> stored;
    for (const store::Mailbox &mailbox : m_writer.reader().mailboxes(m_account)) {
        if (!mailbox.wireName.isEmpty())
            stored.insert(keyOf(imap::Mailbox{mailbox.wireName}), mailbox);
    }
    QList<QPair<int, ListedMailbox>> ranked;
    for (const imap::ListData &entry : m_mailboxes) {
        const auto found = stored.constFind(keyOf(entry.mailbox));
        if (!entry.isSelectable() || found == stored.constEnd())
            continue;
        ListedMailbox mailbox;
        mailbox.key = found->key;
        mailbox.mailbox = entry.mailbox;
        if (const imap::MailboxStatus *const numbers = status(entry.mailbox))
            mailbox.status = *numbers;
        ranked.append({importance(found->role), mailbox});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<ListedMailbox> result;
    for (const auto &[rank, mailbox] : ranked)
        result.append(mailbox);
    return result;
}

const imap::MailboxStatus *MailboxLister::status(const imap::Mailbox &mailbox) const
{
    const auto found = m_statuses.constFind(keyOf(mailbox));
    return found == m_statuses.constEnd() ? nullptr : &*found;
}

} // namespace godwit::sync
