// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Subject.h"

#include <QTest>

using namespace godwit;

class tst_Subject : public QObject {
    Q_OBJECT
private slots:
    void leavesWhatTheConversationIsAbout_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("base");
        const auto row = [](const char *subject, const char *base) {
            QTest::newRow(subject) << QString::fromUtf8(subject) << QString::fromUtf8(base);
        };
        row("Harbour trip", "Harbour trip");
        row("Re: Harbour trip", "Harbour trip");
        row("RE : fw: Fwd:  Harbour\t trip", "Harbour trip");
        row("Re[2]: Harbour trip", "Harbour trip");
        row("Re [list] : Harbour trip", "Harbour trip");
        row("[walks] Re: [walks] Harbour trip", "Harbour trip");
        row("[walks]", "[walks]"); // a blob that is all there is stays
        row("Re: [walks]", "[walks]");
        row("[a] [b] Harbour trip", "Harbour trip");
        row("[a[b] Harbour trip", "[a[b] Harbour trip");
        row("Harbour trip (fwd) (FWD) ", "Harbour trip");
        row("[Fwd: Re: Harbour trip]", "Harbour trip");
        row("[fwd: [Fwd: Harbour trip (fwd)]]", "Harbour trip");
        row("AW: WG: Harbour trip", "Harbour trip");
        row("답장: 회신: 항구 여행", "항구 여행");
        row("Re： 港の旅", "港の旅"); // a wide colon
        row("Reply: Harbour trip", "Reply: Harbour trip");
        row("Ready: steady", "Ready: steady");
        row("re", "re");
        row("Re:", "");
        row("", "");
        row("[", "[");
        row("[unclosed Re: x", "[unclosed Re: x");
    }
    void leavesWhatTheConversationIsAbout()
    {
        QFETCH(QString, subject);
        QFETCH(QString, base);
        QCOMPARE(mime::baseSubject(subject), base);
        QCOMPARE(mime::baseSubject(base), base);
    }

    void anyLengthIsReadInOneGo()
    {
        QCOMPARE(mime::baseSubject(QStringLiteral("Re: ").repeated(50'000) + u'x'), QStringLiteral("x"));
        QCOMPARE(mime::baseSubject(QStringLiteral("[").repeated(100'000)), QStringLiteral("[").repeated(100'000));
        QCOMPARE(mime::baseSubject(QStringLiteral("[x]").repeated(20'000) + u'y'), QStringLiteral("y"));
    }
};

QTEST_GUILESS_MAIN(tst_Subject)
#include "tst_Subject.moc"
