// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Settings.h"

#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;

class tst_AccountSettings : public QObject {
    Q_OBJECT
private slots:
    void keepsEverythingThroughJson()
    {
        account::Settings settings;
        settings.label = u"일"_s;
        settings.name = u"김 철수"_s;
        settings.email = u"chulsoo@example.org"_s;
        settings.incoming = account::Incoming::Pop3;
        settings.incomingServer = {u"::1"_s, 1995, net::Security::StartTls};
        settings.incomingUser = u"chulsoo"_s;
        settings.outgoingServer = {u"smtp.example.org"_s, 465, net::Security::ImplicitTls};
        settings.outgoingUser = u"out"_s;
        settings.passwordCommand = u"pass show mail"_s;
        settings.extraCaFile = u"/etc/ca.pem"_s;
        settings.exceptions = {{u"imap"_s, u"mail.example.org"_s, 993, QByteArray::fromHex("00ff10")}};
        settings.leaveOnServer = account::LeaveOnServer::DeleteAfterDays;
        settings.leaveDays = 14;
        settings.bodyPolicy = account::BodyPolicy::HeadersOnly;
        settings.serverSavesSent = false;
        settings.authServers = {u"mx.example.org"_s, u"example.net"_s};
        settings.signature = u"-- \nKim"_s;
        settings.enabled = false;
        settings.secretId = u"abc"_s;
        const auto back = account::Settings::fromJson(settings.toJson());
        QVERIFY(back);
        QCOMPARE(back->toJson(), settings.toJson());
        QCOMPARE(back->incomingServer, settings.incomingServer);
        QCOMPARE(back->outgoingServer, settings.outgoingServer);
        QCOMPARE(back->exceptions, settings.exceptions);
        QCOMPARE(back->leaveOnServer, account::LeaveOnServer::DeleteAfterDays);
        QCOMPARE(back->serverSavesSent, std::optional<bool>(false));
        QVERIFY(!back->enabled);
    }

    void holdsNoSecret()
    {
        account::Settings settings;
        settings.email = u"a@example.org"_s;
        settings.incomingServer = {u"imap.example.org"_s, 993, net::Security::ImplicitTls};
        QVERIFY(!settings.toJson().contains("assword"));
    }

    void refusesWhatIsNoAccount()
    {
        QVERIFY(!account::Settings::fromJson("[]"));
        QVERIFY(!account::Settings::fromJson("{"));
        QVERIFY(!account::Settings::fromJson("{\"incoming\":\"imap\",\"incomingServer\":\"ftp://x\"}"));
    }

    void readsServerUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<net::Security>("security");
        using net::Security;
        QTest::newRow("implicit") << u"imaps://mail.example.org:1993"_s << u"imap"_s << u"mail.example.org"_s << 1993
                                  << Security::ImplicitTls;
        QTest::newRow("default port") << u"pop3s://mail.example.org"_s << u"pop3"_s << u"mail.example.org"_s << 995
                                      << Security::ImplicitTls;
        QTest::newRow("starttls") << u"smtp+starttls://mail.example.org"_s << u"smtp"_s << u"mail.example.org"_s << 587
                                  << Security::StartTls;
        QTest::newRow("clear") << u"imap://127.0.0.1:34143"_s << u"imap"_s << u"127.0.0.1"_s << 34143
                               << Security::ClearText;
        QTest::newRow("ipv6") << u"smtps://[::1]:465"_s << u"smtp"_s << u"::1"_s << 465 << Security::ImplicitTls;
    }
    void readsServerUrls()
    {
        QFETCH(QString, url);
        const auto parsed = account::parseServerUrl(url);
        QVERIFY(parsed);
        QTEST(parsed->protocol, "protocol");
        QTEST(parsed->endpoint.host, "host");
        QTEST(int(parsed->endpoint.port), "port");
        QTEST(parsed->endpoint.security, "security");
        const auto again = account::parseServerUrl(account::toUrl(parsed->protocol, parsed->endpoint));
        QVERIFY(again);
        QCOMPARE(again->endpoint, parsed->endpoint);
    }

    void refusesOtherUrls_data()
    {
        QTest::addColumn<QString>("url");
        for (const auto &url : {u"http://x"_s, u"imaps://"_s, u"mail.example.org"_s, u"imaps://x:99999"_s,
                 u"imaps://user:pw@x"_s, QString()})
            QTest::addRow("%s", qPrintable(url)) << url;
    }
    void refusesOtherUrls()
    {
        QFETCH(QString, url);
        QVERIFY(!account::parseServerUrl(url));
    }
};

QTEST_GUILESS_MAIN(tst_AccountSettings)
#include "tst_AccountSettings.moc"
