// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/LiveSession.h"
#include "imap/commands/Append.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Status.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

FetchItems source()
{
    return FetchItems::source();
}

} // namespace

class tst_ImapSession : public QObject {
    Q_OBJECT
private slots:
    void signsInWithOneRoundTripEach()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE UIDPLUS")));
        QVERIFY(fixture.signIn());
        QVERIFY(fixture.session->isAuthenticated());
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QCOMPARE(fixture.session->statistics().commands, 1);
        QCOMPARE(fixture.session->statistics().roundTrips, 2); // greeting, login
        QCOMPARE(fixture.session->statistics().octetsOut, fixture.server.transport()->fromClient().size());
    }
    void commandsArePipelined()
    {
        LiveSession live;
        const qint64 before = live.session.statistics().roundTrips;
        Task<Result<Selected>> selecting = live.session.run(Select(Inbox, Access::ReadWrite));
        Task<Result<Fetched>> first = live.session.run(Fetch::bySequence({1}, {2}, FetchItems::flags()));
        Task<Result<Found>> all = live.session.run(Search::all());
        QCOMPARE(live.session.commandsInFlight(), 3);
        live.serve("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nA2 OK [READ-WRITE] x\r\n"
                   "* 1 FETCH (UID 5 FLAGS ())\r\n* 2 FETCH (UID 8 FLAGS (\\Seen))\r\nA3 OK\r\n"
                   "* ESEARCH (TAG \"A4\") UID ALL 5,8\r\nA4 OK\r\n");
        QTRY_VERIFY(all.isDone() && first.isDone() && selecting.isDone());
        QCOMPARE(selecting.result()->state.exists, 2U);
        QCOMPARE(first.result()->messages.size(), 2);
        QCOMPARE(all.result()->uids.toWire(), QByteArray("5,8"));
        QCOMPARE(live.session.selected()->uidValidity.value, 7U);
        QCOMPARE(live.session.statistics().roundTrips - before, 1);
    }
    void answersBelongToWhoAskedForThem()
    {
        LiveSession live;
        live.open(10);
        Task<Result<Fetched>> low = live.session.run(Fetch::byUids(UidSet::range({1}, {5}), source()));
        Task<Result<Fetched>> high = live.session.run(Fetch::byUids(UidSet::range({6}, {9}), FetchItems::flags()));
        // S-032: another message, another section; and an answer to the second command before the first is done.
        live.serve("* 1 FETCH (UID 3 BODY[] {2}\r\nab BODY[2] \"not asked\")\r\n"
                   "* 9 FETCH (UID 9 FLAGS (\\Seen) BODY[] \"not asked\")\r\n"
                   "* 10 FETCH (UID 10 FLAGS (\\Flagged) BODY[] \"stranger\")\r\n"
                   "A3 OK\r\nA4 OK\r\n");
        QTRY_VERIFY(low.isDone() && high.isDone());
        QCOMPARE(low.result()->messages.size(), 1);
        QCOMPARE(low.result()->messages[0].sections.size(), 1);
        QCOMPARE(low.result()->messages[0].section("")->content, QByteArray("ab"));
        QCOMPARE(high.result()->messages.size(), 1);
        QVERIFY(high.result()->messages[0].sections.isEmpty());
        QCOMPARE(live.updates.size(), 1);
        QCOMPARE(live.updates[0].flags.size(), 1);
        QCOMPARE(live.updates[0].flags[0].uid.value, 10U);
        QVERIFY(live.updates[0].flags[0].sections.isEmpty());
    }
    void whatComesBeforeSelectIsOfTheOldMailbox()
    {
        LiveSession live;
        live.open(10);
        Task<Result<Fetched>> fetching = live.session.run(Fetch::byUids(UidSet::single({1}), FetchItems::flags()));
        Task<Result<Selected>> selecting = live.session.run(Select(Mailbox{"Other"}, Access::ReadOnly));
        live.serve("* 11 EXISTS\r\nA3 OK\r\n");
        QTRY_COMPARE(live.updates.size(), 1);
        QCOMPARE(*live.updates[0].exists, 11U);
        live.serve("* OK [CLOSED] x\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 9] x\r\nA4 OK [READ-ONLY] x\r\n");
        QTRY_VERIFY(selecting.isDone());
        QCOMPARE(selecting.result()->state.exists, 3U);
        QCOMPARE(live.session.selected()->access, Access::ReadOnly);
        QCOMPARE(live.updates.size(), 1);
    }
    void refusedSelectLeavesNothingOpen()
    {
        LiveSession live;
        live.open(3);
        Task<Result<Selected>> selecting = live.session.run(Select(Mailbox{"Gone"}, Access::ReadWrite));
        live.serve(live.sentTag() + " NO [NONEXISTENT] not there\r\n");
        QTRY_VERIFY(selecting.isDone());
        QCOMPARE(selecting.result().error().detail, Detail::NotFound);
        QVERIFY(!live.session.selected());
        QVERIFY(live.session.isUsable());
    }
    void streamsBodiesWithoutKeepingThem()
    {
        LiveSession live;
        live.open(3);
        QByteArrayList bodies;
        Fetch fetch = Fetch::byUids(UidSet::range({1}, {3}), source());
        fetch.forEach([&bodies](const FetchData &data) { bodies.append(data.section("")->content); });
        Task<Result<Fetched>> task = live.session.run(fetch);
        live.serve("* 1 FETCH (UID 1 BODY[] {3}\r\none)\r\n");
        QTRY_COMPARE(bodies.size(), 1);
        live.serve("* 2 FETCH (UID 2 BODY[] {3}\r\ntwo)\r\n" + live.sentTag() + " OK\r\n");
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result()->messages.isEmpty());
        QCOMPARE(bodies, QByteArrayList({"one", "two"}));
    }
    void unsolicitedChangesAreGathered()
    {
        LiveSession live;
        live.open(10);
        live.serve("* 12 EXISTS\r\n* VANISHED 4:5\r\n* 1 FETCH (UID 3 FLAGS (\\Seen) MODSEQ (60))\r\n* OK "
                   "[HIGHESTMODSEQ 61] x\r\n");
        QTRY_COMPARE(live.updates.size(), 1);
        QCOMPARE(*live.updates[0].exists, 10U);
        QCOMPARE(live.updates[0].vanished.toWire(), QByteArray("4:5"));
        QCOMPARE(live.updates[0].flags[0].modSeq.value, 60U);
        QCOMPARE(live.updates[0].highestModSeq.value, 61U);
        QVERIFY(!live.updates[0].resynchronise);
        QCOMPARE(live.session.selected()->exists, 10U);
        // Without UIDs nobody can know which.
        live.serve("* 1 EXPUNGE\r\n");
        QTRY_COMPARE(live.updates.size(), 2);
        QCOMPARE(live.updates[1].expunged, 1U);
        QVERIFY(live.updates[1].resynchronise);
        live.serve("* 2 FETCH (FLAGS (\\Deleted))\r\n");
        QTRY_COMPARE(live.updates.size(), 3);
        QVERIFY(live.updates[2].resynchronise);
    }
    void nonsenseLeavesTheStateSound_data()
    {
        QTest::addColumn<QByteArray>("line");
        // S-028, S-045, S-044
        QTest::newRow("expunge 0") << QByteArray("* 0 EXPUNGE");
        QTest::newRow("expunge beyond") << QByteArray("* 11 EXPUNGE");
        QTest::newRow("exists goes down") << QByteArray("* 9 EXISTS");
        QTest::newRow("vanished more than there are") << QByteArray("* VANISHED 1:4294967295");
        QTest::newRow("modseq goes down") << QByteArray("* OK [HIGHESTMODSEQ 49] x");
        QTest::newRow("uidvalidity changes") << QByteArray("* OK [UIDVALIDITY 8] x");
    }
    void nonsenseLeavesTheStateSound()
    {
        QFETCH(QByteArray, line);
        LiveSession live;
        live.open(10);
        live.serve(line + "\r\n");
        QTRY_COMPARE(live.updates.size(), 1);
        QVERIFY(live.updates[0].resynchronise);
        QVERIFY(live.session.selected()->exists >= 9 && live.session.selected()->exists <= 10);
        QVERIFY(live.session.isUsable());
    }
    void floodDoesNotGrowNorBlock()
    {
        // S-029
        LiveSession live;
        live.open(10);
        QByteArray flood;
        for (int i = 0; i < 200'000; ++i)
            flood += "* 3 FETCH (UID 7 FLAGS (\\Seen))\r\n";
        qint64 longest = 0;
        QElapsedTimer turn;
        turn.start();
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this, [&longest, &turn] { longest = qMax(longest, turn.restart()); });
        ticker.start(0);
        for (qsizetype at = 0; at < flood.size(); at += 65536)
            live.link->serve(flood.mid(at, 65536));
        Task<Result<void>> noop = live.session.run(Noop());
        live.serve(live.sentTag() + " OK\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(noop.isDone(), 60'000);
        for (const MailboxUpdate &update : std::as_const(live.updates))
            QVERIFY(update.flags.size() <= 5000);
        QVERIFY2(longest < 2000, qPrintable(QString::number(longest)));
    }
    void protocolErrorsEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::newRow("S-030 unknown tag") << QByteArray("Z9 OK done\r\n");
        QTest::newRow("S-030 tag of the future") << QByteArray("A9 OK done\r\n");
        QTest::newRow("S-031 continuation for nobody") << QByteArray("+ go\r\n");
        QTest::newRow("S-024 literal") << QByteArray("* 1 FETCH (BODY[] {4294967295}\r\n");
        QTest::newRow("S-025 literal") << QByteArray("* 1 FETCH (BODY[] {-1}\r\n");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\r\n");
    }
    void protocolErrorsEndTheConnection()
    {
        QFETCH(QByteArray, octets);
        LiveSession live;
        live.open(1);
        Task<Result<void>> noop = live.session.run(Noop());
        Task<Result<void>> queued = live.session.run(Noop());
        // What comes behind must not be read any more, not even as a success.
        live.link->serve(octets + "A3 OK\r\nA4 OK\r\n");
        QTRY_VERIFY(noop.isDone() && queued.isDone());
        QCOMPARE(noop.result().error().kind, Kind::Protocol);
        QCOMPARE(noop.result().error().detail, Detail::UnknownOutcome);
        QVERIFY(live.link->isClosed());
        QTRY_COMPARE(live.lost.size(), 1);
        QCOMPARE(live.lost[0][0].value<MailError>().kind, Kind::Protocol);
        QVERIFY(!live.session.isUsable());
    }
    void answerBeforeTheLiteralWasSentIsNoSuccess()
    {
        LiveSession live("UIDPLUS");
        Task<Result<Appended>> appending = live.session.run(Append(Inbox, "a\r\n", {}, {}));
        live.serve(live.sentTag() + " OK [APPENDUID 7 1] done\r\n");
        QTRY_VERIFY(appending.isDone());
        QCOMPARE(appending.result().error().kind, Kind::Protocol); // S-030
    }
    void refusedLiteralLeavesTheSessionUsable()
    {
        LiveSession live("UIDPLUS");
        Task<Result<Appended>> appending = live.session.run(Append(Mailbox{"Full"}, "a\r\n", {}, {}));
        Task<Result<void>> noop = live.session.run(Noop());
        live.serve(live.sentTag() + " NO [OVERQUOTA] full\r\n");
        QTRY_VERIFY(appending.isDone());
        QCOMPARE(appending.result().error().responseCode, QByteArray("OVERQUOTA"));
        const QByteArray next = live.link->takeFromClient();
        QVERIFY2(next.endsWith(" NOOP\r\n") && !next.contains("a\r\n\r\n"), next);
        live.serve(next.split(' ').constFirst() + " OK\r\n");
        QTRY_VERIFY(noop.isDone());
        QVERIFY(noop.result());
    }
    void nothingIsSentBehindASynchronisingLiteral()
    {
        LiveSession live("UIDPLUS");
        Task<Result<Appended>> appending = live.session.run(Append(Inbox, "a\r\n", {}, {}));
        Task<Result<void>> noop = live.session.run(Noop());
        QCOMPARE(live.link->takeFromClient(), QByteArray("A2 APPEND INBOX {3}\r\n"));
        live.serve("+ go\r\n");
        QTRY_COMPARE(live.link->fromClient(), QByteArray("a\r\n\r\nA3 NOOP\r\n"));
        live.serve("A2 OK [APPENDUID 7 44] x\r\nA3 OK\r\n");
        QTRY_VERIFY(appending.isDone() && noop.isDone());
        QCOMPARE(appending.result()->uid.value, 44U);
    }
    void largeMessagesGoOutInPieces()
    {
        LiveSession live;
        live.link->setOctetsPerWrite(50'000);
        const QByteArray message(3'000'000, 'm');
        Task<Result<Appended>> appending = live.session.run(Append(Inbox, message, {}, {}));
        QVERIFY(live.link->unsentOctets() < 500'000); // back-pressure: not all of it is copied at once
        QTRY_VERIFY(live.link->fromClient().endsWith("m\r\n"));
        QCOMPARE(live.link->fromClient(), "A2 APPEND INBOX {3000000+}\r\n" + message + "\r\n");
        live.serve("A2 OK [APPENDUID 7 44] x\r\n");
        QTRY_VERIFY(appending.isDone());
        QVERIFY(appending.result());
    }
    void earlyRefusalStillSendsWhatWasAnnounced()
    {
        LiveSession live;
        live.link->setOctetsPerWrite(50'000);
        Task<Result<Appended>> appending = live.session.run(Append(Inbox, QByteArray(1'000'000, 'm'), {}, {}));
        live.serve("A2 NO [TOOBIG] no\r\n");
        QTRY_VERIFY(appending.isDone());
        QCOMPARE(appending.result().error().detail, Detail::TooLarge);
        Task<Result<void>> noop = live.session.run(Noop());
        QTRY_VERIFY(live.link->fromClient().endsWith("m\r\nA3 NOOP\r\n")); // the stream is not out of step
        live.serve("A3 OK\r\n");
        QTRY_VERIFY(noop.isDone());
    }
    void anyCutGivesTheSame_data()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }
    void anyCutGivesTheSame()
    {
        QFETCH(int, octetsPerRead);
        LiveSession live;
        live.link->setOctetsPerRead(octetsPerRead);
        live.open(2);
        Task<Result<Fetched>> bodies = live.session.run(Fetch::byUids(UidSet::range({1}, {2}), source()));
        Task<Result<MailboxStatus>> status = live.session.run(Status(Mailbox::fromPath({u"보관함"_s}, '/')));
        live.serve("* 1 FETCH (UID 1 BODY[] {8}\r\na\r\n)\r\n\"b)\r\n* 2 FETCH (BODY[] \"x\" UID 2)\r\nA3 OK\r\n"
                   "* STATUS {14}\r\n&vPStANVo-\r\n\r\n (MESSAGES 1)\r\nA4 OK\r\n");
        QTRY_VERIFY(bodies.isDone() && status.isDone());
        QCOMPARE(bodies.result()->messages[0].section("")->content, QByteArray("a\r\n)\r\n\"b"));
        QCOMPARE(bodies.result()->messages[1].section("")->content, QByteArray("x"));
        QVERIFY(!status.result()->messages); // of another mailbox
    }
};

QTEST_GUILESS_MAIN(tst_ImapSession)
#include "tst_ImapSession.moc"
