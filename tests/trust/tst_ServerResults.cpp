// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"
#include "trust/ServerResults.h"

#include <QTest>

using namespace godwit;
using namespace godwit::trust;

namespace {

QList<mime::HeaderField> headers(const QByteArray &lines)
{
    return mime::parse(lines + "From: kim@example.org\r\nSubject: x\r\n\r\nx\r\n").headers;
}

const QByteArray FromOutside =
    "Received: from out.example.org (out.example.org [192.0.2.7])\r\n\tby mx.home.example (Postfix) with "
    "ESMTPS id 1; Wed, 25 Nov 2026 10:00:00 +0000\r\n";
const QByteArray Delivered =
    "Received: from mx.home.example ([10.1.2.3]) by box17 with LMTP; Wed, 25 Nov 2026 10:00:01 +0000\r\n";
const QByteArray Pass = "Authentication-Results: mx.home.example; dmarc=pass header.from=example.org\r\n";
const QByteArray Fail = "Authentication-Results: mx.home.example; dmarc=fail header.from=example.org\r\n";
const QByteArray Google =
    "Delivered-To: a@gmail.example\r\nReceived: by 2002:a05:6a10:1:: with SMTP id x; Wed, 25 Nov 2026\r\n"
    "Return-Path: <kim@example.org>\r\n"
    "Received: from out.example.org (out.example.org. [192.0.2.7]) by mx.bigmail.example with ESMTPS\r\n"
    "Received-SPF: pass\r\n";

const OwnHosts Home{QStringLiteral("imap.home.example"), QStringLiteral("home.example")};
const OwnHosts Elsewhere{QStringLiteral("imap.provider.example"), QStringLiteral("person.example")};

AuthServer server(const char *domain, bool below = false)
{
    return {QString::fromLatin1(domain), false, below, 9, 9};
}

/// The results believed, as "method=result ...".
QByteArray believed(const QByteArray &lines, const QList<AuthServer> &servers, const OwnHosts &own)
{
    const auto found = believedResults(headers(lines), servers, own);
    if (!found)
        return "nobody";
    QByteArrayList words;
    for (const auto &result : found->results)
        words.append(result.method + '=' + result.result);
    return words.join(' ');
}

QList<AuthServer> learned(const OwnHosts &own, const QList<QByteArray> &messages)
{
    AuthServerLearner learner(own);
    for (const QByteArray &lines : messages)
        learner.add(headers(lines));
    return learner.servers();
}

} // namespace

class tst_ServerResults : public QObject {
    Q_OBJECT
private slots:
    void believesItsOwnServerAlone() // S-054
    {
        const QList<AuthServer> home{server("home.example")};
        QCOMPARE(believed(Pass + FromOutside, home, Home), QByteArray("dmarc=pass"));
        QCOMPARE(believed(Delivered + Pass + FromOutside, home, Home), QByteArray("dmarc=pass"));
        QCOMPARE(believed(Delivered + Fail + FromOutside + Pass, home, Home), QByteArray("dmarc=fail"));
        QCOMPARE(believed(Delivered + FromOutside + Pass, home, Home), QByteArray("nobody"));
        QCOMPARE(believed(Pass + FromOutside, {}, Home), QByteArray("nobody"));
        QCOMPARE(believed(QByteArray(Pass).replace("mx.home.example", "evil.example") + FromOutside, home, Home),
            QByteArray("nobody"));
        QCOMPARE(
            believed(QByteArray(Pass).replace("Authentication-Results", "ARC-Authentication-Results") + FromOutside,
                home, Home),
            QByteArray("nobody"));
    }

    void aForgedLineBehindAForgedHopHasNoEffect()
    {
        // Whoever sends it may write what they like below the first line of our own.
        const QByteArray forgedHop = "Received: from bank.example (bank.example [192.0.2.99]) by mx.home.example "
                                     "(Postfix); Wed, 25 Nov 2026\r\n";
        const QList<AuthServer> home{server("home.example")};
        QCOMPARE(believed(Delivered + FromOutside + Pass + forgedHop, home, Home), QByteArray("nobody"));
        const QByteArray greeting =
            QByteArray(FromOutside).replace("from out.example.org (out.example.org ", "from mx.home.example (unknown ");
        QCOMPARE(placeOfResults(headers(Delivered + greeting + Pass + forgedHop), QStringLiteral("home.example"), Home),
            ResultsPlace::BelowBorder);
        const QByteArray reverse =
            QByteArray(FromOutside)
                .replace("(out.example.org [192.0.2.7])", "(mx.home.example [192.0.2.7] (may be forged))");
        QCOMPARE(placeOfResults(headers(Delivered + reverse + Pass + forgedHop), QStringLiteral("home.example"), Home),
            ResultsPlace::BelowBorder);
        const QByteArray foreignHop = "Received: from a.example ([192.0.2.9]) by mx.evil.example; Wed, 25 Nov 2026\r\n";
        const QByteArray foreign = QByteArray(Pass).replace("mx.home.example", "mx.evil.example");
        QCOMPARE(placeOfResults(
                     headers(Delivered + FromOutside + foreign + foreignHop), QStringLiteral("evil.example"), Home),
            ResultsPlace::BelowBorder);
        QCOMPARE(placeOfResults(headers("Received: from x ([192.0.2.7]) by mx.other.example; Wed, 25 Nov 2026\r\n"
                                    + foreign + foreignHop),
                     QStringLiteral("evil.example"), Elsewhere),
            ResultsPlace::Nowhere);
    }

