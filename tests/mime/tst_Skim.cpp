// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"
#include "mime/Skim.h"

#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Blob = QByteArray(200'000, 'A').replace("AAAAAAAAAAAAAAAA", "QUJDREVGRw==\r\n");

QByteArray mixed(const QByteArray &first, const QByteArray &boundaryField = "boundary=b")
{
    return "Subject: x\r\nContent-Type: multipart/mixed;\r\n " + boundaryField + "\r\n\r\npreamble\r\n--b\r\n" + first
        + "\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Blob
        + "\r\n--b--\r\n";
}

QByteArray alternative(const QByteArray &plain, const QByteArray &html)
{
    return "Content-Type: multipart/alternative; boundary=\"in ner\"\r\n\r\n--in ner\r\nContent-Type: "
           "text/plain\r\n\r\n"
        + plain + "\r\n--in ner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html + "\r\n--in ner--\r\n";
}

} // namespace

class tst_Skim : public QObject {
    Q_OBJECT
private slots:
    void equalsTheWholeReading_data();
    void equalsTheWholeReading();
    void countsAttachmentsOnlyWhereAllWasRead();
    void findsWordsBehindALongHead();
    void endsInsideNoCharacter();
};

void tst_Skim::equalsTheWholeReading_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("snippet");
    const auto row = [](const char *name, const QByteArray &raw, const QString &snippet) {
        QTest::newRow(name) << raw << snippet;
    };
    row("plain", "Subject: x\r\n\r\nHello Bob,\r\n\r\nsee you.\r\n", u"Hello Bob, see you."_s);
    row("bare line feeds", "Subject: x\n\nHello\nBob\n", u"Hello Bob"_s);
    row("mbox line in front", "From a@b Mon Jan 1 00:00:00 2026\r\nSubject: x\r\n\r\nHello\r\n", u"Hello"_s);
    row("no header", "\r\nHello\r\n", u"Hello"_s);
    row("no body", "Subject: x\r\n", QString());
    row("quoted-printable",
        "Content-Type: text/plain; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\nGr=C3=BC=\r\n"
        "=C3=9Fe\r\n",
        u"Grüße"_s);
    row("base64 in EUC-KR",
        "content-type: TEXT/PLAIN; CHARSET=euc-kr\r\nContent-Transfer-Encoding: BASE64\r\n\r\nvsiz58fPvLy/5A0K\r\n",
        u"안녕하세요"_s);
    row("quote, then words", "Subject: x\r\n\r\nOn Monday A wrote:\r\n> old\r\n\r\nnew\r\n", u"new"_s);
    row("html alone", "Content-Type: text/html\r\n\r\n<style>p{}</style><p>Hello <b>Bob</b></p>", u"Hello Bob"_s);
    row("mixed", mixed("Content-Type: text/plain\r\n\r\nHello\r\n"), u"Hello"_s);
    row("mixed, quoted boundary", mixed("\r\nHello\r\n", "BOUNDARY=\"b\"; x=y"), u"Hello"_s);
    row("mixed, boundary of RFC 2231", mixed("\r\nHello\r\n", "boundary*0=\"b\""), u"Hello"_s);
    row("mixed, comment", mixed("\r\nHello\r\n", "boundary=b (c)"), QString());
    row("alternative", mixed(alternative("plain words", "<p>other words</p>")), u"plain words"_s);
    row("alternative, html first",
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: "
        "text/html\r\n\r\n<p>h</p>\r\n--b\r\n"
        "\r\nplain\r\n--b--\r\n",
        u"plain"_s);
    row("alternative without words in plain", mixed(alternative("", "<p>only here</p>")), QString());
    row("a file first",
        mixed("Content-Type: text/plain; name=log.txt\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nlog"
              "\r\n--b\r\n\r\nHello\r\n"),
        u"Hello"_s);
    row("boundary that never comes", "Content-Type: multipart/mixed; boundary=b\r\n\r\nHello\r\n", QString());
    row("cut off", mixed("\r\nHello\r\n").left(130), u"Hello"_s);
}

void tst_Skim::equalsTheWholeReading()
{
    QFETCH(QByteArray, raw);
    QTEST(snippet(parse(raw)), "snippet");
    QTEST(skim(raw).snippet, "snippet");
}

void tst_Skim::countsAttachmentsOnlyWhereAllWasRead()
{
    QCOMPARE(skim(mixed("\r\nHello\r\n")).attachments, std::nullopt);
    QCOMPARE(skim(mixed("\r\n\r\n")).attachments, std::optional(1));
}

void tst_Skim::findsWordsBehindALongHead()
{
    const QByteArray style = "<style>" + QByteArray(20'000, 'x') + "</style>";
    const QByteArray empty = QByteArray("<p>&nbsp;</p>\r\n").repeated(1000);
    const QByteArray raw =
        "Content-Type: text/html\r\n\r\n<html><head>" + style + "</head><body>" + empty + "<p>Hello</p></body></html>";
    QCOMPARE(skim(raw).snippet, u"Hello"_s);
    const QByteArray beyond =
        "Content-Type: text/html\r\n\r\n<html><body>" + empty.repeated(5) + "<p>Hello</p></body></html>";
    QCOMPARE(skim(beyond).snippet, u"Hello"_s);
}

void tst_Skim::endsInsideNoCharacter()
{
    const QByteArray line = QByteArray("안녕하세요 ").repeated(4) + "\r\n";
    const QString snippet = skim("Content-Type: text/plain; charset=utf-8\r\n\r\n" + line.repeated(2000)).snippet;
    QVERIFY(snippet.startsWith(u"안녕하세요 안녕"_s));
    QVERIFY(!snippet.contains(QChar::ReplacementCharacter));
}

QTEST_GUILESS_MAIN(tst_Skim)
#include "tst_Skim.moc"
