// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Gmail: what is done to messages in mailboxes that are labels (NOTES section 4).
#include "sync/ImapExecutor.h"

#include "imap/commands/Expunge.h"
#include "imap/commands/Move.h"
#include "imap/commands/Search.h"

#include <QMap>
#include <algorithm>

namespace godwit::sync {

using store::Operation;
using store::OperationItem;

namespace {

UidSet uidsOf(const QList<OperationItem> &items)
{
    QList<quint32> uids;
    for (const OperationItem &item : items) {
        if (item.uid)
            uids.append(item.uid.value);
    }
    return UidSet::fromList(uids);
}

bool isDraft(const OperationItem &item)
{
    return item.label.compare("\\Draft", Qt::CaseInsensitive) == 0;
}

} // namespace

bool ImapExecutor::isLabelling(const Operation &operation) const
{
    const auto home = labelsHome();
    const auto target = home ? m_writer.reader().mailbox(operation.target) : std::nullopt;
    const bool transfers = operation.kind == store::OperationKind::Move || operation.kind == store::OperationKind::Copy;
    if (!target || !transfers)
        return false;
    // Made by us a moment ago: the next list says that it is a label.
    const bool becoming = target->wireName.isEmpty() && target->role != store::Role::Trash
        && target->role != store::Role::Junk && !target->local;
    if (!target->isLabel() && !target->holdsLabels && !becoming)
        return false;
    const Items items = m_journal.items(operation.key);
    return std::all_of(
        items.cbegin(), items.cend(), [&home](const OperationItem &item) { return item.serverMailbox == home->key; });
}

Task<Result<void>> ImapExecutor::findByEmailId(Items *items)
{
    const auto home = labelsHome();
    for (OperationItem &item : *items) {
        const bool unknown = home && item.serverMailbox == home->key && !item.uid && !item.emailId.isEmpty();
        if (!unknown)
            continue;
        const Result<void> selected = co_await select(home->key);
        if (!selected)
            co_return selected;
        const imap::SearchKeys key = imap::SearchKeys::emailId(item.emailId);
        const Result<imap::Found> found = co_await m_session.run(imap::Search::matching(key));
        if (!found && !found.error().connectionUsable())
            co_return tl::unexpected(found.error());
        if (found && !found->uids.isEmpty())
            item.uid = Uid{found->uids.ranges().constLast().last};
    }
    co_return Result<void>{};
}

Task<Result<void>> ImapExecutor::storeLabels(UidSet uids, imap::StoreLabels::Change change, QByteArray label)
{
    if (uids.isEmpty() || label.isEmpty())
        co_return Result<void>{};
    const QByteArrayList labels{label};
    const Result<QList<imap::FetchData>> stored = co_await m_session.run(imap::StoreLabels(uids, change, labels));
    if (!stored)
        co_return tl::unexpected(stored.error());
    co_return Result<void>{};
}

/// The new label first: at no moment is a message without any.
Task<Result<void>> ImapExecutor::changeLabels(Operation operation, Items items)
{
    using Change = imap::StoreLabels::Change;
    const auto home = labelsHome();
    const auto target = m_writer.reader().mailbox(operation.target);
    if (!home || !target)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const Result<void> selected = co_await select(home->key);
    if (!selected)
        co_return selected;
    m_touched.insert(home->key);
    const QByteArray given = target->holdsLabels ? QByteArray()
        : target->isLabel()                      ? target->label
                                                 : wireMailbox(target->key, {}).wireName;
    QMap<QByteArray, Items> byLabel;
    for (const OperationItem &item : std::as_const(items))
        byLabel[item.label].append(item);
    for (auto entry = byLabel.cbegin(); entry != byLabel.cend(); ++entry) {
        if (!given.isEmpty() && entry.key() == given)
            continue; // there and back again
        for (const UidSet &uids : pieces(entry.value())) {
            const Result<void> added = co_await storeLabels(uids, Change::Add, given);
            if (!added)
                co_return added;
            const bool leaves = operation.kind == store::OperationKind::Move;
            const QByteArray taken = leaves ? entry.key() : QByteArray();
            const Result<void> removed = co_await storeLabels(uids, Change::Remove, taken);
            if (!removed)
                co_return removed;
        }
    }
    co_return Result<void>{};
}

/// Out of a label: the label goes.  A draft, and what is removed from the home itself, goes for good.
Task<Result<void>> ImapExecutor::expungeLabelled(Items items)
{
    Items forGood;
    for (const OperationItem &item : std::as_const(items)) {
        if (item.label.isEmpty() || isDraft(item))
            forGood.append(item);
    }
    const UidSet gone = uidsOf(forGood);
    QMap<QByteArray, Items> byLabel;
    for (const OperationItem &item : std::as_const(items)) {
        if (!gone.contains(item.uid))
            byLabel[item.label].append(item);
    }
    for (auto entry = byLabel.cbegin(); entry != byLabel.cend(); ++entry) {
        for (const UidSet &uids : pieces(entry.value())) {
            const Result<void> removed = co_await storeLabels(uids, imap::StoreLabels::Change::Remove, entry.key());
            if (!removed)
                co_return removed;
        }
    }
    if (forGood.isEmpty())
        co_return Result<void>{};
    co_return co_await removeThroughTrash(forGood);
}

/// EXPUNGE in the home would only archive, or do what the person's settings say: a message goes by way of Trash.
Task<Result<void>> ImapExecutor::removeThroughTrash(Items items)
{
    const auto trash = m_writer.reader().mailboxByRole(m_account, store::Role::Trash);
    for (const UidSet &uids : pieces(items)) {
        if (!trash || trash->wireName.isEmpty()) {
            const Result<void> removed = co_await removeFromSelected(uids);
            if (!removed)
                co_return removed;
            continue;
        }
        const auto home = labelsHome();
        const Result<void> selected = co_await select(home->key);
        if (!selected)
            co_return selected;
        const imap::Mailbox goal{trash->wireName};
        const Result<imap::code::CopyUid> moved = co_await copyOrMove(true, uids, goal);
        if (!moved)
            co_return tl::unexpected(moved.error());
        QList<quint32> there;
        for (const auto &[from, to] : moved->pairs)
            there.append(to.value);
        m_touched.insert(trash->key);
        if (there.isEmpty())
            continue; // it is in Trash, which empties itself
        const Result<void> opened = co_await select(trash->key);
        if (!opened)
            co_return opened;
        const Result<void> removed = co_await removeFromSelected(UidSet::fromList(there));
        if (!removed)
            co_return removed;
    }
    co_return Result<void>{};
}

} // namespace godwit::sync
