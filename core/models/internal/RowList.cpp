// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/internal/RowList.h"

#include <algorithm>
#include <bitset>
#include <memory>

namespace godwit::models {

using store::PlacementKey;
using store::RowKey;

namespace {

constexpr std::size_t FilterBits = 1U << 16;

std::size_t filterBit(PlacementKey key)
{
    return std::size_t(key.value) % FilterBits;
}

void extend(QList<Run> &runs, int row)
{
    if (!runs.isEmpty() && runs.last().last == row - 1)
        runs.last().last = row;
    else
        runs.append({row, row});
}

} // namespace

bool isBefore(const RowKey &left, const RowKey &right)
{
    return left.date != right.date ? left.date > right.date : left.placement > right.placement;
}

QList<Run> runsOf(const QList<int> &ascending)
{
    QList<Run> runs;
    for (const int row : ascending)
        extend(runs, row);
    return runs;
}

QList<int> positionsOf(const QList<RowKey> &rows, const QSet<PlacementKey> &wanted)
{
    QList<int> found;
    if (wanted.isEmpty())
        return found;
    // A million look-ups in a hash take longer than a frame; most are settled by one bit.
    const auto maybe = std::make_unique<std::bitset<FilterBits>>();
    for (const PlacementKey key : wanted)
        maybe->set(filterBit(key));
    for (int row = 0; row < rows.size() && found.size() < wanted.size(); ++row) {
        const PlacementKey key = rows.at(row).placement;
        if (maybe->test(filterBit(key)) && wanted.contains(key))
            found.append(row);
    }
    return found;
}

int lowerBound(const QList<RowKey> &rows, const RowKey &key)
{
    return int(std::lower_bound(rows.cbegin(), rows.cend(), key, isBefore) - rows.cbegin());
}

bool contains(const QList<RowKey> &rows, const RowKey &key)
{
    const int at = lowerBound(rows, key);
    return at < rows.size() && rows.at(at) == key;
}

Difference difference(const QList<RowKey> &before, const QList<RowKey> &after)
{
    Difference result;
    int from = 0;
    int to = 0;
    while (from < before.size() || to < after.size()) {
        if (from < before.size() && to < after.size() && before.at(from) == after.at(to)) {
            ++from;
            ++to;
        } else if (to == after.size() || (from < before.size() && isBefore(before.at(from), after.at(to)))) {
            extend(result.removed, from++);
        } else {
            extend(result.added, to++);
        }
    }
    return result;
}

} // namespace godwit::models
