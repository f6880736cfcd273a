// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

class tst_Charset : public QObject {
    Q_OBJECT
private slots:
    void labelsOfTheWild_data();
    void labelsOfTheWild();
    void brokenTextGivesMarks_data();
    void brokenTextGivesMarks();
    void headerTextInManyCharsets_data();
    void headerTextInManyCharsets();
    void datesOfTheWild_data();
    void datesOfTheWild();
    void addressesOfTheWild_data();
    void addressesOfTheWild();
    void typedAddresses();
    void snippetSkipsQuotesAndSignature();
};

void tst_Charset::labelsOfTheWild_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8") << u"UTF-8"_s << u"안녕 €"_s.toUtf8() << u"안녕 €"_s;
    QTest::newRow("none, UTF-8") << QString() << u"안녕"_s.toUtf8() << u"안녕"_s;
    QTest::newRow("none, Latin") << QString() << QByteArray("caf\xe9") << u"café"_s;
    QTest::newRow("ascii that lies") << u"us-ascii"_s << u"é"_s.toUtf8() << u"é"_s;
    QTest::newRow("latin1 is windows-1252") << u"iso-8859-1"_s << QByteArray("\x80 \x93x\x94") << u"€ “x”"_s;
    QTest::newRow("euc-kr with UHC") << u"euc-kr"_s << QByteArray("\x8c\x63\xb9\xe6") << u"똠방"_s;
    QTest::newRow("ks_c_5601-1987") << u"ks_c_5601-1987"_s << QByteArray("\xc7\xd1") << u"한"_s;
    QTest::newRow("underscore") << u"koi8_r"_s << QByteArray("\xf4\xc5\xd3\xd4") << u"Тест"_s;
    QTest::newRow("quotes") << u"\"Shift_JIS\""_s << QByteArray("\x83\x65") << u"テ"_s;
    QTest::newRow("iso-2022-jp") << u"ISO-2022-JP"_s << QByteArray("\x1b$B%F\x1b(B") << u"テ"_s;
    QTest::newRow("gb2312 beyond") << u"gb2312"_s << QByteArray("\xe9\x46") << u"镕"_s;
    QTest::newRow("utf-16 with mark") << u"utf-16"_s
                                      << QByteArray("\xff\xfe"
                                                    "A\0",
                                             4)
                                      << u"A"_s;
    QTest::newRow("utf-16 little without mark") << u"utf-16"_s << QByteArray("A\0B\0", 4) << u"AB"_s;
    QTest::newRow("utf-7") << u"utf-7"_s << QByteArray("+rTA-") << u"\uAD30"_s;
}

void tst_Charset::labelsOfTheWild()
{
    QFETCH(QString, label);
    QFETCH(QByteArray, octets);
    QFETCH(QString, text);
    QCOMPARE(decodeText(octets, label), text);
}

/// S-063
void tst_Charset::brokenTextGivesMarks_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("unknown") << u"x-klingon"_s
                             << QByteArray("a\xff"
                                           "b");
    QTest::newRow("path") << u"../../etc/passwd"_s
                          << QByteArray("a\xff"
                                        "b");
    QTest::newRow("overlong") << u"utf-8"_s
                              << QByteArray("a\xc0\xaf"
                                            "b");
    QTest::newRow("surrogate") << u"utf-8"_s
                               << QByteArray("a\xed\xa0\x80"
                                             "b");
    QTest::newRow("cut off") << u"euc-kr"_s << QByteArray("ab\xc7");
    QTest::newRow("cut off escape") << u"iso-2022-jp"_s << QByteArray("ab\x1b$B%");
    QTest::newRow("odd utf-16") << u"utf-16le"_s << QByteArray("a\0b", 3);
}

void tst_Charset::brokenTextGivesMarks()
{
    QFETCH(QString, label);
    QFETCH(QByteArray, octets);
    const QString text = decodeText(octets, label);
    QVERIFY(text.startsWith(u'a'));
    QVERIFY(text.contains(QChar(QChar::ReplacementCharacter)));
}

