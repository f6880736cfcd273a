// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/RowGroups.h"

#include <QtTest>

using godwit::ui::DateGroup;
using godwit::ui::RowGroups;

class tst_RowGroups : public QObject {
    Q_OBJECT
private slots:
    void headsStandAboveTheFirstRowOfTheirGroup();
    void findsRowsAtHeightsAndBack();
    void asksFewDatesOfAMillionRows();
    void isEmptyWithoutRows();
    void standsUpsideDownWhenTheOldestComeFirst();

private:
    const QDate today{2026, 11, 25}; // a Wednesday
    qint64 secondsOf(const QDate &date) const { return date.startOfDay().toSecsSinceEpoch() + 3600; }
};

void tst_RowGroups::headsStandAboveTheFirstRowOfTheirGroup()
{
    const QList<QDate> dates{today, today, today.addDays(-1), today.addDays(-9), QDate(2024, 1, 1)};
    RowGroups groups;
    groups.rebuild(
        int(dates.size()), [&](int row) { return secondsOf(dates.at(row)); }, today);
    QCOMPARE(groups.heads().size(), 4);
    QCOMPARE(groups.heads().at(0).row, 0);
    QCOMPARE(groups.heads().at(0).group, DateGroup::Today);
    QCOMPARE(groups.heads().at(1).row, 2);
    QCOMPARE(groups.heads().at(1).group, DateGroup::Yesterday);
    QCOMPARE(groups.heads().at(2).row, 3);
    QCOMPARE(groups.heads().at(2).group, DateGroup::LastWeek);
    QCOMPARE(groups.heads().at(3).group, DateGroup::Older);
}

void tst_RowGroups::standsUpsideDownWhenTheOldestComeFirst()
{
    const QList<QDate> dates{QDate(2024, 1, 1), today.addDays(-9), today.addDays(-1), today, today};
    RowGroups groups;
    groups.rebuild(
        int(dates.size()), [&](int row) { return secondsOf(dates.at(row)); }, today, RowGroups::Dates::Rising);
    QCOMPARE(groups.heads().size(), 4);
    QCOMPARE(groups.heads().at(0).row, 0);
    QCOMPARE(groups.heads().at(0).group, DateGroup::Older);
    QCOMPARE(groups.heads().at(2).row, 2);
    QCOMPARE(groups.heads().at(2).group, DateGroup::Yesterday);
    QCOMPARE(groups.heads().at(3).row, 3);
    QCOMPARE(groups.heads().at(3).group, DateGroup::Today);
    groups.rebuildWithoutHeads(5);
    QVERIFY(groups.heads().isEmpty());
    QCOMPARE(groups.rowAt(groups.top(4)), 4);
}

void tst_RowGroups::findsRowsAtHeightsAndBack()
{
    RowGroups groups;
    groups.setMetrics(64, 28);
    groups.rebuild(
        6, [&](int row) { return secondsOf(today.addDays(-row / 2)); }, today);
    QCOMPARE(groups.height(), 6 * 64 + int(groups.heads().size()) * 28);
    for (int row = 0; row < 6; ++row) {
        QCOMPARE(groups.rowAt(groups.top(row)), row);
        QCOMPARE(groups.rowAt(groups.top(row) + 63), row);
    }
    QCOMPARE(groups.rowAt(5), -1); // on the first head
    QCOMPARE(groups.rowNear(5), 0);
    QCOMPARE(groups.rowAt(groups.top(2) - 1), -1); // on the second head
    QCOMPARE(groups.rowNear(groups.top(2) - 1), 2);
    QCOMPARE(groups.rowAt(groups.height()), -1);
}

void tst_RowGroups::asksFewDatesOfAMillionRows()
{
    int asked = 0;
    RowGroups groups;
    groups.rebuild(
        1'000'000,
        [&](int row) {
            ++asked;
            return secondsOf(today) - 60LL * row;
        },
        today);
    QVERIFY2(asked < 250, qPrintable(QString::number(asked)));
    QCOMPARE(groups.rowAt(groups.top(999'999)), 999'999);
}

void tst_RowGroups::isEmptyWithoutRows()
{
    RowGroups groups;
    groups.rebuild(
        0, [](int) { return 0; }, today);
    QCOMPARE(groups.height(), 0);
    QCOMPARE(groups.rowAt(0), -1);
    QVERIFY(groups.heads().isEmpty());
}

QTEST_GUILESS_MAIN(tst_RowGroups)
#include "tst_RowGroups.moc"
