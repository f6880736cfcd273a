// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"

#include <QTest>

using namespace godwit;
using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

Draft plainDraft()
{
    Draft draft;
    draft.from = {u"김서연"_s, u"seoyeon@example.org"_s};
    draft.to = {{u"Bob, the Builder"_s, u"bob@example.com"_s}, {QString(), u"carol@example.net"_s}};
    draft.subject = u"분기 보고서와 회의 일정 안내드립니다 – quarterly figures and the date of our next meeting"_s;
    draft.text = u"안녕하세요,\n\n숫자를 보냅니다.\n.\nFrom here on it is English.\ttab  \n"_s;
    draft.date = QDateTime(QDate(2026, 11, 3), QTime(9, 5, 7), Qt::OffsetFromUTC, 9 * 3600);
    return draft;
}

/// What holds for every message on the wire (S-124).
QByteArray wireFault(const QByteArray &message, bool eightBit = false)
{
    if (message.contains('\0'))
        return "NUL";
    QByteArray rest = message;
    if (!rest.endsWith("\r\n"))
        return "no line end at the end";
    rest.replace("\r\n", "\n");
    if (rest.contains('\r'))
        return "bare CR";
    if (rest.count('\n') != message.count('\n'))
        return "bare LF";
    for (const QByteArray &line : rest.split('\n')) {
        if (line.size() > 998)
            return "long line";
    }
    if (!eightBit && !isSevenBit(message))
        return "8-bit";
    return {};
}

QByteArray everyOctet()
{
    QByteArray octets;
    for (int round = 0; round < 20; ++round) {
        for (int octet = 0; octet < 256; ++octet)
            octets += char(octet);
    }
    return octets;
}

} // namespace

class tst_Compose : public QObject {
    Q_OBJECT
private slots:
    void builtMessageReadsTheSame();
    void attachmentsAreByteEqual_data();
    void attachmentsAreByteEqual();
    void htmlWithImageIsRelatedInsideAlternative();
    void namesSurviveForOldAndNewReaders();
    void dateCarriesItsZone();
    void eightBitOnlyWhenAllowed();
    void longLinesAreEncoded();
    void headerInjectionIsImpossible();
    void unfitAddressesAreRefused_data();
    void unfitAddressesAreRefused();
    void messageIdNamesNobody();
    void attachedMessageStaysMessage();
    void transferTakesBccOut();
    void transferMakesLineEndsAndDropsNul();
    void transferEncodesOnlyWhatMustBe();
    void transferEncodesRawHeaders();
    void transferOfTruncatedMessageIsSafe();
    void replyToSender();
    void replyToAllLeavesMeOut();
    void replyToOwnMessageGoesOn();
    void replyToList();
    void replyQuotesFlowedText();
    void forwardTakesAttachments();
};

void tst_Compose::builtMessageReadsTheSame()
{
    const Draft draft = plainDraft();
    const Result<QByteArray> built = build(draft);
    QVERIFY(built.has_value());
    QCOMPARE(wireFault(*built), QByteArray());
    const Message read = parse(*built);
    QCOMPARE(read.body.text, draft.text);
    QCOMPARE(read.envelope.subject.value(), draft.subject);
    QCOMPARE(read.envelope.from, AddressList{draft.from});
    QCOMPARE(read.envelope.to, draft.to);
    QCOMPARE(read.envelope.date.value(), draft.date.toUTC());
    QVERIFY(read.envelope.messageId.endsWith(u"@example.org"));
}

void tst_Compose::attachmentsAreByteEqual_data()
{
    QTest::addColumn<QString>("filename");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("every octet") << u"data.bin"_s << u"application/octet-stream"_s << everyOctet();
    QTest::newRow("text with LF") << u"notes.txt"_s << u"text/plain"_s << QByteArray("a\nb\r\nc\rd\n\n");
    QTest::newRow("empty") << u"empty.dat"_s << QString() << QByteArray();
    QTest::newRow("Korean name") << u"2026년 3분기 매출 보고서 (최종본, 검토 완료).pdf"_s << QString()
                                 << QByteArray("%PDF-1.7\n");
    QTest::newRow("long name") << QString(200, u'가') + u".png"_s << u"image/png"_s << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("quotes in name") << uR"(a "b" \c;d=e.txt)"_s << u"text/plain"_s << QByteArray("x");
    QTest::newRow("percent in name") << u"100%25.txt"_s << u"text/plain"_s << QByteArray("x");
}