    void severalLinesOfOneServer()
    {
        const QByteArray dkim = "Authentication-Results: mx.home.example; dkim=pass header.d=example.org\r\n";
        const QByteArray other = "Authentication-Results: other.example; spf=pass smtp.mailfrom=example.org\r\n";
        QCOMPARE(believed(Delivered + dkim + other + Fail + FromOutside, {server("home.example")}, Home),
            QByteArray("dkim=pass dmarc=fail"));
    }

    void belowItsOwnLineOnlyTheTopmostCounts()
    {
        const QByteArray real = "Authentication-Results: mx.bigmail.example; dmarc=fail header.from=example.org\r\n";
        const QByteArray forged = "Authentication-Results: mx.bigmail.example; dmarc=pass header.from=example.org\r\n";
        const QByteArray raw = Google + real + forged;
        QCOMPARE(believed(raw, {server("bigmail.example", true)}, Elsewhere), QByteArray("dmarc=fail"));
        QCOMPARE(believed(raw, {server("bigmail.example")}, Elsewhere), QByteArray("nobody"));
    }

    void learnsWhoWritesOnMostMessages()
    {
        const QByteArray real = "Authentication-Results: mx.bigmail.example; dmarc=pass header.from=example.org\r\n";
        const QList<AuthServer> servers = learned(Elsewhere, QList<QByteArray>(10, Google + real));
        QCOMPARE(servers.size(), 1);
        QCOMPARE(servers.first(), (AuthServer{QStringLiteral("bigmail.example"), false, true, 10, 10}));

        const QByteArray plain =
            "Received: from a.example ([192.0.2.9]) by box1.provider.example; Wed, 25 Nov 2026\r\n";
        const QByteArray pool = "Authentication-Results: mx%1.provider.example; spf=pass\r\n";
        QList<QByteArray> many;
        for (int i = 0; i < 8; ++i)
            many << QByteArray(pool).replace("%1", QByteArray::number(i)) + plain;
        many << plain << plain;
        QCOMPARE(learned({}, many).value(0).domain, QStringLiteral("provider.example"));
    }

    void oneMessageTeachesOnlyWhatBelongsToTheAccount()
    {
        QCOMPARE(learned(Home, {Pass + FromOutside}).value(0).domain, QStringLiteral("home.example"));
        QVERIFY2(learned(Home, {Delivered + FromOutside + Pass}).isEmpty(), "anybody may have written it");
        QVERIFY(learned(Elsewhere, {Pass + FromOutside}).isEmpty());
    }

    void anAttackerCannotTeachIt()
    {
        // The account's server writes nothing; every other message is from somebody who claims that it does.
        const QByteArray forged =
            Delivered + FromOutside + "Authentication-Results: evil.example; dmarc=pass\r\n" + Pass;
        const QByteArray honest = Delivered + FromOutside;
        QList<QByteArray> mixed;
        for (int i = 0; i < 20; ++i)
            mixed << (i % 2 == 0 ? forged : honest);
        QVERIFY(learned(Home, mixed).isEmpty());
    }

    void serversThatNameNobody()
    {
        const QByteArray nameless =
            "Authentication-Results: spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org\r\n";
        const QList<AuthServer> servers = learned(Elsewhere, QList<QByteArray>(6, nameless + FromOutside));
        QCOMPARE(servers.size(), 1);
        QVERIFY(servers.first().domain.isEmpty());
        QCOMPARE(believed(nameless + FromOutside, servers, Elsewhere), QByteArray("spf=pass dmarc=pass"));
    }

    void anyHeaderIsRead()
    {
        for (const char *odd : {"Received: by\r\n", "Received:\r\n", "Received: from (\r\n",
                 "Received: from [ by x\r\n", "Received: from a (b [IPv6:::1]) by c\r\n", "Received: ([[[[\r\n"})
            believed(odd + Pass, {server("home.example")}, Home);
        QCOMPARE(believed(QByteArray("X-Filler: x\r\n").repeated(5000) + Pass, {server("home.example")}, Home),
            QByteArray("nobody"));
    }
};

QTEST_GUILESS_MAIN(tst_ServerResults)
#include "tst_ServerResults.moc"
