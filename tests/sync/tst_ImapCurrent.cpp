// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ConnectionPool.h"
#include "sync/EngineFixture.h"

#include <QElapsedTimer>

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::EngineFixture;
using test::ModelImapServer;
using Phase = sync::AccountStatus::Phase;

namespace {

MailError said(const char *code, const QString &text)
{
    MailError error;
    error.responseCode = code;
    error.serverText = text;
    return error;
}

/// What the engine announces of new rows in one mailbox.
struct News {
    News(EngineFixture &fixture, store::MailboxKey mailbox)
    {
        QObject::connect(fixture.engine.get(), &sync::Engine::changed, &context, [this, mailbox](const auto &change) {
            for (const store::Change::MailboxRows &rows : change.rows)
                added += rows.mailbox == mailbox ? rows.added.size() : 0;
        });
    }
    QObject context;
    qint64 added = 0;
};

} // namespace

/// All mailboxes of all accounts kept current, within what servers allow and over networks that come and go.
class tst_ImapCurrent : public QObject {
    Q_OBJECT
private slots:
    void hearsOfOtherMailboxesByNotify()
    {
        EngineFixture fixture;
        fixture.server.capabilities.append("NOTIFY");
        fixture.server.add("INBOX", "m1");
        fixture.server.add("Lists", "l1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QCOMPARE(fixture.server.count("NOTIFY"), 1);
        const int selects = fixture.server.count("SELECT");
        const News news(fixture, fixture.mailbox(u"Lists"_s));
        fixture.server.add("Lists", "l2"); // sorted there by the server
        QTRY_COMPARE(fixture.subjects(u"Lists"_s), (QStringList{u"l1"_s, u"l2"_s}));
        QCOMPARE(news.added, 1);
        QCOMPARE(fixture.reader().mailbox(fixture.mailbox(u"Lists"_s))->unread, 2);
        QCOMPARE(fixture.server.count("SELECT"), selects + 1); // of that one alone
        fixture.server.setFlag("Lists", 1, "\\Seen");
        QTRY_COMPARE(fixture.reader().mailbox(fixture.mailbox(u"Lists"_s))->unread, 1);
        fixture.server.expunge("Lists", 2);
        QTRY_COMPARE(fixture.subjects(u"Lists"_s), QStringList{u"l1"_s});
        QCOMPARE(fixture.server.count("LIST"), 1);
        fixture.clock->advance(9min);
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        fixture.clock->advance(2min);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QCOMPARE(fixture.server.count("LIST"), 1); // nobody needs to ask
    }

    void sweepsByTheListWithoutNotify()
    {
        EngineFixture fixture;
        fixture.server.add("Lists", "l1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QCOMPARE(fixture.server.count("NOTIFY"), 0);
        const News news(fixture, fixture.mailbox(u"Lists"_s));
        fixture.server.add("Lists", "l2");
        fixture.clock->advance(10min);
        QTRY_COMPARE(fixture.subjects(u"Lists"_s), (QStringList{u"l1"_s, u"l2"_s}));
        QCOMPARE(news.added, 1);
        QCOMPARE(fixture.server.count("STATUS"), 0);
    }

    void asksInTurnWithoutNumbersInTheList()
    {
        EngineFixture fixture;
        fixture.server.capabilities.removeAll("LIST-STATUS");
        for (int i = 10; i < 55; ++i)
            fixture.server.add("Box" + QByteArray::number(i), "b");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        for (const char *const name : {"Box11", "Box33", "Box54"})
            fixture.server.add(name, "new");
        const int before = fixture.server.count("STATUS");
        const auto arrived = [&fixture] {
            fixture.clock->advance(5s);
            return fixture.subjects(u"Box11"_s).size() + fixture.subjects(u"Box33"_s).size()
                + fixture.subjects(u"Box54"_s).size()
                == 6;
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), 20'000);
        // 46 mailboxes, 20 a round: three rounds, and those that were about to begin.
        QVERIFY(fixture.server.count("STATUS") - before <= 80);
    }

    void worksWithFewerConnections_data()
    {
        QTest::addColumn<int>("limit");
        QTest::newRow("two") << 2;
        QTest::newRow("one") << 1;
    }
    void worksWithFewerConnections()
    {
        QFETCH(int, limit);
        EngineFixture fixture;
        fixture.server.connectionLimit = limit;
        fixture.server.add("INBOX", "m1");
        fixture.server.add("Other", "o1");
        fixture.start(sync::Engine::Mode::Live);
        QList<Phase> phases;
        connect(fixture.engine.get(), &sync::Engine::statusChanged, fixture.engine.get(),
            [&phases](const sync::AccountStatus &status) { phases.append(status.phase); });
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.engine->refreshMailbox(fixture.mailbox(u"Other"_s));
        QTRY_VERIFY(fixture.server.refused > 0);
        fixture.server.add("INBOX", "m2");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
        fixture.server.add("Other", "o2");
        const auto arrived = [&fixture] { // looked at now and then
            fixture.clock->advance(10s);
            return fixture.subjects(u"Other"_s) == QStringList{u"o1"_s, u"o2"_s};
        };
        QTRY_VERIFY(arrived());
        QVERIFY(fixture.journal().setFlags({fixture.placement(u"INBOX"_s, u"m1"_s)}, {"\\Seen"}, {}));
        fixture.engine->journalChanged();
        QTRY_VERIFY(fixture.server.flags("INBOX", 1).contains("\\Seen"));
        QVERIFY(!phases.contains(Phase::Waiting) && !phases.contains(Phase::Failed));
        const int refused = fixture.server.refused;
        int steps = 0;
        const auto passed = [&] {
            fixture.clock->advance(10s);
            return ++steps >= 40;
        };
        QTRY_VERIFY_WITH_TIMEOUT(passed(), 20'000);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        QCOMPARE(fixture.server.refused, refused); // not tried again before tomorrow
    }

    void aLimitIsNoWrongPassword()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.server.latency = 1ms;
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), QStringList{u"m1"_s});
        fixture.server.refuse("AUTHENTICATE", "NO [ALERT] Too many simultaneous connections. (Failure)");
        fixture.engine->resume();
        QTRY_COMPARE(fixture.status.phase, Phase::Waiting); // with no connection at all it is an error that passes
        QVERIFY(fixture.status.error.kind != MailError::Kind::NeedsLogin);
    }

