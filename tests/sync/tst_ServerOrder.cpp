// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using test::EngineFixture;
using test::ModelImapServer;
using Phase = sync::AccountStatus::Phase;
using store::ListOrder;
using store::SortBy;
using store::SortDirection;

/// A mailbox that is sorted by something else than its age: its first rows are right before all of it is here.
class tst_ServerOrder : public QObject {
    Q_OBJECT

    static constexpr int Messages = 1200;
    static constexpr int Rows = 150; ///< that are asked for

    struct World : EngineFixture {
        /// Neither subject nor size nor sender follows the order of arrival; every third subject is the same.
        explicit World(const QByteArrayList &more)
        {
            server.capabilities += more;
            server.boxes["INBOX"];
            for (int i = 0; i < Messages; ++i) {
                const int n = i * 7919 % Messages;
                server.add("Big", i % 3 == 0 ? QByteArray("same") : "s" + QByteArray::number(10'000 + n));
                ModelImapServer::Message &message = server.boxes["Big"].messages.last();
                message.raw.replace("<same.Big@", "<same" + QByteArray::number(i) + ".Big@");
                message.raw.replace("bob@example.org", "p" + QByteArray::number(20'000 - n) + "@example.org");
                message.raw.append(QByteArray(n, 'x'));
            }
        }
        /// Nothing is fetched ahead: what comes is what somebody asked for.
        void openBig(const std::optional<ListOrder> &order)
        {
            start(sync::Engine::Mode::Live);
            engine->setFetchingPaused(true);
            QTRY_VERIFY(mailbox(u"Big"_s));
            engine->refreshMailbox(mailbox(u"Big"_s));
            if (order)
                engine->showOrder(mailbox(u"Big"_s), *order);
        }
        qsizetype here() const { return reader().rowKeys(mailbox(u"Big"_s)).size(); }
        QList<quint32> firstUids(ListOrder order) const
        {
            QList<quint32> uids;
            for (const store::RowKey &row : reader().orderedRowKeys(mailbox(u"Big"_s), order, Rows))
                uids.append(reader().row(row.placement)->uid.value);
            return uids;
        }
        store::PlacementKey byUid(quint32 uid) const
        {
            for (const store::RowKey &row : reader().rowKeys(mailbox(u"Big"_s))) {
                if (reader().row(row.placement)->uid.value == uid)
                    return row.placement;
            }
            return {};
        }
        bool settles()
        {
            engine->setFetchingPaused(false);
            return QTest::qWaitFor([this] { return here() == server.boxes["Big"].messages.size(); }, 20'000);
        }
        bool isSound() const
        {
            const auto report = store::checkStore(profile.path());
            return report && report->problems.isEmpty();
        }
    };

private slots:
    void firstRowsAreRightBeforeAllIsHere_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<bool>("ascending");
        QTest::addColumn<QByteArrayList>("capabilities");
        const QByteArrayList plain{"SORT", "SORT=DISPLAY"};
        const QByteArrayList sets = plain + QByteArrayList{"ESORT"};
        QTest::newRow("subject") << int(SortBy::Subject) << true << plain;
        QTest::newRow("subject, the last first") << int(SortBy::Subject) << false << plain;
        QTest::newRow("subject, as sets") << int(SortBy::Subject) << true << sets;
        QTest::newRow("size, a piece") << int(SortBy::Size) << false << sets + QByteArrayList{"CONTEXT=SORT"};
        QTest::newRow("sender, a piece") << int(SortBy::Sender) << true << sets + QByteArrayList{"PARTIAL"};
        QTest::newRow("the oldest first") << int(SortBy::Date) << true << plain;
    }
    void firstRowsAreRightBeforeAllIsHere()
    {
        QFETCH(int, by);
        QFETCH(bool, ascending);
        QFETCH(QByteArrayList, capabilities);
        const ListOrder order{SortBy(by), ascending ? SortDirection::Ascending : SortDirection::Descending};
        World world(capabilities);
        world.openBig(order);
        QTRY_VERIFY(world.server.count("UID SORT") == 1);
        QTRY_VERIFY(world.here() > Rows);
        QTRY_COMPARE(world.status.phase, Phase::UpToDate);
        QVERIFY(world.here() <= 50 + Rows);
        const QList<quint32> first = world.firstUids(order);
        QVERIFY(world.settles());
        QCOMPARE(world.here(), Messages);
        QCOMPARE(first, world.firstUids(order));
        QVERIFY(world.isSound());
    }

    void anotherOrderIsAskedForWhenItIsChosen()
    {
        World world({"SORT"});
        world.openBig({});
        QTRY_COMPARE(world.here(), 50);
        const ListOrder order{SortBy::Size, SortDirection::Descending};
        world.engine->showOrder(world.mailbox(u"Big"_s), order);
        QTRY_VERIFY(world.here() > Rows);
        const QList<quint32> first = world.firstUids(order);
        QVERIFY(world.settles());
        QCOMPARE(first, world.firstUids(order));
        // It is all here: nobody need be asked.
        world.engine->showOrder(world.mailbox(u"Big"_s), {SortBy::Subject, SortDirection::Ascending});
        world.server.add("Big", "new");
        world.engine->refreshMailbox(world.mailbox(u"Big"_s));
        QTRY_COMPARE(world.here(), Messages + 1);
        QCOMPARE(world.server.count("UID SORT"), 1);
    }

    void isNotAskedForWhereItHelpsNobody_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::newRow("no SORT") << int(SortBy::Subject) << QByteArrayList();
        QTest::newRow("newest first") << int(SortBy::Date) << QByteArrayList{"SORT"};
        // RFC 5256 sorts by the local part of the address; the list by the name that it shows.
        QTest::newRow("by names without SORT=DISPLAY") << int(SortBy::Sender) << QByteArrayList{"SORT"};
    }
    void isNotAskedForWhereItHelpsNobody()
    {
        QFETCH(int, by);
        QFETCH(QByteArrayList, capabilities);
        World world(capabilities);
        const bool newest = SortBy(by) == SortBy::Date;
        world.openBig(ListOrder{SortBy(by), newest ? SortDirection::Descending : SortDirection::Ascending});
        QTRY_COMPARE(world.here(), 50);
        QTRY_COMPARE(world.status.phase, Phase::UpToDate);
        QVERIFY(world.settles());
        QCOMPARE(world.server.count("UID SORT"), 0);
    }

    /// They are below the place down to which everything is here; what happens to them is heard of all the same.
    void rowsAheadStayCurrent_data()
    {
        QTest::addColumn<QByteArrayList>("without");
        QTest::newRow("QRESYNC") << QByteArrayList();
        QTest::newRow("CONDSTORE") << QByteArrayList{"QRESYNC"};
        QTest::newRow("neither") << QByteArrayList{"QRESYNC", "CONDSTORE", "ENABLE"};
    }
    void rowsAheadStayCurrent()
    {
        QFETCH(QByteArrayList, without);
        World world({"SORT"});
        for (const QByteArray &capability : std::as_const(without))
            world.server.capabilities.removeOne(capability);
        world.openBig(ListOrder{SortBy::Date, SortDirection::Ascending});
        QTRY_COMPARE(world.here(), 50 + Rows);
        QTRY_COMPARE(world.status.phase, Phase::UpToDate);
        QVERIFY(world.byUid(3));
        world.server.setFlag("Big", 3, "\\Flagged");
        world.server.expunge("Big", 4);
        world.engine->refreshMailbox(world.mailbox(u"Big"_s));
        QTRY_VERIFY(world.reader().row(world.byUid(3))->flags.has(Flag::Flagged));
        if (!without.contains("QRESYNC"))
            QTRY_VERIFY(!world.byUid(4));
        QVERIFY(world.here() <= 50 + Rows); // the rest is not asked about
        QVERIFY(world.settles());
        QVERIFY(!world.byUid(4));
        QVERIFY(world.reader().row(world.byUid(3))->flags.has(Flag::Flagged));
        QCOMPARE(world.here(), Messages - 1);
        QVERIFY(world.isSound());
    }

    void failureCostsNothing_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("NO") << QByteArray("NO not today");
        QTest::newRow("BAD") << QByteArray("BAD what is that");
        QTest::newRow("the connection breaks") << QByteArray();
    }
    void failureCostsNothing()
    {
        QFETCH(QByteArray, answer);
        World world({"SORT"});
        world.realTime = true; // a new connection is made after a moment
        if (answer.isEmpty())
            world.server.breakAt("UID SORT", ModelImapServer::Moment::Before);
        else
            world.server.refuse("UID SORT", answer);
        world.openBig(ListOrder{SortBy::Subject, SortDirection::Ascending});
        QTRY_COMPARE(world.server.count("UID SORT"), 1);
        QVERIFY(world.settles());
        QCOMPARE(world.server.count("UID SORT"), 1);
        QVERIFY(world.isSound());
    }
};

QTEST_GUILESS_MAIN(tst_ServerOrder)
#include "tst_ServerOrder.moc"
