// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Fetch.h"

namespace godwit::imap {

Fetch Fetch::byUids(UidSet uids, FetchItems items)
{
    return Fetch(By::Uids, std::move(uids), std::move(items));
}

Fetch Fetch::from(Uid first, FetchItems items)
{
    return Fetch(By::Open, UidSet::range(first, {0xffffffffU}), std::move(items));
}

Fetch Fetch::bySequence(SequenceNumber first, SequenceNumber last, FetchItems items)
{
    return Fetch(By::Sequence, UidSet::range({first.value}, {last.value}), std::move(items));
}

Fetch &Fetch::changedSince(ModSeq modSeq)
{
    m_changedSince = modSeq;
    return *this;
}

Fetch &Fetch::withVanished()
{
    m_vanished = true;
    return *this;
}

Fetch &Fetch::forEach(std::function<void(const FetchData &)> receiver)
{
    m_receiver = std::move(receiver);
    return *this;
}

void Fetch::encode(Encoder &out) const
{
    if (m_by != By::Sequence)
        out.atom("UID");
    out.atom("FETCH");
    if (m_by == By::Open)
        out.set(QByteArray::number(m_set.ranges().constFirst().first) + ":*");
    else
        out.set(m_set);
    m_items.encode(out);
    if (!m_changedSince)
        return;
    out.open().atom("CHANGEDSINCE").number(m_changedSince.value);
    if (m_vanished)
        out.atom("VANISHED");
    out.close();
}

bool Fetch::claims(const Untagged &response) const
{
    if (const auto *vanished = std::get_if<VanishedData>(&response))
        return m_vanished && vanished->earlier;
    const auto *data = std::get_if<FetchData>(&response);
    if (!data || !data->uid)
        return false;
    if (m_by == By::Sequence)
        return m_set.contains({data->sequenceNumber.value});
    return m_set.contains(data->uid);
}

void Fetch::take(const Untagged &response)
{
    if (const auto *vanished = std::get_if<VanishedData>(&response)) {
        m_fetched.vanished = m_fetched.vanished.united(vanished->uids);
        return;
    }
    FetchData data = std::get<FetchData>(response);
    data.sections.removeIf([this](const BodySection &section) { return !m_items.asksFor(section.section); }); // S-032
    if (m_receiver)
        m_receiver(data);
    else if (m_fetched.messages.size() < MaximumFetchedMessages)
        m_fetched.messages.append(std::move(data));
}

Result<Fetched> Fetch::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_fetched;
}

} // namespace godwit::imap
