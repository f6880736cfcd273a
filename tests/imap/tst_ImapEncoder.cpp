// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/WireLog.h"
#include "imap/commands/Append.h"
#include "imap/commands/AuthenticatePlain.h"
#include "imap/commands/Create.h"
#include "imap/commands/Login.h"
#include "imap/commands/Rename.h"
#include "imap/commands/Search.h"
#include "imap/commands/Store.h"
#include "imap/commands/StoreLabels.h"
#include "imap/wire/Framer.h"
#include "imap/wire/ModifiedUtf7.h"

#include <QRandomGenerator>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace Qt::StringLiterals;

namespace {

const QByteArrayList NoLiterals;
const QByteArrayList LiteralPlus{"LITERAL+"};

QList<Encoder::Piece> pieces(const auto &command, const QByteArrayList &capabilities)
{
    const Capabilities can(capabilities);
    Encoder encoder("A1", can);
    command.encode(encoder);
    return encoder.finish();
}

QByteArray joined(const QList<Encoder::Piece> &list)
{
    QByteArray octets;
    for (const Encoder::Piece &piece : list)
        octets += piece.octets;
    return octets;
}

QByteArray encoded(const auto &command, const QByteArrayList &capabilities = LiteralPlus)
{
    return joined(pieces(command, capabilities));
}

/// How many commands a server would see: a framer of ours, told that nothing is text for people.
int commandsIn(QByteArray octets)
{
    Framer framer;
    framer.feed("* " + octets);
    int count = 0;
    while (true) {
        const auto next = framer.next();
        if (!next || !*next)
            return next ? count : -1;
        ++count;
    }
}

} // namespace

