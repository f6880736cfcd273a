// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/EngineFixture.h"
#include "sync/FetchProgress.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::EngineFixture;
using test::ModelImapServer;
using Phase = sync::AccountStatus::Phase;

/// An engine that keeps an account up to date by itself.
class tst_ImapLive : public QObject {
    Q_OBJECT

    struct Watcher {
        explicit Watcher(sync::Engine &engine)
        {
            QObject::connect(&engine, &sync::Engine::statusChanged, &context,
                [this](const sync::AccountStatus &status) { last = status; });
        }
        QObject context;
        sync::AccountStatus last;
    };

private slots:
    void showsWhatAnotherClientDoes()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        QTRY_COMPARE(watcher.last.phase, Phase::UpToDate);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.server.add("INBOX", "m2");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
        QTRY_VERIFY(fixture.reader().row(fixture.placement(u"INBOX"_s, u"m2"_s))->hasBody);
        fixture.server.setFlag("INBOX", 1, "\\Flagged");
        QTRY_VERIFY(fixture.reader().row(fixture.placement(u"INBOX"_s, u"m1"_s))->flags.has(Flag::Flagged));
        fixture.server.expunge("INBOX", 1);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), QStringList{u"m2"_s});
    }

    void saysHowFarTheConnectionIs()
    {
        EngineFixture fixture;
        fixture.server.latency = 1ms;
        fixture.start(sync::Engine::Mode::Live);
        QCOMPARE(fixture.status.phase, Phase::Connecting);
        QList<Phase> phases;
        connect(fixture.engine.get(), &sync::Engine::statusChanged, fixture.engine.get(),
            [&phases](const sync::AccountStatus &status) {
                if (phases.isEmpty() || phases.last() != status.phase)
                    phases.append(status.phase);
            });
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QCOMPARE(phases.mid(0, 2), (QList<Phase>{Phase::SigningIn, Phase::Synchronising}));
        // The connections beside it are nobody's business.
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QCOMPARE(phases.count(Phase::SigningIn), 1);
    }

    void carriesOutAtOnce()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QVERIFY(fixture.journal().setFlags({fixture.placement(u"INBOX"_s, u"m1"_s)}, {"\\Seen"}, {}));
        fixture.engine->journalChanged();
        QTRY_VERIFY(fixture.server.flags("INBOX", 1).contains("\\Seen"));
    }

    void renewsIdle()
    {
        EngineFixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.clock->advance(9min);
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
    }

    void watchesAnotherMailboxWhileItIsOpen()
    {
        EngineFixture fixture;
        fixture.server.add("Other", "o1");
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        QTRY_COMPARE(watcher.last.phase, Phase::UpToDate);
        fixture.engine->refreshMailbox(fixture.mailbox(u"Other"_s));
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        fixture.server.add("Other", "o2");
        QTRY_COMPARE(fixture.subjects(u"Other"_s), (QStringList{u"o1"_s, u"o2"_s}));
        QVERIFY(fixture.server.connections() <= 3);
    }

    void workOfflineQueuesAndOnlineCarriesOut()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        QTRY_COMPARE(watcher.last.phase, Phase::UpToDate);
        fixture.engine->setConnectivity(sync::Connectivity::WorkOffline);
        QTRY_COMPARE(watcher.last.phase, Phase::Offline);
        const store::PlacementKey key = fixture.placement(u"INBOX"_s, u"m1"_s);
        QVERIFY(fixture.journal().setFlags({key}, {"\\Seen"}, {}));
        fixture.engine->journalChanged();
        QVERIFY(fixture.reader().row(key)->flags.has(Flag::Seen));
        QVERIFY(fixture.reader().row(key)->pending);
        fixture.engine->setConnectivity(sync::Connectivity::Online);
        QTRY_VERIFY(fixture.server.flags("INBOX", 1).contains("\\Seen"));
        QTRY_VERIFY(!fixture.reader().row(key)->pending);
    }

    void comesBackAfterALostConnection()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.server.goDown();
        fixture.engine->refreshAll();
        QTRY_COMPARE(watcher.last.phase, Phase::Waiting);
        QCOMPARE(watcher.last.error.kind, MailError::Kind::Network);
        QCOMPARE(watcher.last.retryInSeconds, 1);
        fixture.server.add("INBOX", "m2");
        fixture.server.comeUp();
        fixture.clock->advance(5s);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
        QTRY_COMPARE(watcher.last.phase, Phase::UpToDate);
    }

    void askingInVainDoesNotLengthenThePause()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.server.goDown();
        fixture.engine->refreshAll();
        QTRY_COMPARE(watcher.last.phase, Phase::Waiting);
        for (int clicks = 0; clicks < 8; ++clicks) {
            watcher.last = {};
            fixture.engine->refreshMailbox(fixture.mailbox(u"INBOX"_s));
            QTRY_COMPARE(watcher.last.phase, Phase::Waiting);
            QCOMPARE(watcher.last.retryInSeconds, 1);
        }
        fixture.clock->advance(1s); // in its own time it does
        QTRY_COMPARE(watcher.last.retryInSeconds, 2);
    }

    void watchesTheOpenMailboxAgainAfterALostConnection()
    {
        EngineFixture fixture;
        fixture.server.add("Other", "o1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.engine->refreshMailbox(fixture.mailbox(u"Other"_s));
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        fixture.server.closeAll();
        fixture.engine->refreshAll();
        // Each connection comes back after its pause.
        const auto idlesAgain = [&fixture] {
            fixture.clock->advance(1s);
            return fixture.server.count("IDLE") >= 4;
        };
        QTRY_VERIFY(idlesAgain());
        fixture.server.add("Other", "o2");
        QTRY_COMPARE(fixture.subjects(u"Other"_s), (QStringList{u"o1"_s, u"o2"_s}));
    }

    void asksForAPasswordAndGoesOnWithIt()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.credentials->text.clear();
        fixture.start(sync::Engine::Mode::Live);
        Watcher watcher(*fixture.engine);
        fixture.engine->refreshAll();
        QTRY_COMPARE(watcher.last.phase, Phase::NeedsPassword);
        QCOMPARE(watcher.last.error.detail, MailError::Detail::CredentialsMissing);
        fixture.clock->advance(1h);
        QCOMPARE(fixture.server.connections(), 0); // never by itself
        fixture.engine->providePassword(fixture.account, u"secret"_s, true);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), QStringList{u"m1"_s});
    }

    void fetchesABodyThatSomebodyWaitsFor()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        QVERIFY(fixture.sync(options));
        const store::PlacementKey key = fixture.placement(u"INBOX"_s, u"m1"_s);
        QSignalSpy failed(fixture.engine.get(), &sync::Engine::bodyFailed);
        fixture.engine->fetchBody(key);
        QTRY_COMPARE(failed.size(), 1); // nobody is online
        fixture.start(sync::Engine::Mode::Live);
        QSignalSpy fetched(fixture.engine.get(), &sync::Engine::bodyFetched);
        fixture.engine->fetchBody(key);
        QTRY_COMPARE(fetched.size(), 1);
        QVERIFY(fixture.reader().row(key)->hasBody);
        QVERIFY(fixture.reader().row(key)->snippet.contains(u"Text of m1"_s));
    }

    void pausesWhatNobodyWaitsFor()
    {
        EngineFixture fixture;
        for (int i = 0; i < 300; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        fixture.start(sync::Engine::Mode::Live);
        fixture.engine->setFetchingPaused(true);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QVERIFY(fixture.status.paused);
        const auto rows = [&fixture] {
            return fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size();
        };
        QTRY_COMPARE(rows(), 50); // what somebody looks at
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.server.add("INBOX", "new");
        QTRY_COMPARE(rows(), 51);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        const store::PlacementKey wanted = fixture.placement(u"INBOX"_s, u"m299"_s);
        QVERIFY(!fixture.reader().row(wanted)->hasBody);
        fixture.engine->fetchBody(wanted);
        QTRY_VERIFY(fixture.reader().row(wanted)->hasBody);
        QCOMPARE(rows(), 51);
        fixture.engine->setFetchingPaused(false);
        QTRY_COMPARE(rows(), 301);
        QTRY_VERIFY(fixture.reader().row(fixture.placement(u"INBOX"_s, u"m0"_s))->hasBody);
        QVERIFY(!fixture.status.paused);
    }

    void tellsHowFarItIs()
    {
        EngineFixture fixture;
        for (int i = 0; i < 1200; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        fixture.start();
        QList<sync::AccountStatus> told;
        connect(fixture.engine.get(), &sync::Engine::statusChanged, fixture.engine.get(),
            [&told](const sync::AccountStatus &status) { told.append(status); });
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        QVERIFY(fixture.sync(options));
        qint64 last = 0;
        for (const sync::AccountStatus &status : std::as_const(told)) {
            if (status.phase != Phase::Synchronising)
                continue;
            QCOMPARE(status.mailbox, fixture.mailbox(u"INBOX"_s));
            QCOMPARE(status.total, 1200);
            QVERIFY(status.done > last);
            last = status.done;
        }
        QCOMPARE(last, 1200);
        QCOMPARE(fixture.status.phase, Phase::Offline);

        sync::FetchProgress progress;
        QCOMPARE(progress.at(store::MailboxKey{1}, 50, 1000, 10s).perSecond, 0.0);
        QCOMPARE(progress.at(store::MailboxKey{1}, 550, 1000, 12s).perSecond, 250.0);
        QCOMPARE(progress.at(store::MailboxKey{2}, 10, 1000, 13s).perSecond, 0.0); // another one
    }

    void logsOutWhenItStops()
    {
        EngineFixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        auto stopped = fixture.engine->stop(3s);
        QTRY_VERIFY(stopped.isDone());
        QTRY_COMPARE(fixture.server.count("LOGOUT"), 2);
    }
};

QTEST_GUILESS_MAIN(tst_ImapLive)
#include "tst_ImapLive.moc"
