// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"

namespace godwit::imap {

namespace {

/// Messages whose answer leaves out a section: Cyrus says OK and nothing where it does not know the encoding.
UidSet incomplete(const QList<FetchData> &messages, const FetchItems &items)
{
    UidSet uids;
    for (const FetchData &message : messages) {
        for (const FetchItems::Section &section : items.sections) {
            if (section.decoded && !message.section(section.name))
                uids = uids.united(UidSet::single(message.uid));
        }
    }
    return uids;
}

} // namespace

Task<Result<Fetched>> fetchDecoded(Session &session, UidSet uids, FetchItems items)
{
    Result<Fetched> fetched = co_await session.run(Fetch::byUids(uids, items));
    if (!fetched && fetched.error().responseCode == "UNKNOWN-CTE")
        co_return co_await session.run(Fetch::byUids(uids, items.withoutBinary()));
    if (!fetched)
        co_return fetched;
    const UidSet missing = incomplete(fetched->messages, items);
    if (missing.isEmpty() || !session.capabilities().hasBinary())
        co_return fetched;
    const Result<Fetched> again = co_await session.run(Fetch::byUids(missing, items.withoutBinary()));
    if (!again)
        co_return again;
    fetched->messages.removeIf([&missing](const FetchData &message) { return missing.contains(message.uid); });
    fetched->messages += again->messages;
    co_return fetched;
}

} // namespace godwit::imap
