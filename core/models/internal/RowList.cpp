// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/internal/RowList.h"

#include <algorithm>
#include <bitset>
#include <memory>
#include <vector>

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

using Numbered = std::vector<std::pair<qint64, int>>; ///< placement and row

Numbered byPlacement(const QList<RowKey> &rows)
{
    Numbered result;
    result.reserve(std::size_t(rows.size()));
    for (int row = 0; row < rows.size(); ++row)
        result.emplace_back(rows.at(row).placement.value, row);
    std::sort(result.begin(), result.end());
    return result;
}

/// One flag a row: whether its placement is in the other list too.
std::pair<std::vector<bool>, std::vector<bool>> common(const QList<RowKey> &before, const QList<RowKey> &after)
{
    std::vector<bool> stays(std::size_t(before.size())), wasThere(std::size_t(after.size()));
    const Numbered left = byPlacement(before);
    const Numbered right = byPlacement(after);
    auto from = left.cbegin();
    for (const auto &[placement, row] : right) {
        while (from != left.cend() && from->first < placement)
            ++from;
        if (from == left.cend())
            break;
        if (from->first == placement) {
            stays[std::size_t(from->second)] = true;
            wasThere[std::size_t(row)] = true;
        }
    }
    return {std::move(stays), std::move(wasThere)};
}

bool startsWith(const QList<RowKey> &rows, const QList<RowKey> &start)
{
    return start.size() <= rows.size() && std::equal(start.cbegin(), start.cend(), rows.cbegin());
}

} // namespace

bool isBefore(const RowKey &left, const RowKey &right, store::SortDirection direction)
{
    const RowKey &greater = direction == store::SortDirection::Descending ? left : right;
    const RowKey &less = direction == store::SortDirection::Descending ? right : left;
    return greater.date != less.date ? greater.date > less.date : greater.placement > less.placement;
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

int lowerBound(const QList<RowKey> &rows, const RowKey &key, store::SortDirection direction)
{
    const auto before = [direction](const RowKey &left, const RowKey &right) {
        return isBefore(left, right, direction);
    };
    return int(std::lower_bound(rows.cbegin(), rows.cend(), key, before) - rows.cbegin());
}

bool contains(const QList<RowKey> &rows, const RowKey &key, store::SortDirection direction)
{
    const int at = lowerBound(rows, key, direction);
    return at < rows.size() && rows.at(at) == key;
}

Difference difference(const QList<RowKey> &before, const QList<RowKey> &after)
{
    Difference result;
    result.rows = after;
    if (startsWith(after, before)) { // the rest of a list whose first rows are shown
        result.keptThenGone = result.kept = before;
        result.keptThenFresh = after;
        if (after.size() > before.size())
            result.added.append({int(before.size()), int(after.size()) - 1});
        return result;
    }
    const auto [stays, wasThere] = common(before, after);
    QList<RowKey> gone, fresh;
    result.kept.reserve(before.size());
    qsizetype from = 0;
    const auto skipGone = [&, &staying = stays] {
        for (; from < before.size() && !staying[std::size_t(from)]; ++from) {
            gone.append(before.at(from));
            extend(result.removed, int(from));
        }
    };
    for (int row = 0; row < after.size(); ++row) {
        if (!wasThere[std::size_t(row)]) {
            fresh.append(after.at(row));
            extend(result.added, row);
            continue;
        }
        result.kept.append(after.at(row));
        skipGone();
        result.sameOrder = result.sameOrder && before.at(from).placement == after.at(row).placement;
        ++from;
    }
    skipGone();
    result.keptThenGone = gone.isEmpty() ? result.kept : result.kept + gone;
    result.keptThenFresh = fresh.isEmpty() ? result.kept : result.kept + fresh;
    return result;
}

} // namespace godwit::models
