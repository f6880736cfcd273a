// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using store::OperationState;
using test::EngineFixture;

/// Moves that have not gone out yet: merged, taken back, refused, and followed by the deletion of where they came from.
class tst_ImapMoves : public QObject {
    Q_OBJECT
private slots:
    void movesMerge_data()
    {
        QTest::addColumn<QStringList>("way");
        QTest::addColumn<int>("commands");
        QTest::newRow("A to B to C is A to C") << QStringList{u"B"_s, u"C"_s} << 1;
        QTest::newRow("A to B to A is nothing") << QStringList{u"B"_s, u"INBOX"_s} << 0;
        QTest::newRow("a longer way") << QStringList{u"B"_s, u"C"_s, u"INBOX"_s, u"B"_s} << 1;
    }
    void movesMerge()
    {
        QFETCH(QStringList, way);
        QFETCH(int, commands);
        EngineFixture fixture;
        fixture.server.boxes["B"];
        fixture.server.boxes["C"];
        fixture.server.add("INBOX", "m1");
        fixture.server.add("INBOX", "m2");
        QVERIFY(fixture.sync());
        const store::PlacementKey moved = fixture.placement(u"INBOX"_s, u"m1"_s);
        for (const QString &goal : std::as_const(way)) {
            QVERIFY(fixture.journal().move({moved}, fixture.mailbox(goal)));
            QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(goal));
        }
        fixture.start(); // also after a restart
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.count("UID MOVE"), commands);
        QCOMPARE(fixture.server.subjects(way.constLast().toLatin1()).count("m1"), 1);
        QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(way.constLast()));
        QVERIFY(fixture.journal().pending(fixture.account).isEmpty());
        // Back the whole way, a step at a time.
        for (qsizetype i = way.size() - 1; i >= 0; --i) {
            QVERIFY(fixture.journal().undo());
            const QString before = i == 0 ? u"INBOX"_s : way[i - 1];
            QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(before));
            if (i % 2 == 0)
                continue; // some of the ways back merge, too
            QVERIFY(fixture.sync());
            QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(before));
            QCOMPARE(fixture.server.subjects(before.toLatin1()).count("m1"), 1);
        }
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.boxes["INBOX"].messages.size(), 2);
    }

    /// Only what is moved on is left to the later one.
    void movesMergeOneByOne()
    {
        EngineFixture fixture;
        fixture.server.boxes["B"];
        fixture.server.boxes["C"];
        fixture.server.add("INBOX", "m1");
        fixture.server.add("INBOX", "m2");
        QVERIFY(fixture.sync());
        const auto m1 = fixture.placement(u"INBOX"_s, u"m1"_s), m2 = fixture.placement(u"INBOX"_s, u"m2"_s);
        QVERIFY(fixture.journal().move({m1, m2}, fixture.mailbox(u"B"_s)));
        QVERIFY(fixture.journal().setFlags({m1}, {"\\Flagged"}, {}));
        QVERIFY(fixture.journal().move({m1}, fixture.mailbox(u"C"_s)));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.subjects("B"), QByteArrayList{"m2"});
        QCOMPARE(fixture.server.subjects("C"), QByteArrayList{"m1"});
        QVERIFY(fixture.server.boxes["C"].messages.constFirst().flags.contains("\\Flagged"));
        QCOMPARE(fixture.subjects(u"B"_s), QStringList{u"m2"_s});
        QCOMPARE(fixture.subjects(u"C"_s), QStringList{u"m1"_s});
        QCOMPARE(fixture.server.count("UID MOVE"), 2);
    }

    /// The second half is taken back, or refused: the first one is carried out after all.
    void firstMoveStaysWhenTheSecondDoesNot_data()
    {
        QTest::addColumn<bool>("undone");
        QTest::addColumn<bool>("restarted");
        QTest::newRow("undone") << true << false;
        QTest::newRow("undone after a restart") << true << true;
        QTest::newRow("refused") << false << false;
    }
    void firstMoveStaysWhenTheSecondDoesNot()
    {
        QFETCH(bool, undone);
        QFETCH(bool, restarted);
        EngineFixture fixture;
        fixture.server.boxes["B"];
        fixture.server.boxes["C"];
        fixture.server.add("INBOX", "m1");
        QVERIFY(fixture.sync());
        const store::PlacementKey moved = fixture.placement(u"INBOX"_s, u"m1"_s);
        QVERIFY(fixture.journal().move({moved}, fixture.mailbox(u"B"_s)));
        QVERIFY(fixture.journal().move({moved}, fixture.mailbox(u"C"_s)));
        // Not now; then it is known that the first is needless, and the second has not gone out.
        fixture.server.before = [&fixture, undone](const QByteArray &command) {
            if (command == "UID MOVE" && fixture.server.count(command) == 1)
                fixture.server.refuse(command, undone ? "NO [INUSE] later" : "NO [NOPERM] not there");
            else if (command == "UID MOVE")
                fixture.server.refuse(command, {});
        };
        QVERIFY(fixture.sync());
        if (undone) {
            QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(u"C"_s));
            if (restarted)
                fixture.start();
            QVERIFY(fixture.journal().undo());
        }
        QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(u"B"_s));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.subjects("B"), QByteArrayList{"m1"});
        QCOMPARE(fixture.reader().row(moved)->mailbox, fixture.mailbox(u"B"_s));
        QVERIFY(store::checkStore(fixture.profile.path())->problems.isEmpty());
    }

    /// Emptied and deleted, and then the first half did not work: what is still in it must not go with it.
    void mailboxStaysWhereAMoveOutOfItFails_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("refused");
        QTest::addColumn<bool>("onTheWay"); ///< the move that fails is the second of two
        QTest::newRow("refused") << u"A"_s << QByteArray("UID MOVE") << false;
        QTest::newRow("out of a mailbox inside") << u"A/Inner"_s << QByteArray("UID MOVE") << false;
        QTest::newRow("undone") << u"A"_s << QByteArray() << false;
        QTest::newRow("merged with the one before") << u"INBOX"_s << QByteArray("UID MOVE") << true;
    }
    void mailboxStaysWhereAMoveOutOfItFails()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, refused);
        QFETCH(bool, onTheWay);
        EngineFixture fixture;
        for (const char *name : {"A", "A/Inner", "B"})
            fixture.server.boxes[name];
        fixture.server.add(from.toLatin1(), "m1");
        QVERIFY(fixture.sync());
        const store::PlacementKey m1 = fixture.placement(from, u"m1"_s);
        const store::MailboxKey deleted = fixture.mailbox(u"A"_s);
        if (onTheWay)
            QVERIFY(fixture.journal().move({m1}, deleted));
        const store::OperationKey move = fixture.journal().move({m1}, fixture.mailbox(u"B"_s))->value(0);
        QVERIFY(fixture.journal().deleteMailbox(deleted));
        QVERIFY(!fixture.mailbox(u"A"_s));
        if (refused.isEmpty())
            QVERIFY(fixture.journal().undo(move));
        else
            fixture.server.before = [&fixture, &refused](const QByteArray &command) { // once
                if (command == refused)
                    fixture.server.refuse(refused, fixture.server.count(refused) == 1 ? "NO [OVERQUOTA] full" : "");
            };
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("DELETE"), 0);
        const QString there = onTheWay ? u"A"_s : from;
        QCOMPARE(fixture.server.subjects(there.toLatin1()), QByteArrayList{"m1"});
        QCOMPARE(fixture.subjects(there), QStringList{u"m1"_s});
        QCOMPARE(fixture.mailbox(u"A"_s), deleted);
        QVERIFY(fixture.journal().pending(fixture.account).isEmpty());
        const auto state = refused.isEmpty() ? OperationState::Undone : OperationState::Refused;
        QVERIFY(fixture.lastState() == state);
        QVERIFY(store::checkStore(fixture.profile.path())->problems.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ImapMoves)
#include "tst_ImapMoves.moc"
