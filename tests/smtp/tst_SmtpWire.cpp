// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Limits.h"
#include "smtp/Capabilities.h"
#include "smtp/wire/DotStuffing.h"
#include "smtp/wire/Envelope.h"
#include "smtp/wire/ReplyParser.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::smtp;
using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

struct Parsed {
    QList<Reply> replies;
    std::optional<MailError> error;
    bool empty = true;
};

Parsed parse(const QByteArray &octets, qsizetype atOnce)
{
    ReplyParser parser;
    Parsed parsed;
    for (qsizetype at = 0; at < octets.size() && !parsed.error; at += atOnce) {
        parser.feed(QByteArrayView(octets).sliced(at, qMin(atOnce, octets.size() - at)));
        for (;;) {
            const Result<std::optional<Reply>> next = parser.next();
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

class tst_SmtpWire : public QObject {
    Q_OBJECT
private slots:
    void cutsReplies_data()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 2, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }
    void cutsReplies()
    {
        QFETCH(int, octetsPerRead);
        const Parsed parsed =
            parse("220 ready\r\n250-first\r\n250-\r\n250 last\r\n354\r\n550-5.1.1 no\r\n550 5.1.1 such user\r\n"
                  "250 2.0.0\r\n250 2.0 not an enhanced code\r\n452 4.3.1 full\n25",
                octetsPerRead);
        QVERIFY(!parsed.error);
        QVERIFY(!parsed.empty);
        QCOMPARE(parsed.replies.size(), 7);
        QCOMPARE(parsed.replies[1].lines, (QByteArrayList{"first", "", "last"}));
        QCOMPARE(parsed.replies[2].code, 354);
        QCOMPARE(parsed.replies[3].enhancedCode, "5.1.1");
        QCOMPARE(parsed.replies[3].text(), u"no such user"_s);
        QCOMPARE(parsed.replies[4].enhancedCode, "2.0.0");
        QCOMPARE(parsed.replies[5].enhancedCode, "");
        QCOMPARE(parsed.replies[6].code, 452);
        QCOMPARE(parsed.replies[6].enhancedCode, "4.3.1");
    }

    void refusesWhatIsNoReply_data() // S-038
    {
        QTest::addColumn<QByteArray>("octets");
        for (const char *octets :
            {"hello\r\n", "\r\n", "25\r\n", "2500 x\r\n", "99999999999 x\r\n", "-250 x\r\n", "150 x\r\n", "650 x\r\n",
                "250_x\r\n", "250-a\r\n251 b\r\n", "250-a\r\nb\r\n", "2x0 a\r\n", "* OK IMAP\r\n", "+OK POP\r\n"})
            QTest::newRow(QByteArray(octets).replace("\r\n", "|").constData()) << QByteArray(octets);
    }
    void refusesWhatIsNoReply()
    {
        QFETCH(QByteArray, octets);
        for (const int n : {1, 65536}) {
            const Parsed parsed = parse(octets, n);
            QVERIFY(parsed.error);
            QCOMPARE(parsed.error->kind, Kind::Protocol);
        }
    }

    void boundsLinesAndReplies() // S-039, S-026
    {
        const Parsed endlessLine = parse("250 " + QByteArray(100'000, 'a'), 1000);
        QVERIFY(endlessLine.error);
        QCOMPARE(endlessLine.error->detail, Detail::LimitExceeded);
        const Parsed manyLines = parse(QByteArray("250-x\r\n").repeated(1'000'000), 65536);
        QVERIFY(manyLines.error);
        QCOMPARE(manyLines.error->detail, Detail::LimitExceeded);
        const Parsed manyOctets = parse(("250-" + QByteArray(1000, 'a') + "\r\n").repeated(70), 65536);
        QVERIFY(manyOctets.error);
        QCOMPARE(manyOctets.error->detail, Detail::LimitExceeded);
        const Parsed allowed = parse(QByteArray("250-x\r\n").repeated(limits::ReplyLines - 1) + "250 x\r\n", 65536);
        QVERIFY(!allowed.error);
        QCOMPARE(allowed.replies.size(), 1);
        QCOMPARE(allowed.replies.first().lines.size(), limits::ReplyLines);
    }

    void textForPeopleHasNoControls()
    {
        Reply reply;
        reply.code = 550;
        reply.lines = {"a\x1b[31mb\x07", QByteArray("c\0d", 3), QByteArray(5000, 'x')};
        const QString text = reply.text();
        QVERIFY(text.startsWith(u"a [31mb c d xxx"_s));
        QCOMPARE(text.size(), 512);
    }

    void saysWhatAReplyMeans_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<MailError::Detail>("detail");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("530") << QByteArray("530 5.7.0 Authentication required") << Kind::NeedsLogin << Detail::None
                             << QByteArray("5.7.0");
        QTest::newRow("534") << QByteArray("534 x") << Kind::NeedsLogin << Detail::None << QByteArray("534");
        QTest::newRow("535") << QByteArray("535 5.7.8 bad") << Kind::NeedsLogin << Detail::None << QByteArray("5.7.8");
        QTest::newRow("538") << QByteArray("538 x") << Kind::NeedsLogin << Detail::None << QByteArray("538");
        QTest::newRow("454") << QByteArray("454 4.7.0 later") << Kind::Temporary << Detail::None << QByteArray("4.7.0");
        QTest::newRow("policy") << QByteArray("550 5.7.1 no") << Kind::Refused << Detail::None << QByteArray("5.7.1");
        QTest::newRow("size") << QByteArray("552 5.3.4 big") << Kind::Refused << Detail::TooLarge
                              << QByteArray("5.3.4");
        QTest::newRow("quota") << QByteArray("552 5.2.2 full") << Kind::Refused << Detail::None << QByteArray("5.2.2");
        QTest::newRow("old size") << QByteArray("552 big") << Kind::Refused << Detail::TooLarge << QByteArray("552");
        QTest::newRow("not due") << QByteArray("334 x") << Kind::Protocol << Detail::None << QByteArray("334");
    }
    void saysWhatAReplyMeans()
    {
        QFETCH(QByteArray, line);
        const Parsed parsed = parse(line + "\r\n", 100);
        QCOMPARE(parsed.replies.size(), 1);
        const MailError error = parsed.replies.first().toError();
        QTEST(error.kind, "kind");
        QTEST(error.detail, "detail");
        QTEST(error.responseCode, "code");
    }

    void readsExtensions()
    {
        const auto capabilities = Capabilities::fromEhlo({"mail.example.org at your service", "SIZE 1000", "auth=plain",
            "AUTH  LOGIN XOAUTH2", "8bitmime", "", "SIZE-ODD", "X-UNKNOWN a b"});
        QVERIFY(!capabilities.has("MAIL.EXAMPLE.ORG"));
        QCOMPARE(capabilities.sizeLimit().value_or(0), 1000);
        QCOMPARE(capabilities.mechanisms(), (QByteArrayList{"PLAIN", "LOGIN", "XOAUTH2"}));
        QVERIFY(capabilities.has("8BITMIME"));
        QVERIFY(!capabilities.has("PIPELINING"));
        for (const char *size : {"SIZE", "SIZE 0", "SIZE -5", "SIZE 99999999999999999999", "SIZE x"})
            QVERIFY(!Capabilities::fromEhlo({"x", size}).sizeLimit());
    }

    void stuffsDotsAndMendsLineEnds_data() // S-124
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("plain") << QByteArray("a\r\nb\r\n") << QByteArray("a\r\nb\r\n");
        QTest::newRow("no end") << QByteArray("a\r\nb") << QByteArray("a\r\nb\r\n");
        QTest::newRow("dot alone") << QByteArray(".\r\n") << QByteArray("..\r\n");
        QTest::newRow("dot at the end") << QByteArray("a\r\n.") << QByteArray("a\r\n..\r\n");
        QTest::newRow("dots") << QByteArray("..a\r\n.b.\r\nc.\r\n") << QByteArray("...a\r\n..b.\r\nc.\r\n");
        QTest::newRow("bare LF") << QByteArray("a\n.\nb\n") << QByteArray("a\r\n..\r\nb\r\n");
        QTest::newRow("bare CR") << QByteArray("a\r.\rb\r") << QByteArray("a\r\n..\r\nb\r\n");
        QTest::newRow("smuggling") << QByteArray("a\n.\r\nMAIL FROM:<x>\r\n")
                                   << QByteArray("a\r\n..\r\nMAIL FROM:<x>\r\n");
        QTest::newRow("CR CR LF") << QByteArray("a\r\r\n.") << QByteArray("a\r\n\r\n..\r\n");
        QTest::newRow("NUL") << QByteArray("a\0b\r\n\0.\r\n", 9) << QByteArray("ab\r\n..\r\n");
        QTest::newRow("8 bit") << QByteArray("\xc3\xa4\r\n") << QByteArray("\xc3\xa4\r\n");
    }
    void stuffsDotsAndMendsLineEnds()
    {
        QFETCH(QByteArray, message);
        QTEST(dotStuffed(message), "wire");
    }

    void stuffedMessageNeverHoldsTheEnd()
    {
        const QByteArray alphabet("\r\n.\0a", 5);
        for (int n = 0; n < 15625; ++n) { // all strings of six
            QByteArray message;
            for (int k = 0, rest = n; k < 6; ++k, rest /= 5)
                message += alphabet[rest % 5];
            const QByteArray wire = "\r\n" + dotStuffed(message);
            QVERIFY2(!wire.contains("\r\n.\r\n") && wire.endsWith("\r\n"), message.toHex().constData());
            QByteArray rest = wire;
            rest.replace("\r\n", "");
            QVERIFY2(!rest.contains('\r') && !rest.contains('\n'), message.toHex().constData());
        }
    }

    void acceptsAddresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("octets");
        QTest::newRow("plain") << u"bob@example.org"_s << QByteArray("bob@example.org");
        QTest::newRow("tagged") << u"o'neil+x=y@mail.example.org"_s << QByteArray("o'neil+x=y@mail.example.org");
        QTest::newRow("quoted") << u"\"a\\\"b\"@example.org"_s << QByteArray("\"a\\\"b\"@example.org");
        QTest::newRow("literal") << u"bob@[192.0.2.1]"_s << QByteArray("bob@[192.0.2.1]");
        QTest::newRow("IPv6 literal") << u"bob@[IPv6:2001:db8::1]"_s << QByteArray("bob@[IPv6:2001:db8::1]");
        QTest::newRow("IDN") << u"bob@bücher.example"_s << QByteArray("bob@xn--bcher-kva.example");
        QTest::newRow("no dots") << u"bob@localhost"_s << QByteArray("bob@localhost");
    }
    void acceptsAddresses()
    {
        QFETCH(QString, address);
        const Result<QByteArray> octets = mailboxOctets(address);
        QVERIFY(octets);
        QTEST(*octets, "octets");
    }

    void refusesAddresses_data() // S-125
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("code");
        for (const char *address :
            {"bob", "@example.org", "bob@", "bob@example.org\r\nRCPT TO:<x@y>", "bob\r\n@example.org",
                "bob@ex\nample.org", "bob@example.org> SIZE=1", "bob smith@example.org", "<bob@example.org>",
                "bob@exam ple.org", "a>b@example.org", "\"a>b\"@example.org", "\"a b\"@example.org",
                "\"a\rb\"@example.org", "\"a\\\"@example.org", "a..b@example.org", ".a@example.org", "a@b@", "a@[b",
                "a@.org", "a@b..c", "a,b@example.org", "a:b@example.org", "bob@example.org;x", "bob@[1.2.3.4]>"})
            QTest::newRow(QByteArray(address).replace('\r', "|").replace('\n', "|").constData())
                << QString::fromLatin1(address) << QByteArray("5.1.3");
        QTest::newRow("NUL") << u"a@b"_s + QChar::Null << QByteArray("5.1.3");
        QTest::newRow("too long") << QString(300, u'a') + u"@example.org"_s << QByteArray("5.1.3");
        QTest::newRow("Unicode") << u"한글@example.org"_s << QByteArray("5.6.7");
        QTest::newRow("fullwidth at sign") << u"bob＠example.org"_s << QByteArray("5.1.3");
    }
    void refusesAddresses()
    {
        QFETCH(QString, address);
        const Result<QByteArray> octets = mailboxOctets(address);
        QVERIFY(!octets);
        QCOMPARE(octets.error().kind, Kind::Refused);
        QCOMPARE(octets.error().serverText, address.left(512));
        QTEST(octets.error().responseCode, "code");
    }

    void sendsToEachRecipientOnce()
    {
        const auto envelope =
            Envelope::make(u"alice@example.org"_s, {u"bob@Example.org"_s, u"bob@example.ORG"_s, u"Bob@example.org"_s});
        QVERIFY(envelope);
        QCOMPARE(envelope->recipients, (QByteArrayList{"bob@Example.org", "Bob@example.org"}));
        QCOMPARE(envelope->names.size(), 2);
        QVERIFY(Envelope::make(QString(), {u"a@b"_s}));
        QVERIFY(!Envelope::make(u"alice@example.org"_s, {}));
        QCOMPARE(Envelope::make(u"alice"_s, {u"a@b"_s}).error().responseCode, "5.1.7");
        QCOMPARE(Envelope::make(u"alice@example.org"_s, {u"a@b"_s, u"a b@c"_s}).error().serverText, u"a b@c"_s);
    }
};

QTEST_GUILESS_MAIN(tst_SmtpWire)
#include "tst_SmtpWire.moc"
