// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Format.h"

#include <QList>
#include <functional>

namespace godwit::ui {

/// Where the rows of a list stand when heads ("Today", "Yesterday") are painted above the first row of each group.
/// Rows are all of one height; a list has a handful of heads, so every question is a few comparisons.
class RowGroups {
public:
    struct Head {
        int row = 0;
        DateGroup group = DateGroup::Today;
    };

    void setMetrics(int rowHeight, int headHeight);
    /// Rows are in falling order of `dateAt` (seconds since the epoch), or rising; finds the borders by halving.
    enum class Dates { Falling, Rising };
    void rebuild(int rows, const std::function<qint64(int)> &dateAt, const QDate &today, Dates dates = Dates::Falling);
    /// Rows that are not ordered by date: no heads.
    void rebuildWithoutHeads(int rows);

    int rows() const { return m_rows; }
    int rowHeight() const { return m_rowHeight; }
    int headHeight() const { return m_headHeight; }
    const QList<Head> &heads() const { return m_heads; }
    int height() const;
    int top(int row) const; ///< of the row itself, below its head
    int headTop(qsizetype head) const;
    bool startsGroup(int row) const;
    /// The row at `y`; a head counts as the row below it.  -1 outside.
    int rowNear(int y) const;
    /// The row at `y`; -1 on a head and outside.
    int rowAt(int y) const;

private:
    qsizetype headsUpTo(int row) const;
    QList<Head> m_heads;
    int m_rows = 0;
    int m_rowHeight = 64;
    int m_headHeight = 28;
};

} // namespace godwit::ui
