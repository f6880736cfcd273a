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

Search Search::matching(SearchKeys keys)
{
    Search search({}, Want::Uids);
    search.m_sought = std::move(keys);
    return search;
}

Search Search::countMatching(SearchKeys keys)
{
    Search search({}, Want::Count);
    search.m_sought = std::move(keys);
    return search;
}

Search &Search::newest(quint32 count, quint32 skip)
{
    m_partialFrom = skip + 1;
    m_partialTo = skip + qMax(count, 1U);
    return *this;
}

std::optional<MailError> Search::refusal(const Situation &now) const
{
    if (m_partialTo > 0 && !now.capabilities.hasPartial())
        return unlessOffered(false);
    return unlessOffered(!m_sought || m_sought->isPossible(now.capabilities));
}

void Search::know(const std::optional<MailboxState> &selected)
{
    // Where there are messages, ALL finds some.
    if (m_namedNothing && m_keys == "ALL" && selected && selected->exists > 0)
        m_lostUids = true;
}

QByteArrayList Search::disproved() const
{
    return m_lostUids ? QByteArrayList{"ESEARCH"} : QByteArrayList();
}

Search &Search::withoutESearch()
{
    m_plain = true;
    return *this;
}

void Search::encode(Encoder &out) const
{
    out.atom("UID").atom("SEARCH");
    if (m_partialTo > 0) {
        out.atom("RETURN").open().atom("PARTIAL");
        out.atom('-' + QByteArray::number(m_partialFrom) + ":-" + QByteArray::number(m_partialTo)).close();
    } else if (out.capabilities().hasESearch() && !m_plain) {
        out.atom("RETURN").open().atom(m_want == Want::Count ? "COUNT" : "ALL").close();
    }
    if (m_sought) {
        if (m_sought->needsCharset() && !out.speaksUtf8())
            out.atom("CHARSET").atom("UTF-8");
        m_sought->encode(out);
        return;
    }
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
    m_namedNothing = m_want == Want::Uids && m_partialTo == 0 && !extended.all;
    m_lostUids = m_namedNothing && m_found.count > 0;
}

Result<Found> Search::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    if (m_lostUids) {
        MailError error = toError(tagged.status);
        error.kind = MailError::Kind::Temporary; // the session asks again, as a plain SEARCH, since ESEARCH is off now
        return tl::unexpected(error);
    }
    Found found = m_found;
    if (const auto *limit = tagged.status.code.as<code::MessageLimit>())
        found.limit = *limit;
    return found;
}

} // namespace godwit::imap
