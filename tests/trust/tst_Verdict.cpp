// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/TestSigner.h"
#include "trust/Verdict.h"

#include <QTest>

using namespace godwit;
using namespace godwit::trust;
using test::TestSigner;

namespace {

const QByteArray Hop =
    "Received: from out.example (out.example [192.0.2.7]) by mx.home.example; Wed, 25 Nov 2026 10:00:00 +0000\r\n";

struct Mail {
    QByteArray results; ///< behind the id of our own server; empty: it wrote nothing
    QByteArray from = "Seoyeon Kim <kim@example.org>";
    QByteArray more = {};
};

Surroundings home()
{
    Surroundings around;
    around.hasAccount = true;
    around.ownAddresses = {QStringLiteral("alice@home.example")};
    around.hosts = {QStringLiteral("imap.home.example"), QStringLiteral("home.example")};
    around.servers = {{QStringLiteral("home.example"), false, false, 9, 9}};
    around.writtenTo = true;
    around.received = 5;
    return around;
}

Verdict verdict(const Mail &mail, const Surroundings &around = home())
{
    const QByteArray results =
        mail.results.isEmpty() ? QByteArray() : "Authentication-Results: mx.home.example; " + mail.results + "\r\n";
    const QByteArray raw =
        results + Hop + "From: " + mail.from + "\r\nTo: alice@home.example\r\n" + mail.more + "\r\nx\r\n";
    return judge(gather(mime::parse(raw), around));
}

Finding first(const Verdict &given)
{
    return given.reasons.value(0, {Finding(-1), Level::Neutral, {}, {}}).finding;
}

} // namespace

class tst_Verdict : public QObject {
    Q_OBJECT
private slots:
    void fromTheServer_data()
    {
        QTest::addColumn<QByteArray>("results");
        QTest::addColumn<int>("finding");
        QTest::addColumn<int>("level");
        const auto row = [](const char *results, Finding finding, Level level) {
            QTest::addRow("%s", results) << QByteArray(results) << int(finding) << int(level);
        };
        row("dmarc=pass header.from=example.org", Finding::Confirmed, Level::Good);
        row("dkim=pass header.d=example.org", Finding::Confirmed, Level::Good);
        row("dkim=pass header.i=@news.example.org", Finding::Confirmed, Level::Good);
        row("spf=pass smtp.mailfrom=bounce@mail.example.org", Finding::Confirmed, Level::Good);
        row("dkim=fail header.d=example.org; dmarc=pass header.from=example.org", Finding::Confirmed, Level::Good);
        row("dmarc=fail header.from=example.org", Finding::Forged, Level::Bad);
        row("dmarc=pass; dmarc=fail", Finding::Forged, Level::Bad);
        row("dkim=pass header.d=example.org; dmarc=fail (p=reject)", Finding::Forged, Level::Bad);
        row("dmarc=fail (p=NONE dis=NONE) header.from=example.org", Finding::NotConfirmed, Level::Warn);
        row("dkim=pass header.d=unrelated.example", Finding::NotConfirmed, Level::Neutral);
        row("dkim=none; spf=fail smtp.mailfrom=example.org", Finding::NotConfirmed, Level::Warn);
        row("dkim=timeout header.d=example.org", Finding(-1), Level::Neutral);
        row("spf=pass smtp.mailfrom=unrelated.example; dkim=none", Finding::NotConfirmed, Level::Neutral);
        row("dkim=fail header.d=example.org", Finding::NotConfirmed, Level::Warn);
        row("dmarc=fail header.from=other.example", Finding(-1), Level::Neutral);
        row("none", Finding(-1), Level::Neutral);
        row("x-spam=pass", Finding(-1), Level::Neutral);
        row("", Finding(-1), Level::Neutral);
    }
    void fromTheServer()
    {
        QFETCH(QByteArray, results);
        QFETCH(int, finding);
        QFETCH(int, level);
        const Verdict given = verdict({results});
        QCOMPARE(int(first(given)), finding);
        QCOMPARE(int(given.level()), level);
        QCOMPARE(given.confirmed, level == int(Level::Good));
    }

    void listsBreakSignaturesWithoutForging()
    {
        const Verdict given = verdict({"dmarc=fail (p=reject) header.from=example.org", "Kim <kim@example.org>",
            "List-Id: <walks.lists.example>\r\n"});
        QCOMPARE(first(given), Finding::NotConfirmed);
        QCOMPARE(given.level(), Level::Warn);
    }

    void wellKnownDomainsSignWhatTheySend()
    {
        QCOMPARE(first(verdict({"dkim=pass header.d=unrelated.example", "PayPal <info@paypal.com>"})),
            Finding::UnsignedWellKnown);
        QCOMPARE(verdict({"dkim=pass header.d=paypal.com", "PayPal <info@paypal.com>"}).level(), Level::Good);
    }

