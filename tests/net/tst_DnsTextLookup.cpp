// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/DnsTextLookup.h"

#include <QDnsLookup>
#include <QNetworkProxy>
#include <QTest>

using namespace godwit::net;

/// What is asked of name servers, and what is not.  The answers themselves are those of the system.
class tst_DnsTextLookup : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void asksNobodyAroundAProxy() // S-022
    {
        QNetworkProxy::setApplicationProxy({QNetworkProxy::Socks5Proxy, QStringLiteral("127.0.0.1"), 9});
        DnsTextLookup lookup;
        bool answered = false, within = true;
        lookup.ask(QStringLiteral("s1._domainkey.example.org"), [&answered, &within](const TextRecords &records) {
            answered = true;
            QVERIFY(!within);
            QVERIFY(!records.answered && records.records.isEmpty());
        });
        within = false;
        QVERIFY2(lookup.findChildren<QDnsLookup *>().isEmpty(), "no question was made");
        QTRY_VERIFY(answered);
    }

    void questionsAreBounded()
    {
        DnsTextLookup lookup;
        int unasked = 0;
        for (int i = 0; i < DnsTextLookup::MaximumOutstanding + 5; ++i)
            lookup.ask(QStringLiteral("s%1._domainkey.invalid").arg(i),
                [&unasked](const TextRecords &records) { unasked += records.answered ? 0 : 1; });
        QCOMPARE(lookup.findChildren<QDnsLookup *>().size(), qsizetype(DnsTextLookup::MaximumOutstanding));
        QTRY_VERIFY2(unasked >= 5, "those above the limit are told at once");
    }
};

QTEST_GUILESS_MAIN(tst_DnsTextLookup)
#include "tst_DnsTextLookup.moc"
