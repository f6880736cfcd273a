// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/StoreLabels.h"

namespace godwit::imap {

StoreLabels::StoreLabels(UidSet uids, Change change, QByteArrayList labels)
    : m_uids(std::move(uids)), m_change(change), m_labels(std::move(labels))
{ }

void StoreLabels::encode(Encoder &out) const
{
    out.atom("UID").atom("STORE").set(m_uids);
    out.atom(m_change == Change::Add ? "+X-GM-LABELS.SILENT" : "-X-GM-LABELS.SILENT").labels(m_labels);
}

bool StoreLabels::claims(const Untagged &response) const
{
    const auto *data = std::get_if<FetchData>(&response);
    return data && data->uid && m_uids.contains(data->uid) && data->sections.isEmpty();
}

void StoreLabels::take(const Untagged &response)
{
    if (m_updated.size() < MaximumFetchedMessages)
        m_updated.append(std::get<FetchData>(response));
}

Result<QList<FetchData>> StoreLabels::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_updated;
}

} // namespace godwit::imap
