// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on mailboxes: CREATE, RENAME, DELETE, SUBSCRIBE.  Each may be repeated: what is there already is done.
#include "sync/ImapExecutor.h"

#include "imap/commands/Create.h"
#include "imap/commands/Delete.h"
#include "imap/commands/List.h"
#include "imap/commands/Rename.h"
#include "imap/commands/Subscribe.h"
#include "imap/commands/Unselect.h"
#include "imap/commands/Unsubscribe.h"

#include <algorithm>

namespace godwit::sync {

using store::Operation;

namespace {

QByteArray specialUse(store::Role role)
{
    switch (role) {
    case store::Role::Drafts:
        return "\\Drafts";
    case store::Role::Sent:
        return "\\Sent";
    case store::Role::Trash:
        return "\\Trash";
    case store::Role::Junk:
        return "\\Junk";
    case store::Role::Archive:
        return "\\Archive";
    case store::Role::Inbox:
    case store::Role::None:
        break;
    }
    return {};
}

} // namespace

char ImapExecutor::delimiter() const
{
    for (const store::Mailbox &mailbox : m_writer.reader().mailboxes(m_account)) {
        if (mailbox.delimiter != '\0')
            return mailbox.delimiter;
    }
    return '/';
}

imap::Mailbox ImapExecutor::wireMailbox(store::MailboxKey key, const QStringList &path) const
{
    // Not what the person sees: a mailbox may wait to be renamed or deleted behind the operation that needs it now.
    std::optional<store::Mailbox> row = m_writer.reader().serverMailbox(key);
    if (row && !row->wireName.isEmpty())
        return imap::Mailbox{row->wireName};
    if (!row)
        row = m_writer.reader().mailbox(key);
    const QStringList levels = path.isEmpty() && row ? row->path : path;
    return levels.isEmpty() ? imap::Mailbox() : imap::Mailbox::fromPath(levels, delimiter());
}

Task<Result<bool>> ImapExecutor::exists(imap::Mailbox mailbox)
{
    const Result<imap::Listing> listing =
        co_await m_session.run(imap::List(imap::List::Counts::Without, mailbox.wireName));
    if (!listing)
        co_return tl::unexpected(listing.error());
    for (const imap::ListData &entry : listing->mailboxes) {
        if (entry.mailbox == mailbox && !entry.has("\\nonexistent"))
            co_return true;
    }
    co_return false;
}

Task<Result<void>> ImapExecutor::create(imap::Mailbox mailbox, store::Role role)
{
    const Result<void> created = co_await m_session.run(imap::Create(mailbox, specialUse(role)));
    m_listChanged = true;
    if (!created) {
        if (created.error().kind != MailError::Kind::Refused)
            co_return created;
        const Result<bool> there = co_await exists(mailbox);
        if (!there)
            co_return tl::unexpected(there.error());
        if (!*there)
            co_return created;
    }
    co_return co_await subscribe(mailbox, true);
}

Task<Result<void>> ImapExecutor::createMailbox(Operation operation)
{
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    const std::optional<store::Mailbox> row = m_writer.reader().mailbox(operation.target);
    const store::Role role = row ? row->role : store::Role::None;
    co_return co_await create(imap::Mailbox::fromPath(operation.path, delimiter()), role);
}

Task<Result<void>> ImapExecutor::subscribe(imap::Mailbox mailbox, bool on)
{
    m_listChanged = true;
    if (on)
        co_return co_await m_session.run(imap::Subscribe(mailbox));
    const Result<void> done = co_await m_session.run(imap::Unsubscribe(mailbox));
    if (!done && done.error().kind == MailError::Kind::Refused)
        co_return Result<void>{}; // it was none: what was wanted
    co_return done;
}

Task<Result<void>> ImapExecutor::renameMailbox(Operation operation)
{
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    const imap::Mailbox from = wireMailbox(operation.target, operation.path);
    const imap::Mailbox to = imap::Mailbox::fromPath(operation.newPath, delimiter());
    m_listChanged = true;
    const Result<void> renamed = co_await m_session.run(imap::Rename(from, to));
    if (!renamed) {
        if (renamed.error().kind != MailError::Kind::Refused)
            co_return renamed;
        const Result<bool> before = co_await exists(from);
        if (!before)
            co_return tl::unexpected(before.error());
        const Result<bool> after = co_await exists(to);
        if (!after)
            co_return tl::unexpected(after.error());
        if (*before || !*after)
            co_return renamed;
    }
    // Subscriptions do not come along by themselves, neither its own nor those below.
    QList<QPair<imap::Mailbox, imap::Mailbox>> names;
    for (const store::Mailbox &mailbox : m_writer.reader().mailboxes(m_account)) {
        const bool below = mailbox.path.size() >= operation.newPath.size()
            && mailbox.path.first(operation.newPath.size()) == operation.newPath;
        if (!below || !mailbox.subscribed)
            continue;
        const QStringList rest = mailbox.path.sliced(operation.newPath.size());
        names.append({imap::Mailbox::fromPath(operation.path + rest, delimiter()),
            imap::Mailbox::fromPath(operation.newPath + rest, delimiter())});
    }
    for (const auto &[old, now] : std::as_const(names)) {
        const Result<void> left = co_await subscribe(old, false);
        if (!left)
            co_return left;
        const Result<void> joined = co_await subscribe(now, true);
        if (!joined && !joined.error().connectionUsable())
            co_return joined;
    }
    co_return Result<void>{};
}

Task<Result<void>> ImapExecutor::deleteMailbox(Operation operation)
{
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    const imap::Mailbox mailbox = wireMailbox(operation.target, operation.path);
    m_listChanged = true;
    const Result<imap::Listing> inner =
        co_await m_session.run(imap::List(imap::List::Counts::Without, mailbox.wireName + delimiter() + '*'));
    if (!inner)
        co_return tl::unexpected(inner.error());
    QList<imap::Mailbox> names{mailbox};
    for (const imap::ListData &entry : inner->mailboxes) {
        if (!entry.has("\\nonexistent") && entry.mailbox.wireName.startsWith(mailbox.wireName + delimiter()))
            names.append(entry.mailbox);
    }
    std::sort(names.begin(), names.end(),
        [](const imap::Mailbox &a, const imap::Mailbox &b) { return a.wireName.size() > b.wireName.size(); });
    for (const imap::Mailbox &name : std::as_const(names)) {
        if (m_session.selected() && m_session.selected()->mailbox == name && m_session.capabilities().hasUnselect()) {
            const Result<void> left = co_await m_session.run(imap::Unselect());
            if (!left && !left.error().connectionUsable())
                co_return left;
        }
        const Result<void> deleted = co_await m_session.run(imap::Delete(name));
        if (!deleted) {
            if (deleted.error().kind != MailError::Kind::Refused)
                co_return deleted;
            const Result<bool> there = co_await exists(name);
            if (!there)
                co_return tl::unexpected(there.error());
            if (*there)
                co_return deleted;
        }
        const Result<void> left = co_await subscribe(name, false);
        if (!left)
            co_return left;
    }
    co_return Result<void>{};
}

} // namespace godwit::sync