class tst_ImapEncoder : public QObject {
    Q_OBJECT
private slots:
    void stringsTakeTheShortestSafeForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("atom") << QByteArray("Work") << QByteArray("Work");
        QTest::newRow("inbox in any case") << QByteArray("inbox") << QByteArray("INBOX");
        QTest::newRow("blank") << QByteArray("My mail") << QByteArray("\"My mail\"");
        QTest::newRow("empty") << QByteArray() << QByteArray("\"\"");
        QTest::newRow("NIL is a name too") << QByteArray("nil") << QByteArray("\"nil\"");
        QTest::newRow("quotes") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
        QTest::newRow("brace") << QByteArray("x{5}") << QByteArray("\"x{5}\"");
        QTest::newRow("wildcards") << QByteArray("a*b%") << QByteArray("\"a*b%\"");
        QTest::newRow("line end") << QByteArray("a\r\nA2 LOGOUT") << QByteArray("{12+}\r\na\r\nA2 LOGOUT");
        QTest::newRow("raw 8 bit") << QByteArray("\xc3\xa4") << QByteArray("{2+}\r\n\xc3\xa4");
        QTest::newRow("gmail") << QByteArray("[Gmail]/All Mail") << QByteArray("\"[Gmail]/All Mail\"");
        QTest::newRow("modified utf-7") << QByteArray("&1QS4XMgd0rg-") << QByteArray("&1QS4XMgd0rg-");
    }
    void stringsTakeTheShortestSafeForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, wire);
        QCOMPARE(encoded(Create(Mailbox{text})), "A1 CREATE " + wire + "\r\n");
    }
    void noTextEverMakesTwoCommands()
    {
        // S-035
        QRandomGenerator random(35);
        const QByteArray alphabet = "ab \"\\\r\n{}5+()*%&\x01\xff]";
        for (int round = 0; round < 3000; ++round) {
            QByteArray text;
            for (int i = random.bounded(0, 24); i > 0; --i)
                text += alphabet[random.bounded(int(alphabet.size()))];
            for (const QByteArrayList &capabilities : {NoLiterals, LiteralPlus}) {
                QCOMPARE(commandsIn(encoded(Rename(Mailbox{text}, Mailbox{text}), capabilities)), 1);
                QCOMPARE(commandsIn(encoded(Search::headerField("Subject", text), capabilities)), 1);
                const QString typed = QString::fromLatin1(text);
                SearchKeys keys = SearchKeys::either(SearchKeys::from(typed), SearchKeys::gmail(typed));
                keys.with(SearchKeys::flag(text)).with(SearchKeys::withoutFlag('\\' + text));
                keys.with(SearchKeys::header(text, typed)).with(SearchKeys::emailId(text));
                QCOMPARE(commandsIn(encoded(Search::matching(keys), capabilities)), 1);
                const QByteArrayList labels{text, '\\' + text};
                const StoreLabels labelling(UidSet::single({1}), StoreLabels::Change::Add, labels);
                QCOMPARE(commandsIn(encoded(labelling, capabilities)), 1);
                QCOMPARE(
                    commandsIn(encoded(Login(QString::fromLatin1(text), QString::fromLatin1(text)), capabilities)), 1);
            }
        }
    }
    void flagsThatCannotBeSaidAreLeftOut()
    {
        const QByteArrayList flags{"\\Seen", "two words", "a\r\nb", "", "$Forwarded", "\\", "x)"};
        QCOMPARE(encoded(Store(UidSet::range({1}, {3}), Store::Change::Add, flags)),
            QByteArray("A1 UID STORE 1:3 +FLAGS.SILENT (\\Seen $Forwarded)\r\n"));
    }
    void synchronisingLiteralsWait()
    {
        const auto list = pieces(Create(Mailbox{"\xff"}), NoLiterals);
        QCOMPARE(list.size(), 3);
        QCOMPARE(list[0].octets, QByteArray("A1 CREATE {1}\r\n"));
        QCOMPARE(list[1].gate, Encoder::Gate::Continuation);
        QCOMPARE(list[2].octets, QByteArray("\r\n"));
        for (const auto &piece : pieces(Create(Mailbox{"\xff"}), LiteralPlus))
            QCOMPARE(piece.gate, Encoder::Gate::Open);
    }
    void literalMinusIsForShortOnes()
    {
        const QByteArrayList minus{"LITERAL-"};
        const Append shortOne(Mailbox{"INBOX"}, QByteArray(4096, 'x'), {}, {});
        const Append longOne(Mailbox{"INBOX"}, QByteArray(4097, 'x'), {}, {});
        QVERIFY(encoded(shortOne, minus).startsWith("A1 APPEND INBOX {4096+}\r\n"));
        QVERIFY(encoded(longOne, minus).startsWith("A1 APPEND INBOX {4097}\r\n"));
    }
    void appendKeepsEveryOctet()
    {
        QByteArray message("a\r\n\0\xff\nb", 8);
        const QDateTime at(QDate(2024, 2, 3), QTime(4, 5, 6), Qt::UTC);
        const QByteArrayList seen{"\\Seen"};
        QCOMPARE(encoded(Append(Mailbox{"Sent"}, message, seen, at)),
            QByteArray("A1 APPEND Sent (\\Seen) \"03-Feb-2024 04:05:06 +0000\" {8+}\r\n") + message + "\r\n");
    }
    void oddPasswordsAreSaidExactly()
    {
        const QString password = u"p\"w\\d {4} ü%"_s;
        QCOMPARE(
            encoded(Login(u"quirk"_s, password)), QByteArray("A1 LOGIN \"quirk\" {13+}\r\np\"w\\d {4} \xc3\xbc%\r\n"));
        QCOMPARE(encoded(Login(u"a b"_s, u"x\"y"_s)), QByteArray("A1 LOGIN \"a b\" \"x\\\"y\"\r\n"));
        const QByteArrayList ir{"SASL-IR"};
        QCOMPARE(
            encoded(AuthenticatePlain(QByteArray("\0u\0p", 4)), ir), QByteArray("A1 AUTHENTICATE PLAIN AHUAcA==\r\n"));
        const auto lockStep = pieces(AuthenticatePlain(QByteArray("\0u\0p", 4)), NoLiterals);
        QCOMPARE(lockStep.size(), 2);
        QCOMPARE(lockStep[1].gate, Encoder::Gate::Continuation);
        QCOMPARE(joined(lockStep), QByteArray("A1 AUTHENTICATE PLAIN\r\nAHUAcA==\r\n"));
    }
    void logsHoldNoSecrets()
    {
        const QByteArrayList ir{"SASL-IR"};
        for (const QByteArrayList &capabilities : {NoLiterals, ir}) {
            QVERIFY(
                !wireLog::command(pieces(AuthenticatePlain(QByteArray("\0u\0p", 4)), capabilities)).contains("AHUAcA"));
            QVERIFY(!wireLog::command(pieces(Login(u"quirk"_s, u"hunter2"_s), capabilities)).contains("hunter2"));
            QVERIFY(!wireLog::command(pieces(Login(u"quirk"_s, u"hunter2ü"_s), capabilities)).contains("hunter2"));
            QVERIFY(!wireLog::command(pieces(Append(Mailbox{"Sent"}, "private", {}, {}), capabilities))
                         .contains("private"));
        }
        QVERIFY(!wireLog::response("* 1 FETCH (BODY[] {7}\r\nprivate)").contains("private"));
        QVERIFY(!wireLog::response("* 1 FETCH (UID 4 ENVELOPE (NIL \"private\" NIL))").contains("private"));
        QVERIFY(!wireLog::response("+ cHJpdmF0ZQ==").contains("cHJpdmF0ZQ"));
        QVERIFY(wireLog::response("* OK [UIDNEXT 7] ok").contains("UIDNEXT 7"));
    }
    void modifiedUtf7_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("ascii") << u"Sent Items"_s << QByteArray("Sent Items");
        QTest::newRow("ampersand") << u"R&D"_s << QByteArray("R&-D");
        QTest::newRow("korean") << u"프로젝트"_s << QByteArray("&1QS4XMgd0rg-");
        QTest::newRow("mixed") << u"Entwürfe"_s << QByteArray("Entw&APw-rfe");
        QTest::newRow("surrogates") << u"📧x"_s << QByteArray("&2D3c5w-x");
        QTest::newRow("comma for slash") << u"\u65e5\u672c\u8a9e"_s << QByteArray("&ZeVnLIqe-");
    }
    void modifiedUtf7()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, wire);
        QCOMPARE(modifiedUtf7::encode(text), wire);
        QCOMPARE(modifiedUtf7::decode(wire), text);
    }
    void brokenNamesAreShownAsTheyStand()
    {
        QCOMPARE(modifiedUtf7::decode("a&b"), u"a&b"_s);
        QCOMPARE(modifiedUtf7::decode("&AP-x"), u"&AP-x"_s);
        QCOMPARE(modifiedUtf7::decode("&!!-x&APw-"), u"&!!-xü"_s);
        QCOMPARE(modifiedUtf7::decode("&2D0-"), u"&2D0-"_s); // half a surrogate pair
        QCOMPARE(modifiedUtf7::decode("Entw\xc3\xbcrfe"), u"Entwürfe"_s);
        QCOMPARE(modifiedUtf7::decode("Entw\xfcrfe"), u"Entwürfe"_s);
    }
    void everyNameSurvivesTheRoundTrip()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 2000; ++round) {
            QString text;
            for (int i = random.bounded(0, 12); i > 0; --i) {
                const char32_t c =
                    char32_t(random.bounded(4) == 0 ? random.bounded(0x10000, 0x10ffff) : random.bounded(0x20, 0xd7ff));
                text += QString::fromUcs4(&c, 1);
            }
            QCOMPARE(modifiedUtf7::decode(modifiedUtf7::encode(text)), text);
        }
    }
    void pathsAreLevels()
    {
        const QStringList path{u"INBOX"_s, u"Kunden & Co"_s};
        QCOMPARE(Mailbox::fromPath(path, '.').wireName, QByteArray("INBOX.Kunden &- Co"));
        QCOMPARE((Mailbox{"INBOX.Kunden &- Co"}).path('.'), path);
        QCOMPARE((Mailbox{"a/b"}).path('\0'), QStringList(u"a/b"_s));
        QCOMPARE((Mailbox{"Archive/"}).path('/'), QStringList(u"Archive"_s));
        QVERIFY((Mailbox{"inbox"}) == (Mailbox{"INBOX"}));
        QVERIFY(!((Mailbox{"sent"}) == (Mailbox{"Sent"})));
        const QStringList hostile{u"a\r\nA2 LOGOUT"_s};
        QCOMPARE(Mailbox::fromPath(hostile, '/').wireName, QByteArray("aA2 LOGOUT"));
    }
};

QTEST_GUILESS_MAIN(tst_ImapEncoder)
#include "tst_ImapEncoder.moc"
