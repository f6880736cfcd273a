// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/RowGroups.h"

#include <QTime>
#include <algorithm>
#include <array>

namespace godwit::ui {

void RowGroups::setMetrics(int rowHeight, int headHeight)
{
    m_rowHeight = qMax(1, rowHeight);
    m_headHeight = qMax(0, headHeight);
}

void RowGroups::rebuild(int rows, const std::function<qint64(int)> &dateAt, const QDate &today, Dates dates)
{
    if (dates == Dates::Rising) { // the same list upside down
        rebuild(
            rows, [&dateAt, rows](int row) { return dateAt(rows - 1 - row); }, today);
        QList<Head> turned;
        for (qsizetype i = m_heads.size() - 1; i >= 0; --i) {
            const int end = i + 1 < m_heads.size() ? m_heads.at(i + 1).row : rows;
            turned.append({rows - end, m_heads.at(i).group});
        }
        m_heads = turned;
        return;
    }

    static constexpr std::array<DateGroup, 8> Dated{DateGroup::Future, DateGroup::Today, DateGroup::Yesterday,
        DateGroup::ThisWeek, DateGroup::LastWeek, DateGroup::ThisMonth, DateGroup::LastMonth, DateGroup::ThisYear};
    m_rows = rows;
    m_heads.clear();
    int first = 0;
    for (const DateGroup group : Dated) {
        if (first >= rows)
            return;
        const qint64 since = dateGroupStart(group, today).startOfDay().toSecsSinceEpoch();
        int low = first;
        int high = rows;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (dateAt(middle) >= since)
                low = middle + 1;
            else
                high = middle;
        }
        if (low > first)
            m_heads.append({first, group});
        first = low;
    }
    if (first < rows)
        m_heads.append({first, DateGroup::Older});
}

void RowGroups::rebuildWithoutHeads(int rows)
{
    m_rows = rows;
    m_heads.clear();
}

int RowGroups::height() const
{
    return m_rows * m_rowHeight + int(m_heads.size()) * m_headHeight;
}

qsizetype RowGroups::headsUpTo(int row) const
{
    return std::count_if(m_heads.cbegin(), m_heads.cend(), [row](const Head &head) { return head.row <= row; });
}

int RowGroups::top(int row) const
{
    return row * m_rowHeight + int(headsUpTo(row)) * m_headHeight;
}

int RowGroups::headTop(qsizetype head) const
{
    return m_heads.at(head).row * m_rowHeight + int(head) * m_headHeight;
}

bool RowGroups::startsGroup(int row) const
{
    return std::any_of(m_heads.cbegin(), m_heads.cend(), [row](const Head &head) { return head.row == row; });
}

int RowGroups::rowNear(int y) const
{
    if (y < 0 || y >= height())
        return -1;
    for (qsizetype i = m_heads.size() - 1; i >= 0; --i) {
        if (y < headTop(i))
            continue;
        const int inside = y - headTop(i) - m_headHeight;
        return inside < 0 ? m_heads.at(i).row : m_heads.at(i).row + inside / m_rowHeight;
    }
    return qMin(y / m_rowHeight, m_rows - 1);
}

int RowGroups::rowAt(int y) const
{
    const int row = rowNear(y);
    return row >= 0 && y >= top(row) ? row : -1;
}

} // namespace godwit::ui
