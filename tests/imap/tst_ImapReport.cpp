// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/LineSpeed.h"
#include "imap/Scripted.h"
#include "imap/SessionReport.h"
#include "imap/WireLog.h"
#include "imap/commands/Append.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Id.h"
#include "imap/commands/Login.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Search.h"
#include "imap/commands/Sort.h"

#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <Command C> QByteArray logged(const C &command, const QByteArrayList &capabilities = {"LITERAL+", "SORT"})
{
    const Capabilities offered(capabilities);
    Encoder encoder("A1", offered);
    command.encode(encoder);
    return wireLog::command(encoder.finish());
}

} // namespace

class tst_ImapReport : public QObject {
    Q_OBJECT
private slots:
    void commandsAreReadable()
    {
        FetchItems items = FetchItems::flags();
        items.headerFields = {"REFERENCES"};
        QCOMPARE(logged(Fetch::byUids(UidSet::range({1}, {50}), items)),
            QByteArray("C: A1 UID FETCH 1:50 (UID FLAGS BODY.PEEK[HEADER.FIELDS (REFERENCES)])"));
        QCOMPARE(logged(Noop()), QByteArray("C: A1 NOOP"));
        QCOMPARE(logged(Search::all()), QByteArray("C: A1 UID SEARCH ALL"));
    }
    void secretsAndTextAreLeftOutOfCommands()
    {
        const QString password = u"pass word \"x\" 한"_s;
        const QByteArrayList lines{logged(Login(u"alice"_s, password)), logged(Login(u"alice"_s, u"plainpass"_s)),
            logged(Append(Mailbox{"Work"}, "Subject: hush\r\n\r\nbody\r\n", {}, {})),
            logged(Append(Mailbox{"Work"}, "Subject: hush\r\n\r\nbody\r\n", {}, {}), {}),
            logged(Search::matching(SearchKeys::anywhere(u"hush hush"_s))),
            logged(Search::matching(SearchKeys::from(u"hüsh"_s))),
            logged(Sort(Sort::By::Date, Sort::Direction::Ascending, SearchKeys::subject(u"hush"_s)))};
        for (const QByteArray &line : lines) {
            for (const char *secret : {"pass", "alice", "hush", "sh", "body"})
                QVERIFY2(!line.contains(secret), line.constData());
            QVERIFY2(line.contains(" octets>"), line.constData());
            QVERIFY2(!line.contains('\n') && !line.contains('\r'), line.constData());
        }
    }
    void responsesAreReadable_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *octets, const char *line) {
            QTest::newRow(octets) << QByteArray(octets) << QByteArray(line);
        };
        row("* OK [UIDVALIDITY 7] valid", "S: *  OK [UIDVALIDITY 7] valid");
        row("A7 NO [OVERQUOTA] full", "S: A7 NO [OVERQUOTA] full");
        row("* 12 EXISTS", "S: * 12 EXISTS");
        row("* LIST () \"/\" INBOX", "S: * LIST () \"/\" INBOX");
        row("* 3 FETCH (UID 9 FLAGS (\\Seen) ENVELOPE (NIL \"hush\" NIL) BODY[] {4}\r\nhush)",
            "S: * 3 FETCH (UID 9 FLAGS (\\Seen) ENVELOPE BODY[])");
        row("* 9 UIDFETCH (PREVIEW \"hush\" X-GM-LABELS (\"hush\") X-NEW hush)",
            "S: * 9 UIDFETCH (PREVIEW X-GM-LABELS)");
        row("+ aHVzaA==", "S: + <");
        row("hush, the rest of a message", "S: <27 octets>");
        row("* hush it is", "S: * <");
        row(") hush", "S: <");
    }
    void responsesAreReadable()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QByteArray, line);
        const QByteArray written = wireLog::response(octets);
        QVERIFY2(written.simplified().startsWith(line.simplified()), written.constData());
        QVERIFY2(!written.contains("hush") && !written.contains("aHVz"), written.constData());
        QVERIFY2(!written.contains('\n') && written.size() < 300, written.constData());
    }
    void longLinesAreCut()
    {
        QByteArray uids = "* SEARCH";
        for (int uid = 1; uid < 100'000; ++uid)
            uids += ' ' + QByteArray::number(uid);
        QVERIFY(wireLog::response(uids).size() < 300);
    }
    void alertsAreRaisedOncePerText()
    {
        const QByteArray talk = "C: {tag} NOOP\nS: * OK [ALERT] disk is full\nS: * OK [ALERT] disk is full\n"
                                "S: * NO [ALERT] going down\nS: {tag} OK [ALERT] disk is full\n";
        SessionFixture fixture(Transcript::fromText("S: * OK [ALERT] welcome\nC: {tag} CAPABILITY\n"
                                                    "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\nS: {tag} OK done\n"
                                                    "C: {tag} AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==\n"
                                                    "S: {tag} OK [CAPABILITY IMAP4rev1] in\n"
            + talk));
        QSignalSpy alerts(fixture.session.get(), &Session::alert);
        QVERIFY(fixture.signIn());
        Task<Result<void>> noop = fixture.session->run(Noop());
        QVERIFY(finishes(noop));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QCOMPARE(alerts.size(), 3);
        QCOMPARE(alerts[0][0].toString(), u"welcome"_s);
        QCOMPARE(alerts[2][0].toString(), u"going down"_s);
    }
    void tellsWhatAConnectionIs()
    {
        SessionFixture fixture(Transcript::fromText(
            SessionFixture::prelude("IDLE CONDSTORE ENABLE ID X-ODD XAPPLEPUSHSERVICE")
            + "C: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 IDLE CONDSTORE ENABLE ID X-ODD XAPPLEPUSHSERVICE "
              "ESEARCH\n"
              "S: {tag} OK done\n"
              "C: {tag} ID (\"name\" \"Godwit\")\nS: * ID (\"vendor\" \"Apple\" \"name\" \"imapd\" \"version\" \"2\")\n"
              "S: {tag} OK done\n"
              "C: {tag} ENABLE CONDSTORE\nS: * ENABLED CONDSTORE\nS: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        const Id::Fields fields{{"name", "Godwit"}};
        Task<Result<IdData>> id = fixture.session->run(Id(fields));
        QVERIFY(finishes(id));
        const QByteArrayList wanted{"CONDSTORE"};
        Task<Result<QByteArrayList>> enabling = fixture.session->run(Enable(wanted));
        QVERIFY(finishes(enabling));
        const SessionReport report = fixture.session->report();
        QCOMPARE(report.host, u"mail.example.test"_s);
        QCOMPARE(report.serverName, u"Apple imapd 2"_s);
        QCOMPARE(report.offeredBeforeLogin, QByteArrayList({"AUTH=PLAIN", "IMAP4REV1", "SASL-IR"}));
        QVERIFY(report.offeredAfterLogin.contains("ESEARCH"));
        QCOMPARE(report.switchedOff, QByteArrayList{"ESEARCH"});
        QVERIFY(report.used.contains("CONDSTORE") && !report.used.contains("ESEARCH"));
        QCOMPARE(report.unknown, QByteArrayList({"X-ODD", "XAPPLEPUSHSERVICE"}));
        QCOMPARE(report.enabled, QByteArrayList{"CONDSTORE"});
        QCOMPARE(report.quirks.size(), 1);
        QCOMPARE(report.quirks[0].name, u"iCloud"_s);
        QVERIFY(report.toText().contains(u"Known server: iCloud: "_s));
        QVERIFY(report.toText().contains(u"Switched off: ESEARCH"_s));
        QVERIFY(report.toText().endsWith(u"OK done\n"_s));
        QVERIFY(!report.isCompressed);
        QCOMPARE(report.ratioIn, 1.0);
        QVERIFY(report.statistics.commands >= 3);
        const QStringList lines = report.log.filter(u"C: A4 ENABLE CONDSTORE"_s);
        QCOMPARE(lines.size(), 1);
        QVERIFY(QTime::fromString(lines.first().left(8), u"HH:mm:ss"_s).isValid()); // when, in front
        QVERIFY(report.roundTrip && report.roundTrip->count() >= 0);
        for (const QString &line : report.log)
            QVERIFY2(!line.contains(u"AGFsaWNl"_s), qPrintable(line)); // the password
    }
    void speedOfTheLine()
    {
        constexpr qint64 KiB = 1024;
        LineSpeed slow;
        QVERIFY(!slow.octetsPerSecond());
        QVERIFY(LineSpeed::isWorthCompressing(slow.octetsPerSecond()));
        for (int i = 0; i < 40; ++i)
            slow.received(10 * KiB, 100ms * i); // 100 KiB/s
        QCOMPARE(*slow.octetsPerSecond(), 100 * KiB);
        QVERIFY(LineSpeed::isWorthCompressing(slow.octetsPerSecond()));
        slow.received(10 * KiB, 60'000ms); // a pause says nothing of the line
        QCOMPARE(*slow.octetsPerSecond(), 100 * KiB);
        LineSpeed fast;
        for (int i = 0; i < 30; ++i)
            fast.received(64 * KiB, 1ms * (i / 10)); // all at once
        QVERIFY(*fast.octetsPerSecond() > 100 * 1024 * KiB);
        QVERIFY(!LineSpeed::isWorthCompressing(fast.octetsPerSecond()));
        LineSpeed talk;
        for (int i = 0; i < 100; ++i)
            talk.received(100, 150ms * i);
        QVERIFY(!talk.octetsPerSecond()); // answers to NOOP
    }
    void whatThePersonSwitchedOffIsNotUsed()
    {
        ReplayServer server(Transcript::fromText(SessionFixture::prelude("ESEARCH MOVE")
                                + "C: {tag} UID SEARCH ALL\nS: * SEARCH 1\nS: {tag} OK done\n"),
            7);
        SessionOptions options;
        options.endpoint = {u"mail.example.test"_s, 993, net::Security::ImplicitTls};
        options.clock = std::make_shared<FakeClock>();
        options.switchedOff = {"esearch"};
        Session session(server.takeTransport(), options);
        Task<Result<void>> connecting = session.connect();
        QVERIFY(finishes(connecting));
        Task<Result<void>> login = session.authenticate(u"alice"_s, u"secret"_s);
        QVERIFY(finishes(login));
        Task<Result<Found>> searching = session.run(Search::all());
        QVERIFY(finishes(searching));
        QVERIFY2(server.finished(), qPrintable(server.unexpected()));
        QVERIFY(session.capabilities().hasMove());
        QCOMPARE(session.report().switchedOff, QByteArrayList{"ESEARCH"});
    }
    void theLogIsBounded()
    {
        QByteArray talk;
        for (int i = 0; i < 300; ++i)
            talk += "C: {tag} NOOP\nS: * 1 FETCH (UID 1 FLAGS ())\nS: {tag} OK done\n";
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE") + talk));
        QVERIFY(fixture.signIn());
        for (int i = 0; i < 300; ++i) {
            Task<Result<void>> noop = fixture.session->run(Noop());
            QVERIFY(finishes(noop));
        }
        const QStringList log = fixture.session->report().log;
        QCOMPARE(log.size(), qsizetype(fixture.session->options().logLines));
        QVERIFY(log.constLast().endsWith(u" S: A301 OK done"_s));
        QVERIFY(log.filter(u"FETCH"_s).isEmpty());
    }
    void whatCameInClearTextIsNotKept()
    {
        // S-008
        SessionFixture fixture(
            Transcript::fromText("S: * OK [CAPABILITY IMAP4rev1 STARTTLS] call this number\nC: {tag} STARTTLS\n"
                                 "S: {tag} OK go\n! tls\nC: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\n"
                                 "S: {tag} OK done\n"),
            7, net::Security::StartTls);
        Task<Result<void>> connecting = fixture.session->connect();
        QVERIFY(finishes(connecting));
        QVERIFY(connecting.result());
        const QStringList log = fixture.session->report().log;
        QVERIFY(log.filter(u"number"_s).isEmpty());
        QVERIFY(!log.filter(u"C: A1 STARTTLS"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ImapReport)
#include "tst_ImapReport.moc"
