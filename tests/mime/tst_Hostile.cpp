// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Limits.h"
#include "mime/Message.h"

#include <QTest>
#include <atomic>
#include <thread>
#include <vector>

using namespace godwit;
using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

// AddressSanitizer moves a buffer each time it grows: what takes a moment otherwise takes a minute there.
#ifdef __SANITIZE_ADDRESS__
constexpr int Smaller = 8;
#else
constexpr int Smaller = 1;
#endif

const QByteArray Start = "From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n";

QByteArray nestedMultiparts(int depth)
{
    QByteArray raw = Start;
    for (int level = 0; level < depth; ++level) {
        const QByteArray boundary = 'b' + QByteArray::number(level);
        raw += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
    }
    return raw + "\r\nhi\r\n";
}

QByteArray nestedMessages(int depth)
{
    return (Start + "Content-Type: message/rfc822\r\n\r\n").repeated(depth) + Start + "\r\nhi\r\n";
}

QByteArray manyParts(int count)
{
    return Start + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + QByteArray("--b\r\n\r\nx\r\n").repeated(count)
        + "--b--\r\n";
}

/// A bit of everything that the parser knows about.
QByteArray variedMessage()
{
    return "From: =?utf-8?B?7ZWc?= =?utf-8?Q?=EA=B5=AD?= <a@example.org>, G: b@example.org, \"c\" <c@example.org>;\r\n"
           "Subject: =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= x\r\nDate: Tue, 3 Nov 2026 09:15:00 +0900 (KST)\r\n"
           "References: <a@x> <b@x>\r\nContent-Type: multipart/mixed; boundary=\"o o\"\r\n\r\npreamble\r\n--o o\r\n"
           "Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Transfer-Encoding: "
           "quoted-printable\r\n"
           "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n=ED=95=9C =\r\nx\r\n--i\r\nContent-Type: "
           "text/html\r\n\r\n"
           "<p>x<a href=http://x.example>y</a>\r\n--i--\r\n--o o\r\nContent-Type: message/rfc822\r\n\r\nSubject: "
           "in\r\n\r\nx\r\n"
           "--o o\r\nContent-Type: application/x; name*0*=utf-8''%ED%95; name*1*=%9C\r\nContent-Transfer-Encoding: "
           "base64\r\n\r\n"
           "QUJDRA==\r\n--o o\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\n--o "
           "o--\r\n";
}

} // namespace

/// CASES group 3: whatever comes, an answer comes too, within the limits of base/Limits.h.
class tst_Hostile : public QObject {
    Q_OBJECT
private slots:
    void depthIsLimited_data();
    void depthIsLimited();
    void nestedMessagesAreLimited();
    void partsAreLimited();
    void hugeHeadersEnd_data();
    void hugeHeadersEnd();
    void boundariesAreReadOneWay_data();
    void boundariesAreReadOneWay();
    void brokenEncodingsGiveWhatIsThere_data();
    void brokenEncodingsGiveWhatIsThere();
    void firstOfTwoFieldsCounts();
    void encodedWordNeverEndsAnAddress();
    void absurdDatesAreNone_data();
    void absurdDatesAreNone();
    void strangeParametersAreBounded();
    void truncatedAtEveryOctet();
    void corruptedAtEveryOctet();
    void threadsDoNotDisturbEachOther();
};

/// S-060
void tst_Hostile::depthIsLimited_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("truncated");
    QTest::newRow("20") << 20 << false;
    QTest::newRow("100") << limits::MimeDepth - 1 << false;
    QTest::newRow("500") << 500 << true;
    QTest::newRow("10000") << 10000 << true;
}

void tst_Hostile::depthIsLimited()
{
    QFETCH(int, depth);
    QFETCH(bool, truncated);
    const Message message = parse(nestedMultiparts(depth));
    QCOMPARE(message.truncated, truncated);
    QCOMPARE(message.parts.size(), 1);
    QVERIFY(message.parts.constFirst().path.count(u'.') <= limits::MimeDepth);
}

void tst_Hostile::nestedMessagesAreLimited()
{
    const Message message = parse(nestedMessages(120));
    QVERIFY(message.truncated);
    QVERIFY(message.parts.size() <= limits::NestedMessages + 1);
    QVERIFY(!parse(nestedMessages(20)).truncated);
    QCOMPARE(parse(nestedMessages(20)).parts.size(), 21);
    QVERIFY(parse(nestedMessages(20000)).truncated);
}

