// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxLister.h"

#include "imap/commands/Lsub.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Status.h"
#include "sync/Roles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace godwit::sync {

namespace {

constexpr qsizetype StatusesInFlight = 20;
constexpr std::size_t RightsInFlight = 200; ///< what is shared beyond that shows by what is refused

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

Task<Result<imap::Listing>> MailboxLister::list()
{
    imap::List everything(imap::List::Counts::With);
    everything.withRights();
    Result<imap::Listing> listing = co_await m_session.run(std::move(everything));
    co_return listing;
}

void MailboxLister::take(const imap::Listing &listing)
{
    for (const imap::ListData &entry : listing.mailboxes) {
        const QByteArray key = keyOf(entry.mailbox);
        if (entry.kind != imap::ListData::Kind::List || entry.has("\\nonexistent") || m_seen.contains(key))
            continue;
        m_seen.insert(key);
        m_mailboxes.append(entry);
    }
    for (const imap::MailboxStatus &entry : listing.statuses)
        m_statuses.insert(keyOf(entry.mailbox), entry);
    for (const imap::RightsData &entry : listing.rights)
        m_rights.insert(keyOf(entry.mailbox), rightsFrom(entry));
}

Task<Result<QList<ListedMailbox>>> MailboxLister::run(Statuses statuses)
{
    imap::Capabilities capabilities = m_session.capabilities();
    Task<Result<imap::NamespaceData>> namespaces; // on its way with the list
    if (capabilities.hasNamespace())
        namespaces = m_session.run(imap::Namespace());
    Result<imap::Listing> listing = co_await list();
    if (asksOtherwise(capabilities, m_session.capabilities())) {
        // Meanwhile the server has said who it is: one of those whose capabilities are not to be believed.
        capabilities = m_session.capabilities();
        listing = co_await list();
    }
    if (!listing)
        co_return tl::unexpected(listing.error());
    take(*listing);
    if (namespaces.isValid()) {
        const Result<imap::NamespaceData> told = co_await namespaces;
        if (told)
            m_namespaces = Namespaces(*told);
        const Result<void> others = co_await readRootsOfOthers();
        if (!others)
            co_return tl::unexpected(others.error());
    }
    const Result<void> rights = co_await readRights();
    if (!rights)
        co_return tl::unexpected(rights.error());
    if (!imap::List::hasSubscriptions(capabilities)) {
        const Result<void> read = co_await readSubscriptions();
        if (!read)
            co_return tl::unexpected(read.error());
    }
    if (!imap::List::hasCounts(capabilities) && statuses == Statuses::Now) {
        const Result<void> read = co_await readStatuses();
        if (!read)
            co_return tl::unexpected(read.error());
    }
    const Result<void> stored = storeMailboxes();
    if (!stored)
        co_return tl::unexpected(stored.error());
    co_return listed();
}

/// Courier and others leave out of `LIST "" *` what is not one's own.
Task<Result<void>> MailboxLister::readRootsOfOthers()
{
    std::vector<Task<Result<imap::Listing>>> answers;
    for (const QByteArray &prefix : m_namespaces.rootsOfOthers()) {
        const bool listed = std::any_of(m_mailboxes.cbegin(), m_mailboxes.cend(),
            [&prefix](const imap::ListData &entry) { return entry.mailbox.wireName.startsWith(prefix); });
        if (listed)
            continue;
        imap::List below(imap::List::Counts::With, prefix + '*');
        below.withRights();
        answers.push_back(m_session.run(std::move(below)));
    }
    for (const Task<Result<imap::Listing>> &task : answers) {
        const Result<imap::Listing> answer = co_await task;
        if (answer)
            take(*answer);
        else if (!answer.error().connectionUsable())
            co_return tl::unexpected(answer.error());
    }
    co_return Result<void>{};
}

/// Of what is not one's own, where the list did not tell.
Task<Result<void>> MailboxLister::readRights()
{
    if (!m_session.capabilities().has("ACL"))
        co_return Result<void>{};
    std::vector<Task<Result<imap::RightsData>>> answers;
    for (const imap::ListData &entry : std::as_const(m_mailboxes)) {
        const bool asked = !entry.isSelectable() || m_rights.contains(keyOf(entry.mailbox))
            || m_namespaces.shareOf(entry.mailbox) == store::Share::Own;
        if (!asked && answers.size() < RightsInFlight)
            answers.push_back(m_session.run(imap::MyRights(entry.mailbox)));
    }
    for (const Task<Result<imap::RightsData>> &task : answers) {
        const Result<imap::RightsData> answer = co_await task;
        if (answer)
            m_rights.insert(keyOf(answer->mailbox), rightsFrom(*answer));
        else if (!answer.error().connectionUsable())
            co_return tl::unexpected(answer.error());
    }
    co_return Result<void>{};
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

/// Gmail, where All Mail is among what it shows: then that, Trash and Spam are synchronised, and everything else is
/// labels (NOTES section 4).
bool MailboxLister::hasLabels() const
{
    return m_session.capabilities().hasGmail()
        && std::any_of(m_mailboxes.cbegin(), m_mailboxes.cend(),
            [](const imap::ListData &entry) { return entry.isSelectable() && entry.has("\\all"); });
}

/// Empty: it is no label.
QByteArray MailboxLister::labelOf(const imap::ListData &entry)
{
    if (!entry.isSelectable() || entry.has("\\all") || entry.has("\\trash") || entry.has("\\junk"))
        return {};
    if (entry.mailbox.isInbox())
        return "\\Inbox";
    constexpr std::pair<const char *, const char *> System[] = {
        {"\\sent", "\\Sent"}, {"\\drafts", "\\Draft"}, {"\\flagged", "\\Starred"}, {"\\important", "\\Important"}};
    for (const auto &[attribute, label] : System) {
        if (entry.has(attribute))
            return label;
    }
    return entry.mailbox.wireName;
}

Result<void> MailboxLister::storeMailboxes()
{
    const bool labels = hasLabels();
    QList<RoleCandidate> candidates;
    for (const imap::ListData &entry : std::as_const(m_mailboxes)) {
        // Another's Trash is no place for our mail: only one's own mailboxes have roles.
        const bool own = m_namespaces.shareOf(entry.mailbox) == store::Share::Own;
        candidates.append({own ? entry.mailbox.path(entry.delimiter) : QStringList(),
            own ? entry.attributes : QByteArrayList(), entry.isSelectable()});
        if (labels && entry.has("\\all"))
            candidates.last().attributes.append("\\Archive"); // what has no label any more is archived
    }
    const QList<store::Role> roles = assignRoles(candidates);
    QList<store::Writer::ServerMailbox> mailboxes;
    for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
        const imap::ListData &entry = m_mailboxes[i];
        store::Writer::ServerMailbox mailbox;
        mailbox.wireName = entry.mailbox.wireName;
        mailbox.path = entry.mailbox.path(entry.delimiter);
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
        mailbox.holdsLabels = labels && entry.isSelectable() && entry.has("\\all");
        mailbox.label = labels ? labelOf(entry) : QByteArray();
        mailbox.share = m_namespaces.shareOf(entry.mailbox);
        if (const auto rights = m_rights.constFind(keyOf(entry.mailbox)); rights != m_rights.constEnd())
            mailbox.rights = *rights;
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
        if (!entry.isSelectable() || found == stored.constEnd() || found->isLabel())
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
