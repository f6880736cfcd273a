// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Sort.h"

namespace godwit::imap {

namespace {

QByteArray criterion(Sort::By by, const Capabilities &can)
{
    const bool byName = can.has("SORT=DISPLAY");
    switch (by) {
    case Sort::By::Arrival:
        return "ARRIVAL";
    case Sort::By::Date:
        return "DATE";
    case Sort::By::From:
        return byName ? "DISPLAYFROM" : "FROM";
    case Sort::By::To:
        return byName ? "DISPLAYTO" : "TO";
    case Sort::By::Cc:
        return "CC";
    case Sort::By::Subject:
        return "SUBJECT";
    case Sort::By::Size:
        return "SIZE";
    }
    return "ARRIVAL";
}

void expand(const QList<UidSet::Range> &ranges, QList<Uid> &uids)
{
    for (const UidSet::Range &range : ranges) {
        const qint64 step = range.first <= range.last ? 1 : -1;
        for (qint64 uid = range.first; uids.size() < MaximumFetchedMessages; uid += step) {
            uids.append(Uid{quint32(uid)});
            if (uid == range.last)
                break;
        }
    }
}

} // namespace

Sort::Sort(By by, Direction direction, SearchKeys keys) : m_criteria{{by, direction}}, m_keys(std::move(keys))
{ }

Sort &Sort::then(By by, Direction direction)
{
    m_criteria.append({by, direction});
    return *this;
}

Sort &Sort::places(quint32 first, quint32 last)
{
    m_first = qMax(first, 1U);
    m_last = qMax(last, m_first);
    return *this;
}

std::optional<MailError> Sort::refusal(const Situation &now) const
{
    return unlessOffered(now.capabilities.hasSort() && m_keys.isPossible(now.capabilities));
}

void Sort::encode(Encoder &out) const
{
    const Capabilities &can = out.capabilities();
    out.atom("UID").atom("SORT");
    if (can.has("ESORT")) {
        out.atom("RETURN").open();
        if (m_last > 0 && (can.has("CONTEXT=SORT") || can.hasPartial()))
            out.atom("PARTIAL").atom(QByteArray::number(m_first) + ':' + QByteArray::number(m_last));
        else
            out.atom("ALL");
        out.close();
    }
    out.open();
    for (const Criterion &one : m_criteria) {
        if (one.direction == Direction::Descending)
            out.atom("REVERSE");
        out.atom(criterion(one.by, can));
    }
    out.close().atom("UTF-8");
    m_keys.encode(out);
}

bool Sort::claims(const Untagged &response) const
{
    return std::holds_alternative<SortData>(response) || std::holds_alternative<ESearchData>(response);
}

void Sort::take(const Untagged &response)
{
    if (const auto *plain = std::get_if<SortData>(&response)) {
        m_sorted.uids += plain->uids;
        return;
    }
    const auto &extended = std::get<ESearchData>(response);
    m_isPiece = extended.isPartial;
    expand(extended.order, m_sorted.uids);
}

Result<Sorted> Sort::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    Sorted sorted = m_sorted;
    if (m_last > 0 && !m_isPiece)
        sorted.uids = sorted.uids.mid(m_first - 1, qsizetype(m_last) - m_first + 1);
    if (const auto *limit = tagged.status.code.as<code::MessageLimit>())
        sorted.limit = *limit;
    return sorted;
}

} // namespace godwit::imap
