// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Search.h"

namespace godwit::imap {

Search Search::countBelow(Uid next)
{
    return Search("UID 1:" + QByteArray::number(qMax(next.value, 2U) - 1), Want::Count);
}

Search Search::headerField(QByteArray name, QByteArray value)
{
    Search search("HEADER", Want::Uids);
    search.m_field = std::move(name);
    search.m_value = std::move(value);
    return search;
}

Search Search::messageId(QByteArray messageId)
{
    return headerField("MESSAGE-ID", std::move(messageId));
}

Search &Search::withoutESearch()
{
    m_plain = true;
    return *this;
}

void Search::encode(Encoder &out) const
{
    out.atom("UID").atom("SEARCH");
    if (out.capabilities().hasESearch() && !m_plain)
        out.atom("RETURN").open().atom(m_want == Want::Count ? "COUNT" : "ALL").close();
    out.atom(m_keys);
    if (!m_field.isEmpty())
        out.astring(m_field).string(m_value);
}

bool Search::claims(const Untagged &response) const
{
    return std::holds_alternative<SearchData>(response) || std::holds_alternative<ESearchData>(response);
}

void Search::take(const Untagged &response)
{
    if (const auto *plain = std::get_if<SearchData>(&response)) {
        m_found.uids = m_found.uids.united(plain->uids);
        m_found.count = m_found.uids.count();
        m_found.highestModSeq = plain->highestModSeq;
        return;
    }
    const auto &extended = std::get<ESearchData>(response);
    m_found.uids = extended.all.value_or(UidSet());
    m_found.count = extended.count ? *extended.count : m_found.uids.count();
    m_found.highestModSeq = extended.highestModSeq;
}

Result<Found> Search::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_found;
}

} // namespace godwit::imap
