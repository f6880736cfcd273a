// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Deflater.h"
#include "imap/Inflater.h"
#include "imap/Scripted.h"
#include "imap/SessionReport.h"
#include "imap/commands/Append.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Search.h"

#include <QRandomGenerator>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

QByteArray unpacked(Inflater &inflater)
{
    QByteArray all;
    while (true) {
        const Result<QByteArray> piece = inflater.next();
        if (!piece || piece->isEmpty())
            return all;
        all += *piece;
    }
}

/// A session that wants compression, and a server that can do it, played by hand.
struct Packed {
    explicit Packed(int octetsPerRead = 0, const QByteArray &capabilities = "COMPRESS=DEFLATE LITERAL+ ENABLE ID",
        SessionOptions::Compression policy = SessionOptions::Compression::WhereOffered)
        : server(Transcript::fromText(SessionFixture::prelude(capabilities)), octetsPerRead)
    {
        SessionOptions options;
        options.endpoint = {u"mail.example.test"_s, 993, net::Security::ImplicitTls};
        options.clock = std::make_shared<FakeClock>();
        options.compression = policy;
        session = std::make_unique<Session>(server.takeTransport(), options);
        link = server.transport();
        Task<Result<void>> connecting = session->connect();
        finishes(connecting);
        Task<Result<void>> login = session->authenticate(u"alice"_s, u"secret"_s);
        if (!finishes(login) || !login.result())
            QTest::qFail("cannot sign in", __FILE__, __LINE__);
        link->takeFromClient();
    }
    bool start()
    {
        Task<Result<bool>> starting = session->compress();
        link->serve("A2 OK DEFLATE active\r\n");
        link->takeFromClient();
        return finishes(starting) && starting.result() && *starting.result();
    }
    void serve(const QByteArray &plain) { link->serve(deflater.compress(plain)); }
    /// What the client said since the last call.
    QByteArray said()
    {
        inflater.feed(link->takeFromClient());
        return unpacked(inflater);
    }

    ReplayServer server;
    std::unique_ptr<Session> session;
    QPointer<FakeTransport> link;
    Deflater deflater;
    Inflater inflater;
};

} // namespace

