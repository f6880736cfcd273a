// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/RowSelection.h"

#include <algorithm>

namespace godwit::ui {

QList<models::RowRange> rowRanges(const QItemSelection &selection)
{
    QList<models::RowRange> ranges;
    for (const QItemSelectionRange &range : selection) {
        if (range.isValid())
            ranges.append({range.top(), range.bottom()});
    }
    std::sort(ranges.begin(), ranges.end(),
        [](const models::RowRange &a, const models::RowRange &b) { return a.first < b.first; });
    QList<models::RowRange> merged;
    for (const models::RowRange &range : std::as_const(ranges)) {
        if (!merged.isEmpty() && range.first <= merged.last().last + 1)
            merged.last().last = qMax(merged.last().last, range.last);
        else
            merged.append(range);
    }
    return merged;
}

int countRows(const QItemSelection &selection)
{
    int count = 0;
    for (const models::RowRange &range : rowRanges(selection))
        count += range.last - range.first + 1;
    return count;
}

} // namespace godwit::ui