void tst_Charset::headerTextInManyCharsets_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("two words join") << QByteArray("=?utf-8?B?7ZWc?=\r\n =?utf-8?B?6rWt?=") << u"한국"_s;
    QTest::newRow("split character") << QByteArray("=?utf-8?B?7ZU=?= =?utf-8?B?nA==?=") << u"한"_s;
    QTest::newRow("two charsets") << QByteArray("=?iso-8859-2?Q?=B1?= =?utf-8?B?7ZWc?= x") << u"ą한 x"_s;
    QTest::newRow("language") << QByteArray("=?utf-8*ko?Q?=ED=95=9C_a?=") << u"한 a"_s;
    QTest::newRow("raw UTF-8") << u"안녕 hello"_s.toUtf8() << u"안녕 hello"_s;
    QTest::newRow("incomplete") << QByteArray("=?utf-8?Q?abc") << u"=?utf-8?Q?abc"_s;
    QTest::newRow("folds and tabs") << QByteArray("a\r\n\t b\r\n c") << u"a b c"_s;
    QTest::newRow("controls") << QByteArray("a\x07"
                                            "b\x1b[31m")
                              << u"a\uFFFDb\uFFFD[31m"_s;
    QTest::newRow("space between words stays") << QByteArray("a =?utf-8?Q?b?= c") << u"a b c"_s;
}

void tst_Charset::headerTextInManyCharsets()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, text);
    QCOMPARE(decodeHeaderText(raw), text);
}

void tst_Charset::datesOfTheWild_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QDateTime>("date");
    const QDateTime expected(QDate(2026, 11, 3), QTime(0, 15), Qt::UTC);
    QTest::newRow("full") << QByteArray("Tue, 3 Nov 2026 09:15:00 +0900") << expected;
    QTest::newRow("comment") << QByteArray("Tue, 3 Nov 2026 00:15:00 +0000 (UTC)") << expected;
    QTest::newRow("no day") << QByteArray("3 Nov 2026 09:15:00 +0900") << expected;
    QTest::newRow("no seconds") << QByteArray("3 Nov 2026 09:15 +0900") << expected;
    QTest::newRow("GMT") << QByteArray("Tue, 03 Nov 2026 00:15:00 GMT") << expected;
    QTest::newRow("small zone") << QByteArray("Mon, 2 Nov 2026 19:15:00 est") << expected;
    QTest::newRow("two digits") << QByteArray("3 Nov 26 00:15:00 +0000") << expected;
}

void tst_Charset::datesOfTheWild()
{
    QFETCH(QByteArray, field);
    QFETCH(QDateTime, date);
    QCOMPARE(parseDate(field).value_or(QDateTime()), date);
}

void tst_Charset::addressesOfTheWild_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("groups") << QByteArray("Team: a@x.example, B <b@x.example>;, c@x.example")
                            << QStringList({u"a@x.example"_s, u"B <b@x.example>"_s, u"c@x.example"_s});
    QTest::newRow("empty group") << QByteArray("undisclosed-recipients:;") << QStringList();
    QTest::newRow("double dot") << QByteArray("a@x.example, s..p@x.example, b@x.example")
                                << QStringList({u"a@x.example"_s, u"s..p@x.example"_s, u"b@x.example"_s});
    QTest::newRow("empty brackets") << QByteArray("MAILER-DAEMON <>") << QStringList({u"MAILER-DAEMON"_s});
    QTest::newRow("comma in encoded name")
        << QByteArray("=?utf-8?Q?Kim=2C_Seoyeon?= <k@x.example>") << QStringList({u"Kim, Seoyeon <k@x.example>"_s});
    QTest::newRow("A-label stays") << QByteArray("D <info@xn--dmi-0na.fo>")
                                   << QStringList({u"D <info@xn--dmi-0na.fo>"_s});
}

void tst_Charset::addressesOfTheWild()
{
    QFETCH(QByteArray, field);
    QFETCH(QStringList, shown);
    QStringList found;
    for (const Address &address : parseAddressList(field))
        found.append(displayAddress(address));
    QCOMPARE(found, shown);
}

void tst_Charset::typedAddresses()
{
    const AddressList typed =
        parseTypedAddresses(u"a@x.example; 김 서연 <k@x.example>, \"Lee, Jun\" <l@x.example>\n ,b@x.example"_s);
    QCOMPARE(typed,
        AddressList({{{}, u"a@x.example"_s}, {u"김 서연"_s, u"k@x.example"_s}, {u"Lee, Jun"_s, u"l@x.example"_s},
            {{}, u"b@x.example"_s}}));
}

void tst_Charset::snippetSkipsQuotesAndSignature()
{
    Message message;
    message.body.text = u"Kim wrote:\n> the old words\n\nThe answer  is\nyes.\n-- \nLee\n"_s;
    QCOMPARE(snippet(message), u"The answer is yes."_s);
    message.body.text = u"> only quoted\n"_s;
    QCOMPARE(snippet(message), u"only quoted"_s);
    message.body.text = QString(1000, u'가');
    QCOMPARE(snippet(message, 20).size(), 20);
}

QTEST_GUILESS_MAIN(tst_Charset)
#include "tst_Charset.moc"
