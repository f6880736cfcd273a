// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Limits.h"
#include "imap/wire/FetchParser.h"
#include "imap/wire/ResponseParser.h"

#include <QElapsedTimer>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace Qt::StringLiterals;

namespace {

FetchData fetched(const QByteArray &items)
{
    const Result<Response> response = parseResponse("* 4 FETCH (" + items + ")");
    return std::get<FetchData>(std::get<Untagged>(*response));
}

Envelope envelope(const QByteArray &list)
{
    const FetchData data = fetched("UID 9 ENVELOPE " + list + " FLAGS (\\Seen)");
    if (!data.flags || data.uid.value != 9)
        QTest::qFail("the items around the envelope were lost", __FILE__, __LINE__);
    return data.envelope.value_or(Envelope());
}

BodyPart structure(const QByteArray &list)
{
    const FetchData data = fetched("UID 9 BODYSTRUCTURE " + list + " FLAGS (\\Seen)");
    if (!data.flags || data.uid.value != 9)
        QTest::qFail("the items around the structure were lost", __FILE__, __LINE__);
    return data.bodyStructure.value_or(BodyPart());
}

QByteArrayList sectionsOf(const BodyPart &part)
{
    if (part.children.isEmpty())
        return {part.section + ' ' + part.type + '/' + part.subtype};
    QByteArrayList list;
    for (const BodyPart &child : part.children)
        list += sectionsOf(child);
    return list;
}

} // namespace

