// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a mailbox that is not all here yet (RFC 5256, 5267, 5957).
#include "sync/MailboxRefresh.h"

#include "imap/commands/Sort.h"

namespace godwit::sync {

namespace {

constexpr quint32 FirstRows = 150; ///< a few screenfuls
constexpr qsizetype AheadOctets = 4000; ///< of one command line

/// As the list does it; std::nullopt where the server's idea of that order is another.
std::optional<imap::Sort> sortOf(store::ListOrder order, const imap::Capabilities &can)
{
    using imap::Sort;
    const bool descending = order.direction == store::SortDirection::Descending;
    const auto direction = descending ? Sort::Direction::Descending : Sort::Direction::Ascending;
    // Of equals the newest come first in ascending order.
    const auto amongEquals = descending ? Sort::Direction::Ascending : Sort::Direction::Descending;
    const auto sort = [&](Sort::By by) {
        return Sort(by, direction).then(Sort::By::Date, amongEquals);
    };
    switch (order.by) {
    case store::SortBy::Date:
        if (descending)
            return std::nullopt; // these are here
        return Sort(Sort::By::Date, direction);
    case store::SortBy::Sender:
    case store::SortBy::Recipient:
        if (!can.has("SORT=DISPLAY"))
            return std::nullopt; // by the local part of addresses, which nobody sees
        return sort(order.by == store::SortBy::Sender ? Sort::By::From : Sort::By::To);
    case store::SortBy::Subject:
        return sort(Sort::By::Subject);
    case store::SortBy::Size:
        return sort(Sort::By::Size);
    }
    return std::nullopt;
}

} // namespace

Task<Result<void>> MailboxRefresh::fetchFirst(store::ListOrder order)
{
    std::optional<imap::Sort> sort = sortOf(order, m_session.capabilities());
    if (reachedBottom() || !sort || !m_session.capabilities().hasSort())
        co_return Result<void>{};
    sort->places(1, FirstRows);
    const Result<imap::Sorted> sorted = co_await m_session.run(std::move(*sort));
    if (!sorted)
        co_return tl::unexpected(sorted.error());
    QList<quint32> first;
    for (const Uid uid : sorted->uids)
        first.append(uid.value);
    const UidSet missing = UidSet::fromList(first).subtracted(m_writer.reader().knownUids(m_mailbox));
    const qsizetype atOnce = messagesAtOnce(FirstRows);
    for (const UidSet &window : newestFirst(missing, atOnce, atOnce)) {
        Result<imap::Fetched> fetched = co_await fetchCompletely(window, withLabels(imap::FetchItems::envelopes()));
        if (!fetched)
            co_return tl::unexpected(fetched.error());
        const Result<void> taken = co_await take(std::move(fetched->messages));
        if (!taken)
            co_return taken;
    }
    co_return Result<void>{};
}

/// What fetchFirst() has brought from below the place that is recorded: to be kept current with the rest, until the
/// walk comes by and fetches it again.  Nothing where a command cannot name it all.
UidSet MailboxRefresh::knownAhead() const
{
    if (m_point.oldestSynced.value <= 1)
        return {};
    const UidSet below = UidSet::range(Uid{1}, Uid{m_point.oldestSynced.value - 1});
    UidSet ahead = m_writer.reader().knownUids(m_mailbox).intersected(below);
    return ahead.toWire().size() <= AheadOctets ? ahead : UidSet();
}

} // namespace godwit::sync
