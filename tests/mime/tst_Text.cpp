// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Text.h"

#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

QString shape(const QString &text, TextFlow flow)
{
    QStringList lines;
    for (const TextParagraph &paragraph : readPlainText(text, flow))
        lines.append(QString::number(paragraph.quoteLevel) + (paragraph.signature ? u"s:"_s : u":"_s) + paragraph.text);
    return lines.join(u'|');
}

} // namespace

class tst_Text : public QObject {
    Q_OBJECT
private slots:
    void flowedLinesJoin_data();
    void flowedLinesJoin();
    void fixedLinesStay();
    void signatureIsMarked();
    void addressesAreFound_data();
    void addressesAreFound();
    void quotingAddsOneLevel();
    void hostileTextEnds();
};

/// RFC 3676 section 4
void tst_Text::flowedLinesJoin_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("delSp");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two lines") << u"one \ntwo\nthree\n"_s << false << u"0:one two|0:three"_s;
    QTest::newRow("delsp") << u"한국 \n어 문장\n"_s << true << u"0:한국어 문장"_s;
    QTest::newRow("stuffed") << u" From here\n >not a quote\n  two\n"_s << false
                             << u"0:From here|0:>not a quote|0: two"_s;
    QTest::newRow("quote levels do not join") << u"> a \n>> b \n> c\n"_s << false << u"1:a |2:b |1:c"_s;
    QTest::newRow("quote joins itself") << u">> a \n>> b\n"_s << false << u"2:a b"_s;
    QTest::newRow("signature mark is not soft") << u"text \n-- \nKim\n"_s << false << u"0:text |0s:-- |0s:Kim"_s;
    QTest::newRow("CRLF") << u"one \r\ntwo\r\n"_s << false << u"0:one two"_s;
    QTest::newRow("ends soft") << u"one "_s << false << u"0:one "_s;
    QTest::newRow("blank lines") << u"a\n\n \nb"_s << false << u"0:a|0:|0:|0:b"_s;
}

void tst_Text::flowedLinesJoin()
{
    QFETCH(QString, text);
    QFETCH(bool, delSp);
    QFETCH(QString, expected);
    QCOMPARE(shape(text, delSp ? TextFlow::FlowedDelSp : TextFlow::Flowed), expected);
}

void tst_Text::fixedLinesStay()
{
    QCOMPARE(shape(u"one \ntwo\n> > a\n>> b\n>c\n"_s, TextFlow::Fixed), u"0:one |0:two|2:a|2:b|1:c"_s);
}

void tst_Text::signatureIsMarked()
{
    QCOMPARE(shape(u"hi\n-- \nKim\nSeoul\n"_s, TextFlow::Fixed), u"0:hi|0s:-- |0s:Kim|0s:Seoul"_s);
}

void tst_Text::addressesAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("targets");
    QTest::newRow("sentence") << u"See https://example.org/a_(b). And www.example.com!"_s
                              << QStringList({u"https://example.org/a_(b)"_s, u"http://www.example.com"_s});
    QTest::newRow("brackets") << u"<https://example.org/x>, (http://example.org/y)"_s
                              << QStringList({u"https://example.org/x"_s, u"http://example.org/y"_s});
    QTest::newRow("mail") << u"write to kim@example.org."_s << QStringList({u"mailto:kim@example.org"_s});
    QTest::newRow("Korean after") << u"https://example.org/에서"_s
                                  << QStringList({u"https://example.org/%EC%97%90%EC%84%9C"_s});
    QTest::newRow("dead") << u"javascript:alert(1) file:///etc/passwd"_s << QStringList();
}

void tst_Text::addressesAreFound()
{
    QFETCH(QString, text);
    QFETCH(QStringList, targets);
    QStringList found;
    const QList<TextParagraph> paragraphs = readPlainText(text, TextFlow::Fixed);
    for (const TextLink &link : paragraphs.constFirst().links) {
        found.append(link.target);
        QVERIFY(link.start >= 0 && link.start + link.length <= text.size());
    }
    QCOMPARE(found, targets);
}

void tst_Text::quotingAddsOneLevel()
{
    QCOMPARE(quotedText(u"a\n\n> b\n\n\n-- \nKim\n"_s, TextFlow::Fixed), u"> a\n>\n>> b\n"_s);
}

void tst_Text::hostileTextEnds()
{
    const QString marks(500000, u'>');
    const QList<TextParagraph> paragraphs =
        readPlainText(marks + u'\n' + QString(500000, u'@') + u"\nhttp://"_s.repeated(50000), TextFlow::Flowed);
    QVERIFY(!paragraphs.isEmpty());
    QVERIFY(paragraphs.constFirst().quoteLevel <= 100);
    QCOMPARE(readPlainText({}, TextFlow::Fixed).size(), 1);
}

QTEST_GUILESS_MAIN(tst_Text)
#include "tst_Text.moc"
