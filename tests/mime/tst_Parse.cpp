// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Newsletter = "From: =?UTF-8?B?7ZmN6ri464+Z?= <hong@example.org>\r\n"
                              "To: Alice <alice@example.org>, \"B, Bob\" <bob@example.org>\r\n"
                              "Subject: =?ks_c_5601-1987?B?jGO55iC6uLDtvK0=?=\r\n"
                              "Date: Tue, 3 Nov 2026 09:15:00 +0900\r\n"
                              "Message-ID: <n1@example.org>\r\n"
                              "References: <a@example.org>\r\n <b@example.org>\r\n"
                              "MIME-Version: 1.0\r\n"
                              "Content-Type: multipart/mixed; boundary=outer\r\n"
                              "\r\n"
                              "--outer\r\n"
                              "Content-Type: multipart/related; boundary=mid\r\n"
                              "\r\n"
                              "--mid\r\n"
                              "Content-Type: multipart/alternative; boundary=inner\r\n"
                              "\r\n"
                              "--inner\r\n"
                              "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
                              "Content-Transfer-Encoding: base64\r\n"
                              "\r\n"
                              "7JWI64WVDQo=\r\n"
                              "--inner\r\n"
                              "Content-Type: text/html; charset=utf-8\r\n"
                              "\r\n"
                              "<p>hello<img src=\"cid:logo@x\"></p>\r\n"
                              "--inner--\r\n"
                              "--mid\r\n"
                              "Content-Type: image/png\r\n"
                              "Content-ID: <logo@x>\r\n"
                              "Content-Transfer-Encoding: base64\r\n"
                              "\r\n"
                              "iVBORw==\r\n"
                              "--mid--\r\n"
                              "--outer\r\n"
                              "Content-Type: application/pdf\r\n"
                              "Content-Disposition: attachment; filename*=UTF-8''%EB%B3%B4%EA%B3%A0.pdf\r\n"
                              "\r\n"
                              "PDF\r\n"
                              "--outer--\r\n";

} // namespace

class tst_Parse : public QObject {
    Q_OBJECT
private slots:
    void readsEnvelope();
    void numbersPartsAsImapDoes();
    void choosesBody();
    void envelopeAloneEqualsWholeParse();
    void textFilesAreShownAndKept();
    void signatureIsNoAttachment();
    void imagesByEncodedContentId();
    void messageInBase64IsOpened();
};

void tst_Parse::readsEnvelope()
{
    const Message message = parse(Newsletter);
    QCOMPARE(message.envelope.from, AddressList({{u"홍길동"_s, u"hong@example.org"_s}}));
    QCOMPARE(
        message.envelope.to, AddressList({{u"Alice"_s, u"alice@example.org"_s}, {u"B, Bob"_s, u"bob@example.org"_s}}));
    QVERIFY(message.envelope.subject.has_value());
    QCOMPARE(message.envelope.subject.value(), u"똠방 보고서"_s);
    QCOMPARE(message.envelope.date.value(), QDateTime(QDate(2026, 11, 3), QTime(0, 15), Qt::UTC));
    QCOMPARE(message.envelope.messageId, u"n1@example.org"_s);
    QCOMPARE(message.envelope.references, QStringList({u"a@example.org"_s, u"b@example.org"_s}));
}

void tst_Parse::numbersPartsAsImapDoes()
{
    const Message message = parse(Newsletter);
    QStringList paths;
    for (const Part &part : message.parts)
        paths.append(part.path + u' ' + part.type);
    QCOMPARE(
        paths, QStringList({u"1.1.1 text/plain"_s, u"1.1.2 text/html"_s, u"1.2 image/png"_s, u"2 application/pdf"_s}));
    QCOMPARE(message.parts.at(3).filename.value(), u"보고.pdf"_s);
    QCOMPARE(message.parts.at(2).content, QByteArray("\x89PNG"));
}

void tst_Parse::choosesBody()
{
    const Body body = parse(Newsletter).body;
    QCOMPARE(body.text, u"안녕\n"_s);
    QVERIFY(body.textIsFlowed);
    QVERIFY(body.html.contains(u"<p>hello"_s));
    QCOMPARE(body.inlineImages, QList<qsizetype>({2}));
    QCOMPARE(body.attachments, QList<qsizetype>({3}));
}

void tst_Parse::envelopeAloneEqualsWholeParse()
{
    const Envelope whole = parse(Newsletter).envelope;
    const Envelope alone = parseEnvelope(Newsletter);
    QCOMPARE(alone.subject, whole.subject);
    QCOMPARE(alone.from, whole.from);
    QCOMPARE(alone.to, whole.to);
    QCOMPARE(alone.date, whole.date);
    QCOMPARE(alone.references, whole.references);
}

void tst_Parse::textFilesAreShownAndKept()
{
    const Message message =
        parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n"
              "Content-Type: text/plain\r\nContent-Disposition: inline; filename=notes.txt\r\n\r\nnotes\r\n--b\r\n"
              "Content-Type: text/plain; name=log.txt\r\n\r\nlog\r\n--b--\r\n");
    QCOMPARE(message.body.text, u"hello\nnotes"_s);
    QCOMPARE(message.body.attachments, QList<qsizetype>({1, 2}));
}

void tst_Parse::signatureIsNoAttachment()
{
    const Message message = parse(
        "Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"\r\n\r\n"
        "--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\nx\r\n--b--\r\n");
    QCOMPARE(message.parts.size(), 2);
    QVERIFY(message.body.attachments.isEmpty());
}

void tst_Parse::imagesByEncodedContentId()
{
    const Message message =
        parse("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
              "<img src='CID:a%40x'>\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <a@x>\r\n\r\nx\r\n--b\r\n"
              "Content-Type: image/png\r\nContent-ID: <b@x>\r\n\r\nx\r\n--b--\r\n");
    QCOMPARE(message.body.inlineImages, QList<qsizetype>({1}));
    QCOMPARE(message.body.attachments, QList<qsizetype>({2}));
}

void tst_Parse::messageInBase64IsOpened()
{
    const Message message = parse("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + QByteArray("Subject: in\r\n\r\ninner\r\n").toBase64() + "\r\n");
    QCOMPARE(message.parts.size(), 2);
    QVERIFY(message.parts.at(0).container);
    QCOMPARE(message.parts.at(1).path, u"1.1"_s);
    QCOMPARE(message.parts.at(1).content, QByteArray("inner\r\n"));
}

QTEST_GUILESS_MAIN(tst_Parse)
#include "tst_Parse.moc"
