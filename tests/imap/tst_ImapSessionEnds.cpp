// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TaskScope.h"
#include "imap/LiveSession.h"
#include "imap/commands/Append.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Store.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

FetchItems source()
{
    return FetchItems::source();
}

} // namespace

/// What is withdrawn, what is lost, and what takes too long.
class tst_ImapSessionEnds : public QObject {
    Q_OBJECT
private slots:
    void withdrawnBeforeItWasSentIsForgotten()
    {
        LiveSession live("UIDPLUS");
        Task<Result<Appended>> appending = live.session.run(Append(Inbox, "a\r\n", {}, {})); // waits for its `+`
        {
            Task<Result<void>> dropped = live.session.run(Noop());
        }
        live.serve("+\r\n");
        QTRY_VERIFY(live.link->fromClient().endsWith("a\r\n\r\n"));
        live.serve("A2 OK\r\n");
        QTRY_VERIFY(appending.isDone());
        QVERIFY(!live.link->fromClient().contains("NOOP"));
    }
    void withdrawnAfterItWasSentIsSwallowed()
    {
        LiveSession live;
        live.open(2);
        int bodies = 0;
        Fetch fetch = Fetch::byUids(UidSet::range({1}, {2}), source());
        fetch.forEach([&bodies](const FetchData &) { ++bodies; });
        {
            Task<Result<Fetched>> dropped = live.session.run(fetch);
        }
        Task<Result<Found>> all = live.session.run(Search::all());
        live.serve("* 1 FETCH (UID 1 BODY[] {1}\r\nx)\r\n* 5 EXISTS\r\nA3 OK\r\n* SEARCH 1 2\r\nA4 OK\r\n");
        QTRY_VERIFY(all.isDone());
        QCOMPARE(all.result()->uids.count(), 2U);
        QCOMPARE(bodies, 0);
        QCOMPARE(live.session.selected()->exists, 5U);
    }
    void droppingAtAnyResponseLeavesTheSessionUsable()
    {
        const QByteArrayList answers{"* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n", "* 2 FETCH (UID 2 BODY[] {3}\r\nab",
            "c)\r\n", "* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n", "A3 OK done\r\n"};
        for (qsizetype dropAfter = 0; dropAfter <= answers.size(); ++dropAfter) {
            LiveSession live;
            live.open(2);
            Task<Result<Fetched>> task = live.session.run(Fetch::byUids(UidSet::range({1}, {2}), source()));
            for (qsizetype i = 0; i < answers.size(); ++i) {
                if (i == dropAfter)
                    task = {};
                live.serve(answers[i]);
            }
            Task<Result<void>> noop = live.session.run(Noop());
            live.serve("A4 OK\r\n");
            QTRY_VERIFY(noop.isDone());
            QVERIFY(noop.result());
            QCOMPARE(live.session.commandsInFlight(), 0);
        }
    }
    void withdrawnSelectStillOpens()
    {
        LiveSession live;
        {
            Task<Result<Selected>> dropped = live.session.run(Select(Inbox, Access::ReadWrite));
        }
        live.serve("* 4 EXISTS\r\n* OK [UIDVALIDITY 3] x\r\nA2 OK [READ-WRITE] x\r\n");
        QTRY_VERIFY(live.session.selected());
        QCOMPARE(live.session.selected()->exists, 4U);
    }
    void lostLinkTellsSentFromUnsent()
    {
        LiveSession live("UIDPLUS");
        Task<Result<Stored>> sent = live.session.run(Store(UidSet::single({1}), Store::Change::Add, {"\\Seen"}));
        Task<Result<Appended>> halfSent = live.session.run(Append(Inbox, "a\r\n", {}, {}));
        Task<Result<void>> unsent = live.session.run(Noop());
        live.link->drop();
        QTRY_VERIFY(sent.isDone() && halfSent.isDone() && unsent.isDone());
        QCOMPARE(sent.result().error().kind, Kind::Network);
        QCOMPARE(sent.result().error().detail, Detail::UnknownOutcome);
        QCOMPARE(sent.result().error().host, u"mail.example.test"_s);
        QCOMPARE(halfSent.result().error().detail, Detail::UnknownOutcome);
        QCOMPARE(unsent.result().error().detail, Detail::ConnectionLost);
        QTRY_COMPARE(live.lost.size(), 1);
        Task<Result<void>> after = live.session.run(Noop());
        QVERIFY(after.isDone());
        QCOMPARE(after.result().error().detail, Detail::ConnectionLost);
    }
    void answersThatArrivedBeforeTheLossCount()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        live.link->serve("A2 OK\r\n");
        live.link->drop();
        QTRY_VERIFY(noop.isDone());
        QVERIFY(noop.result());
    }
    void byeEndsIt()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        live.link->serve("* BYE [UNAVAILABLE] going down\r\n* BYE again\r\n");
        live.link->drop();
        QTRY_VERIFY(noop.isDone());
        QCOMPARE(noop.result().error().kind, Kind::Network);
        QCOMPARE(noop.result().error().serverText, u"going down"_s);
        QTRY_COMPARE(live.lost.size(), 1);
    }
    void byeWithoutTheEndIsNotWaitedFor()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        live.serve("* BYE later\r\n");
        QVERIFY(!noop.isDone());
        live.fixture.clock->advance(3s);
        QTRY_VERIFY(noop.isDone());
        QVERIFY(live.link->isClosed());
    }
    void silenceIsALimit()
    {
        LiveSession live;
        Task<Result<Found>> search = live.session.run(Search::all());
        live.fixture.clock->advance(59s);
        QCoreApplication::processEvents();
        QVERIFY(!search.isDone());
        live.fixture.clock->advance(2s);
        QTRY_VERIFY(search.isDone());
        QCOMPARE(search.result().error().detail, Detail::UnknownOutcome);
        QTRY_COMPARE(live.lost.size(), 1);
        QCOMPARE(live.lost[0][0].value<MailError>().detail, Detail::TimedOut);
    }
    void deadLinkIsNoticedAtNoop()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        live.fixture.clock->advance(21s); // S-042: within a minute of waking up
        QTRY_VERIFY(noop.isDone());
        QVERIFY(live.link->isClosed());
    }
    void tricklingIsALimitToo()
    {
        // S-043
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        for (int second = 0; second < 1790; second += 10) {
            live.serve("x");
            live.fixture.clock->advance(10s);
            QVERIFY(!noop.isDone());
        }
        live.fixture.clock->advance(20s);
        QTRY_VERIFY(noop.isDone());
        QVERIFY(live.link->isClosed());
    }
    void quietSessionsHaveNoLimit()
    {
        LiveSession live;
        Task<Result<void>> noop = live.session.run(Noop());
        live.serve("A2 OK\r\n");
        QTRY_VERIFY(noop.isDone());
        live.fixture.clock->advance(24h);
        QCoreApplication::processEvents();
        QVERIFY(live.session.isUsable());
    }
    void whoIsResumedMayDeleteTheSession()
    {
        auto fixture = std::make_unique<SessionFixture>(Transcript::fromText(SessionFixture::prelude("IDLE")));
        QVERIFY(fixture->signIn());
        QPointer<FakeTransport> link = fixture->server.transport();
        std::optional<Task<Result<void>>> first = fixture->session->run(Noop());
        Session *session = fixture->session.get();
        connect(session, &Session::mailboxChanged, this, [] {});
        connect(session, &Session::lost, this, [] { QFAIL("nobody is left to be told"); });
        TaskScope scope;
        struct Deleter {
            static Task<void> run(Session &target, std::unique_ptr<Session> &owner)
            {
                const Result<void> answer = co_await target.run(Noop());
                Q_UNUSED(answer)
                owner.reset();
            }
        };
        scope.spawn(Deleter::run(*session, fixture->session));
        link->serve("A2 OK\r\nA3 OK\r\n* 3 EXISTS\r\nA9 OK\r\n");
        QTRY_VERIFY(!fixture->session);
        QVERIFY(first->isDone());
        QTRY_VERIFY(!link);
    }
};

QTEST_GUILESS_MAIN(tst_ImapSessionEnds)
#include "tst_ImapSessionEnds.moc"
