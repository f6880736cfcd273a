// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QSet>

namespace godwit::models {

/// By (date, key): newest first, or oldest first when Ascending.
bool isBefore(const store::RowKey &left, const store::RowKey &right, store::SortDirection direction);

/// Row numbers `first` to `last`, both included; runs are ascending and disjoint.
struct Run {
    int first = 0;
    int last = 0;
};
QList<Run> runsOf(const QList<int> &ascending);

/// Where in `rows` the placements stand, ascending.  One pass; what is not there is left out.
QList<int> positionsOf(const QList<store::RowKey> &rows, const QSet<store::PlacementKey> &wanted);
/// Where `key` stands, or would stand, in rows that are ordered by date.
int lowerBound(const QList<store::RowKey> &rows, const store::RowKey &key, store::SortDirection direction);
bool contains(const QList<store::RowKey> &rows, const store::RowKey &key, store::SortDirection direction);

/// What leads from one list to another, whatever both are ordered by.  Whole lists, so that the thread that shows them
/// only has to take them: with a million rows every copy is half a frame.
struct Difference {
    QList<store::RowKey> rows; ///< the new list
    QList<store::RowKey> keptThenGone; ///< the old rows: those that stay as they stand in the new list, then the others
    QList<store::RowKey> kept;
    QList<store::RowKey>
        keptThenFresh; ///< the new rows: those that were there as they stand in the new list, then the others
    QList<Run> removed; ///< in the old list
    QList<Run> added; ///< in the new list
    bool sameOrder = true; ///< what is kept stands in the old order: `removed` and `added` are all there is to do
};
/// For a worker: a million rows are sorted twice.
Difference difference(const QList<store::RowKey> &before, const QList<store::RowKey> &after);

} // namespace godwit::models
