// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Flags.h"
#include "base/MailNumbers.h"

#include <QTest>

using namespace godwit;

class tst_UidSet : public QObject {
    Q_OBJECT
private slots:
    void listBecomesRanges()
    {
        const UidSet set = UidSet::fromList({9, 1, 2, 3, 3, 0, 7, 8});
        QCOMPARE(set.toWire(), QByteArray("1:3,7:9"));
        QCOMPARE(set.count(), 6U);
    }
    void insertJoinsNeighbours()
    {
        UidSet set;
        for (const quint32 uid : {5U, 7U, 6U, 1U, 4294967295U})
            set.insert({uid});
        QCOMPARE(set.toWire(), QByteArray("1,5:7,4294967295"));
        QVERIFY(set.contains({6}));
        QVERIFY(!set.contains({4}));
    }
    void setAlgebra()
    {
        const UidSet all = UidSet::range({1}, {100});
        const UidSet some = UidSet::fromList({1, 50, 51, 100, 200});
        QCOMPARE(all.subtracted(some).toWire(), QByteArray("2:49,52:99"));
        QCOMPARE(all.intersected(some).toWire(), QByteArray("1,50:51,100"));
        QVERIFY(some.subtracted(some).isEmpty());
    }
    void rangesInAnyOrderAreMerged()
    {
        const UidSet set = UidSet::fromRanges({{9, 7}, {1, 3}, {4, 4}, {0, 0}, {8, 12}, {4294967295U, 4294967290U}});
        QCOMPARE(set.toWire(), QByteArray("1:4,7:12,4294967290:4294967295"));
        QCOMPARE(set.united(UidSet::range({5}, {6})).toWire(), QByteArray("1:12,4294967290:4294967295"));
    }
    void splitKeepsLinesShort()
    {
        QList<quint32> odd;
        for (quint32 uid = 1; uid < 10000; uid += 2)
            odd.append(uid);
        const UidSet set = UidSet::fromList(odd);
        quint64 total = 0;
        for (const UidSet &piece : set.split(1000)) {
            QVERIFY(piece.toWire().size() <= 1000);
            total += piece.count();
        }
        QCOMPARE(total, set.count());
    }
    void flagsKeepUnknownKeywords()
    {
        const Flags flags = Flags::fromWire({"\\SEEN", "$forwarded", "Work", "\\Recent", "work", "Alpha"});
        QVERIFY(flags.has(Flag::Seen));
        QVERIFY(flags.has(Flag::Forwarded));
        QCOMPARE(flags.toWire(), QByteArrayList({"\\Seen", "$Forwarded", "Alpha", "Work"}));
    }
};

QTEST_GUILESS_MAIN(tst_UidSet)
#include "tst_UidSet.moc"
