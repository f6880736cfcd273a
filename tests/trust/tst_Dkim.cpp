// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/TestSigner.h"
#include "trust/dkim/Key.h"
#include "trust/dkim/TagList.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace godwit::trust::dkim;
using godwit::test::TestSigner;

namespace {

const QByteArray Message =
    "Received: from a.example ([192.0.2.1]) by mx.example.net; Wed, 25 Nov 2026 10:00:00 +0000\r\n"
    "From: Seoyeon Kim <kim@example.org>\r\n"
    "To: alice@example.net\r\n"
    "Subject: Harbour  trip\r\n"
    "Date: Wed, 25 Nov 2026 18:59:00 +0900\r\n"
    "\r\n"
    "The ferry  leaves at 09:40.\r\n"
    "Bring a coat. \r\n"
    "\r\n\r\n";

const TestSigner &signer()
{
    static const TestSigner rsa;
    return rsa;
}

State stateOf(const QByteArray &raw, const QList<QByteArray> &records)
{
    const Check check(raw);
    return check.outcomes(TestSigner::answers(check, records)).value(0).state;
}

QByteArray canonical(const QByteArray &body, Canonicalisation how)
{
    QByteArray out;
    canonicalBody(body, how, [&out](QByteArrayView piece) { out.append(piece); });
    return out;
}

/// RFC 8463 appendix A.
const QByteArray Football = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
                            " d=football.example.com; i=@football.example.com;\r\n"
                            " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
                            " subject : date : message-id : from : subject : date;\r\n"
                            " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
                            " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
                            " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
                            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
                            " d=football.example.com; i=@football.example.com;\r\n"
                            " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
                            " date : message-id : from : subject : date;\r\n"
                            " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
                            " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
                            " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
                            " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n"
                            "From: Joe SixPack <joe@football.example.com>\r\n"
                            "To: Suzie Q <suzie@shopping.example.net>\r\n"
                            "Subject: Is dinner ready?\r\n"
                            "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
                            "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
                            "\r\n"
                            "Hi.\r\n"
                            "\r\n"
                            "We lost the game.  Are you hungry yet?\r\n"
                            "\r\n"
                            "Joe.\r\n";

} // namespace

