// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FindByMessageId.h"

#include "imap/commands/Search.h"

namespace godwit::imap {

namespace {

constexpr quint32 NewestMessages = 500;

QByteArray withoutBrackets(QByteArray id)
{
    id = id.trimmed();
    return id.startsWith('<') && id.endsWith('>') ? id.mid(1, id.size() - 2) : id;
}

Fetch newestOf(const Session &session, const FetchItems &items)
{
    if (session.capabilities().hasPartial())
        return Fetch::newest(NewestMessages, items);
    const MailboxState state = session.selected().value_or(MailboxState());
    if (!session.isEnabled("UIDONLY")) {
        const quint32 first = state.exists > NewestMessages ? state.exists - NewestMessages + 1 : 1;
        return Fetch::bySequence({first}, {qMax(state.exists, 1U)}, items);
    }
    const quint32 next = state.uidNext.value;
    return Fetch::from({next > NewestMessages ? next - NewestMessages : 1}, items);
}

void keepWanted(const QList<FetchData> &messages, const QSet<QByteArray> &wanted, QList<FetchData> &found)
{
    for (const FetchData &message : messages) {
        const auto isSame = [&message](const FetchData &known) {
            return known.uid == message.uid;
        };
        const bool isWanted = message.envelope && wanted.contains(withoutBrackets(message.envelope->messageId));
        if (message.uid && isWanted && !std::any_of(found.begin(), found.end(), isSame))
            found.append(message);
    }
}

} // namespace

Task<Result<QList<FetchData>>> findByMessageId(Session &session, QByteArrayList ids, FetchItems items)
{
    for (QByteArray &id : ids)
        id = withoutBrackets(id);
    ids.removeAll(QByteArray());
    const QSet<QByteArray> wanted(ids.cbegin(), ids.cend());
    QList<FetchData> found;
    if (wanted.isEmpty() || !session.selected() || session.selected()->exists == 0)
        co_return found;
    items.items |= FetchItems::Envelope;
    if (session.quirks().allows(Use::HeaderSearch)) {
        UidSet uids;
        for (const QByteArray &id : std::as_const(ids)) {
            const Result<Found> hits = co_await session.run(Search::messageId('<' + id + '>'));
            if (!hits && !hits.error().connectionUsable())
                co_return tl::unexpected(hits.error());
            if (hits)
                uids = uids.united(hits->uids);
        }
        if (!uids.isEmpty()) {
            const Result<Fetched> fetched = co_await session.run(Fetch::byUids(uids, items));
            if (!fetched)
                co_return tl::unexpected(fetched.error());
            keepWanted(fetched->messages, wanted, found);
        }
    }
    QSet<QByteArray> missing = wanted;
    for (const FetchData &message : std::as_const(found))
        missing.remove(withoutBrackets(message.envelope->messageId));
    if (missing.isEmpty())
        co_return found;
    const Result<Fetched> newest = co_await session.run(newestOf(session, items));
    if (!newest)
        co_return tl::unexpected(newest.error());
    keepWanted(newest->messages, missing, found);
    co_return found;
}

} // namespace godwit::imap