    void oneself()
    {
        QCOMPARE(first(verdict({"spf=fail; dkim=none", "alice@home.example"})), Finding::FromYourself);
        QCOMPARE(verdict({"spf=fail; dkim=none", "alice@home.example"}).level(), Level::Bad);
        QCOMPARE(verdict({"", "alice@home.example"}).level(), Level::Warn);
        QCOMPARE(verdict({"dkim=pass header.d=home.example", "alice@home.example"}).level(), Level::Good);
        Surroundings sent = home();
        sent.isOwn = true;
        QVERIFY(verdict({"dmarc=fail", "alice@home.example"}, sent).reasons.isEmpty());
    }

    void aSenderLineThatIsWrongIsNeverConfirmed() // S-052
    {
        const Verdict twice = verdict({"dmarc=pass", "kim@example.org\r\nFrom: boss@bank.example"});
        QCOMPARE(first(twice), Finding::SeveralSenders);
        QVERIFY(!twice.confirmed && !twice.mayCountAsSender());
        QCOMPARE(first(verdict({"dmarc=pass", "kim@example.org, boss@bank.example"})), Finding::SeveralSenders);
        QCOMPARE(first(verdict({"", "kim@example.org", "Sender: x@example.org\r\n"})), Finding::OtherSender);
        QCOMPARE(first(verdict({"", "walkers: kim@example.org;"})), Finding::GroupSender);
        QCOMPARE(first(verdict({"", "Kim <kim@example.org> <x@example.net>"})), Finding::MalformedSender);
    }

