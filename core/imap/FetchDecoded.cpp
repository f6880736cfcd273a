// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"

namespace godwit::imap {

Task<Result<Fetched>> fetchDecoded(Session &session, UidSet uids, FetchItems items)
{
    const Result<Fetched> fetched = co_await session.run(Fetch::byUids(uids, items));
    if (fetched || fetched.error().responseCode != "UNKNOWN-CTE")
        co_return fetched;
    co_return co_await session.run(Fetch::byUids(uids, items.withoutBinary()));
}

} // namespace godwit::imap