class tst_Dkim : public QObject {
    Q_OBJECT
private slots:
    void verifiesThePublishedExample()
    {
        const Check check(Football);
        const QString ed = QStringLiteral("brisbane._domainkey.football.example.com");
        const QString rsa = QStringLiteral("test._domainkey.football.example.com");
        QCOMPARE(check.keyNames(), QStringList({ed, rsa}));
        const QHash<QString, KeyAnswer> keys{
            {ed, {true, {"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}}},
            {rsa,
                {true,
                    {"v=DKIM1; k=rsa; "
                     "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jL"
                     "QiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/"
                     "8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                     "Ip3G+2kryOTIKT+l/K4w3QIDAQAB"}}}};
        const QList<Outcome> outcomes = check.outcomes(keys);
        QCOMPARE(outcomes.size(), 2);
        for (const Outcome &outcome : outcomes) {
            QCOMPARE(outcome.state, State::Pass);
            QCOMPARE(outcome.domain, QStringLiteral("football.example.com"));
        }
    }

    void canonicalForms() // RFC 6376 section 3.4.6
    {
        QCOMPARE(canonical(" C \r\nD \t E\r\n\r\n\r\n", Canonicalisation::Relaxed), QByteArray(" C\r\nD E\r\n"));
        QCOMPARE(canonical(" C \r\nD \t E\r\n\r\n\r\n", Canonicalisation::Simple), QByteArray(" C \r\nD \t E\r\n"));
        QCOMPARE(canonical("", Canonicalisation::Simple), QByteArray("\r\n"));
        QCOMPARE(canonical("", Canonicalisation::Relaxed), QByteArray());
        QCOMPARE(canonical("\r\n\r\n", Canonicalisation::Simple), QByteArray("\r\n"));
        QCOMPARE(canonical(" \r\n", Canonicalisation::Relaxed), QByteArray());
        QCOMPARE(canonical("a\r\n\r\n\r\nb", Canonicalisation::Simple), QByteArray("a\r\n\r\n\r\nb\r\n"));
        QCOMPARE(canonical("a\n\nb\n", Canonicalisation::Simple), QByteArray("a\r\n\r\nb\r\n"));
        QCOMPARE(canonical(QByteArray("\r\n").repeated(3000) + "x", Canonicalisation::Simple),
            QByteArray("\r\n").repeated(3000) + "x\r\n");
        QCOMPARE(canonicalField("B : Y\t\r\n\tZ  ", Canonicalisation::Relaxed), QByteArray("b:Y Z"));
        QCOMPARE(canonicalField("A: X", Canonicalisation::Relaxed), QByteArray("a:X"));
        QCOMPARE(canonicalField("B : Y\t\r\n\tZ  ", Canonicalisation::Simple), QByteArray("B : Y\t\r\n\tZ  "));
    }

    void passesInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *how : {"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"})
            QTest::addRow("%s", how) << QByteArray(how);
    }
    void passesInEveryForm()
    {
        QFETCH(QByteArray, how);
        static const TestSigner ed(TestSigner::Kind::Ed25519);
        for (const TestSigner *key : {&signer(), &ed}) {
            const QByteArray raw = key->signedMessage(Message, {}, "from:to:subject:date:cc:from", how);
            QCOMPARE(stateOf(raw, {key->record()}), State::Pass);
            QCOMPARE(stateOf(QByteArray(raw).replace("\r\n", "\n"), {key->record()}), State::Pass);
            QCOMPARE(stateOf(raw, {"v=spf1 -all", key->record()}), State::Pass);
            QCOMPARE(stateOf(QByteArray(raw).replace("Seoyeon", "Sooyeon"), {key->record()}), State::HeaderChanged);
            QCOMPARE(stateOf(QByteArray(raw).replace("09:40", "09:50"), {key->record()}), State::BodyChanged);
            QCOMPARE(stateOf(QByteArray(raw).replace("\r\nTo:", "\r\nCc: x@example.org\r\nTo:"), {key->record()}),
                State::HeaderChanged); // h= names a Cc that was not there
            const bool tolerant = how.startsWith("relaxed/");
            const QByteArray respaced = QByteArray(raw).replace("Subject: Harbour  trip", "SUBJECT:  Harbour trip ");
            QCOMPARE(stateOf(respaced, {key->record()}), tolerant ? State::Pass : State::HeaderChanged);
            const QByteArray reflowed = QByteArray(raw).replace("coat. \r\n", "coat.\t\r\n");
            QCOMPARE(stateOf(reflowed, {key->record()}), how.endsWith("/relaxed") ? State::Pass : State::BodyChanged);
        }
    }

    void nobodyAsked()
    {
        const Check check(signer().signedMessage(Message));
        QCOMPARE(check.outcomes({}).value(0).state, State::NotAsked);
        QVERIFY(check.outcomes({}).value(0).bodyIntact);
        const QString name = QStringLiteral("s1._domainkey.example.org");
        QCOMPARE(check.outcomes({{name, KeyAnswer{false, {}}}}).value(0).state, State::NotAsked);
        QCOMPARE(check.outcomes({{name, KeyAnswer{true, {}}}}).value(0).state, State::NoKey);
        QVERIFY(Check(Message).isEmpty());
    }

    void whatDoesNotCount_data() // S-112
    {
        QTest::addColumn<QByteArray>("tags");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<int>("state");
        const QByteArray good = signer().record();
        QTest::addRow("l= leaves words out") << QByteArray("l=10; ") << good << int(State::PartlySigned);
        QTest::addRow("l= of nothing") << QByteArray("l=0; ") << good << int(State::PartlySigned);
        QTest::addRow("l= beyond the end") << QByteArray("l=100000; ") << good << int(State::Malformed);
        QTest::addRow("l= no number") << QByteArray("l=1e9; ") << good << int(State::Malformed);
        QTest::addRow("expired") << QByteArray("x=1500000000; ") << good << int(State::Expired);
        QTest::addRow("from the future") << QByteArray("t=4000000000; ") << good << int(State::Expired);
        QTest::addRow("x before t") << QByteArray("t=7; x=6; ") << good << int(State::Malformed);
        QTest::addRow("for another domain") << QByteArray("i=@example.net; ") << good << int(State::Malformed);
        QTest::addRow("a part of a name") << QByteArray("i=@anexample.org; ") << good << int(State::Malformed);
        QTest::addRow("asked otherwise") << QByteArray("q=http; ") << good << int(State::Malformed);
        QTest::addRow("a tag twice") << QByteArray("v=1; ") << good << int(State::Malformed);
        QTest::addRow("a test") << QByteArray() << signer().record("t=y; ") << int(State::Testing);
        QTest::addRow("for the domain alone")
            << QByteArray("i=@a.example.org; ") << signer().record("t=s; ") << int(State::NoKey);
        QTest::addRow("revoked") << QByteArray() << QByteArray("v=DKIM1; p=") << int(State::NoKey);
        QTest::addRow("not for mail") << QByteArray() << signer().record("s=tlsrpt; ") << int(State::NoKey);
        QTest::addRow("not this digest") << QByteArray() << signer().record("h=sha1; ") << int(State::NoKey);
        QTest::addRow("another version") << QByteArray() << good.mid(0).replace("DKIM1", "DKIM2") << int(State::NoKey);
        QTest::addRow("no base64") << QByteArray() << QByteArray("v=DKIM1; p=%%%") << int(State::NoKey);
        QTest::addRow("no key") << QByteArray() << QByteArray("v=DKIM1; p=AAAA") << int(State::NoKey);
        QTest::addRow("another kind") << QByteArray() << good.mid(0).replace("k=rsa", "k=ed25519") << int(State::NoKey);
        QTest::addRow("another key") << QByteArray() << TestSigner().record() << int(State::HeaderChanged);
        QTest::addRow("good") << QByteArray("i=kim@a.example.org; x=4000000000; ")
                              << signer().record("h=sha256:sha1; s=email; ") << int(State::Pass);
    }
    void whatDoesNotCount()
    {
        QFETCH(QByteArray, tags);
        QFETCH(QByteArray, record);
        QFETCH(int, state);
        QCOMPARE(int(stateOf(signer().signedMessage(Message, tags), {record})), state);
    }

    void weakCryptography() // RFC 8301
    {
        const TestSigner small(TestSigner::Kind::Rsa768);
        QCOMPARE(stateOf(small.signedMessage(Message), {small.record()}), State::Weak);
        const TestSigner enough(TestSigner::Kind::Rsa1024);
        QCOMPARE(stateOf(enough.signedMessage(Message), {enough.record()}), State::Pass);
        TestSigner old;
        old.algorithm = "rsa-sha1";
        QCOMPARE(stateOf(old.signedMessage(Message), {old.record()}), State::Weak);
    }

    void fieldsThatNobodySigned_data()
    {
        QTest::addColumn<QByteArray>("added");
        for (const char *field : {"From: boss@bank.example", "Subject: Pay now", "Date: Mon, 1 Jan 2024 00:00:00 +0000",
                 "To: bob@example.net"})
            QTest::addRow("%s", field) << QByteArray(field) + "\r\n";
    }
    void fieldsThatNobodySigned()
    {
        QFETCH(QByteArray, added);
        const QByteArray raw = signer().signedMessage(Message);
        QCOMPARE(stateOf(added + raw, {signer().record()}), State::FieldAdded);
        const QByteArray oversigned = signer().signedMessage(Message, {}, "from:from:to:to:subject:subject:date:date");
        QCOMPARE(stateOf(added + oversigned, {signer().record()}), State::HeaderChanged);
        QCOMPARE(stateOf(oversigned, {signer().record()}), State::Pass);
    }

    void signsFromOrNothing()
    {
        QCOMPARE(stateOf(signer().signedMessage(Message, {}, "to:subject"), {signer().record()}), State::Malformed);
    }

    void numbersAreBounded()
    {
        QByteArray raw = Message;
        for (int i = 0; i < 40; ++i)
            raw = signer().signedMessage(raw, {}, "from");
        const Check check(raw);
        QCOMPARE(check.outcomes({}).size(), qsizetype(Check::MaximumSignatures));
        const QByteArray huge = "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; h=from"
            + QByteArray(":from").repeated(9000) + "; bh=AAAA; b=AAAA\r\n" + Message;
        QCOMPARE(Check(huge).outcomes({}).value(0).state, State::Malformed);
        QCOMPARE(stateOf(signer().signedMessage(Message),
                     {QByteArray(1000000, 'x'), QByteArray("v=DKIM1; p=") + QByteArray(20000, 'A')}),
            State::NoKey);
    }

    void bigBodiesAreHashedOnceAndInLinearTime()
    {
        const QByteArray body =
            (QByteArray(70, 'x') + " \t \r\n").repeated(200000) + QByteArray("\r\n").repeated(2000000);
        QByteArray raw = Message + body;
        for (int i = 0; i < 8; ++i)
            raw.prepend("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s; h=from; bh=AAAA; "
                        "b=AAAA\r\n");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(Check(raw).outcomes({}).size(), 8);
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
    }

    void anyOctetsAreRead()
    {
        QRandomGenerator random(7);
        const QByteArray good = signer().signedMessage(Message);
        for (int round = 0; round < 3000; ++round) {
            QByteArray raw = good;
            for (int change = 0; change < 4; ++change)
                raw[qsizetype(random.bounded(quint32(raw.size())))] = char(random.bounded(256));
            raw.truncate(qsizetype(random.bounded(quint32(raw.size()))));
            const Check check(raw);
            for (const Outcome &outcome : check.outcomes(TestSigner::answers(check, {signer().record()})))
                QVERIFY2(outcome.state != State::Pass || raw.size() > 300, "cut off, and still good");
            QByteArray record = signer().record();
            record[qsizetype(random.bounded(quint32(record.size())))] = char(random.bounded(256));
            stateOf(good, {record});
        }
    }

    void tagLists()
    {
        QVERIFY(!parseTagList("a=1; a=2"));
        QVERIFY(!parseTagList("=1"));
        QVERIFY(!parseTagList("a"));
        QVERIFY(!parseTagList("a b=1"));
        const auto tags = parseTagList(" a = x y ;\r\n b=;; c=d=e");
        QVERIFY(tags);
        QCOMPARE(tags->value("a"), QByteArray("x y"));
        QCOMPARE(tags->value("b"), QByteArray(""));
        QCOMPARE(tags->value("c"), QByteArray("d=e"));
        QCOMPARE(withoutSignatureValue("DKIM-Signature: bh=b=; b = AB\r\n C; d=x"),
            QByteArray("DKIM-Signature: bh=b=; b =; d=x"));
    }
};

QTEST_GUILESS_MAIN(tst_Dkim)
#include "tst_Dkim.moc"