void tst_Compose::attachmentsAreByteEqual()
{
    QFETCH(QString, filename);
    QFETCH(QString, type);
    QFETCH(QByteArray, content);
    Draft draft = plainDraft();
    draft.attachments = {{filename, type, content, {}}, {u"second.bin"_s, {}, QByteArray("\0\1\2", 3), {}}};
    const Result<QByteArray> built = build(draft);
    QVERIFY(built.has_value());
    QCOMPARE(wireFault(*built), QByteArray());
    const Message read = parse(*built);
    QCOMPARE(read.body.text, draft.text);
    QCOMPARE(read.body.attachments.size(), 2);
    const Part &first = read.parts.at(read.body.attachments.at(0));
    QCOMPARE(first.filename.value(), filename);
    QCOMPARE(first.content, content);
    QCOMPARE(read.parts.at(read.body.attachments.at(1)).content, QByteArray("\0\1\2", 3));
}

void tst_Compose::htmlWithImageIsRelatedInsideAlternative()
{
    Draft draft = plainDraft();
    draft.html = u"<p>안녕 <img src=\"cid:pic1@x\"></p>\n"_s;
    draft.attachments = {
        {u"pic.png"_s, u"image/png"_s, QByteArray("\x89PNG"), u"pic1@x"_s}, {u"a.pdf"_s, {}, "%PDF", {}}};
    const Result<QByteArray> built = build(draft);
    QVERIFY(built.has_value());
    const Message read = parse(*built);
    QStringList shape;
    for (const Part &part : read.parts)
        shape.append(part.path + u' ' + part.type);
    QCOMPARE(
        shape, QStringList({u"1.1 text/plain"_s, u"1.2.1 text/html"_s, u"1.2.2 image/png"_s, u"2 application/pdf"_s}));
    QCOMPARE(read.body.html, draft.html);
    QCOMPARE(read.body.inlineImages.size(), 1);
    QCOMPARE(read.parts.at(read.body.inlineImages.constFirst()).contentId, u"pic1@x"_s);
}

void tst_Compose::namesSurviveForOldAndNewReaders()
{
    Draft draft = plainDraft();
    draft.attachments = {{u"보고서.pdf"_s, u"application/pdf"_s, "%PDF", {}}};
    const QByteArray built = build(draft).value();
    QVERIFY(built.contains("filename*=UTF-8''%EB%B3%B4")); // RFC 2231
    QVERIFY(built.contains("name=\"=?UTF-8?B?67O06rOg7IScLnBkZg==?=\"")); // RFC 2047, for the others
}

void tst_Compose::dateCarriesItsZone()
{
    Draft draft = plainDraft();
    QVERIFY(build(draft).value().contains("Date: Tue, 03 Nov 2026 09:05:07 +0900\r\n"));
    draft.date = QDateTime(QDate(2026, 1, 2), QTime(23, 0), Qt::OffsetFromUTC, -(4 * 3600 + 1800));
    QVERIFY(build(draft).value().contains("Date: Fri, 02 Jan 2026 23:00:00 -0430\r\n"));
}

void tst_Compose::eightBitOnlyWhenAllowed()
{
    const Draft draft = plainDraft();
    const QByteArray allowed = build(draft, true).value();
    QCOMPARE(isSevenBit(build(draft, false).value()), true);
    QCOMPARE(wireFault(allowed, true), QByteArray());
    QCOMPARE(parse(allowed).body.text, draft.text);
}

void tst_Compose::longLinesAreEncoded()
{
    Draft draft = plainDraft();
    draft.text = QString(5000, u'x') + u'\n';
    draft.subject = QString(3000, u's');
    draft.references = QStringList(100, u"abc@example.org"_s);
    const QByteArray built = build(draft, true).value();
    QCOMPARE(wireFault(built, true), QByteArray());
    QCOMPARE(parse(built).body.text, draft.text);
    QCOMPARE(parse(built).envelope.subject.value(), draft.subject);
}

/// S-126: whatever is put into a value, no field begins with it.
void tst_Compose::headerInjectionIsImpossible()
{
    const QString bad = u"x\r\nBcc: evil@example.org\r\n\r\nbody\n\r\u2028 y"_s;
    Draft draft = plainDraft();
    draft.subject = bad;
    draft.from.name = bad;
    draft.to.first().name = bad;
    draft.messageId = u"a@b\r\nX-Evil: 1"_s;
    draft.inReplyTo = {bad, u"good@id"_s};
    draft.references = {bad};
    draft.extraHeaders = {{"X-Godwit-Note", bad.toUtf8()}};
    draft.attachments = {{bad, u"text/plain\r\nX-Evil: 1"_s, "x", bad}};
    const QByteArray built = build(draft).value();
    QCOMPARE(wireFault(built), QByteArray());
    QVERIFY(!built.contains("\r\nBcc:") && !built.contains("\r\nX-Evil") && !built.contains("\r\n\r\nbody"));
    QCOMPARE(parse(built).envelope.inReplyTo, QStringList({u"good@id"_s}));
    draft.extraHeaders = {{"X-Bad: y\r\nBcc", "v"}};
    QVERIFY(!build(draft).has_value());
    draft.extraHeaders = {{"bcc", "v@example.org"}};
    QVERIFY(!build(draft).has_value());
}

