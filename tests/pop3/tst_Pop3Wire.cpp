// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Capabilities.h"
#include "pop3/Listings.h"
#include "pop3/wire/ReplyParser.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::pop3;
using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;
using Shape = ReplyParser::Shape;

namespace {

struct Parsed {
    QList<Reply> replies;
    std::optional<MailError> error;
    bool empty = true;
};

Parsed parse(
    const QByteArray &octets, const QList<Shape> &shapes, qsizetype atOnce, qsizetype limit = limits::MessageOctets)
{
    ReplyParser parser;
    for (const Shape shape : shapes)
        parser.expect(shape, limit);
    Parsed parsed;
    for (qsizetype at = 0; at < octets.size() && !parsed.error; at += atOnce) {
        parser.feed(QByteArrayView(octets).sliced(at, qMin(atOnce, octets.size() - at)));
        for (;;) {
            Result<std::optional<Reply>> next = parser.next();
            if (!next)
                parsed.error = next.error();
            if (!next || !*next)
                break;
            parsed.replies.append(**next);
        }
    }
    parsed.empty = parser.isEmpty();
    return parsed;
}

} // namespace

class tst_Pop3Wire : public QObject {
    Q_OBJECT
private slots:
    void cutsReplies_data()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 2, 3, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }
    void cutsReplies()
    {
        QFETCH(int, octetsPerRead);
        const QByteArray octets =
            "+OK ready\r\n-ERR [IN-USE] busy\r\n+OK\r\n.\r\n+OK 5 octets\r\na\r\n..\r\n..b\r\n...\r\nc.\r\n\r\n.\r\n"
            "-ERR no such message\r\n+ \r\n+OK x\r\nlone\nfeed\n.\r\nand CR\r.\r\nend\r\n.\r\n+O";
        const Parsed parsed = parse(octets,
            {Shape::Line, Shape::Line, Shape::Body, Shape::Body, Shape::Body, Shape::Line, Shape::Body, Shape::Line},
            octetsPerRead);
        QVERIFY(!parsed.error);
        QVERIFY(!parsed.empty);
        QCOMPARE(parsed.replies.size(), 7);
        QCOMPARE(parsed.replies[0].text, "ready");
        QCOMPARE(parsed.replies[1].responseCode, "IN-USE");
        QCOMPARE(parsed.replies[1].text, "busy");
        QCOMPARE(parsed.replies[2].body, "");
        QCOMPARE(parsed.replies[3].body, "a\r\n.\r\n.b\r\n..\r\nc.\r\n\r\n");
        QCOMPARE(parsed.replies[3].bodyLines(), (QByteArrayList{"a", ".", ".b", "..", "c.", ""}));
        QCOMPARE(parsed.replies[4].status, Reply::Status::Error);
        QCOMPARE(parsed.replies[5].status, Reply::Status::Continue);
        QCOMPARE(parsed.replies[6].body,
            "lone\nfeed\n.\r\nand CR\r.\r\nend\r\n"); // a line ends with CRLF, so none of these is the end
    }

    void serverThatEndsLinesWithLineFeedsAlone()
    {
        for (const int n : {1, 65536}) {
            const Parsed parsed = parse("+OK\na\n..b\n.\n+OK next\n", {Shape::Body, Shape::Line}, n);
            QVERIFY(!parsed.error);
            QCOMPARE(parsed.replies.size(), 2);
            QCOMPARE(parsed.replies[0].body, "a\n.b\n");
        }
    }

    void everyCutGivesTheSame()
    {
        const QByteArray octets = "+OK\r\n..\r\n.\r.\r\n\r\n..\r\n.\r\n-ERR x\r\n";
        const Parsed whole = parse(octets, {Shape::Body, Shape::Line}, octets.size());
        QCOMPARE(whole.replies.size(), 2);
        for (qsizetype cut = 1; cut < octets.size(); ++cut) {
            ReplyParser parser;
            parser.expect(Shape::Body);
            parser.expect(Shape::Line);
            parser.feed(QByteArrayView(octets).first(cut));
            QList<Reply> replies;
            for (const bool second : {false, true}) {
                if (second)
                    parser.feed(QByteArrayView(octets).sliced(cut));
                for (auto next = parser.next(); next && *next; next = parser.next())
                    replies.append(**next);
            }
            QCOMPARE(replies.size(), 2);
            QCOMPARE(replies[0].body, whole.replies[0].body);
            QVERIFY(parser.isEmpty());
        }
    }

    void refusesWhatIsNoReply_data()
    {
        QTest::addColumn<QByteArray>("octets");
        for (const char *octets : {"hello", "", "+OKAY", "-ERROR", "220 smtp", "* OK imap", "ERR"})
            QTest::newRow(octets) << QByteArray(octets) + "\r\n";
        QTest::newRow("endless line") << "+OK " + QByteArray(20'000, 'x');
    }
    void refusesWhatIsNoReply()
    {
        QFETCH(QByteArray, octets);
        for (const int n : {1, 65536}) {
            const Parsed parsed = parse(octets, {Shape::Line}, n);
            QVERIFY(parsed.error);
            QCOMPARE(parsed.error->kind, Kind::Protocol);
        }
    }

    void replyThatNothingAskedFor() // S-030
    {
        const Parsed parsed = parse("+OK\r\n+OK again\r\n", {Shape::Line}, 100);
        QCOMPARE(parsed.replies.size(), 1);
        QVERIFY(parsed.error);
        QCOMPARE(parsed.error->kind, Kind::Protocol);
    }

    void messageOverTheLimitIsSkipped() // S-037
    {
        for (const int n : {1, 7, 65536}) {
            const Parsed parsed =
                parse("+OK 4\r\n" + QByteArray("12345678\r\n").repeated(20) + ".\r\n+OK\r\nx\r\n.\r\n",
                    {Shape::Body, Shape::Body}, n, 100);
            QVERIFY(!parsed.error);
            QCOMPARE(parsed.replies.size(), 2);
            QVERIFY(parsed.replies[0].truncated);
            QVERIFY(parsed.replies[0].body.isEmpty());
            QVERIFY(!parsed.replies[1].truncated);
            QCOMPARE(parsed.replies[1].body, "x\r\n");
        }
    }

    void messageWithoutEndIsGivenUp()
    {
        const Parsed parsed =
            parse("+OK 4\r\n" + QByteArray("12345678\r\n").repeated(10'000), {Shape::Body}, 1000, 100);
        QVERIFY(parsed.error);
        QCOMPARE(parsed.error->detail, Detail::LimitExceeded);
        const Parsed oneLine = parse("+OK 4\r\n" + QByteArray(100'000, 'x'), {Shape::Body}, 1000, 100);
        QVERIFY(oneLine.error);
    }

    void saysWhatAnErrorMeans_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("in use") << QByteArray("-ERR [IN-USE] locked") << Kind::Temporary << QByteArray("IN-USE");
        QTest::newRow("login delay") << QByteArray("-ERR [LOGIN-DELAY 30] too soon") << Kind::Temporary
                                     << QByteArray("LOGIN-DELAY");
        QTest::newRow("temporary") << QByteArray("-ERR [SYS/TEMP] x") << Kind::Temporary << QByteArray("SYS/TEMP");
        QTest::newRow("case") << QByteArray("-ERR [sys/temp] x") << Kind::Temporary << QByteArray("SYS/TEMP");
        QTest::newRow("permanent") << QByteArray("-ERR [SYS/PERM] x") << Kind::Refused << QByteArray("SYS/PERM");
        QTest::newRow("auth") << QByteArray("-ERR [AUTH] x") << Kind::NeedsLogin << QByteArray("AUTH");
        QTest::newRow("plain") << QByteArray("-ERR no") << Kind::Refused << QByteArray();
        QTest::newRow("no text") << QByteArray("-ERR") << Kind::Refused << QByteArray();
        QTest::newRow("open bracket") << QByteArray("-ERR [AUTH no") << Kind::Refused << QByteArray();
    }
    void saysWhatAnErrorMeans()
    {
        QFETCH(QByteArray, line);
        const Parsed parsed = parse(line + "\r\n", {Shape::Body}, 100);
        QCOMPARE(parsed.replies.size(), 1);
        QTEST(parsed.replies.first().toError().kind, "kind");
        QTEST(parsed.replies.first().toError().responseCode, "code");
    }

    void readsUidl() // S-036
    {
        const QByteArray longId(200, 'u');
        const QList<UniqueId> ids = parseUidl({"1 abc", "2", "3 ../../etc/passwd", "3 second", "x y", "-4 a", "0 a",
            "99999999999 a", "", " ", "5 " + longId, "6 abc", "7 with space", "+8 plus"});
        QCOMPARE(ids.size(), 6);
        QCOMPARE(ids[0].id, "abc");
        QCOMPARE(ids[1].number, 2);
        QVERIFY(ids[1].id.isEmpty());
        QCOMPARE(ids[2].id, "../../etc/passwd");
        QCOMPARE(ids[3].id, longId);
        QCOMPARE(ids[4].id, "abc");
        QCOMPARE(ids[5].id, "with space");
    }

    void readsSizes() // S-037
    {
        const QList<ListedSize> sizes = parseList({"1 100", "2 -5", "3 99999999999999999999", "4", "5 7 extra", "1 1"});
        QCOMPARE(sizes.size(), 5);
        QCOMPARE(sizes[0].octets, 100);
        for (const int i : {1, 2, 3})
            QCOMPARE(sizes[i].octets, 0);
        QCOMPARE(sizes[4].octets, 7);
        QCOMPARE(parseStat("3 400 and more")->messages, 3);
        QCOMPARE(parseStat("3 -400")->octets, 0);
        for (const char *text : {"", "3", "x 1", "-1 5", "99999999999 1"})
            QVERIFY2(!parseStat(text), text);
    }

    void readsCapabilities()
    {
        const auto capabilities =
            Capabilities::fromCapa({"TOP", "sasl plain login", "LOGIN-DELAY 900", "", "PIPELINING"});
        QVERIFY(capabilities.isKnown());
        QCOMPARE(capabilities.mechanisms(), (QByteArrayList{"PLAIN", "LOGIN"}));
        QVERIFY(!capabilities.allowsUser());
        QVERIFY(Capabilities().allowsUser());
        QCOMPARE(capabilities.toWire(), (QByteArrayList{"LOGIN-DELAY 900", "PIPELINING", "SASL PLAIN LOGIN", "TOP"}));
    }
};

QTEST_GUILESS_MAIN(tst_Pop3Wire)
#include "tst_Pop3Wire.moc"