class tst_ImapFetchData : public QObject {
    Q_OBJECT
private slots:
    void allItems()
    {
        const FetchData data =
            fetched("UID 71 FLAGS (\\Seen $Work) INTERNALDATE \" 3-Feb-2024 04:05:06 +0130\" RFC822.SIZE 4286 "
                    "MODSEQ (624140003) EMAILID (M1) THREADID (T1) PREVIEW \"Hi\" SAVEDATE NIL "
                    "BODY[HEADER.FIELDS (REFERENCES \"LIST-ID\")] {4}\r\nA: b BODY[1.2]<100> \"x\"");
        QCOMPARE(data.sequenceNumber.value, 4U);
        QCOMPARE(data.uid.value, 71U);
        QVERIFY(data.flags->has(Flag::Seen));
        QCOMPARE(data.flags->keywords, QByteArrayList{"$Work"});
        QCOMPARE(*data.internalDate, QDateTime(QDate(2024, 2, 3), QTime(2, 35, 6), Qt::UTC));
        QCOMPARE(*data.sizeOctets, 4286);
        QCOMPARE(data.modSeq.value, 624140003U);
        QCOMPARE(data.emailId, QByteArray("M1"));
        QCOMPARE(data.threadId, QByteArray("T1"));
        QCOMPARE(*data.preview, QByteArray("Hi"));
        QCOMPARE(data.headerFields()->content, QByteArray("A: b"));
        QCOMPARE(data.section("1.2")->content, QByteArray("x"));
        QCOMPARE(*data.section("1.2")->origin, 100U);
        QVERIFY(data.oddItems.isEmpty());
    }
    void gmailItems()
    {
        const FetchData data = fetched("X-GM-THRID 18446744073709551615 X-GM-MSGID 1278455344230334865 X-GM-LABELS "
                                       "(\"\\\\Inbox\" NIL +x \"a (b\") UID 2");
        QCOMPARE(data.threadId, QByteArray("18446744073709551615"));
        QCOMPARE(data.emailId, QByteArray("1278455344230334865"));
        QCOMPARE(data.uid.value, 2U);
    }
    void uidFetchCarriesTheUid()
    {
        const Result<Response> response = parseResponse("* 777 UIDFETCH (FLAGS (\\Seen))");
        QCOMPARE(std::get<FetchData>(std::get<Untagged>(*response)).uid.value, 777U);
    }
    void bodies()
    {
        QCOMPARE(fetched("BODY[] {5}\r\na)\r\n\" UID 2").section("")->content, QByteArray("a)\r\n\""));
        QCOMPARE(fetched("BODY[] {5}\r\na)\r\n\" UID 2").uid.value, 2U);
        QVERIFY(fetched("BODY[1] NIL UID 2").section("1")->nil);
        QVERIFY(fetched("BODY[1] UID 2").section("1")->nil); // Yandex forgets the value
        QCOMPARE(fetched("BODY[1] UID 2").uid.value, 2U);
        QVERIFY(fetched("UID 2 BODY[2] ").section("2")->nil);
        QCOMPARE(fetched("BODY[] \"\"").section("")->nil, false);
        QCOMPARE(fetched("RFC822 {2}\r\nab").section("")->content, QByteArray("ab"));
        QCOMPARE(fetched("RFC822.HEADER {2}\r\nab").section("HEADER")->content, QByteArray("ab"));
        QCOMPARE(fetched(QByteArray("BINARY[1] ~{3}\r\n\0ab", 19)).section("1")->content, QByteArray("\0ab", 3));
        // announced one octet too short: only this content suffers
        const FetchData shortOne = fetched("BODY[] {4}\r\nHello FLAGS (\\Seen) UID 3");
        QCOMPARE(shortOne.uid.value, 3U);
    }
    void oneOddItemLosesNothingElse_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("uid 0") << QByteArray("UID 0");
        QTest::newRow("uid too big") << QByteArray("UID 4294967296");
        QTest::newRow("modseq") << QByteArray("MODSEQ (-1)");
        QTest::newRow("size") << QByteArray("RFC822.SIZE -5");
        QTest::newRow("float") << QByteArray("RFC822.SIZE 9.3736e+06");
        QTest::newRow("date") << QByteArray("INTERNALDATE \"00-Jan-0000 00:00:00 +0000\"");
        QTest::newRow("envelope nil") << QByteArray("ENVELOPE NIL");
        QTest::newRow("envelope empty") << QByteArray("ENVELOPE ()");
        QTest::newRow("structure nil") << QByteArray("BODYSTRUCTURE NIL");
        QTest::newRow("structure empty") << QByteArray("BODYSTRUCTURE ()");
        QTest::newRow("structure text") << QByteArray("BODYSTRUCTURE \"unknown\"");
        QTest::newRow("unknown list") << QByteArray("X-NEW (1 (2 \"(\") 3)");
        QTest::newRow("unknown text") << QByteArray("X-NEW \"a) b\"");
        QTest::newRow("unknown literal") << QByteArray("X-NEW {3}\r\n) (");
        QTest::newRow("body as list") << QByteArray("BODY[1] (a b)");
        QTest::newRow("preview") << QByteArray("PREVIEW NIL");
    }
    void oneOddItemLosesNothingElse()
    {
        QFETCH(QByteArray, item);
        const FetchData data = fetched("FLAGS (\\Seen) " + item + " EMAILID (M7)");
        QVERIFY(data.flags);
        QCOMPARE(data.emailId, QByteArray("M7"));
        QVERIFY(!data.envelope && !data.internalDate);
    }
    void deepNestingIsRefused()
    {
        // S-027
        QElapsedTimer timer;
        timer.start();
        const QByteArray deep = QByteArray(100'000, '(') + QByteArray(100'000, ')');
        for (const char *item : {"BODYSTRUCTURE ", "ENVELOPE ", "X-NEW "}) {
            const FetchData data = fetched("UID 5 " + (item + deep));
            QCOMPARE(data.uid.value, 5U);
            QVERIFY(!data.envelope && !data.bodyStructure);
        }
        QVERIFY(timer.elapsed() < 10'000);
        const QByteArray legal = QByteArray(90, '(') + "\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1"
            + QByteArray(") \"mixed\"").repeated(89) + ')';
        QVERIFY(fetched("BODYSTRUCTURE " + legal).bodyStructure);
    }
    void unbalancedParenthesesStayInTheirMessage()
    {
        const FetchData data = fetched("UID 5 FLAGS (\\Seen) BODYSTRUCTURE ((\"text\" \"plain\"");
        QCOMPARE(data.uid.value, 5U);
        QVERIFY(data.flags);
        QVERIFY(data.oddItems.contains("BODYSTRUCTURE"));
    }
    void flagsInAnySpelling()
    {
        QCOMPARE(fetched("FLAGS (\\SEEN \"\\\\Flagged\" NonJunk \\Recent \\XNew)").flags->toWire(),
            QByteArrayList({"\\Seen", "\\Flagged", "\\XNew", "NonJunk"}));
        QCOMPARE(fetched("FLAGS NIL").flags->toWire(), QByteArrayList());
        QCOMPARE(fetched("FLAGS ()").flags->toWire(), QByteArrayList());
    }
    void internalDates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QDateTime>("time");
        const QDateTime noon(QDate(2024, 1, 2), QTime(12, 0), Qt::UTC);
        QTest::newRow("plain") << QByteArray("02-Jan-2024 12:00:00 +0000") << noon;
        QTest::newRow("leading blank") << QByteArray(" 2-Jan-2024 12:00:00 +0000") << noon;
        QTest::newRow("west") << QByteArray("02-JAN-2024 04:30:00 -0730") << noon;
        QTest::newRow("no zone") << QByteArray("2-Jan-2024 12:00:00") << noon;
        QTest::newRow("leap second") << QByteArray("2-Jan-2024 11:59:60 +0000") << noon.addSecs(-1);
        QTest::newRow("null") << QByteArray("00-Jan-0000 00:00:00 +0000") << QDateTime();
        QTest::newRow("month") << QByteArray("02-Foo-2024 12:00:00 +0000") << QDateTime();
        QTest::newRow("empty") << QByteArray("") << QDateTime();
        QTest::newRow("ISO") << QByteArray("2024-01-02T12:00:00Z") << QDateTime();
    }
    void internalDates()
    {
        QFETCH(QByteArray, text);
        QFETCH(QDateTime, time);
        QCOMPARE(parseInternalDate(text).value_or(QDateTime()), time);
    }
    void envelopes()
    {
        const Envelope full = envelope(
            "(\"Mon, 7 Feb 1994 21:52:25 -0800\" {6}\r\nA \"B\" ((\"Al \\\"x\\\"\" NIL \"al\" \"example.test\")"
            "(NIL NIL \"bo\" \"example.test\")) NIL NIL ((NIL NIL \"c\" \"d\")) () \"\" \"<r@x>\" \"<i@x>\")");
        QCOMPARE(full.date, QByteArray("Mon, 7 Feb 1994 21:52:25 -0800"));
        QCOMPARE(full.subject, QByteArray("A \"B\" "));
        QCOMPARE(full.from.size(), 2);
        QCOMPARE(full.from[0].name, QByteArray("Al \"x\""));
        QCOMPARE(full.from[1].addr(), QByteArray("bo@example.test"));
        QCOMPARE(full.to[0].addr(), QByteArray("c@d"));
        QVERIFY(full.cc.isEmpty() && full.bcc.isEmpty());
        QCOMPARE(full.inReplyTo, QByteArray("<r@x>"));
        QCOMPARE(full.messageId, QByteArray("<i@x>"));
    }
    void oddEnvelopes()
    {
        // Domino's extra parentheses
        QCOMPARE(envelope("((NIL \"s\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<i>\"))").messageId,
            QByteArray("<i>"));
        // one field forgotten, both forgotten
        QCOMPARE(envelope("(NIL \"s\" NIL NIL NIL NIL NIL NIL \"<i>\")").messageId, QByteArray("<i>"));
        QCOMPARE(envelope("(NIL \"s\" NIL NIL NIL NIL NIL NIL)").subject, QByteArray("s"));
        // SmarterMail: NIL in the list
        QCOMPARE(
            envelope("(NIL \"s\" (NIL (NIL NIL \"a\" \"b\") NIL) NIL NIL NIL NIL NIL NIL \"<i>\")").from.size(), 1);
        // groups are flattened
        const Envelope group = envelope("(NIL \"s\" NIL NIL NIL ((NIL NIL \"team\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL "
                                        "NIL NIL)) NIL NIL NIL \"<i>\")");
        QCOMPARE(group.to.size(), 1);
        QCOMPARE(group.to[0].addr(), QByteArray("a@b"));
        // no domain
        QCOMPARE(envelope("(NIL \"s\" ((NIL NIL \"root\" NIL)) NIL NIL NIL NIL NIL NIL \"<i>\")").from[0].addr(),
            QByteArray("root"));
        QCOMPARE(envelope("(NIL \"s\" ((NIL NIL \"root\" \"MISSING_DOMAIN\")) NIL NIL NIL NIL NIL NIL \"<i>\")")
                     .from[0]
                     .addr(),
            QByteArray("root"));
        // Gmail: name and mailbox swapped
        const Envelope swapped =
            envelope("(NIL \"s\" ((\"a@b.test\" NIL \"Alice Example\" \"\")) NIL NIL NIL NIL NIL NIL \"<i>\")");
        QCOMPARE(swapped.from[0].addr(), QByteArray("a@b.test"));
        QCOMPARE(swapped.from[0].name, QByteArray("Alice Example"));
        // unescaped quotes
        const Envelope quotes =
            envelope("(NIL \"he said \"no\"\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<i>\")");
        QCOMPARE(quotes.from.size(), 1);
        QCOMPARE(quotes.messageId, QByteArray("<i>"));
        QCOMPARE(
            envelope("(NIL \"a \"quoted\" word\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<i>\")").from.size(),
            1);
        // raw 8 bit, NUL, bare CR: S-033
        QCOMPARE(envelope("(NIL \"\xe4\xff\" NIL NIL NIL NIL NIL NIL NIL NIL)").subject, QByteArray("\xe4\xff"));
        QCOMPARE(
            envelope(QByteArray("(NIL \"a\0b\rc\" NIL NIL NIL NIL NIL NIL NIL NIL)", 45)).subject, QByteArray("a?b?c"));
    }
    void structures()
    {
        const BodyPart mixed =
            structure("(((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"UTF-8\") NIL NIL \"7BIT\" 2279 48 NIL NIL NIL NIL)"
                      "(\"TEXT\" \"HTML\" (\"CHARSET\" \"UTF-8\") NIL NIL \"QUOTED-PRINTABLE\" 14123 256 NIL "
                      "(\"inline\" NIL) NIL NIL) \"ALTERNATIVE\" (\"BOUNDARY\" \"x\") NIL NIL)"
                      "(\"application\" \"pdf\" (\"name\" \"a.pdf\") \"<id>\" \"desc\" \"base64\" 100 NIL "
                      "(\"attachment\" (\"filename\" \"b.pdf\")) NIL NIL)"
                      "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 500 (NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL) "
                      "((\"text\" \"plain\" NIL NIL NIL \"7bit\" 3 1)(\"image\" \"png\" NIL NIL NIL \"base64\" 9) "
                      "\"mixed\") 20 NIL (\"attachment\" NIL))"
                      " \"MIXED\" (\"BOUNDARY\" \"y\") NIL NIL NIL)");
        QCOMPARE(sectionsOf(mixed),
            QByteArrayList(
                {"1.1 text/plain", "1.2 text/html", "2 application/pdf", "3.1 text/plain", "3.2 image/png"}));
        QCOMPARE(mixed.subtype, QByteArray("mixed"));
        QCOMPARE(mixed.children[1].fileName(), QByteArray("b.pdf"));
        QCOMPARE(mixed.children[1].encoding, QByteArray("base64"));
        QCOMPARE(mixed.children[1].disposition, QByteArray("attachment"));
        QCOMPARE(mixed.children[0].children[0].parameter("charset"), QByteArray("UTF-8"));
        QCOMPARE(mixed.children[0].children[0].sizeOctets, 2279);
        QCOMPARE(mixed.countAttachments(), 2);
        const BodyPart single = structure("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 3 1)");
        QCOMPARE(single.section, QByteArray("1"));
        QCOMPARE(single.countAttachments(), 0);
        const BodyPart nested = structure("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 500 (NIL \"s\" NIL NIL NIL NIL "
                                          "NIL NIL NIL NIL) (\"text\" \"plain\" NIL NIL NIL \"7bit\" 3 1) 20)");
        QCOMPARE(sectionsOf(nested), QByteArrayList{"1.1 text/plain"});
    }
    void oddStructures_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("children");
        QTest::newRow("Dovecot's empty multipart")
            << QByteArray("(NIL \"mixed\" (\"boundary\" \"x\") NIL NIL NIL)") << QByteArray("multipart/mixed") << 0;
        QTest::newRow("empty multipart") << QByteArray("(\"mixed\" (\"boundary\" \"x\") NIL NIL)")
                                         << QByteArray("multipart/mixed") << 0;
        QTest::newRow("Exchange's NILs") << QByteArray("(NIL NIL NIL NIL NIL \"7BIT\" 0 NIL NIL NIL NIL)")
                                         << QByteArray("application/octet-stream") << 0;
        QTest::newRow("negative") << QByteArray("(\"text\" \"plain\" NIL NIL NIL \"7bit\" -1 -1)")
                                  << QByteArray("text/plain") << 0;
        QTest::newRow("() for NIL") << QByteArray("(\"text\" \"plain\" () () () \"7bit\" 1 1 () () ())")
                                    << QByteArray("text/plain") << 0;
        QTest::newRow("extra data") << QByteArray(
            "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1 NIL NIL NIL NIL \"x\" (1 2) 3)")
                                    << QByteArray("text/plain") << 0;
        QTest::newRow("no envelope") << QByteArray("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 5)")
                                     << QByteArray("message/rfc822") << 0;
        QTest::newRow("no blanks") << QByteArray("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"text\" \"html\" NIL "
                                                 "NIL NIL \"7bit\" 1 1)\"alternative\")")
                                   << QByteArray("multipart/alternative") << 2;
        QTest::newRow("no boundary") << QByteArray("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) \"mixed\")")
                                     << QByteArray("multipart/mixed") << 1;
        QTest::newRow("string after the parameters")
            << QByteArray("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) \"mixed\" (\"boundary\" \"x\") \"odd\" NIL)")
            << QByteArray("multipart/mixed") << 1;
    }
    void oddStructures()
    {
        QFETCH(QByteArray, list);
        QFETCH(QByteArray, type);
        QFETCH(int, children);
        const BodyPart part = structure(list);
        QCOMPARE(part.type + '/' + part.subtype, type);
        QCOMPARE(part.children.size(), children);
        QVERIFY(part.sizeOctets >= 0);
    }
    void attachmentsAsPeopleCountThem()
    {
        const QByteArray text = "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)";
        const QByteArray html = "(\"text\" \"html\" NIL NIL NIL \"7bit\" 1 1)";
        const QByteArray logo = "(\"image\" \"png\" (\"name\" \"l.png\") \"<l@x>\" NIL \"base64\" 9 NIL (\"inline\" "
                                "(\"filename\" \"l.png\")))";
        QCOMPARE(structure("(" + text + html + " \"alternative\")").countAttachments(), 0);
        QCOMPARE(structure("(" + html + logo + " \"related\")").countAttachments(), 0);
        QCOMPARE(
            structure("(" + text
                + "(\"application\" \"pgp-signature\" (\"name\" \"signature.asc\") NIL NIL \"7bit\" 9) \"signed\")")
                .countAttachments(),
            0);
        QCOMPARE(
            structure("(" + text + "(\"image\" \"jpeg\" NIL NIL NIL \"base64\" 9) \"mixed\")").countAttachments(), 1);
        QCOMPARE(structure("(" + text + "(\"text\" \"plain\" (\"name\" \"notes.txt\") NIL NIL \"7bit\" 9 1) \"mixed\")")
                     .countAttachments(),
            1);
        QCOMPARE(structure("(" + text + "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 9 1 NIL \"attachment\") \"mixed\")")
                     .countAttachments(),
            1);
        QCOMPARE(structure("(" + text
                     + "(\"application\" \"pdf\" NIL NIL NIL \"base64\" 9 NIL (\"inline\" (\"filename*0\" \"a\" "
                       "\"filename*1\" \"b\"))) \"mixed\")")
                     .countAttachments(),
            1);
    }
};

QTEST_GUILESS_MAIN(tst_ImapFetchData)
#include "tst_ImapFetchData.moc"
