// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"
#include "support/LineServer.h"
#include "sync/ConnectionHistory.h"
#include "sync/EngineFixture.h"

#include <QSignalSpy>

using namespace godwit;
using namespace Qt::StringLiterals;
using sync::ConnectionRecord;
using sync::ConnectionReport;
using sync::ServerSide;
using test::EngineFixture;
using test::LineServer;

namespace {

ConnectionReport ask(sync::Engine &engine, store::AccountKey account)
{
    QSignalSpy reported(&engine, &sync::Engine::connectionsReported);
    engine.askConnections(account);
    if (!reported.wait(20'000))
        return {};
    return reported.constLast().constFirst().value<ConnectionReport>();
}

LineServer::Answer pop3Answer(const QByteArray &line)
{
    if (line == "CAPA")
        return {"+OK\r\nUSER\r\nUIDL\r\nX-ODD\r\n.\r\n"};
    if (line == "STAT")
        return {"+OK 0 0\r\n"};
    if (line == "UIDL" || line == "LIST")
        return {"+OK\r\n.\r\n"};
    return {"+OK\r\n", line == "QUIT" ? LineServer::Then::Close : LineServer::Then::GoOn};
}

} // namespace

class tst_Connections : public QObject {
    Q_OBJECT
private slots:
    void masksAddressesAndNames()
    {
        const QStringList names{u"alice@example.org"_s, u"alice"_s, u"al"_s};
        QCOMPARE(sync::maskedText(u"NO login of alice failed for <bob.b+x@mail.example.com>, al"_s, names),
            u"NO login of … failed for <…@mail.example.com>, al"_s);
        QCOMPARE(sync::maskedText(u"INBOX a@ @b 10:42"_s, names), u"INBOX a@ @b 10:42"_s);
    }

    void nothingIsKnownBeforeTheFirstConnection()
    {
        EngineFixture fixture;
        fixture.start();
        const ConnectionReport report = ask(*fixture.engine, fixture.account);
        QCOMPARE(report.account, fixture.account);
        QVERIFY(report.connections.isEmpty());
        QVERIFY(!report.latest(ServerSide::Incoming));
        QVERIFY(ask(*fixture.engine, {4711}).connections.isEmpty());
    }

    void tellsWhatTheServerOffersAndHowItWent()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "Subject: hush\r\nFrom: bob@example.com\r\n\r\nhidden words\r\n");
        QVERIFY(fixture.sync());
        const ConnectionReport report = ask(*fixture.engine, fixture.account);
        QCOMPARE(report.connections.size(), 1);
        const ConnectionRecord &record = report.connections.first();
        QCOMPARE(record.protocol, u"imap"_s);
        QCOMPARE(record.endpoint.port, fixture.server.serverPort());
        QVERIFY(!record.isOpen() && !record.why); // logged out by us
        QVERIFY(record.began.isValid() && record.began <= record.ended);
        QVERIFY(record.facts.signedIn);
        QVERIFY(record.facts.tlsProtocol.isEmpty());
        QVERIFY(record.facts.roundTripMs.has_value());
        QVERIFY(record.facts.octetsIn > 100 && record.facts.octetsOut > 100);
        QVERIFY(record.facts.server.isKnown());
        QVERIFY(record.facts.server.used.contains(u"IDLE"_s));
        QVERIFY(!record.facts.log.isEmpty());
        const QString log = record.facts.log.join(u'\n');
        for (const QString &secret : {u"secret"_s, u"alice"_s, u"hush"_s, u"hidden"_s, u"bob@"_s})
            QVERIFY2(!log.contains(secret, Qt::CaseInsensitive), qPrintable(log));
    }

    void livesWhileItIsOpenAndSaysWhyItEnded()
    {
        EngineFixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        const auto open = [&fixture] {
            const ConnectionReport report = ask(*fixture.engine, fixture.account);
            return std::count_if(report.connections.cbegin(), report.connections.cend(),
                [](const ConnectionRecord &record) { return record.isOpen() && record.facts.signedIn; });
        };
        QTRY_VERIFY(open() >= 1);
        fixture.server.goDown();
        fixture.server.closeAll();
        QTRY_COMPARE(open(), 0);
        const auto failed = [&fixture] {
            const ConnectionReport report = ask(*fixture.engine, fixture.account);
            return std::any_of(
                report.connections.cbegin(), report.connections.cend(), [](const ConnectionRecord &record) {
                    return record.facts.signedIn && record.why && record.why->kind == MailError::Kind::Network;
                });
        };
        QTRY_VERIFY(failed());
        QVERIFY(ask(*fixture.engine, fixture.account).latest(ServerSide::Incoming)->facts.server.isKnown());
    }