void tst_Hostile::partsAreLimited()
{
    QCOMPARE(parse(manyParts(2000)).parts.size(), 2000);
    const Message message = parse(manyParts(100000));
    QVERIFY(message.truncated);
    QCOMPARE(message.parts.size(), limits::MimeParts);
}

/// S-057, S-058, S-059, S-066
void tst_Hostile::hugeHeadersEnd_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("S-057 line of 16 MiB")
        << QByteArray("Subject: ") + QByteArray(16 * 1024 * 1024 / Smaller, 'x') + "\r\n";
    QTest::newRow("S-057 200000 lines") << QByteArray("X-A: y\r\n").repeated(200000);
    QTest::newRow("S-057 500000 folds") << "Subject: a\r\n" + QByteArray(" x\r\n").repeated(500000 / Smaller);
    QTest::newRow("S-057 encoded words") << "Subject: " + QByteArray("=?utf-8?B?eA==?= ").repeated(200000) + "\r\n";
    QTest::newRow("S-058 semicolons") << "To: " + QByteArray(2000000, ';') + "\r\n";
    QTest::newRow("S-058 recipients") << "To: " + QByteArray("N <a@example.org>, ").repeated(100000) + "\r\n";
    QTest::newRow("S-058 A-labels") << "To: " + QByteArray("N <a@xn--3e0b707e.example>, ").repeated(50000) + "\r\n";
    QTest::newRow("S-059 comments") << "To: " + QByteArray(300000, '(') + "\r\n";
    QTest::newRow("S-059 groups") << "To: " + QByteArray("a:").repeated(300000) + "\r\n";
    QTest::newRow("S-059 folded groups") << "To: " + QByteArray("a:\r\n ").repeated(300000 / Smaller) + "b\r\n";
    QTest::newRow("S-059 brackets") << "To: " + QByteArray(300000, '<') + "\r\n";
    QTest::newRow("S-059 quotes") << "To: " + QByteArray("\"\\\"").repeated(300000) + "\r\n";
    QTest::newRow("S-066 references") << "References: " + QByteArray("<a@x> ").repeated(100000) + "\r\n";
    QTest::newRow("half words") << "Subject: " + QByteArray("=?").repeated(500000) + "\r\n";
}

void tst_Hostile::hugeHeadersEnd()
{
    QFETCH(QByteArray, header);
    const QByteArray raw = "From: Kim <kim@example.org>\r\n" + header + "\r\nbody\r\n";
    const Message message = parse(raw);
    QCOMPARE(message.envelope.from.value(0).addr, u"kim@example.org"_s);
    QCOMPARE(message.body.text, u"body\n"_s);
    qsizetype octets = 0;
    for (const HeaderField &field : message.headers)
        octets += field.name.size() + field.value.size();
    QVERIFY(octets <= limits::HeaderShownOctets);
    QCOMPARE(parseEnvelope(raw).from, message.envelope.from);
}

/// S-061
void tst_Hostile::boundariesAreReadOneWay_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<int>("parts");
    const QByteArray long900(900, 'q');
    QTest::newRow("missing") << Start + "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n" << 1;
    QTest::newRow("empty") << Start + "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\nx\r\n" << 1;
    QTest::newRow("prefix") << Start
            + "Content-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\nContent-Type: multipart/mixed; "
              "boundary=abc\r\n\r\n"
              "--abc\r\n\r\nx\r\n--abc--\r\n--ab\r\n\r\ny\r\n--ab--\r\n"
                            << 2;
    QTest::newRow("900 octets") << Start + "Content-Type: multipart/mixed; boundary=\"" + long900 + "\"\r\n\r\n--"
            + long900 + "\r\n\r\nx\r\n--" + long900
            + "--\r\n" << 1;
    QTest::newRow("same inside") << Start + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + QByteArray("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n").repeated(5)
                                 << 1;
}

void tst_Hostile::boundariesAreReadOneWay()
{
    QFETCH(QByteArray, raw);
    QFETCH(int, parts);
    QCOMPARE(int(parse(raw).parts.size()), parts);
}

/// S-062
void tst_Hostile::brokenEncodingsGiveWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("base64 junk") << QByteArray("base64") << QByteArray("QU\x01 J-!D") << QByteArray("ABC");
    QTest::newRow("base64 without padding") << QByteArray("base64") << QByteArray("QUJDRA") << QByteArray("ABCD");
    QTest::newRow("base64 three") << QByteArray("base64") << QByteArray("QUJDREU") << QByteArray("ABCDE");
    QTest::newRow("qp no hex") << QByteArray("quoted-printable") << QByteArray("a=ZZb=41") << QByteArray("a=ZZbA");
    QTest::newRow("unknown") << QByteArray("x-none") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("uuencode") << QByteArray("x-uuencode") << QByteArray("begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n")
                              << QByteArray("Cat");
    QTest::newRow("uuencode alone") << QByteArray("x-uue") << QByteArray("#0V%T\r\n") << QByteArray("Cat");
}

