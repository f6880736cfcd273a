// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/Domain.h"
#include "trust/Lookalike.h"

#include <QTest>

using namespace godwit::trust;

class tst_Lookalike : public QObject {
    Q_OBJECT
private slots:
    void domains()
    {
        QCOMPARE(asciiDomain(QStringLiteral(" Example.ORG. ")), QStringLiteral("example.org"));
        QCOMPARE(asciiDomain(QStringLiteral("bücher.example")), QStringLiteral("xn--bcher-kva.example"));
        QCOMPARE(asciiDomain(QStringLiteral("한국.kr")), QStringLiteral("xn--3e0b707e.kr"));
        for (const QString &none : {QString(), QStringLiteral("a b.example"), QStringLiteral(".."), QString(300, u'a'),
                 QStringLiteral("<x>"), QStringLiteral("a..b")})
            QVERIFY2(asciiDomain(none).isEmpty(), qPrintable(none));
        QCOMPARE(domainOf(QStringLiteral("a@b@Example.org")), QStringLiteral("example.org"));
        QCOMPARE(organisationalDomain(QStringLiteral("a.b.example.co.uk")), QStringLiteral("example.co.uk"));
        QCOMPARE(organisationalDomain(QStringLiteral("mail.example.co.kr")), QStringLiteral("example.co.kr"));
        QCOMPARE(organisationalDomain(QStringLiteral("localhost")), QStringLiteral("localhost"));
        QVERIFY(sameOrganisation(QStringLiteral("news.example.org"), QStringLiteral("example.org")));
        QVERIFY(!sameOrganisation(QStringLiteral("a.co.kr"), QStringLiteral("b.co.kr")));
        QVERIFY(!sameOrganisation({}, {}));
        QCOMPARE(shownDomain(QStringLiteral("xn--bcher-kva.example")),
            QStringLiteral("xn--bcher-kva.example (bücher.example)"));
    }

    void resembles_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<int>("likeness");
        QTest::addColumn<QString>("other");
        const auto row = [](const char *name, const QString &domain, Likeness likeness, const char *other = "") {
            QTest::addRow("%s", name) << asciiDomain(domain) << int(likeness) << QString::fromLatin1(other);
        };
        row("Cyrillic a", QStringLiteral("p\u0430ypal.com"), Likeness::SameLook, "paypal.com");
        row("all Cyrillic", QStringLiteral("\u0440\u0430\u0443\u0440\u0430\u04CF.com"), Likeness::SameLook,
            "paypal.com");
        row("digit", QStringLiteral("g00gle.com"), Likeness::SameLook, "google.com");
        row("one for l", QStringLiteral("mail.paypa1.com"), Likeness::SameLook, "paypal.com");
        row("rn for m", QStringLiteral("arnazon.com"), Likeness::SameLook, "amazon.com");
        row("accent", QStringLiteral("n\u00E4ver.com"), Likeness::SameLook, "naver.com");
        row("of a contact", QStringLiteral("harb0ur-walks.example.net"), Likeness::None);
        row("of a contact's organisation", QStringLiteral("harbour-wa1ks.net"), Likeness::SameLook,
            "harbour-walks.net");
        row("a letter more", QStringLiteral("harbour-wallks.net"), Likeness::OneStroke, "harbour-walks.net");
        row("a letter less", QStringLiteral("harbour-wlks.org"), Likeness::OneStroke, "harbour-walks.net");
        row("exchanged", QStringLiteral("micorsoft.com"), Likeness::OneStroke, "microsoft.com");
        row("in front", QStringLiteral("paypal.com.secure.example"), Likeness::Borrowed, "paypal.com");
        row("hyphened", QStringLiteral("kakaobank-login.example"), Likeness::Borrowed, "kakaobank.com");
        row("mixed", QStringLiteral("h\u0430rmless.example"), Likeness::MixedScripts);
        row("Hangul and Latin go together", QStringLiteral("kt\uD1B5\uC2E0.kr"), Likeness::None);
        row("Japanese", QStringLiteral("\u6771\u4EAC\u30BF\u30EF\u30FC.jp"), Likeness::None);
        row("German", QStringLiteral("b\u00FCcher.example"), Likeness::None);
        row("itself", QStringLiteral("paypal.com"), Likeness::None);
        row("below itself", QStringLiteral("mail.paypal.com"), Likeness::None);
        row("the contact", QStringLiteral("post.harbour-walks.net"), Likeness::None);
        row("another word", QStringLiteral("cloud.com"), Likeness::None);
        row("short names", QStringLiteral("waver.com"), Likeness::None);
        row("unlike anything", QStringLiteral("example.org"), Likeness::None);
        row("nothing", QString(), Likeness::None);
    }
    void resembles()
    {
        QFETCH(QString, domain);
        QFETCH(int, likeness);
        QFETCH(QString, other);
        FamiliarDomains familiar;
        familiar.add(QStringLiteral("mail.harbour-walks.net"));
        const Resemblance found = familiar.resemblance(domain);
        QCOMPARE(int(found.likeness), likeness);
        QCOMPARE(found.domain, other);
    }

    void noKnownDomainResemblesAnother()
    {
        FamiliarDomains familiar;
        for (const char *domain : {"gmail.com", "ymail.com", "mail.com", "me.com", "gmx.de", "gmx.net", "wise.com",
                 "kakao.com", "kakaobank.com", "naver.com", "hanmail.net", "docusign.net", "facebookmail.com"})
            QCOMPARE(familiar.resemblance(QString::fromLatin1(domain)), Resemblance());
    }
};

QTEST_GUILESS_MAIN(tst_Lookalike)
#include "tst_Lookalike.moc"
