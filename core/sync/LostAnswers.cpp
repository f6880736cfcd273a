// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of MOVE, COPY and APPEND whose answer never came: look first, then go on (S-146).
#include "sync/ImapExecutor.h"

#include "imap/FindByMessageId.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Search.h"
#include "sync/ImapConversion.h"

namespace godwit::sync {

using store::Operation;
using store::OperationItem;

namespace {

bool isSame(const OperationItem &item, const store::IncomingMessage &message)
{
    const bool sameId = !item.messageIdField.isEmpty() && item.messageIdField == message.envelope.messageId;
    const bool sameSize = item.sizeOctets == 0 || message.sizeOctets == 0 || item.sizeOctets == message.sizeOctets;
    return item.messageIdField.isEmpty() ? item.sizeOctets != 0 && item.sizeOctets == message.sizeOctets
                                         : sameId && sameSize;
}

} // namespace

Task<Result<void>> ImapExecutor::settle(Operation operation)
{
    switch (operation.kind) {
    case store::OperationKind::Append:
        co_return co_await settleAppend(operation);
    case store::OperationKind::Copy:
        co_return co_await settleCopy(operation);
    case store::OperationKind::Move:
        co_return co_await settleMove(operation);
    default:
        break;
    }
    co_return Result<void>{};
}

Task<Result<ImapExecutor::Places>> ImapExecutor::findInGoal(store::MailboxKey goal, Items items, Items others)
{
    Places places;
    const Result<void> selected = co_await select(goal);
    if (!selected)
        co_return tl::unexpected(selected.error());
    const store::SyncPoint point = m_writer.reader().syncPoint(goal);
    const UidValidity now = m_session.selected() ? m_session.selected()->uidValidity : UidValidity();
    imap::FetchItems wanted;
    wanted.items = imap::FetchItems::Size | imap::FetchItems::Envelope;
    QList<imap::FetchData> found;
    if (m_session.selected() && m_session.selected()->exists == 0)
        co_return places;
    if (point.uidNext && point.uidValidity == now) {
        const Result<imap::Fetched> fetched = co_await m_session.run(imap::Fetch::from(point.uidNext, wanted));
        if (!fetched)
            co_return tl::unexpected(fetched.error());
        found = fetched->messages;
    } else {
        QByteArrayList ids;
        for (const OperationItem &item : items)
            ids.append(item.messageIdField.toUtf8());
        const Result<QList<imap::FetchData>> hits = co_await imap::findByMessageId(m_session, ids, wanted);
        if (!hits)
            co_return tl::unexpected(hits.error());
        found = *hits;
    }
    QSet<quint32> taken;
    for (const OperationItem &other : others) {
        if (other.serverMailbox == goal)
            taken.insert(other.uid.value);
    }
    for (const OperationItem &item : items) {
        for (const imap::FetchData &data : std::as_const(found)) {
            if (!data.uid || taken.contains(data.uid.value) || !isSame(item, toIncoming(data)))
                continue;
            taken.insert(data.uid.value);
            places.append({item.placement, data.uid});
            break;
        }
    }
    co_return places;
}

Task<Result<void>> ImapExecutor::settleAppend(Operation operation)
{
    // A draft keeps its Message-ID: the one that this is to replace may look the same.
    Items older;
    if (const std::optional<Operation> removal = m_journal.removalAfter(operation.key)) {
        const Result<std::optional<Items>> ready = co_await readyItems(removal->key);
        if (!ready && !ready.error().connectionUsable())
            co_return tl::unexpected(ready.error());
        older = ready && *ready ? **ready : m_journal.items(removal->key);
    }
    const Items items = m_journal.items(operation.key);
    if (items.isEmpty())
        co_return Result<void>{}; // a refresh has found it meanwhile
    const Result<Places> there = co_await findInGoal(operation.target, items, older);
    if (!there)
        co_return tl::unexpected(there.error());
    if (there->isEmpty())
        co_return Result<void>{}; // it never arrived
    const UidValidity validity = m_session.selected() ? m_session.selected()->uidValidity : UidValidity();
    m_touched.insert(operation.target);
    co_return m_journal.markDone(operation.key, validity, *there);
}

Task<Result<void>> ImapExecutor::settleCopy(Operation operation)
{
    const Result<Places> there = co_await findInGoal(operation.target, m_journal.items(operation.key));
    if (!there)
        co_return tl::unexpected(there.error());
    QList<store::PlacementKey> done;
    for (const store::Journal::NewPlace &place : *there)
        done.append(place.placement);
    if (done.isEmpty())
        co_return Result<void>{};
    const UidValidity validity = m_session.selected() ? m_session.selected()->uidValidity : UidValidity();
    m_touched.insert(operation.target);
    co_return m_journal.markItemsDone(operation.key, done, validity, *there);
}

/// Gone from the source: moved, whether we find it or not.  In both: copied, so that only the source is left to do.
Task<Result<void>> ImapExecutor::settleMove(Operation operation)
{
    const Result<std::optional<Items>> ready = co_await readyItems(operation.key);
    if (!ready)
        co_return tl::unexpected(ready.error());
    if (!*ready) {
        block(operation);
        co_return Result<void>{};
    }
    const Items items = **ready;
    const Result<Places> there = co_await findInGoal(operation.target, items);
    if (!there)
        co_return tl::unexpected(there.error());
    const UidValidity validity = m_session.selected() ? m_session.selected()->uidValidity : UidValidity();
    QSet<store::PlacementKey> arrived;
    for (const store::Journal::NewPlace &place : *there)
        arrived.insert(place.placement);
    QList<store::PlacementKey> done;
    QSet<store::MailboxKey> sources;
    for (const OperationItem &item : items)
        sources.insert(item.serverMailbox);
    for (const store::MailboxKey source : std::as_const(sources)) {
        if (!source || source == operation.target)
            continue;
        const Result<void> selected = co_await select(source);
        if (!selected)
            co_return selected;
        QList<quint32> uids;
        for (const OperationItem &item : items) {
            if (item.serverMailbox == source)
                uids.append(item.uid.value);
        }
        const Result<imap::Found> left = co_await m_session.run(imap::Search::among(UidSet::fromList(uids)));
        if (!left)
            co_return tl::unexpected(left.error());
        QList<quint32> remove;
        for (const OperationItem &item : items) {
            if (item.serverMailbox != source)
                continue;
            const bool stillThere = left->uids.contains(item.uid);
            if (stillThere && arrived.contains(item.placement))
                remove.append(item.uid.value);
            if (!stillThere || arrived.contains(item.placement))
                done.append(item.placement);
        }
        if (!remove.isEmpty()) {
            const Result<void> removed = co_await removeFromSelected(UidSet::fromList(remove));
            if (!removed)
                co_return removed;
        }
        m_touched.insert(source);
    }
    m_touched.insert(operation.target);
    if (done.isEmpty())
        co_return Result<void>{};
    co_return m_journal.markItemsDone(operation.key, done, validity, *there);
}

} // namespace godwit::sync