class tst_ImapCompress : public QObject {
    Q_OBJECT
private slots:
    void bothDirectionsArePacked_data() { forEveryCut(); }
    void bothDirectionsArePacked()
    {
        QFETCH(int, octetsPerRead);
        Packed server(octetsPerRead);
        Task<Result<bool>> starting = server.session->compress();
        QCOMPARE(server.link->takeFromClient(), QByteArray("A2 COMPRESS DEFLATE\r\n"));
        // The first compressed octets come in the same segment as the OK.
        server.link->serve("A2 OK DEFLATE active\r\n" + server.deflater.compress("* OK still here\r\n"));
        QVERIFY(finishes(starting));
        QVERIFY(*starting.result());
        QVERIFY(server.session->isCompressed());
        for (int round = 0; round < 3; ++round) {
            Task<Result<Found>> searching = server.session->run(Search::all());
            const QByteArray tag = "A" + QByteArray::number(3 + round);
            QCOMPARE(server.said(), tag + " UID SEARCH ALL\r\n");
            QByteArray uids;
            for (int uid = 1; uid <= 5000; ++uid)
                uids += ' ' + QByteArray::number(uid);
            server.serve("* SEARCH" + uids + "\r\n" + tag + " OK done\r\n");
            QVERIFY(finishes(searching));
            QCOMPARE(searching.result()->count, 5000U);
        }
        const Statistics statistics = server.session->statistics();
        QVERIFY(statistics.plainOctetsIn > 70'000);
        QVERIFY(statistics.octetsIn < statistics.plainOctetsIn / 2);
        QVERIFY(server.session->report().isCompressed);
        QVERIFY(server.session->report().ratioIn > 2);
    }
    void largeMessagesGoOut()
    {
        Packed server;
        QVERIFY(server.start());
        QByteArray message = "Subject: large\r\n\r\n";
        for (int line = 0; line < 30'000; ++line)
            message += "line " + QByteArray::number(line * 7919) + "\r\n";
        Task<Result<Appended>> appending = server.session->run(Append(Mailbox{"Work"}, message, {}, {}));
        QByteArray said;
        QVERIFY(comesTrue([&] {
            said += server.said();
            return said.endsWith("\r\n\r\n") && said.size() > message.size();
        }));
        QCOMPARE(said, "A3 APPEND Work {" + QByteArray::number(message.size()) + "+}\r\n" + message + "\r\n");
        server.serve("A3 OK [APPENDUID 7 9] done\r\n");
        QVERIFY(finishes(appending));
        QCOMPARE(appending.result()->uid.value, 9U);
        QVERIFY(server.session->report().ratioOut > 2);
    }
    void sharesAFlightAndHoldsBackWhatFollows()
    {
        Packed server;
        const QByteArrayList wanted{"CONDSTORE"};
        Task<Result<QByteArrayList>> enabling = server.session->run(Enable(wanted));
        Task<Result<bool>> starting = server.session->compress();
        Task<Result<void>> noop = server.session->run(Noop());
        QCOMPARE(server.link->takeFromClient(), QByteArray("A2 ENABLE CONDSTORE\r\nA3 COMPRESS DEFLATE\r\n"));
        server.link->serve("* ENABLED CONDSTORE\r\nA2 OK done\r\nA3 OK active\r\n");
        QVERIFY(finishes(starting));
        QVERIFY(enabling.isDone());
        QCOMPARE(server.said(), QByteArray("A4 NOOP\r\n"));
        server.serve("A4 OK done\r\n");
        QVERIFY(finishes(noop));
        QVERIFY(noop.result());
    }
    void refusalIsNoError()
    {
        Packed server;
        Task<Result<bool>> starting = server.session->compress();
        server.link->serve("A2 NO [COMPRESSIONACTIVE] by TLS already\r\n");
        QVERIFY(finishes(starting));
        QVERIFY(starting.result() && !*starting.result());
        server.link->takeFromClient();
        Task<Result<void>> noop = server.session->run(Noop());
        QCOMPARE(server.link->takeFromClient(), QByteArray("A3 NOOP\r\n"));
    }
    void onlyWhereWantedAndOffered()
    {
        Packed unwanted(0, "COMPRESS=DEFLATE", SessionOptions::Compression::Never);
        Task<Result<bool>> no = unwanted.session->compress();
        QVERIFY(no.isDone() && no.result() && !*no.result());
        QVERIFY(unwanted.link->fromClient().isEmpty());
        Packed missing(0, "IDLE");
        Task<Result<bool>> neither = missing.session->compress();
        QVERIFY(neither.isDone() && neither.result() && !*neither.result());
        QVERIFY(missing.link->fromClient().isEmpty());
    }
    void bombsEndAtTheLimitOfALine()
    {
        // S-041: 200 MiB without a line end in 200 KiB.
        Packed server;
        QVERIFY(server.start());
        Task<Result<void>> noop = server.session->run(Noop());
        const QByteArray megabyte(1024 * 1024, 'a');
        server.serve("* ");
        for (int i = 0; i < 200; ++i)
            server.serve(megabyte);
        QVERIFY(finishes(noop));
        QCOMPARE(noop.result().error().kind, Kind::Protocol);
        QVERIFY(!server.session->isUsable());
        QVERIFY(server.session->statistics().plainOctetsIn < 34 * 1024 * 1024);
    }
    void garbageEndsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::newRow("no deflate stream") << QByteArray("\xff\xff\xff\xff\xff\xff");
        QTest::newRow("clear text") << QByteArray("A3 OK done\r\nA3 OK done\r\n");
        QTest::newRow("an end") << QByteArray("\x03\x00", 2);
    }
    void garbageEndsTheConnection()
    {
        QFETCH(QByteArray, octets);
        Packed server;
        QVERIFY(server.start());
        Task<Result<void>> noop = server.session->run(Noop());
        server.link->serve(octets);
        QVERIFY(finishes(noop));
        QCOMPARE(noop.result().error().kind, Kind::Protocol);
        QCOMPARE(noop.result().error().detail, Detail::UnknownOutcome);
    }
    void linkBreaksAfterEveryOctet()
    {
        Deflater deflater;
        QByteArray stream = "A2 OK active\r\n" + deflater.compress("* 2 EXISTS\r\n* SEARCH 1 2\r\nA3 OK done\r\n");
        stream += deflater.compress("* 1 FETCH (UID 1 BODY[] {30}\r\n" + QByteArray(30, 'x') + ")\r\nA4 OK done\r\n");
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            Packed server;
            Task<Result<bool>> starting = server.session->compress();
            Task<Result<Found>> searching = server.session->run(Search::all());
            Task<Result<Fetched>> fetching =
                server.session->run(Fetch::byUids(UidSet::single({1}), FetchItems::source()));
            server.link->serve(stream.left(cut));
            server.link->drop();
            QVERIFY(finishes(starting) && finishes(searching) && finishes(fetching));
            QVERIFY(comesTrue([&server] { return !server.session->isUsable(); }));
            // What came whole counts, the rest is an error that says whether it may have happened.
            constexpr qsizetype FlushMark = 8; // the last octets of a flush hold no data
            QVERIFY(fetching.result() || cut < stream.size());
            QVERIFY(!fetching.result() || cut >= stream.size() - FlushMark);
            QVERIFY(!searching.result() || searching.result()->count == 2);
            if (!fetching.result())
                QCOMPARE(fetching.result().error().kind, Kind::Network);
        }
    }
    void randomOctetsNeverHang()
    {
        QRandomGenerator random(4978);
        for (int round = 0; round < 2000; ++round) {
            Inflater inflater;
            QByteArray octets = Deflater().compress(QByteArray(random.bounded(300), 'x'));
            for (int i = random.bounded(8); i > 0 && !octets.isEmpty(); --i)
                octets[random.bounded(int(octets.size()))] = char(random.bounded(256));
            inflater.feed(octets);
            qsizetype unpackedOctets = 0;
            for (int step = 0; step < 10; ++step) {
                const Result<QByteArray> piece = inflater.next();
                if (!piece || piece->isEmpty())
                    break;
                unpackedOctets += piece->size();
            }
            QVERIFY(unpackedOctets < 400'000);
        }
    }
    void canBeDroppedAtAnyPoint()
    {
        for (int served = 0; served < 3; ++served) {
            Packed server;
            Task<Result<bool>> starting = server.session->compress();
            if (served == 1)
                server.link->serve("A2 OK");
            if (served == 2)
                server.link->serve("A2 OK active\r\n");
            server.link->drop();
            QVERIFY(finishes(starting));
            QVERIFY(served == 2 || !starting.result());
            QVERIFY(comesTrue([&server] { return !server.session->isUsable(); }));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ImapCompress)
#include "tst_ImapCompress.moc"
