// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A message in place of another: RFC 8508 where the server has it, so that there are never two drafts and never none.
#include "sync/ImapExecutor.h"

#include "imap/commands/Replace.h"

namespace godwit::sync {

using store::Operation;
using store::OperationItem;

/// The removal that follows this append, its message's mailbox selected, where REPLACE can do both.  Elsewhere the two
/// go out one after the other: the old copy is taken away once the new one is known to be there.
Task<Result<std::optional<Operation>>> ImapExecutor::selectReplaced(Operation append)
{
    const std::optional<Operation> removal = m_journal.removalAfter(append.key);
    if (!removal || !m_session.capabilities().hasReplace() || labelsHome())
        co_return std::optional<Operation>();
    const Result<std::optional<Items>> ready = co_await readyItems(removal->key);
    if (!ready && !ready.error().connectionUsable())
        co_return tl::unexpected(ready.error());
    const Items items = ready && *ready ? **ready : Items();
    if (items.size() != 1 || !items.constFirst().uid || !items.constFirst().serverMailbox)
        co_return std::optional<Operation>(); // gone, or in none of the server's mailboxes
    const Result<void> selected = co_await select(items.constFirst().serverMailbox);
    if (!selected && !selected.error().connectionUsable())
        co_return tl::unexpected(selected.error());
    co_return selected ? removal : std::optional<Operation>();
}

/// False: not that way.
Task<Result<bool>> ImapExecutor::replace(Operation append, Operation removal, imap::AppendMessage message)
{
    const Items added = m_journal.items(append.key);
    const Items replaced = m_journal.items(removal.key);
    if (added.size() != 1 || replaced.size() != 1)
        co_return false;
    const OperationItem &old = replaced.constFirst();
    const imap::Mailbox goal = wireMailbox(append.target, {});
    const Result<imap::Appended> done = co_await m_session.run(imap::Replace(old.uid, goal, message));
    if (!done) {
        const MailError &error = done.error();
        const bool final = error.responseCode == "OVERQUOTA" || error.detail == MailError::Detail::TooLarge;
        if (error.kind == MailError::Kind::Refused && !final)
            co_return false; // the old one is gone, say; APPEND has the last word
        co_return tl::unexpected(error);
    }
    m_touched.insert(old.serverMailbox);
    Places places;
    places.append({added.constFirst().placement, done->uid});
    // In this order: removing what is gone already does nothing.
    const Result<void> filed = m_journal.markDone(append.key, done->uidValidity, places);
    const Result<void> removed = filed ? m_journal.markDone(removal.key) : filed;
    if (!removed)
        co_return tl::unexpected(removed.error());
    co_return true;
}

} // namespace godwit::sync
