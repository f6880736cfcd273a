// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Fetch.h"

#include <algorithm>

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

Fetch Fetch::newest(quint32 count, FetchItems items, quint32 skip)
{
    Fetch fetch(By::Open, UidSet::range({1}, {0xffffffffU}), std::move(items));
    fetch.m_partialFrom = skip + 1;
    fetch.m_partialTo = skip + qMax(count, 1U);
    return fetch;
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
    if (!m_changedSince && m_partialTo == 0)
        return;
    out.open();
    if (m_partialTo > 0)
        out.atom("PARTIAL").atom('-' + QByteArray::number(m_partialFrom) + ":-" + QByteArray::number(m_partialTo));
    if (m_changedSince)
        out.atom("CHANGEDSINCE").number(m_changedSince.value);
    if (m_changedSince && m_vanished)
        out.atom("VANISHED");
    out.close();
}

std::optional<MailError> Fetch::refusal(const Situation &now) const
{
    if (m_by == By::Sequence)
        return unlessOffered(!now.enabled.contains("UIDONLY"));
    return unlessOffered(m_partialTo == 0 || now.capabilities.hasPartial());
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
    const FetchData &told = std::get<FetchData>(response);
    const auto unasked = [this](const BodySection &section) {
        return !m_items.asksFor(section.section); // S-032
    };
    // Copied only where it is kept: a comparison of flags brings a hundred thousand of these.
    if (m_receiver && std::none_of(told.sections.begin(), told.sections.end(), unasked)) {
        m_receiver(told);
        return;
    }
    FetchData data = told;
    data.sections.removeIf(unasked);
    if (m_receiver)
        m_receiver(data);
    else if (m_fetched.messages.size() < MaximumFetchedMessages)
        m_fetched.messages.append(std::move(data));
}

Result<Fetched> Fetch::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    const auto *limit = tagged.status.code.as<code::MessageLimit>();
    if (!limit)
        return m_fetched;
    Fetched fetched = m_fetched;
    fetched.limit = *limit;
    return fetched;
}

} // namespace godwit::imap
