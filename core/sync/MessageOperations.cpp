// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on messages: STORE, MOVE, COPY, EXPUNGE, APPEND.
#include "sync/ImapExecutor.h"

#include "imap/commands/Append.h"
#include "imap/commands/Expunge.h"
#include "imap/commands/Move.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"

#include <QMap>

namespace godwit::sync {

using store::Operation;
using store::OperationItem;

namespace {

constexpr qsizetype SetOctets = 8000; ///< of one command line (NOTES section 2.8)

UidSet uidsOf(const QList<OperationItem> &items)
{
    QList<quint32> uids;
    uids.reserve(items.size());
    for (const OperationItem &item : items)
        uids.append(item.uid.value);
    return UidSet::fromList(uids);
}

QMap<store::MailboxKey, QList<OperationItem>> byMailbox(const QList<OperationItem> &items)
{
    QMap<store::MailboxKey, QList<OperationItem>> groups;
    for (const OperationItem &item : items) {
        if (item.uid && item.serverMailbox)
            groups[item.serverMailbox].append(item);
    }
    return groups;
}

} // namespace

QList<UidSet> ImapExecutor::pieces(const QList<OperationItem> &items) const
{
    const qsizetype limit = qsizetype(m_session.capabilities().messageLimit().value_or(0));
    QList<UidSet> result;
    for (const UidSet &uids : uidsOf(items).split(SetOctets)) {
        if (limit == 0 || uids.count() <= quint64(limit)) {
            result.append(uids);
            continue;
        }
        const QList<quint32> list = uids.toList();
        for (qsizetype at = 0; at < list.size(); at += limit)
            result.append(UidSet::fromList(list.mid(at, limit)));
    }
    return result;
}

Task<Result<void>> ImapExecutor::storeFlags(UidSet uids, imap::Store::Change change, QByteArrayList flags)
{
    while (!uids.isEmpty() && !flags.isEmpty()) {
        const Result<imap::Stored> stored = co_await m_session.run(imap::Store(uids, change, flags));
        if (!stored)
            co_return tl::unexpected(stored.error());
        const UidSet rest = stored->limit ? stored->limit->remaining(uids) : UidSet();
        if (rest == uids)
            break;
        uids = rest;
    }
    co_return Result<void>{};
}

Task<Result<void>> ImapExecutor::select(store::MailboxKey mailbox)
{
    const imap::Mailbox wanted = wireMailbox(mailbox, {});
    if (wanted.wireName.isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const std::optional<imap::MailboxState> &selected = m_session.selected();
    if (selected && selected->mailbox == wanted && selected->access == imap::Access::ReadWrite)
        co_return Result<void>{};
    const Result<imap::Selected> opened = co_await m_session.run(imap::Select(wanted, imap::Access::ReadWrite));
    if (!opened)
        co_return tl::unexpected(opened.error());
    co_return Result<void>{};
}

Task<Result<std::optional<ImapExecutor::Items>>> ImapExecutor::readyItems(store::OperationKey operation)
{
    QSet<store::MailboxKey> refreshed;
    for (;;) {
        Items items = m_journal.items(operation);
        const Result<void> found = co_await findByEmailId(&items);
        if (!found)
            co_return tl::unexpected(found.error());
        store::MailboxKey stale;
        bool waiting = false;
        for (const OperationItem &item : items) {
            if (!item.serverMailbox)
                continue;
            if (!item.uid && !item.emailId.isEmpty() && !item.label.isEmpty())
                continue; // not under any label any more
            if (!item.uid) {
                waiting = true;
                stale = item.serverMailbox;
                continue;
            }
            const Result<void> selected = co_await select(item.serverMailbox);
            if (!selected)
                co_return tl::unexpected(selected.error());
            const UidValidity known = m_writer.reader().syncPoint(item.serverMailbox).uidValidity;
            const UidValidity now = m_session.selected() ? m_session.selected()->uidValidity : UidValidity();
            if (known && now && known != now)
                stale = item.serverMailbox;
        }
        if (!stale)
            co_return std::optional<Items>(items);
        if (refreshed.contains(stale)) {
            if (!waiting)
                co_return std::optional<Items>(items);
            co_return std::optional<Items>(); // its UID is not known yet: a later refresh finds it
        }
        refreshed.insert(stale);
        MailboxRefresh refresh(m_session, m_writer, m_clock, m_lessons, stale);
        const Result<void> opened = co_await refresh.open(FlagSweep::Recent);
        if (!opened)
            co_return tl::unexpected(opened.error());
        const Result<void> walked = co_await refresh.walkDown();
        if (!walked)
            co_return tl::unexpected(walked.error());
    }
}

Task<Result<void>> ImapExecutor::setFlags(QList<Operation> group)
{
    const Operation first = group.constFirst();
    Items all;
    for (const Operation &operation : group) {
        Result<std::optional<Items>> items = co_await readyItems(operation.key);
        if (!items)
            co_return tl::unexpected(items.error());
        if (!*items) {
            block(operation);
            continue;
        }
        all.append(**items);
        const Result<void> begun = m_journal.markInFlight(operation.key);
        if (!begun)
            co_return begun;
    }
    const auto groups = byMailbox(all);
    for (auto entry = groups.cbegin(); entry != groups.cend(); ++entry) {
        const Result<void> selected = co_await select(entry.key());
        if (!selected)
            co_return selected;
        m_touched.insert(entry.key());
        for (const UidSet &uids : pieces(entry.value())) {
            std::vector<Task<Result<void>>> commands;
            commands.push_back(storeFlags(uids, imap::Store::Change::Add, first.addFlags));
            commands.push_back(storeFlags(uids, imap::Store::Change::Remove, first.removeFlags));
            for (const auto &command : commands) {
                const Result<void> stored = co_await command;
                if (!stored)
                    co_return stored;
            }
        }
    }
    co_return Result<void>{};
}

Task<Result<void>> ImapExecutor::expunge(Operation operation)
{
    const Result<std::optional<Items>> items = co_await readyItems(operation.key);
    if (!items)
        co_return tl::unexpected(items.error());
    if (!*items) {
        block(operation);
        co_return Result<void>{};
    }
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    const auto groups = byMailbox(**items);
    const auto home = labelsHome();
    for (auto entry = groups.cbegin(); entry != groups.cend(); ++entry) {
        const Result<void> selected = co_await select(entry.key());
        if (!selected)
            co_return selected;
        m_touched.insert(entry.key());
        if (home && home->key == entry.key()) {
            const Result<void> removed = co_await expungeLabelled(entry.value());
            if (!removed)
                co_return removed;
            continue;
        }
        for (const UidSet &uids : pieces(entry.value())) {
            const Result<void> removed = co_await removeFromSelected(uids);
            if (!removed)
                co_return removed;
        }
    }
    co_return Result<void>{};
}

/// \Deleted and UID EXPUNGE.  Without UIDPLUS an EXPUNGE takes what others have marked along: then ours stay marked.
Task<Result<void>> ImapExecutor::removeFromSelected(UidSet uids)
{
    const bool exact = m_session.capabilities().hasUidPlus();
    bool foreign = false;
    if (!exact) {
        const Result<imap::Found> marked = co_await m_session.run(imap::Search::deleted());
        if (!marked)
            co_return tl::unexpected(marked.error());
        foreign = !marked->uids.subtracted(uids).isEmpty();
    }
    const QByteArrayList deleted{"\\Deleted"};
    const Result<void> stored = co_await storeFlags(uids, imap::Store::Change::Add, deleted);
    if (!stored)
        co_return stored;
    if (foreign)
        co_return Result<void>{};
    imap::Expunge expunge = exact ? imap::Expunge::uids(uids) : imap::Expunge::allDeleted();
    co_return co_await m_session.run(std::move(expunge));
}

Task<Result<void>> ImapExecutor::transfer(Operation operation)
{
    const Result<std::optional<Items>> ready = co_await readyItems(operation.key);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready) {
        block(operation);
        co_return Result<void>{};
    }
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    m_touched.insert(operation.target);
    if (isLabelling(operation))
        co_return co_await changeLabels(operation, **ready);
    const auto groups = byMailbox(**ready);
    for (auto entry = groups.cbegin(); entry != groups.cend(); ++entry) {
        if (operation.kind == store::OperationKind::Move && entry.key() == operation.target)
            continue; // there and back again
        const Result<void> moved = co_await transferFrom(operation, entry.key(), entry.value());
        if (!moved)
            co_return moved;
    }
    co_return Result<void>{};
}

Task<Result<void>> ImapExecutor::transferFrom(Operation operation, store::MailboxKey source, Items items)
{
    const Result<void> selected = co_await select(source);
    if (!selected)
        co_return selected;
    m_touched.insert(source);
    const imap::Mailbox goal = wireMailbox(operation.target, {});
    if (goal.wireName.isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    // Several placements of one operation may be copies of the same message.
    QMultiHash<quint32, store::PlacementKey> placements;
    for (const OperationItem &item : items)
        placements.insert(item.uid.value, item.placement);
    const bool move = operation.kind == store::OperationKind::Move;
    QList<UidSet> todo = pieces(items);
    while (!todo.isEmpty()) {
        UidSet uids = todo.takeFirst();
        const Result<imap::code::CopyUid> copied = co_await copyOrMove(move, uids, goal);
        if (!copied)
            co_return tl::unexpected(copied.error());
        const UidSet rest = copied->limit ? copied->limit->remaining(uids) : UidSet();
        if (!rest.isEmpty() && rest != uids) {
            todo.prepend(rest);
            uids = uids.subtracted(rest);
        }
        Places places;
        for (const auto &[from, to] : copied->pairs) {
            for (const store::PlacementKey placement : placements.values(from.value))
                places.append({placement, to});
        }
        QList<store::PlacementKey> done;
        for (const quint32 uid : uids.toList())
            done.append(placements.values(uid));
        const Result<void> marked = m_journal.markItemsDone(operation.key, done, copied->uidValidity, places);
        if (!marked)
            co_return marked;
    }
    co_return Result<void>{};
}

Task<Result<imap::code::CopyUid>> ImapExecutor::copyOrMove(bool move, UidSet uids, imap::Mailbox goal)
{
    Result<imap::code::CopyUid> copied;
    for (int attempt = 0;; ++attempt) {
        const bool inOne = move && m_session.capabilities().hasMove() && !m_noMove;
        if (inOne)
            copied = co_await m_session.run(imap::Move(uids, goal));
        else
            copied = co_await m_session.run(imap::Copy(uids, goal));
        if (copied) {
            if (move && !inOne) {
                const UidSet left = copied->limit ? copied->limit->remaining(uids) : UidSet();
                const Result<void> removed = co_await removeFromSelected(uids.subtracted(left));
                if (!removed) {
                    MailError error = removed.error();
                    if (!error.connectionUsable())
                        error.detail = MailError::Detail::UnknownOutcome; // copied, perhaps not yet removed
                    co_return tl::unexpected(error);
                }
            }
            co_return copied;
        }
        const QByteArray code = copied.error().responseCode;
        if (attempt == 0 && code == "TRYCREATE") {
            const Result<void> created = co_await create(goal, store::Role::None);
            if (!created)
                co_return tl::unexpected(created.error());
        } else if (inOne && code == "CANNOT") {
            m_noMove = true; // Yahoo Japan
        } else {
            co_return copied;
        }
    }
}

Task<Result<void>> ImapExecutor::append(Operation operation)
{
    const std::optional<QByteArray> content = m_journal.appendContent(operation.key);
    const Items items = m_journal.items(operation.key);
    const imap::Mailbox goal = wireMailbox(operation.target, {});
    if (!content || items.isEmpty() || goal.wireName.isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    m_touched.insert(operation.target);
    const std::optional<store::Mailbox> target = m_writer.reader().mailbox(operation.target);
    if (target && target->role == store::Role::Sent) {
        // Some servers file what they sent themselves (NOTES section 2.11).
        const Result<Places> there = co_await findInGoal(operation.target, items);
        if (!there && !there.error().connectionUsable())
            co_return tl::unexpected(there.error());
        if (there && !there->isEmpty() && operation.state == store::OperationState::Pending && operation.attempts == 0)
            m_foundFiledCopy = true;
        if (there && !there->isEmpty())
            co_return m_journal.markDone(
                operation.key, m_writer.reader().syncPoint(operation.target).uidValidity, *there);
    }
    const OperationItem &item = items.constFirst();
    const imap::AppendMessage message{*content, item.flags.toWire(), item.internalDate};
    const Result<std::optional<Operation>> replacing = co_await selectReplaced(operation);
    if (!replacing)
        co_return tl::unexpected(replacing.error());
    const Result<void> begun = m_journal.markInFlight(operation.key);
    if (!begun)
        co_return begun;
    if (*replacing) {
        const Result<bool> replaced = co_await replace(operation, **replacing, message);
        if (!replaced)
            co_return tl::unexpected(replaced.error());
        if (*replaced)
            co_return Result<void>{};
    }
    Result<imap::Appended> appended;
    for (int attempt = 0;; ++attempt) {
        appended = co_await m_session.run(imap::Append(goal, message.octets, message.flags, message.internalDate));
        if (appended || attempt > 0 || appended.error().responseCode != "TRYCREATE")
            break;
        const Result<void> created = co_await create(goal, store::Role::None);
        if (!created)
            co_return created;
    }
    if (!appended)
        co_return tl::unexpected(appended.error());
    Places places;
    places.append({item.placement, appended->uid});
    if (target && target->role == store::Role::Sent && appended->uid && !item.messageIdField.isEmpty())
        m_sentCopies.append({operation.target, appended->uid, item.messageIdField});
    co_return m_journal.markDone(operation.key, appended->uidValidity, places);
}

} // namespace godwit::sync
