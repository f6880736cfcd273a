// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionFixture.h"
#include "imap/commands/Noop.h"

#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

Q_DECLARE_METATYPE(godwit::net::Security)

namespace {

void forEveryCut()
{
    QTest::addColumn<int>("octetsPerRead");
    for (const int n : {1, 7, 65536})
        QTest::addRow("%d octets per read", n) << n;
}

Task<Result<void>> connectAndLogin(Session &session, QString user, QString password)
{
    const Result<void> connected = co_await session.connect();
    if (!connected)
        co_return tl::unexpected(connected.error());
    co_return co_await session.authenticate(user, password);
}

/// Greeting to login; the transcript must be played to its end whatever the result is.
struct Attempt {
    Attempt(const QByteArray &text, net::Security security, int octetsPerRead = 0)
        : fixture(Transcript::fromText(text), octetsPerRead, security), lost(fixture.session.get(), &Session::lost),
          alerts(fixture.session.get(), &Session::alert),
          task(connectAndLogin(*fixture.session, u"alice"_s, u"secret"_s))
    {
        done = finishes(task);
    }
    Result<void> result() { return done ? task.result() : failure(Kind::Storage); }
    bool failsWith(Kind kind, Detail detail)
    {
        const Result<void> outcome = result();
        return !outcome && outcome.error().kind == kind && outcome.error().detail == detail
            && outcome.error().host == u"mail.example.test"_s;
    }
    QByteArray why() { return result() ? "no error"_ba : describe(result().error()).toUtf8(); }

    SessionFixture fixture;
    QSignalSpy lost, alerts;
    Task<Result<void>> task;
    bool done = false;
};

const QByteArray TlsGreeting = "S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\nC: {tag} STARTTLS\n";

} // namespace

