// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QSet>

namespace godwit::models {

/// Newest first: (date, key) descending.
bool isBefore(const store::RowKey &left, const store::RowKey &right);

/// Row numbers `first` to `last`, both included; runs are ascending and disjoint.
struct Run {
    int first = 0;
    int last = 0;
};
QList<Run> runsOf(const QList<int> &ascending);

/// Where in `rows` the placements stand, ascending.  One pass; what is not there is left out.
QList<int> positionsOf(const QList<store::RowKey> &rows, const QSet<store::PlacementKey> &wanted);
/// Where `key` stands, or would stand.
int lowerBound(const QList<store::RowKey> &rows, const store::RowKey &key);
bool contains(const QList<store::RowKey> &rows, const store::RowKey &key);

/// What leads from one ordered list to another.
struct Difference {
    QList<Run> removed; ///< in the old list
    QList<Run> added; ///< in the new list
};
Difference difference(const QList<store::RowKey> &before, const QList<store::RowKey> &after);

} // namespace godwit::models
