// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/MailNumbers.h"

#include <QByteArray>
#include <algorithm>

namespace godwit {

UidSet UidSet::single(Uid uid)
{
    UidSet set;
    set.insert(uid);
    return set;
}

UidSet UidSet::range(Uid first, Uid last)
{
    UidSet set;
    if (first.value > last.value)
        std::swap(first, last);
    if (last)
        set.m_ranges.append({std::max(first.value, 1U), last.value});
    return set;
}

UidSet UidSet::fromList(QList<quint32> uids)
{
    std::sort(uids.begin(), uids.end());
    UidSet set;
    for (const quint32 uid : std::as_const(uids)) {
        if (uid == 0)
            continue;
        if (!set.m_ranges.isEmpty() && uid <= set.m_ranges.constLast().last)
            continue;
        if (!set.m_ranges.isEmpty() && uid == set.m_ranges.constLast().last + 1)
            set.m_ranges.last().last = uid;
        else
            set.m_ranges.append({uid, uid});
    }
    return set;
}

UidSet UidSet::fromRanges(QList<Range> ranges)
{
    for (Range &range : ranges) {
        if (range.first > range.last)
            std::swap(range.first, range.last);
    }
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) { return a.first < b.first; });
    UidSet set;
    for (const Range &range : std::as_const(ranges)) {
        if (range.last == 0)
            continue;
        if (!set.m_ranges.isEmpty() && range.first <= quint64(set.m_ranges.constLast().last) + 1)
            set.m_ranges.last().last = std::max(set.m_ranges.constLast().last, range.last);
        else
            set.m_ranges.append({std::max(range.first, 1U), range.last});
    }
    return set;
}

void UidSet::insert(Uid uid)
{
    const quint32 value = uid.value;
    if (value == 0)
        return;
    auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), value,
        [](quint32 wanted, const Range &range) { return wanted < range.first; });
    if (after != m_ranges.begin()) {
        auto before = std::prev(after);
        if (value <= before->last)
            return;
        if (value == before->last + 1) {
            before->last = value;
            if (after != m_ranges.end() && after->first == value + 1) {
                before->last = after->last;
                m_ranges.erase(after);
            }
            return;
        }
    }
    if (after != m_ranges.end() && after->first == value + 1) {
        after->first = value;
        return;
    }
    m_ranges.insert(after, Range{value, value});
}

bool UidSet::contains(Uid uid) const
{
    const auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), uid.value,
        [](quint32 wanted, const Range &range) { return wanted < range.first; });
    return after != m_ranges.begin() && uid.value <= std::prev(after)->last;
}

quint64 UidSet::count() const
{
    quint64 total = 0;
    for (const Range &range : m_ranges)
        total += quint64(range.last) - range.first + 1;
    return total;
}

QList<quint32> UidSet::toList() const
{
    QList<quint32> list;
    list.reserve(qsizetype(std::min<quint64>(count(), 10'000'000)));
    for (const Range &range : m_ranges) {
        for (quint64 uid = range.first; uid <= range.last; ++uid)
            list.append(quint32(uid));
    }
    return list;
}

UidSet UidSet::united(const UidSet &other) const
{
    return fromRanges(m_ranges + other.m_ranges);
}

UidSet UidSet::subtracted(const UidSet &other) const
{
    UidSet result;
    qsizetype next = 0;
    for (const Range &range : m_ranges) {
        quint64 from = range.first;
        while (next < other.m_ranges.size() && other.m_ranges[next].last < from)
            ++next;
        qsizetype hole = next;
        while (hole < other.m_ranges.size() && other.m_ranges[hole].first <= range.last) {
            const Range &cut = other.m_ranges[hole];
            if (cut.first > from)
                result.m_ranges.append({quint32(from), cut.first - 1});
            from = quint64(cut.last) + 1;
            ++hole;
        }
        if (from <= range.last)
            result.m_ranges.append({quint32(from), range.last});
    }
    return result;
}

UidSet UidSet::intersected(const UidSet &other) const
{
    return subtracted(subtracted(other));
}

QByteArray UidSet::toWire() const
{
    QByteArray wire;
    for (const Range &range : m_ranges) {
        if (!wire.isEmpty())
            wire += ',';
        wire += QByteArray::number(range.first);
        if (range.last != range.first)
            wire += ':' + QByteArray::number(range.last);
    }
    return wire;
}

QList<UidSet> UidSet::split(qsizetype octets) const
{
    constexpr qsizetype LongestRangeOctets = 22; // "4294967295:4294967295,"
    QList<UidSet> pieces;
    qsizetype used = 0;
    for (const Range &range : m_ranges) {
        if (pieces.isEmpty() || used + LongestRangeOctets > octets) {
            pieces.append(UidSet());
            used = 0;
        }
        pieces.last().m_ranges.append(range);
        used += UidSet::range({range.first}, {range.last}).toWire().size() + 1;
    }
    return pieces;
}

} // namespace godwit
