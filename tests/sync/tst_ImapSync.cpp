// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AccountSetup.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using test::EngineFixture;
using test::ModelImapServer;

namespace {

void withoutCapabilities(ModelImapServer &server, const QByteArrayList &names)
{
    server.capabilities.removeIf([&names](const QByteArray &name) { return names.contains(name); });
}

} // namespace

class tst_ImapSync : public QObject {
    Q_OBJECT
private slots:
    void servers_data()
    {
        QTest::addColumn<QByteArrayList>("without");
        QTest::newRow("QRESYNC") << QByteArrayList();
        QTest::newRow("CONDSTORE") << QByteArrayList{"QRESYNC"};
        QTest::newRow("neither") << QByteArrayList{"QRESYNC", "CONDSTORE", "ENABLE"};
        QTest::newRow("bare") << QByteArrayList{"QRESYNC", "CONDSTORE", "ENABLE", "ESEARCH", "LIST-EXTENDED",
            "LIST-STATUS", "SPECIAL-USE", "UIDPLUS", "MOVE", "UNSELECT", "ID", "NAMESPACE", "IDLE"};
    }

    void fetchesEverythingThenOnlyWhatChanged_data() { servers_data(); }
    void fetchesEverythingThenOnlyWhatChanged()
    {
        QFETCH(QByteArrayList, without);
        EngineFixture fixture;
        ModelImapServer &server = fixture.server;
        withoutCapabilities(server, without);
        server.boxes["Sent"].attribute = "\\Sent";
        for (int i = 1; i <= 5; ++i)
            server.add("INBOX", "m" + QByteArray::number(i));
        server.setFlag("INBOX", 2, "\\Seen");
        QVERIFY(fixture.sync());
        QVERIFY2(
            !fixture.summary.error, qPrintable(fixture.summary.error ? describe(*fixture.summary.error) : QString()));
        QCOMPARE(fixture.summary.added, 5);
        QCOMPARE(fixture.summary.bodies, 5);
        QCOMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"m4"_s, u"m5"_s}));
        const auto row = fixture.reader().row(fixture.placement(u"INBOX"_s, u"m2"_s));
        QVERIFY(row->flags.has(Flag::Seen));
        QCOMPARE(fixture.reader().raw(row->message), server.boxes["INBOX"].messages[1].raw);
        QCOMPARE(fixture.reader().mailbox(fixture.mailbox(u"Sent"_s))->role, store::Role::Sent);

        server.add("INBOX", "m6");
        server.setFlag("INBOX", 3, "\\Flagged");
        server.expunge("INBOX", 1);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.summary.added, 1);
        QCOMPARE(fixture.summary.vanished, 1);
        QCOMPARE(fixture.summary.changed, 1);
        QCOMPARE(fixture.summary.bodies, 1);
        QCOMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m2"_s, u"m3"_s, u"m4"_s, u"m5"_s, u"m6"_s}));
        QVERIFY(fixture.reader().row(fixture.placement(u"INBOX"_s, u"m3"_s))->flags.has(Flag::Flagged));
    }

    void selectsNothingWhenNothingChanged()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        QVERIFY(fixture.sync());
        fixture.server.log.clear();
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("SELECT"), 0);
        QCOMPARE(fixture.server.count("UID FETCH"), 0);
    }

    void walksDownInWindows()
    {
        EngineFixture fixture;
        for (int i = 0; i < 1200; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        QVERIFY(fixture.sync(options));
        QCOMPARE(fixture.summary.added, 1200);
        QCOMPARE(fixture.server.count("FETCH"), 1); // the newest fifty
        QCOMPARE(fixture.server.count("UID FETCH"), 3); // 500, 500, 150
        QCOMPARE(fixture.reader().syncPoint(fixture.mailbox(u"INBOX"_s)).oldestSynced.value, 1U);
    }

    void goesOnWhereItWasInterrupted()
    {
        EngineFixture fixture;
        for (int i = 0; i < 1200; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        fixture.server.breakAt("UID FETCH", ModelImapServer::Moment::Before);
        QVERIFY(fixture.sync(options));
        QVERIFY(fixture.summary.error);
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 50);
        fixture.server.expunge("INBOX", 1190);
        QVERIFY(fixture.sync(options));
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 1199);
    }

    /// After a long absence: what is newest comes first, a screenful of it in a window of its own.
    void catchesUpNewestFirst_data()
    {
        QTest::addColumn<QByteArrayList>("without");
        QTest::addColumn<int>("fresh");
        QTest::newRow("QRESYNC, few") << QByteArrayList() << 300;
        QTest::newRow("QRESYNC, many") << QByteArrayList() << 1300;
        QTest::newRow("CONDSTORE, many") << QByteArrayList{"QRESYNC"} << 1300;
        QTest::newRow("neither, many") << QByteArrayList{"QRESYNC", "CONDSTORE", "ENABLE"} << 1300;
    }
    void catchesUpNewestFirst()
    {
        QFETCH(QByteArrayList, without);
        QFETCH(int, fresh);
        EngineFixture fixture;
        withoutCapabilities(fixture.server, without);
        for (int i = 0; i < 3; ++i)
            fixture.server.add("INBOX", "old" + QByteArray::number(i));
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        QVERIFY(fixture.sync(options));
        for (int i = 0; i < fresh; ++i)
            fixture.server.add("INBOX", "new" + QByteArray::number(i));
        QList<qint64> firstWindow;
        QObject::connect(
            fixture.engine.get(), &sync::Engine::changed, fixture.engine.get(), [&](const store::Change &change) {
                for (const store::Change::MailboxRows &rows : change.rows) {
                    for (const store::RowKey &row : rows.added) {
                        if (firstWindow.size() < 50)
                            firstWindow.append(fixture.reader().row(row.placement)->uid.value);
                    }
                }
            });
        QVERIFY(fixture.sync(options));
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.summary.added, fresh);
        QCOMPARE(firstWindow.size(), 50);
        QCOMPARE(*std::min_element(firstWindow.cbegin(), firstWindow.cend()), qint64(3 + fresh - 49));
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 3 + fresh);
    }

    /// Cut off in the middle: what is here is not fetched again, what changed there meanwhile is heard of.
    void catchUpGoesOnWhereItWasInterrupted_data()
    {
        QTest::addColumn<QByteArrayList>("without");
        QTest::newRow("QRESYNC") << QByteArrayList();
        QTest::newRow("CONDSTORE") << QByteArrayList{"QRESYNC"};
    }
    void catchUpGoesOnWhereItWasInterrupted()
    {
        QFETCH(QByteArrayList, without);
        EngineFixture fixture;
        withoutCapabilities(fixture.server, without);
        fixture.server.add("INBOX", "old");
        sync::Engine::SyncOptions options;
        options.headersOnly = true;
        QVERIFY(fixture.sync(options));
        for (int i = 0; i < 1300; ++i)
            fixture.server.add("INBOX", "new" + QByteArray::number(i));
        fixture.server.breakAfter("UID FETCH", without.isEmpty() ? 2 : 3); // behind the windows of 50 and 500
        QVERIFY(fixture.sync(options));
        QVERIFY(fixture.summary.error);
        const qsizetype here = fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size();
        QVERIFY(here > 1 && here < 1301);
        fixture.server.setFlag("INBOX", 1301, "\\Flagged");
        fixture.server.expunge("INBOX", 1300);
        QVERIFY(fixture.sync(options));
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.summary.added, 1301 - here);
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 1300);
        QVERIFY(fixture.reader().row(fixture.placement(u"INBOX"_s, u"new1299"_s))->flags.has(Flag::Flagged));
    }

    void keepsBodiesWhenUidsAreVoid()
    {
        EngineFixture fixture;
        for (int i = 1; i <= 4; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        QVERIFY(fixture.sync());
        const store::PlacementKey second = fixture.placement(u"INBOX"_s, u"m2"_s);
        fixture.server.expunge("INBOX", 4);
        fixture.server.renumber("INBOX");
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.summary.bodies, 0);
        QCOMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
        QCOMPARE(fixture.placement(u"INBOX"_s, u"m2"_s), second);
        QCOMPARE(fixture.reader().row(second)->uid.value, 101U);
    }

    void believesASuddenlyEmptyMailboxTheSecondTime()
    {
        EngineFixture fixture;
        for (int i = 0; i < 30; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        QVERIFY(fixture.sync());
        fixture.server.boxes["INBOX"].messages.clear(); // without a word about expunges
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 30);
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 0);
    }

    void findsWhatQresyncForgot()
    {
        EngineFixture fixture;
        for (int i = 0; i < 10; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        QVERIFY(fixture.sync());
        fixture.server.expunge("INBOX", 3);
        fixture.server.boxes["INBOX"].gone.clear();
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.subjects(u"INBOX"_s).contains(u"m2"_s));
    }

    void readsOneMailboxWhenAskedTo()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.server.add("Other", "o1");
        sync::Engine::SyncOptions options;
        options.mailbox = u"Other"_s;
        QVERIFY(fixture.sync(options));
        QCOMPARE(fixture.subjects(u"Other"_s), QStringList{u"o1"_s});
        QCOMPARE(fixture.subjects(u"INBOX"_s), QStringList());
        options.mailbox = u"Nowhere"_s;
        QVERIFY(fixture.sync(options));
        QCOMPARE(fixture.summary.error->detail, MailError::Detail::NotFound);
    }

    void keepsWholeWhatTheRulesSay()
    {
        EngineFixture fixture;
        for (const char *const name : {"INBOX", "Lists", "Archive"}) {
            for (int i = 0; i < 3; ++i)
                fixture.server.add(name, "m" + QByteArray::number(i));
            fixture.server.boxes[name].messages[0].internalDate =
                fixture.server.boxes[name].messages[0].internalDate.addDays(-60);
        }
        sync::Engine::SyncOptions headersOnly;
        headersOnly.headersOnly = true;
        QVERIFY(fixture.sync(headersOnly));
        const auto store = [&fixture](const QString &name, std::optional<account::BodyRule> rule) {
            QVERIFY(sync::storeBodyRule(fixture.engine->writer(), fixture.mailbox(name), rule));
            fixture.engine->accountsChanged();
            QCoreApplication::processEvents();
        };
        store(u"Lists"_s, account::BodyRule{account::BodyPolicy::HeadersOnly, 0});
        store(u"Archive"_s, account::BodyRule{account::BodyPolicy::RecentDays, 30});
        QVERIFY(fixture.sync());
        const auto whole = [&fixture](const QString &name) {
            int count = 0;
            for (const store::RowKey &row : fixture.reader().rowKeys(fixture.mailbox(name)))
                count += fixture.reader().row(row.placement)->hasBody ? 1 : 0;
            return count;
        };
        QCOMPARE(whole(u"INBOX"_s), 3);
        QCOMPARE(whole(u"Lists"_s), 0);
        QCOMPARE(whole(u"Archive"_s), 2);
        QVERIFY(!fixture.reader().row(fixture.placement(u"Archive"_s, u"m0"_s))->hasBody);

        // In the running program the next rule takes effect over the connections that there are.
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        const int connections = fixture.server.connections();
        store(u"Archive"_s, std::nullopt);
        QTRY_COMPARE(whole(u"Archive"_s), 3);
        QCOMPARE(whole(u"Lists"_s), 0);
        QCOMPARE(fixture.server.connections(), connections);
    }

    /// Another client deletes it at that very moment: it is gone, and nobody is told of an error.
    void silentWhenAMailboxGoesAwayBeforeItsTurn_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("NONEXISTENT") << QByteArray();
        QTest::newRow("without a code") << QByteArray("NO Mailbox does not exist");
    }
    void silentWhenAMailboxGoesAwayBeforeItsTurn()
    {
        QFETCH(QByteArray, answer);
        for (const bool live : {false, true}) {
            EngineFixture fixture;
            fixture.server.add("INBOX", "m1");
            fixture.server.add("Later", "m2");
            fixture.server.add("Short", "m3");
            fixture.server.before = [&fixture, &answer](const QByteArray &command) {
                // INBOX was opened with the list.
                if (command == "SELECT" && fixture.server.count("SELECT") > 1)
                    fixture.server.boxes.remove("Short");
                if (command == "SELECT" && !answer.isEmpty())
                    fixture.server.refuse("SELECT", fixture.server.count("SELECT") == 2 ? answer : QByteArray());
            };
            if (!answer.isEmpty())
                fixture.server.boxes.remove("Later"); // so that what is opened second is the one that is gone
            if (live) {
                QList<sync::AccountStatus::Phase> phases;
                fixture.start(sync::Engine::Mode::Live);
                QObject::connect(fixture.engine.get(), &sync::Engine::statusChanged, fixture.engine.get(),
                    [&phases](const sync::AccountStatus &now) { phases.append(now.phase); });
                QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
                QTRY_VERIFY(!fixture.mailbox(u"Short"_s));
                QVERIFY(!phases.contains(sync::AccountStatus::Phase::Failed));
                QVERIFY(!phases.contains(sync::AccountStatus::Phase::Waiting));
            } else {
                QVERIFY(fixture.sync());
                QVERIFY(!fixture.summary.error);
            }
            QVERIFY(!fixture.mailbox(u"Short"_s));
            QCOMPARE(fixture.subjects(u"INBOX"_s), QStringList{u"m1"_s});
            QVERIFY(!answer.isEmpty() || fixture.mailbox(u"Later"_s));
        }
    }

    /// One that is listed and cannot be opened is an error for who waits, and no reason to ask again and again.
    void staysAtPeaceWithAMailboxThatCannotBeOpened()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.server.add("Closed", "m2");
        fixture.server.before = [&fixture](const QByteArray &command) {
            if (command == "SELECT")
                fixture.server.refuse("SELECT", fixture.server.count("SELECT") > 1 ? "NO [NOPERM] no" : "");
        };
        QVERIFY(fixture.sync());
        QVERIFY(fixture.summary.error);
        fixture.server.log.clear();
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        QVERIFY(fixture.server.count("LIST") <= 3);
        QVERIFY(fixture.mailbox(u"Closed"_s));
    }

    void asksNobodyTwiceAboutAWrongPassword()
    {
        EngineFixture fixture;
        fixture.server.refuse("AUTHENTICATE", "NO [AUTHENTICATIONFAILED] no");
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.summary.error->kind, MailError::Kind::NeedsLogin);
        QCOMPARE(fixture.server.count("AUTHENTICATE"), 1);
        QCOMPARE(fixture.server.count("LOGIN"), 0);
    }
};

QTEST_GUILESS_MAIN(tst_ImapSync)
#include "tst_ImapSync.moc"
