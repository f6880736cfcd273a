// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/LiveSession.h"
#include "imap/commands/Noop.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = MailError::Kind;

/// IDLE, from both sides.
class tst_ImapIdle : public QObject {
    Q_OBJECT
private slots:
    void idlesUntilStopped()
    {
        LiveSession live;
        live.open(3);
        Task<Result<void>> idling = live.session.idle();
        QCOMPARE(live.link->takeFromClient(), QByteArray("A3 IDLE\r\n"));
        QVERIFY(!live.session.isIdling());
        live.serve("+ idling\r\n");
        QTRY_VERIFY(live.session.isIdling());
        live.serve("* 4 EXISTS\r\n");
        QTRY_COMPARE(live.updates.size(), 1);
        live.fixture.clock->advance(25min); // silence is what IDLE is for
        QCoreApplication::processEvents();
        QVERIFY(live.session.isIdling());
        live.session.stopIdle();
        QCOMPARE(live.link->takeFromClient(), QByteArray("DONE\r\n"));
        QVERIFY(!live.session.isIdling());
        live.serve("A3 OK\r\n");
        QTRY_VERIFY(idling.isDone());
        QVERIFY(idling.result());
    }
    void idleGivesWayToCommands()
    {
        LiveSession live;
        Task<Result<void>> idling = live.session.idle();
        Task<Result<void>> noop = live.session.run(Noop()); // before the `+` even came
        live.serve("+ idling\r\n");
        QTRY_COMPARE(live.link->fromClient(), QByteArray("A2 IDLE\r\nDONE\r\n"));
        live.serve("A2 OK\r\n");
        QTRY_VERIFY(idling.isDone());
        QTRY_VERIFY(live.link->fromClient().endsWith("A3 NOOP\r\n"));
        live.serve("A3 OK\r\n");
        QTRY_VERIFY(noop.isDone());
        Task<Result<void>> again = live.session.idle(); // not stopped by what happened before
        live.serve("+ idling\r\n");
        QTRY_VERIFY(live.session.isIdling());
    }
    void idleBehindACommandThatIsStoppedEarly()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        Task<Result<void>> idling = live.session.idle();
        QCOMPARE(live.link->takeFromClient(), QByteArray("A2 NOOP\r\n"));
        live.session.stopIdle();
        live.serve("A2 OK\r\n");
        QTRY_COMPARE(live.link->fromClient(), QByteArray("A3 IDLE\r\n"));
        live.serve("+ idling\r\n");
        QTRY_COMPARE(live.link->fromClient(), QByteArray("A3 IDLE\r\nDONE\r\n"));
        live.serve("A3 OK\r\n");
        QTRY_VERIFY(idling.isDone());
        QVERIFY(idling.result());
    }
    void droppedIdleSaysDone()
    {
        LiveSession live;
        {
            Task<Result<void>> idling = live.session.idle();
            live.serve("+ idling\r\n");
            QTRY_VERIFY(live.session.isIdling());
        }
        QCOMPARE(live.link->takeFromClient(), QByteArray("A2 IDLE\r\nDONE\r\n"));
        Task<Result<void>> noop = live.session.run(Noop());
        live.serve("A2 OK\r\n");
        QTRY_COMPARE(live.link->fromClient(), QByteArray("A3 NOOP\r\n"));
        live.serve("A3 OK\r\n");
        QTRY_VERIFY(noop.isDone());
    }
    void idleThatTheServerEnds_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isOk");
        QTest::newRow("OK by itself") << QByteArray("+ idling\r\nA2 OK enough\r\n") << true;
        QTest::newRow("NO") << QByteArray("A2 NO not now\r\n") << false;
        QTest::newRow("BAD") << QByteArray("A2 BAD what\r\n") << false;
    }
    void idleThatTheServerEnds()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, isOk);
        LiveSession live;
        Task<Result<void>> idling = live.session.idle();
        live.serve(answer);
        QTRY_VERIFY(idling.isDone());
        QCOMPARE(idling.result().has_value(), isOk);
        QVERIFY(live.session.isUsable());
        Task<Result<void>> noop = live.session.run(Noop());
        QVERIFY(live.link->fromClient().endsWith("A3 NOOP\r\n"));
    }
    void lostWhileIdle()
    {
        LiveSession live;
        Task<Result<void>> idling = live.session.idle();
        live.serve("+ idling\r\n");
        live.link->drop();
        QTRY_VERIFY(idling.isDone());
        QCOMPARE(idling.result().error().kind, Kind::Network);
        QTRY_COMPARE(live.lost.size(), 1);
    }
    void deadLinkIsNoticedAtDone()
    {
        LiveSession live;
        Task<Result<void>> idling = live.session.idle();
        live.serve("+ idling\r\n");
        live.fixture.clock->advance(9min);
        live.session.stopIdle();
        live.fixture.clock->advance(21s); // S-042
        QTRY_VERIFY(idling.isDone());
        QVERIFY(!idling.result());
    }
};

QTEST_GUILESS_MAIN(tst_ImapIdle)
#include "tst_ImapIdle.moc"