void tst_Compose::unfitAddressesAreRefused_data()
{
    QTest::addColumn<QString>("addr");
    for (const char *addr : {"a@b\r\nRCPT TO:<c@d>", "a@b> SIZE=1", "<a@b>", "a b@c", "a@", "@b", "a", "", "a@b c",
             "a@b@c", "a,b@c", "a@b..c", "\"a\rb\"@c", "a@[1.2.3.4", "a;b@c"})
        QTest::addRow("%s", QByteArray(addr).toPercentEncoding().constData()) << QString::fromLatin1(addr);
    QTest::newRow("8-bit local part") << u"홍@example.org"_s;
    QTest::newRow("zero width") << u"a\u200Bb@example.org"_s;
}

/// S-125
void tst_Compose::unfitAddressesAreRefused()
{
    QFETCH(QString, addr);
    Draft draft = plainDraft();
    draft.cc = {{u"x"_s, addr}};
    const Result<QByteArray> built = build(draft);
    QVERIFY(!built.has_value());
    QCOMPARE(built.error().kind, MailError::Kind::Refused);
    draft = plainDraft();
    draft.cc = {{{}, u"o'neil+tag=x@sub.example.org"_s}, {{}, u"\"quoted\"@example.org"_s}, {{}, u"x@[192.0.2.1]"_s},
        {{}, u"kim@한국.example"_s}};
    QVERIFY(build(draft).has_value());
    QVERIFY(build(draft).value().contains("kim@xn--"));
}

/// S-134
void tst_Compose::messageIdNamesNobody()
{
    const QString one = makeMessageId(u"kim@example.org"_s);
    QVERIFY(one.endsWith(u"@example.org"));
    QVERIFY(one != makeMessageId(u"kim@example.org"_s));
    QVERIFY(!one.contains(u"kim"));
    QVERIFY(!one.contains(QSysInfo::machineHostName()));
    QVERIFY(makeMessageId(u"bad>\r\n"_s).endsWith(u"@mail.invalid"));
}

void tst_Compose::attachedMessageStaysMessage()
{
    Draft draft = plainDraft();
    const QByteArray inner = "From: a@example.org\nSubject: caf\xC3\xA9\nContent-Type: text/plain; charset=utf-8\n"
                             "Content-Transfer-Encoding: 8bit\n\ncaf\xC3\xA9\n";
    draft.attachments = {{u"m.eml"_s, u"message/rfc822"_s, inner, {}}};
    const QByteArray built = build(draft).value();
    QCOMPARE(wireFault(built), QByteArray());
    const Message read = parse(built);
    QCOMPARE(read.parts.size(), 3);
    QVERIFY(read.parts.at(1).container);
    QCOMPARE(read.parts.at(2).path, u"2.1"_s);
    QCOMPARE(decodeText(read.parts.at(2).content, u"utf-8"_s).trimmed(), u"café"_s);
}

/// S-127
void tst_Compose::transferTakesBccOut()
{
    Draft draft = plainDraft();
    draft.bcc = {{u"숨은 사람"_s, u"hidden@example.org"_s}};
    const QByteArray built = build(draft).value();
    QVERIFY(built.contains("hidden@example.org"));
    const QByteArray wire = prepareForTransfer(built, true);
    QVERIFY(!wire.contains("hidden@example.org"));
    const QByteArray folded =
        "From: a@b.example\nBCC: x@y.example,\n\tz@y.example\nResent-Bcc: q@y.example\nTo: c@d.example\n\nBcc: stays\n";
    const QByteArray sent = prepareForTransfer(folded, true);
    QCOMPARE(sent, QByteArray("From: a@b.example\r\nTo: c@d.example\r\n\r\nBcc: stays\r\n"));
}

void tst_Compose::transferMakesLineEndsAndDropsNul()
{
    const QByteArray wire = prepareForTransfer(QByteArray("A: b\n\nx\ry\r\nz\0w\n.", 16), true);
    QCOMPARE(wire, QByteArray("A: b\r\n\r\nx\r\ny\r\nzw\r\n.\r\n"));
}

void tst_Compose::transferEncodesOnlyWhatMustBe()
{
    const QByteArray message =
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=\"=b\"\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
        "--=b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "caf\xC3\xA9 = good\r\n"
        "--=b\r\nContent-Type: text/plain\r\nX-Keep: me\r\n\r\nplain stays\r\n--=b--\r\n";
    QCOMPARE(prepareForTransfer(message, true), message);
    const QByteArray wire = prepareForTransfer(message, false);
    QCOMPARE(wireFault(wire), QByteArray());
    QVERIFY(wire.contains("caf=C3=A9 =3D good"));
    QVERIFY(wire.contains("Content-Type: text/plain\r\nX-Keep: me\r\n\r\nplain stays\r\n--=b--\r\n"));
    const Message before = parse(message), after = parse(wire);
    QCOMPARE(after.parts.size(), before.parts.size());
    QCOMPARE(after.body.text, before.body.text);
}

