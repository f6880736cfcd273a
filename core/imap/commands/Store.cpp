// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Store.h"

namespace godwit::imap {

Store::Store(UidSet uids, Change change, QByteArrayList flags)
    : m_uids(std::move(uids)), m_change(change), m_flags(std::move(flags))
{ }

Store &Store::unchangedSince(ModSeq modSeq)
{
    m_unchangedSince = modSeq;
    return *this;
}

void Store::encode(Encoder &out) const
{
    out.atom("UID").atom("STORE").set(m_uids);
    if (m_unchangedSince)
        out.open().atom("UNCHANGEDSINCE").number(m_unchangedSince->value).close();
    out.atom(m_change == Change::Add ? "+FLAGS.SILENT" : "-FLAGS.SILENT").flags(m_flags);
}

bool Store::claims(const Untagged &response) const
{
    const auto *data = std::get_if<FetchData>(&response);
    return data && data->uid && m_uids.contains(data->uid) && data->sections.isEmpty();
}

void Store::take(const Untagged &response)
{
    if (m_stored.updated.size() < MaximumFetchedMessages)
        m_stored.updated.append(std::get<FetchData>(response));
}

Result<Stored> Store::finish(const Tagged &tagged) const
{
    const auto *modified = tagged.status.code.as<code::Modified>();
    if (!tagged.isOk() && !modified)
        return tl::unexpected(toError(tagged.status));
    Stored stored = m_stored;
    if (modified)
        stored.modified = modified->uids;
    if (const auto *limit = tagged.status.code.as<code::MessageLimit>())
        stored.limit = *limit;
    return stored;
}

} // namespace godwit::imap