class tst_ImapConnect : public QObject {
    Q_OBJECT
private slots:
    void startTlsThenLogin_data() { forEveryCut(); }
    void startTlsThenLogin()
    {
        QFETCH(int, octetsPerRead);
        // S-007, S-008: what was said before the handshake is forgotten, alerts are not shown.
        Attempt attempt("S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR X-LIE] ready\n"
                        "S: * OK [ALERT] call this number\n"
                        "C: {tag} STARTTLS\n"
                        "S: * CAPABILITY IMAP4rev1 X-LIE2\n"
                        "S: * ENABLED X-LIE3\n"
                        "S: {tag} OK go\n"
                        "! tls\n"
                        "C: {tag} CAPABILITY\n"
                        "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\n"
                        "S: {tag} OK done\n"
                        "C: {tag} AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==\n"
                        "S: {tag} OK welcome\n"
                        "C: {tag} CAPABILITY\n"
                        "S: * CAPABILITY IMAP4rev1 IDLE\n"
                        "S: {tag} OK done\n",
            net::Security::StartTls, octetsPerRead);
        QVERIFY2(attempt.result(), attempt.why());
        QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
        const Capabilities &can = attempt.fixture.session->capabilities();
        QCOMPARE(can.names(), QByteArrayList({"IDLE", "IMAP4REV1"}));
        QVERIFY(!attempt.fixture.session->isEnabled("X-LIE3"));
        QCOMPARE(attempt.alerts.size(), 0);
    }
    void startTlsIsRequired_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Detail>("detail");
        QTest::newRow("S-001 not offered")
            << QByteArray("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\n! close\n") << Detail::StartTlsNotOffered;
        QTest::newRow("S-001 asked, not offered") << QByteArray(
            "S: * OK ready\nC: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\nS: {tag} OK\n! close\n")
                                                  << Detail::StartTlsNotOffered;
        QTest::newRow("S-002 NO") << TlsGreeting + "S: {tag} NO not today\n! close\n" << Detail::StartTlsNotOffered;
        QTest::newRow("S-002 BAD") << TlsGreeting + "S: {tag} BAD what\n! close\n" << Detail::StartTlsNotOffered;
        QTest::newRow("S-005 line behind")
            << TlsGreeting + "SX: {tag} OK go\\r\\n* OK [ALERT] injected\\r\\n\n! close\n"
            << Detail::StartTlsInjection;
        QTest::newRow("S-006 piece behind") << TlsGreeting + "SX: {tag} OK go\\r\\n* OK inj\n! close\n"
                                            << Detail::StartTlsInjection;
    }
    void startTlsIsRequired()
    {
        QFETCH(QByteArray, text);
        QFETCH(Detail, detail);
        for (const int octetsPerRead : {1, 7, 65536}) {
            Attempt attempt(text, net::Security::StartTls, octetsPerRead);
            QVERIFY2(attempt.failsWith(Kind::Tls, detail), attempt.why());
            QVERIFY(attempt.result().error().serverText.isEmpty()); // S-008
            QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
            QVERIFY(!attempt.fixture.session->isUsable());
            QVERIFY(!attempt.fixture.server.transport()->fromClient().contains("AUTHENTICATE"));
            QCOMPARE(attempt.lost.size(), 0); // told by the result, not by a signal
        }
    }
    void failedHandshakeEndsTheConnection()
    {
        // S-003
        SessionFixture fixture(
            Transcript::fromText(TlsGreeting + "S: {tag} OK go\n! close\n"), 0, net::Security::StartTls);
        MailError bad;
        bad.kind = Kind::Tls;
        bad.detail = Detail::CertificateExpired;
        fixture.server.transport()->failTls(bad);
        Task<Result<void>> task = fixture.session->connect();
        QVERIFY(finishes(task));
        QCOMPARE(task.result().error().detail, Detail::CertificateExpired);
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        Task<Result<void>> after = fixture.session->run(Noop());
        QVERIFY(after.isDone());
        QVERIFY(!after.result());
    }
    void greetings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Detail>("detail");
        QTest::newRow("S-004 PREAUTH") << QByteArray("S: * PREAUTH [CAPABILITY IMAP4rev1] hello alice\n! close\n")
                                       << Kind::Protocol << Detail::PreauthRefused;
        QTest::newRow("BYE") << QByteArray("S: * BYE [REFERRAL imap://evil.test/] busy\n! close\n") << Kind::Network
                             << Detail::None;
        QTest::newRow("another protocol")
            << QByteArray("S: 220 smtp ready\n! close\n") << Kind::Protocol << Detail::None;
        QTest::newRow("mailbox data") << QByteArray("S: * 3 EXISTS\n! close\n") << Kind::Protocol << Detail::None;
        QTest::newRow("drop") << QByteArray("S: * O\n! drop\n") << Kind::Network << Detail::ConnectionLost;
        QTest::newRow("drop at CAPABILITY")
            << QByteArray("S: * OK\nC: {tag} CAPABILITY\n! drop\n") << Kind::Network << Detail::ConnectionLost;
        QTest::newRow("BAD to CAPABILITY")
            << QByteArray("S: * OK\nC: {tag} CAPABILITY\nS: {tag} BAD\n! close\n") << Kind::Refused << Detail::None;
        QTest::newRow("no data to CAPABILITY")
            << QByteArray("S: * OK\nC: {tag} CAPABILITY\nS: {tag} OK\n! close\n") << Kind::Protocol << Detail::None;
    }
    void greetings()
    {
        QFETCH(QByteArray, text);
        QFETCH(Kind, kind);
        QFETCH(Detail, detail);
        for (const net::Security security : {net::Security::ImplicitTls, net::Security::StartTls}) {
            Attempt attempt(text, security);
            QVERIFY2(attempt.failsWith(kind, detail), attempt.why());
            QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
            QVERIFY(!attempt.fixture.session->isUsable());
            QCOMPARE(attempt.lost.size(), 0);
        }
    }
    void silentServerIsGivenUp()
    {
        SessionFixture fixture(Transcript::fromText("! close\n"));
        Task<Result<void>> task = fixture.session->connect();
        QTRY_COMPARE(fixture.clock->sleepers(), std::size_t(1));
        fixture.clock->advance(29s);
        QVERIFY(!task.isDone());
        fixture.clock->advance(2s);
        QVERIFY(finishes(task));
        QCOMPARE(task.result().error().detail, Detail::TimedOut);
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
    }
    void logins_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isIn");
        QTest::addColumn<Kind>("kind");
        const QByteArray plain = "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\nC: {tag} AUTHENTICATE PLAIN "
                                 "AGFsaWNlAHNlY3JldA==\n";
        const QByteArray lockStep = "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN\n";
        const QByteArray login = "S: * OK [CAPABILITY IMAP4rev1] ready\nC: {tag} LOGIN \"alice\" \"secret\"\n";
        const QByteArray in = "S: {tag} OK [CAPABILITY IMAP4rev1 IDLE] in\n";
        QTest::newRow("initial response") << plain + in << true << Kind::Refused;
        QTest::newRow("lock step") << lockStep + "S: +\nC: AGFsaWNlAHNlY3JldA==\n" + in << true << Kind::Refused;
        QTest::newRow("LOGIN") << login + in << true << Kind::Refused;
        QTest::newRow("capabilities untagged") << login + "S: * CAPABILITY IMAP4rev1 IDLE\nS: {tag} OK in\n"
                                               << true << Kind::Refused;
        QTest::newRow("capabilities asked again")
            << login + "S: {tag} OK in\nC: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 IDLE\nS: {tag} OK\n"
            << true << Kind::Refused;
        QTest::newRow("iCloud asked again") << plain
                + "S: {tag} OK [CAPABILITY XAPPLEPUSHSERVICE X-OLD] in\nC: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 "
                  "IDLE XAPPLEPUSHSERVICE QRESYNC ESEARCH\nS: {tag} OK\n"
                                            << true << Kind::Refused;
        QTest::newRow("PLAIN broken, LOGIN works")
            << plain + "S: {tag} BAD syntax\nC: {tag} LOGIN \"alice\" \"secret\"\n" + in << true << Kind::Refused;
        QTest::newRow("wrong password") << plain + "S: {tag} NO [AUTHENTICATIONFAILED] no\n"
                                        << false << Kind::NeedsLogin;
        QTest::newRow("wrong password, no code") << login + "S: {tag} NO Login failed\n" << false << Kind::NeedsLogin;
        QTest::newRow("S-046 unavailable") << plain + "S: {tag} NO [UNAVAILABLE] backend away\n"
                                           << false << Kind::Temporary;
        QTest::newRow("refused at the challenge") << lockStep + "S: {tag} NO [AUTHENTICATIONFAILED] no\n"
                                                  << false << Kind::NeedsLogin;
        QTest::newRow("no mechanism") << QByteArray("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI] ready\n")
                                      << false << Kind::Refused;
        QTest::newRow("S-031 endless challenges") << lockStep + "S: +\nC: AGFsaWNlAHNlY3JldA==\nS: +\n! close\n"
                                                  << false << Kind::Protocol;
        QTest::newRow("BYE") << plain + "S: * BYE too many failures\n! drop\n" << false << Kind::Network;
        QTest::newRow("BYE and NO") << plain + "S: * BYE too many failures\nS: {tag} NO [AUTHENTICATIONFAILED] no\n"
                                    << false << Kind::NeedsLogin;
        QTest::newRow("drop") << plain + "! drop\n" << false << Kind::Network;
    }
    void logins()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isIn);
        QFETCH(Kind, kind);
        for (const int octetsPerRead : {1, 7, 65536}) {
            Attempt attempt(text, net::Security::ImplicitTls, octetsPerRead);
            QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
            QCOMPARE(attempt.result().has_value(), isIn);
            if (isIn) {
                QVERIFY(attempt.fixture.session->isAuthenticated());
                QVERIFY(attempt.fixture.session->capabilities().has("IDLE"));
                QVERIFY(!attempt.fixture.session->capabilities().has("X-OLD"));
                QVERIFY(!attempt.fixture.session->capabilities().has("QRESYNC"));
            } else {
                QCOMPARE(attempt.result().error().kind, kind);
                QVERIFY(attempt.result().error().detail != Detail::UnknownOutcome);
                QVERIFY(!attempt.fixture.session->isAuthenticated());
            }
        }
    }
    void credentialsThatCannotBeSaid()
    {
        SessionFixture fixture(Transcript::fromText("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\n"));
        Task<Result<void>> connecting = fixture.session->connect();
        QVERIFY(finishes(connecting));
        for (const QString &user : {u""_s, u"a\0b"_s}) {
            Task<Result<void>> login = fixture.session->authenticate(user, u"x"_s);
            QVERIFY(login.isDone());
            QCOMPARE(login.result().error().kind, Kind::NeedsLogin);
        }
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
    }
    void oddPasswordGoesAsLiteral()
    {
        SessionFixture fixture(Transcript::fromText("S: * OK [CAPABILITY IMAP4rev1] ready\n"
                                                    "C: {tag} LOGIN \"quirk\" {13}\n"
                                                    "S: + go\n"
                                                    "C: p\"w\\d {4} ü%\n"
                                                    "S: {tag} OK [CAPABILITY IMAP4rev1 IDLE] in\n"));
        Task<Result<void>> task = connectAndLogin(*fixture.session, u"quirk"_s, u"p\"w\\d {4} ü%"_s);
        QVERIFY(finishes(task));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(task.result());
    }
    void alertsAreShownUnderTls()
    {
        Attempt attempt("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\n"
                        "C: {tag} AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==\n"
                        "S: * OK [ALERT] disk is full\n"
                        "S: {tag} OK [CAPABILITY IMAP4rev1] in\n",
            net::Security::ImplicitTls);
        QVERIFY(attempt.result());
        QCOMPARE(attempt.alerts.value(0).value(0).toString(), u"disk is full"_s);
    }
    void logsOut()
    {
        Attempt attempt(SessionFixture::prelude("IDLE") + "C: {tag} LOGOUT\nS: * BYE bye\nS: {tag} OK done\n! close\n",
            net::Security::ImplicitTls);
        QVERIFY(attempt.result());
        Task<void> logout = attempt.fixture.session->logout();
        QVERIFY(finishes(logout));
        QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
        QCOMPARE(attempt.lost.size(), 0);
        QVERIFY(!attempt.fixture.session->isUsable());
    }
    void logoutDoesNotWaitForever()
    {
        Attempt attempt(SessionFixture::prelude("IDLE") + "C: {tag} LOGOUT\n! close\n", net::Security::ImplicitTls);
        QVERIFY(attempt.result());
        Task<void> logout = attempt.fixture.session->logout();
        QTRY_VERIFY(attempt.fixture.server.transport()->fromClient().contains("LOGOUT"));
        attempt.fixture.clock->advance(4s);
        QVERIFY(finishes(logout));
        QVERIFY2(attempt.fixture.server.finished(), qPrintable(attempt.fixture.server.unexpected()));
    }
};

QTEST_GUILESS_MAIN(tst_ImapConnect)
#include "tst_ImapConnect.moc"