void tst_Compose::transferEncodesRawHeaders()
{
    const QByteArray wire =
        prepareForTransfer(u"From: \"홍 길동\" <h@example.org>\r\nSubject: 안녕 hello\r\n\r\nx\r\n"_s.toUtf8(), false);
    QCOMPARE(wireFault(wire), QByteArray());
    QCOMPARE(parse(wire).envelope.subject.value(), u"안녕 hello"_s);
    QCOMPARE(parse(wire).envelope.from.constFirst().addr, u"h@example.org"_s);
}

void tst_Compose::transferOfTruncatedMessageIsSafe()
{
    Draft draft = plainDraft();
    draft.html = u"<b>글</b>"_s;
    draft.attachments = {{u"가.bin"_s, {}, everyOctet().left(300), {}}};
    const QByteArray built = build(draft, true).value();
    for (qsizetype length = 0; length < built.size(); length += 3) {
        const QByteArray wire = prepareForTransfer(built.left(length), false);
        QVERIFY(wire.isEmpty() || wireFault(wire).isEmpty());
    }
}

namespace {

Message received()
{
    return parse("From: Kim <kim@example.org>\r\nTo: me@example.com, Lee <lee@example.org>\r\n"
                 "Cc: ME@example.com, park@example.org, kim@example.org\r\nSubject: RE: Re[2]: plan\r\n"
                 "Message-ID: <m3@x>\r\nReferences: <m1@x> <m2@x>\r\nList-Post: <mailto:team%40lists.example.org>\r\n"
                 "Content-Type: text/plain; format=flowed\r\n\r\n"
                 "one \r\ntwo\r\n> earlier \r\n> words\r\n\r\n-- \r\nKim\r\n");
}

} // namespace

void tst_Compose::replyToSender()
{
    const Draft draft = makeReply(received(), ReplyKind::Sender, {u"me@example.com"_s}, u"Kim wrote:"_s);
    QCOMPARE(draft.to, AddressList({{u"Kim"_s, u"kim@example.org"_s}}));
    QVERIFY(draft.cc.isEmpty());
    QCOMPARE(draft.subject, u"Re: plan"_s);
    QCOMPARE(draft.inReplyTo, QStringList({u"m3@x"_s}));
    QCOMPARE(draft.references, QStringList({u"m1@x"_s, u"m2@x"_s, u"m3@x"_s}));
}

/// S-135
void tst_Compose::replyToAllLeavesMeOut()
{
    const Draft draft = makeReply(received(), ReplyKind::All, {u"me@example.com"_s}, {});
    QCOMPARE(draft.to, AddressList({{u"Kim"_s, u"kim@example.org"_s}, {u"Lee"_s, u"lee@example.org"_s}}));
    QCOMPARE(draft.cc, AddressList({{QString(), u"park@example.org"_s}}));
}

void tst_Compose::replyToOwnMessageGoesOn()
{
    const Draft draft = makeReply(received(), ReplyKind::Sender, {u"kim@example.org"_s}, {});
    QCOMPARE(draft.to.size(), 2);
    QCOMPARE(draft.to.constFirst().addr, u"me@example.com"_s);
}

void tst_Compose::replyToList()
{
    QCOMPARE(
        makeReply(received(), ReplyKind::List, {}, {}).to, AddressList({{QString(), u"team@lists.example.org"_s}}));
}

void tst_Compose::replyQuotesFlowedText()
{
    const Draft draft = makeReply(received(), ReplyKind::Sender, {}, u"Kim wrote:"_s);
    QCOMPARE(draft.text, u"Kim wrote:\n> one two\n>> earlier words\n"_s);
}

void tst_Compose::forwardTakesAttachments()
{
    Draft draft = plainDraft();
    draft.attachments = {{u"가.bin"_s, {}, everyOctet(), {}}};
    const Draft forward = makeReply(parse(build(draft).value()), ReplyKind::Forward, {}, u"Forwarded"_s);
    QVERIFY(forward.to.isEmpty());
    QVERIFY(forward.subject.startsWith(u"Fwd: 분기"));
    QCOMPARE(forward.attachments.size(), 1);
    QCOMPARE(forward.attachments.constFirst().content, everyOctet());
    QVERIFY(forward.text.startsWith(u"Forwarded\n\n안녕하세요"));
}

QTEST_GUILESS_MAIN(tst_Compose)
#include "tst_Compose.moc"
