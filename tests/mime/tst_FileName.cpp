// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

/// S-113, S-114
class tst_FileName : public QObject {
    Q_OBJECT
private slots:
    void becomesOneSafeName_data();
    void becomesOneSafeName();
    void longNamesKeepTheirEnding();
};

void tst_FileName::becomesOneSafeName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"report.pdf"_s << u"report.pdf"_s;
    QTest::newRow("Korean") << u"분기 보고서.hwp"_s << u"분기 보고서.hwp"_s;
    QTest::newRow("parent") << u"../../.ssh/authorized_keys"_s << u"authorized_keys"_s;
    QTest::newRow("absolute") << u"/etc/passwd"_s << u"passwd"_s;
    QTest::newRow("Windows path") << u"C:\\Users\\x\\evil.exe"_s << u"evil.exe"_s;
    QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
    QTest::newRow("option") << u"-rf"_s << u"rf"_s;
    QTest::newRow("device") << u"CON.txt"_s << u"_CON.txt"_s;
    QTest::newRow("com port") << u"com1"_s << u"_com1"_s;
    QTest::newRow("dots") << u"...."_s << u"fallback"_s;
    QTest::newRow("only a separator") << u"/"_s << u"fallback"_s;
    QTest::newRow("empty") << QString() << u"fallback"_s;
    QTest::newRow("NUL and newline") << u"a\0b\nc.txt"_s << u"abc.txt"_s;
    QTest::newRow("right to left") << u"photo\u202Egpj.exe"_s << u"photogpj.exe"_s;
    QTest::newRow("blanks before the ending") << u"photo.jpg                         .exe"_s << u"photo.jpg.exe"_s;
    QTest::newRow("colon and pipe") << u"a:b|c*.txt"_s << u"a_b_c_.txt"_s;
    QTest::newRow("look-alike slash") << u"a\u2215b.txt"_s << u"a_b.txt"_s;
    QTest::newRow("trailing dot") << u"a.exe."_s << u"a.exe"_s;
}

void tst_FileName::becomesOneSafeName()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    QCOMPARE(cleanFileName(name, u"fallback"_s), expected);
}

void tst_FileName::longNamesKeepTheirEnding()
{
    for (const QString &stem : {QString(300, u'x'), QString(300, u'가'), u"\U0001F600"_s.repeated(200)}) {
        const QString clean = cleanFileName(stem + u".tar.gz"_s, u"fallback"_s);
        QVERIFY(clean.size() <= 120);
        QVERIFY(clean.toUtf8().size() <= 255);
        QVERIFY(clean.endsWith(u".gz"));
        QVERIFY(!clean.contains(QChar(QChar::ReplacementCharacter)));
    }
}

QTEST_GUILESS_MAIN(tst_FileName)
#include "tst_FileName.moc"
