// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Providers.h"

#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;

class tst_Providers : public QObject {
    Q_OBJECT
private slots:
    void knowsKoreanProviders()
    {
        const account::Providers providers;
        const auto naver = providers.forAddress(u"someone@NAVER.com"_s);
        QVERIFY(naver);
        QCOMPARE(naver->incoming.first().endpoint.host, u"imap.naver.com"_s);
        QVERIFY(naver->needsAppPassword);
        QVERIFY(!naver->enableUrl.isEmpty());
        QVERIFY(!naver->outgoing.isEmpty());
    }

    void expandsTheUserName()
    {
        const auto kakao = account::Providers().forAddress(u"some.one@kakao.com"_s);
        QVERIFY(kakao);
        QCOMPARE(kakao->incoming.first().user, u"some.one"_s);
    }

    void namesOauthOnlyProviders()
    {
        const auto outlook = account::Providers().forAddress(u"a@outlook.com"_s);
        QVERIFY(outlook);
        QVERIFY(outlook->oauthOnly);
        QVERIFY(!account::Providers().forAddress(u"a@gmail.com"_s)->oauthOnly);
    }

    void findsHostedDomainsByMx()
    {
        const auto found = account::Providers().forMxHost(u"ASPMX.L.google.com."_s, u"a@own.example"_s);
        QVERIFY(found);
        QCOMPARE(found->providerId, u"gmail"_s);
        QCOMPARE(found->incoming.first().user, u"a@own.example"_s);
        QVERIFY(!account::Providers().forMxHost(u"google.com.evil.example"_s, u"a@own.example"_s));
    }

    void leavesUnknownDomainsToTheGuess()
    {
        QVERIFY(!account::Providers().forAddress(u"a@unknown.example"_s));
        const auto guess = account::guessed(u"a@unknown.example"_s);
        QCOMPARE(guess.incoming.first().endpoint.host, u"imap.unknown.example"_s);
        QCOMPARE(guess.incoming.first().endpoint.port, quint16(993));
        for (const auto &server : guess.incoming + guess.outgoing)
            QVERIFY(server.endpoint.security != net::Security::ClearText);
    }
};

QTEST_GUILESS_MAIN(tst_Providers)
#include "tst_Providers.moc"