    void knowsALimitWhenItSeesOne()
    {
        QVERIFY(sync::ConnectionPool::isLimit(said("LIMIT", u"no"_s)));
        QVERIFY(sync::ConnectionPool::isLimit(said("ALERT", u"Too many simultaneous connections. (Failure)"_s)));
        QVERIFY(sync::ConnectionPool::isLimit(said("", u"Maximum number of connections from user+IP exceeded"_s)));
        QVERIFY(!sync::ConnectionPool::isLimit(said("AUTHENTICATIONFAILED", u"Invalid credentials"_s)));
        sync::ConnectionPool pool(3);
        QCOMPARE(pool.allowed(0s), 3);
        pool.refused(2, 0s);
        QCOMPARE(pool.allowed(23h), 2);
        pool.refused(2, 1h);
        QCOMPARE(pool.allowed(23h), 1); // two were not to be had either
        QCOMPARE(pool.allowed(26h), 3);
    }

    void keepsToTheSettings()
    {
        EngineFixture fixture;
        fixture.change([](account::Settings &settings) { settings.maximumConnections = 1; });
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.server.add("INBOX", "m2");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(fixture.server.connections(), 1);
    }

    void severalAccountsAtOnce()
    {
        EngineFixture fixture;
        ModelImapServer other;
        fixture.server.add("INBOX", "mine");
        other.add("INBOX", "yours");
        const store::AccountKey second = fixture.addAccount(other);
        fixture.server.latency = 1h; // the one does not wait for the other
        fixture.start(sync::Engine::Mode::Live);
        const auto rows = [&](store::AccountKey account) {
            const auto inbox = fixture.reader().mailboxByRole(account, store::Role::Inbox);
            return inbox ? fixture.reader().rowKeys(inbox->key).size() : 0;
        };
        QTRY_COMPARE(rows(second), 1);
        QCOMPARE(rows(fixture.account), 0);
        fixture.server.latency = 0ms;
        fixture.engine->resume();
        QTRY_COMPARE(rows(fixture.account), 1);
    }

    /// 100 ms away, with connections that lead nowhere any more though nobody said so.
    void afterSleepOrOnAnotherNetwork_data()
    {
        QTest::addColumn<bool>("slept");
        QTest::newRow("sleep") << true;
        QTest::newRow("network") << false;
    }
    void afterSleepOrOnAnotherNetwork()
    {
        QFETCH(bool, slept);
        EngineFixture fixture;
        fixture.realTime = true;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        fixture.server.goSilent();
        fixture.server.add("INBOX", "m2");
        fixture.server.latency = 100ms;
        QElapsedTimer sinceSignal;
        sinceSignal.start();
        if (slept) {
            fixture.engine->suspend();
            fixture.engine->resume();
        } else {
            fixture.engine->networkChanged();
        }
        QTRY_COMPARE_WITH_TIMEOUT(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}), 3000);
        QVERIFY(sinceSignal.elapsed() < 3000);
        QTRY_COMPARE(fixture.server.count("IDLE"), 2); // and is watched again
        fixture.server.add("INBOX", "m3");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 3);
    }

    void getMailWakesWhatWasPutToSleep()
    {
        EngineFixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        fixture.engine->suspend();
        QTRY_COMPARE(fixture.status.phase, Phase::Offline);
        fixture.server.add("INBOX", "m1");
        fixture.engine->networkChanged(); // links go down before the machine sleeps: no reason to connect
        QCoreApplication::processEvents();
        QCOMPARE(fixture.status.phase, Phase::Offline);
        fixture.engine->refreshAll();
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), QStringList{u"m1"_s});
    }

    void keepsConnectionsThatStillLead()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
        const int connections = fixture.server.connections();
        fixture.engine->networkChanged();
        QTRY_COMPARE(fixture.server.count("NOOP"), connections);
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        fixture.clock->advance(1s);
        fixture.server.add("INBOX", "m2");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 2);
        QCOMPARE(fixture.server.connections(), connections);
    }
};

QTEST_GUILESS_MAIN(tst_ImapCurrent)
#include "tst_ImapCurrent.moc"