void tst_Hostile::brokenEncodingsGiveWhatIsThere()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, content);
    const Message message = parse(Start + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + body);
    QCOMPARE(message.parts.value(0).content, content);
}

/// S-052
void tst_Hostile::firstOfTwoFieldsCounts()
{
    const Message message = parse("From: a@example.org\r\nFrom: b@example.org\r\nSubject: one\r\nSubject: two\r\n"
                                  "Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n<p>x\r\n");
    QCOMPARE(message.envelope.from.size(), 1);
    QCOMPARE(message.envelope.from.constFirst().addr, u"a@example.org"_s);
    QCOMPARE(message.envelope.subject.value(), u"one"_s);
    QCOMPARE(message.parts.constFirst().type, u"text/html"_s);
    QCOMPARE(message.headers.last().name, QByteArray("Content-Type")); // the second is still shown as it stood
    QCOMPARE(message.headers.last().value, QByteArray("text/plain"));
}

/// S-048, S-050, S-051
void tst_Hostile::encodedWordNeverEndsAnAddress()
{
    const auto one = [](const QByteArray &field) {
        return parseAddressList(field).value(0);
    };
    QCOMPARE(one("=?utf-8?b?Ym9zc0BiYW5rLmV4YW1wbGUA?= <real@sender.example>").addr, u"real@sender.example"_s);
    QCOMPARE(
        one("=?utf-8?q?boss=40bank.example=0D=0ABcc=3A?= <real@sender.example>").name, u"boss@bank.example Bcc:"_s);
    QVERIFY(one("=?utf-8?b?Ym9zc0BiYW5rLmV4YW1wbGUA?=@sender.example").addr.endsWith(u"@sender.example"));
    QCOMPARE(one(u"\"boss@bank.example\u2800\u3164 \u3164x\u202Emoc\" <real@sender.example>"_s.toUtf8()).name,
        u"boss@bank.example xmoc"_s);
}

/// S-065
void tst_Hostile::absurdDatesAreNone_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field :
        {"", "garbage", "Tue, 31 Dec 99999999999 10:00:00 +0000", "32 Foo 2026", "\xff\xfe", "0 0 0 0:0:0"})
        QTest::addRow("%s", QByteArray(field).toPercentEncoding().constData()) << QByteArray(field);
}

void tst_Hostile::absurdDatesAreNone()
{
    QFETCH(QByteArray, field);
    QVERIFY(!parseDate(field).has_value());
}

/// S-064
void tst_Hostile::strangeParametersAreBounded()
{
    QByteArray pieces;
    for (int piece = 0; piece < 50000; ++piece)
        pieces += "; name*" + QByteArray::number(piece) + "=x";
    const Message many = parse(Start + "Content-Type: text/plain" + pieces + "\r\n\r\nhi");
    QVERIFY(many.parts.constFirst().filename.value_or(QString()).size() <= 1024);
    const Message odd = parse(Start
        + "Content-Type: text/plain; name*4294967295=x; name*0=a; name*2=c; name*-1=q; "
          "name*99999999999999999999=z\r\n\r\nhi");
    QVERIFY(odd.parts.constFirst().filename.value_or(QString()).size() < 20);
}

void tst_Hostile::truncatedAtEveryOctet()
{
    const QByteArray whole = variedMessage();
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const Message message = parse(whole.left(length));
        QVERIFY(message.parts.size() <= 6);
        parseEnvelope(whole.left(length));
    }
    QCOMPARE(parse(whole).parts.size(), 6);
}

void tst_Hostile::corruptedAtEveryOctet()
{
    const QByteArray whole = variedMessage();
    for (const char octet : {'\0', '\xff', '\n', '-', '"', ';', '='}) {
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray broken = whole;
            broken[at] = octet;
            QVERIFY(parse(broken).parts.size() < 20);
        }
    }
}

void tst_Hostile::threadsDoNotDisturbEachOther()
{
    const Message expected = parse(variedMessage());
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int index = 0; index < 4; ++index) {
        threads.emplace_back([&expected, &wrong] {
            for (int round = 0; round < 200; ++round) {
                const Message message = parse(variedMessage());
                wrong +=
                    message.envelope.subject != expected.envelope.subject || message.body.text != expected.body.text;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(tst_Hostile)
#include "tst_Hostile.moc"