    void refusedSignInIsToldWithoutTheName()
    {
        EngineFixture fixture;
        fixture.server.refuse("LOGIN", "NO [AUTHENTICATIONFAILED] alice is not known");
        fixture.server.refuse("AUTHENTICATE", "NO [AUTHENTICATIONFAILED] alice is not known");
        QVERIFY(fixture.sync());
        const ConnectionReport report = ask(*fixture.engine, fixture.account);
        QCOMPARE(report.connections.size(), 1);
        const ConnectionRecord &record = report.connections.first();
        QVERIFY(!record.facts.signedIn);
        QVERIFY(record.why && record.why->kind == MailError::Kind::NeedsLogin);
        QVERIFY2(record.why->serverText.contains(u"is not known"_s), qPrintable(record.why->serverText));
        QVERIFY(!record.why->serverText.contains(u"alice"_s));
        QVERIFY(record.facts.log.filter(u"alice"_s).isEmpty());
    }

    void otherSettingsKeepTheHistory()
    {
        EngineFixture fixture;
        QVERIFY(fixture.sync());
        fixture.settings.maximumConnections = 1;
        QVERIFY(fixture.engine->writer().updateAccount(fixture.account, fixture.settings.toJson()));
        fixture.engine->accountsChanged();
        QCOMPARE(ask(*fixture.engine, fixture.account).connections.size(), 1);
        QVERIFY(fixture.sync());
        QCOMPARE(ask(*fixture.engine, fixture.account).connections.size(), 2);
    }

    void pop3AndSmtpAreThereToo()
    {
        LineServer incoming, outgoing;
        incoming.greeting = "+OK ready\r\n";
        incoming.answer = pop3Answer;
        outgoing.greeting = "220 model\r\n";
        outgoing.answer = [](const QByteArray &line) -> LineServer::Answer {
            if (line.startsWith("EHLO"))
                return {"250-model\r\n250-PIPELINING\r\n250-X-ODD\r\n250 SIZE 1000000\r\n"};
            return {line == "QUIT" ? "221 bye\r\n" : "550 5.7.1 no\r\n"};
        };
        EngineFixture fixture;
        fixture.change([&](account::Settings &settings) {
            settings.incoming = account::Incoming::Pop3;
            settings.incomingServer.port = incoming.serverPort();
            settings.outgoingServer = {u"127.0.0.1"_s, outgoing.serverPort(), net::Security::ClearText};
        });
        QVERIFY(fixture.sync());
        store::Outbox::NewSubmission submission;
        submission.account = fixture.account;
        submission.envelopeFrom = u"alice@example.org"_s;
        submission.recipients = QStringList{u"bob@example.org"_s};
        submission.content = "Subject: hello\r\n\r\nx\r\n";
        QVERIFY(store::Outbox(fixture.engine->writer()).add(submission));
        auto flushed = fixture.engine->flushOutbox(fixture.account);
        QTRY_VERIFY(flushed.isDone());
        const ConnectionReport report = ask(*fixture.engine, fixture.account);
        const auto pop3 = report.latest(ServerSide::Incoming);
        QVERIFY(pop3 && pop3->protocol == u"pop3" && pop3->facts.signedIn && !pop3->why);
        QCOMPARE(pop3->facts.server.used, (QStringList{u"UIDL"_s, u"USER"_s}));
        QCOMPARE(pop3->facts.server.unused, QStringList{u"X-ODD"_s});
        QVERIFY(pop3->facts.roundTripMs && *pop3->facts.roundTripMs < 10'000);
        const auto smtp = report.latest(ServerSide::Outgoing);
        QVERIFY(smtp && smtp->protocol == u"smtp");
        QCOMPARE(smtp->facts.server.used, (QStringList{u"PIPELINING"_s, u"SIZE 1000000"_s}));
    }

    void oldestAreForgotten()
    {
        EngineFixture fixture;
        fixture.start();
        sync::ConnectionHistory history(fixture.clock);
        for (std::size_t i = 0; i < sync::ConnectionHistory::MaximumConnections + 5; ++i) {
            const auto number = history.begin(ServerSide::Incoming, u"imap"_s, {}, [] {
                sync::ConnectionFacts facts;
                facts.log = QStringList{u"C: A1 NOOP"_s};
                return facts;
            });
            history.ended(number, std::nullopt);
            history.ended(number, failure(MailError::Kind::Network).value()); // too late
        }
        const ConnectionReport report = history.report(fixture.settings);
        QCOMPARE(std::size_t(report.connections.size()), sync::ConnectionHistory::MaximumConnections);
        QVERIFY(!report.connections.first().why);
        QCOMPARE(report.connections.first().facts.log.size(), 1);
        QVERIFY(report.connections.last().facts.log.isEmpty());
    }

    void oneAccountIsPausedAlone()
    {
        EngineFixture fixture;
        fixture.start();
        QSignalSpy statuses(fixture.engine.get(), &sync::Engine::statusChanged);
        fixture.engine->setAccountPaused(fixture.account, true);
        QTRY_VERIFY(fixture.status.paused);
        fixture.engine->setFetchingPaused(true);
        fixture.engine->setFetchingPaused(false); // all others go on
        ask(*fixture.engine, fixture.account);
        QVERIFY(fixture.status.paused);
        fixture.engine->setAccountPaused(fixture.account, false);
        QTRY_VERIFY(!fixture.status.paused);
    }
};

QTEST_GUILESS_MAIN(tst_Connections)
#include "tst_Connections.moc"