    void names_data() // S-050
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QString>("held");
        const auto row = [](const char *from, const char *held) {
            QTest::addRow("%s", from) << QByteArray(from) << QString::fromUtf8(held);
        };
        row("\"boss@bank.example\" <kim@example.org>", "boss@bank.example");
        row("\"boss@bank.example <boss@bank.example>\" <kim@example.org>", "boss@bank.example");
        row("\"Boss, boss\xEF\xBC\xA0"
            "bank.example\" <kim@example.org>",
            "boss@bank.example");
        row("\"boss\xE2\x80\x8B@bank.example\xE2\x81\xA0\" <kim@example.org>", "boss@bank.example");
        row("=?utf-8?b?Ym9zc0BiYW5rLmV4YW1wbGU=?= <kim@example.org>", "boss@bank.example");
        row("\"boss@bank.example\"@example.org", "boss@bank.example");
        row("\"boss@bank.example=00\" <kim@example.org>", "boss@bank.example");
        row("\"KIM@example.org\" <kim@example.org>", "");
        row("\"Kim @ Harbour\" <kim@example.org>", "");
        row("Kim <kim@example.org>", "");
    }
    void names()
    {
        QFETCH(QByteArray, from);
        QFETCH(QString, held);
        const Verdict given = verdict({"", from});
        QCOMPARE(given.reasons.value(0).other, held);
        QCOMPARE(first(given), held.isEmpty() ? Finding(-1) : Finding::NameHoldsAddress);
        QCOMPARE(verdict({"dmarc=pass", from}).level(), held.isEmpty() ? Level::Good : Level::Warn);
    }

    void namesOfContacts()
    {
        Surroundings around = home();
        around.writtenTo = false;
        around.namesakes = {QStringLiteral("kim@example.org")};
        const Verdict given = verdict({"dmarc=pass", "Seoyeon Kim <kim1981@freemail.example>"}, around);
        QCOMPARE(first(given), Finding::ImitatedContact);
        QCOMPARE(given.reasons.first().other, QStringLiteral("kim@example.org"));
        around.writtenTo = true; // both are known
        QCOMPARE(verdict({"dmarc=pass", "Seoyeon Kim <kim1981@freemail.example>"}, around).level(), Level::Good);
    }

    void lookalikes()
    {
        Surroundings around = home();
        around.writtenTo = false;
        const Verdict given = verdict({"dmarc=pass header.from=paypa1.com", "PayPal <info@paypa1.com>"}, around);
        QCOMPARE(first(given), Finding::LookalikeDomain);
        QCOMPARE(given.level(), Level::Bad);
        QCOMPARE(given.reasons.first().other, QStringLiteral("paypal.com"));
        QVERIFY2(!given.mayCountAsSender(), "confirmed, and still a deception");
        QCOMPARE(first(verdict({"", "Boss <boss@b\xD0\xB0nk.example>"}, around)), Finding::MixedScripts);
    }

    void answersThatGoElsewhere() // S-091
    {
        const auto to = [](const char *address) {
            return "Reply-To: " + QByteArray(address) + "\r\n";
        };
        QCOMPARE(first(verdict({"", "kim@example.org", to("kim@other.example")})), Finding::ForeignReply);
        QCOMPARE(verdict({"", "kim@example.org", to("kim@other.example")}).level(), Level::Warn);
        QVERIFY(verdict({"", "kim@example.org", to("office@post.example.org")}).reasons.isEmpty());
        QVERIFY(verdict({"", "kim@example.org", to("alice@home.example")}).reasons.isEmpty());
        QVERIFY(verdict({"", "kim@example.org", to("walks@lists.example") + "List-Id: Walks <walks.lists.example>\r\n"})
                    .reasons.isEmpty());
        Surroundings stranger = home();
        stranger.writtenTo = false;
        QCOMPARE(verdict({"", "shop@example.org", to("help@desk.example")}, stranger).level(), Level::Neutral);
        QCOMPARE(verdict({"", "ceo@example.org", to("ceo.example@gmail.com")}, stranger).level(), Level::Warn);
    }

    void firstContact()
    {
        Surroundings around = home();
        around.writtenTo = false;
        around.received = 1;
        QCOMPARE(first(verdict({"dmarc=pass"}, around)), Finding::FirstContact);
        QVERIFY(verdict({"dmarc=pass"}, around).confirmed);
        QCOMPARE(verdict({"dmarc=pass"}, around).level(), Level::Neutral);
        around.received = 2;
        QCOMPARE(first(verdict({"dmarc=pass"}, around)), Finding::Confirmed);
    }

    void whoseRulesCount() // S-083
    {
        QVERIFY(verdict({"dmarc=pass"}).mayCountAsSender());
        QVERIFY(!verdict({"dkim=none"}).mayCountAsSender());
        QVERIFY(!verdict({"dmarc=fail"}).mayCountAsSender());
        QVERIFY2(verdict({""}).mayCountAsSender(), "nobody there who could have told");
    }

    void theGravestComesFirst()
    {
        const Verdict given =
            verdict({"dmarc=fail", "\"boss@bank.example\" <kim@example.org>", "Reply-To: x@gmail.com\r\n"});
        QCOMPARE(given.reasons.size(), 3);
        QCOMPARE(first(given), Finding::Forged);
        for (qsizetype i = 1; i < given.reasons.size(); ++i)
            QVERIFY(given.reasons[i - 1].level >= given.reasons[i].level);
    }

    void ourOwnLookAtSignatures()
    {
        static const TestSigner signer;
        Surroundings around = home();
        around.servers.clear();
        const QByteArray message = "From: Kim <kim@example.org>\r\nTo: alice@home.example\r\nSubject: x\r\n"
                                   "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n\r\nHello.\r\n";
        const auto judged = [&around](const QByteArray &raw, bool asked = true) {
            const dkim::Check check(raw);
            const auto keys = asked ? TestSigner::answers(check, {signer.record()}) : QHash<QString, dkim::KeyAnswer>();
            return judge(gather(mime::parse(raw), around), check.outcomes(keys));
        };
        const Verdict good = judged(signer.signedMessage(message));
        QVERIFY(good.confirmed && good.bySignature);
        QCOMPARE(first(good), Finding::Confirmed);
        QCOMPARE(good.signedBy, QStringList{QStringLiteral("example.org")});
        QVERIFY(judged(signer.signedMessage(message), false).reasons.isEmpty());
        QCOMPARE(first(judged(signer.signedMessage(message).replace("Hello", "Pay"))), Finding::BrokenSignature);
        QCOMPARE(first(judged("From: boss@bank.example\r\n" + signer.signedMessage(message))), Finding::SeveralSenders);
        const QByteArray foreign =
            signer.signedMessage(QByteArray(message).replace("kim@example.org", "kim@example.net"));
        QVERIFY2(!judged(foreign).confirmed, "signed by somebody, not by whom it says");
        QCOMPARE(first(judged(foreign)), Finding::NotConfirmed);
        QCOMPARE(judged(foreign).signedBy, QStringList{QStringLiteral("example.org")});
    }

    void answersThatNobodySigned()
    {
        static const TestSigner signer;
        Surroundings around = home();
        around.writtenTo = false;
        const QByteArray message = "From: Kim <kim@example.org>\r\nTo: alice@home.example\r\nSubject: x\r\n"
                                   "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n\r\nHello.\r\n";
        const QByteArray reply = "Reply-To: desk@other.example\r\n";
        const auto levelOf = [&around](const QByteArray &raw) {
            const dkim::Check check(raw);
            return judge(
                gather(mime::parse(raw), around), check.outcomes(TestSigner::answers(check, {signer.record()})))
                .level();
        };
        QCOMPARE(levelOf(signer.signedMessage(reply + message, {}, "from:to:subject:date:reply-to")), Level::Neutral);
        QCOMPARE(levelOf(signer.signedMessage(reply + message)), Level::Warn);
        QCOMPARE(levelOf(reply + signer.signedMessage(message)), Level::Warn);
    }

    void believesNobodyWithoutAnAccount()
    {
        const Verdict given = verdict({"dmarc=pass"}, Surroundings());
        QVERIFY(given.reasons.isEmpty() && !given.confirmed);
        QCOMPARE(first(verdict({"", "\"a@b.example\" <kim@example.org>"}, Surroundings())), Finding::NameHoldsAddress);
    }
};

QTEST_GUILESS_MAIN(tst_Verdict)
#include "tst_Verdict.moc"
