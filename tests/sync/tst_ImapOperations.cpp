// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::OperationState;
using test::EngineFixture;
using test::ModelImapServer;
using Moment = test::ModelImapServer::Moment;

/// What the journal holds, carried out against a server: with everything, with little, with answers that never come.
class tst_ImapOperations : public QObject {
    Q_OBJECT

    static void fill(EngineFixture &fixture)
    {
        for (int i = 1; i <= 4; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        fixture.server.boxes["Archive"].attribute = "\\Archive";
        fixture.server.boxes["Trash"].attribute = "\\Trash";
        QVERIFY(fixture.sync());
    }
    static store::PlacementKey first(const EngineFixture &fixture) { return fixture.placement(u"INBOX"_s, u"m1"_s); }

private slots:
    void setsFlagsTogether()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().setFlags({first(fixture)}, {"\\Seen"}, {}));
        QVERIFY(fixture.journal().setFlags({fixture.placement(u"INBOX"_s, u"m2"_s)}, {"\\Seen"}, {}));
        QVERIFY(fixture.sync());
        QVERIFY(fixture.server.flags("INBOX", 1).contains("\\Seen"));
        QVERIFY(fixture.server.flags("INBOX", 2).contains("\\Seen"));
        QCOMPARE(fixture.server.count("UID STORE"), 1);
        QCOMPARE(fixture.lastState(), OperationState::Done);
    }

    /// Marked and unmarked before anything went out: the server hears of neither.
    void marksThatCancelOutAreNotSent()
    {
        EngineFixture fixture;
        for (const char *const name : {"m1", "m2"})
            fixture.server.add("INBOX", name);
        QVERIFY(fixture.sync());
        const QList<store::PlacementKey> both{
            fixture.placement(u"INBOX"_s, u"m1"_s), fixture.placement(u"INBOX"_s, u"m2"_s)};
        QVERIFY(fixture.journal().setFlags(both, {"\\Flagged"}, {}));
        QVERIFY(fixture.journal().setFlags(both, {}, {"\\Flagged"}));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("UID STORE"), 0);
        for (const store::Operation &operation : fixture.reader().operations(2))
            QCOMPARE(operation.state, store::OperationState::Done);
        for (const store::PlacementKey key : both) {
            QVERIFY(!fixture.reader().row(key)->flags.has(Flag::Flagged));
            QVERIFY(!fixture.reader().row(key)->pending);
        }
        // Of other messages, or another flag: said.
        QVERIFY(fixture.journal().setFlags(both, {"\\Flagged"}, {}));
        QVERIFY(fixture.journal().setFlags({both.first()}, {}, {"\\Flagged"}));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("UID STORE"), 2);
        QVERIFY(!fixture.server.flags("INBOX", 1).contains("\\Flagged"));
        QVERIFY(fixture.server.flags("INBOX", 2).contains("\\Flagged"));
    }

    /// Nobody knows yet whether this server files what it sends: ours is put there, and goes when there are two.
    void learnsWhoFilesSentCopies_data()
    {
        QTest::addColumn<bool>("server");
        QTest::newRow("the server") << true;
        QTest::newRow("we") << false;
    }
    void learnsWhoFilesSentCopies()
    {
        QFETCH(bool, server);
        EngineFixture fixture;
        fixture.server.boxes["Sent"].attribute = "\\Sent";
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        const QByteArray raw =
            "From: alice@example.org\r\nSubject: mine\r\nMessage-ID: <one@example.org>\r\n\r\nHi\r\n";
        QVERIFY(fixture.journal().append(fixture.mailbox(u"Sent"_s), raw, Flags(), QDateTime()));
        fixture.engine->journalChanged();
        QTRY_COMPARE(fixture.server.subjects("Sent"), QByteArrayList{"mine"});
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        if (server)
            fixture.server.add("Sent", "mine", "<one@example.org>");
        const auto learned = [&fixture] {
            return account::Settings::fromJson(fixture.reader().accounts().constFirst().settings)->serverSavesSent;
        };
        QVERIFY(!learned());
        const auto knows = [&] {
            fixture.clock->advance(5s); // a while after the answer to APPEND
            return learned().has_value();
        };
        QTRY_VERIFY(knows());
        QCOMPARE(*learned(), server);
        QTRY_COMPARE(fixture.server.subjects("Sent"), QByteArrayList{"mine"});
        QTRY_COMPARE(fixture.subjects(u"Sent"_s), QStringList{u"mine"_s});
        QCOMPARE(fixture.server.boxes["Sent"].messages.constFirst().uid, server ? 2U : 1U);
    }

    void moves_data()
    {
        QTest::addColumn<QByteArrayList>("without");
        QTest::newRow("MOVE") << QByteArrayList();
        QTest::newRow("COPY and UID EXPUNGE") << QByteArrayList{"MOVE"};
        QTest::newRow("no UIDPLUS") << QByteArrayList{"MOVE", "UIDPLUS"};
        QTest::newRow("MOVE without COPYUID") << QByteArrayList{"UIDPLUS"};
    }
    void moves()
    {
        QFETCH(QByteArrayList, without);
        EngineFixture fixture;
        fixture.server.capabilities.removeIf([&](const QByteArray &name) { return without.contains(name); });
        fill(fixture);
        const store::PlacementKey key = first(fixture);
        QVERIFY(fixture.journal().move({key}, fixture.mailbox(u"Archive"_s)));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.subjects("INBOX"), (QByteArrayList{"m2", "m3", "m4"}));
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"m1"});
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList{u"m1"_s});
        QCOMPARE(fixture.placement(u"Archive"_s, u"m1"_s), key);
        QCOMPARE(fixture.reader().row(key)->uid.value, 1U);
    }

    void leavesMarkedMessagesOfOthersAlone()
    {
        EngineFixture fixture;
        fixture.server.capabilities.removeIf(
            [](const QByteArray &name) { return name == "MOVE" || name == "UIDPLUS"; });
        fill(fixture);
        fixture.server.setFlag("INBOX", 3, "\\Deleted");
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        QVERIFY(fixture.sync());
        QVERIFY(fixture.server.subjects("INBOX").contains("m3"));
        QCOMPARE(fixture.server.count("EXPUNGE"), 0);
    }

    void makesTheGoalWhenItIsMissing()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.boxes.remove("Archive");
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"m1"});
        QCOMPARE(fixture.lastState(), OperationState::Done);
    }

    void neverDoesTwiceWhatLostItsAnswer_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArrayList>("without");
        QTest::addColumn<Moment>("moment");
        for (const Moment moment : {Moment::Before, Moment::After}) {
            const char *const when = moment == Moment::Before ? "before" : "after";
            QTest::addRow("MOVE lost %s", when) << QByteArray("UID MOVE") << QByteArrayList() << moment;
            QTest::addRow("COPY lost %s", when) << QByteArray("UID COPY") << QByteArrayList{"MOVE"} << moment;
            QTest::addRow("STORE lost %s", when) << QByteArray("UID STORE") << QByteArrayList{"MOVE"} << moment;
            QTest::addRow("EXPUNGE lost %s", when) << QByteArray("UID EXPUNGE") << QByteArrayList{"MOVE"} << moment;
        }
    }
    void neverDoesTwiceWhatLostItsAnswer()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArrayList, without);
        QFETCH(Moment, moment);
        EngineFixture fixture;
        fixture.server.capabilities.removeIf([&](const QByteArray &name) { return without.contains(name); });
        fill(fixture);
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.breakAt(command, moment);
        QVERIFY(fixture.sync());
        QVERIFY(fixture.summary.error);
        QVERIFY(fixture.lastState() == OperationState::Unknown || fixture.lastState() == OperationState::Pending);
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList{u"m1"_s}); // as the person sees it
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.lastState(), OperationState::Done);
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"m1"});
        QCOMPARE(fixture.server.subjects("INBOX"), (QByteArrayList{"m2", "m3", "m4"}));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList{u"m1"_s});
        QCOMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m2"_s, u"m3"_s, u"m4"_s}));
    }

    /// INBOX is read again with the next connection before anything else is done: what the lost command did is seen
    /// there first, and settles it.
    void neverDoesTwiceIntoInbox_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<bool>("uidPlus");
        QTest::addColumn<Moment>("moment");
        for (const Moment moment : {Moment::Before, Moment::After}) {
            for (const bool uidPlus : {true, false}) {
                for (const char *const command : {"UID MOVE", "UID COPY", "APPEND"}) {
                    QTest::addRow("%s lost %s%s", command, moment == Moment::Before ? "before" : "after",
                        uidPlus ? "" : ", no UIDPLUS")
                        << QByteArray(command) << uidPlus << moment;
                }
            }
        }
    }
    void neverDoesTwiceIntoInbox()
    {
        QFETCH(QByteArray, command);
        QFETCH(bool, uidPlus);
        QFETCH(Moment, moment);
        EngineFixture fixture;
        if (!uidPlus)
            fixture.server.capabilities.removeAll("UIDPLUS");
        fixture.server.add("INBOX", "old");
        fixture.server.add("Archive", "m1", "<m1@example.org>");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        QTRY_VERIFY(fixture.reader().row(fixture.placement(u"Archive"_s, u"m1"_s))->hasBody);
        fixture.server.breakAt(command, moment);
        const QList<store::PlacementKey> one{fixture.placement(u"Archive"_s, u"m1"_s)};
        const store::MailboxKey inbox = fixture.mailbox(u"INBOX"_s);
        const QByteArray raw = fixture.server.boxes["Archive"].messages.constFirst().raw;
        if (command == "UID MOVE")
            QVERIFY(fixture.journal().move(one, inbox));
        else if (command == "UID COPY")
            QVERIFY(fixture.journal().copy(one, inbox));
        else
            QVERIFY(fixture.journal().append(inbox, raw, Flags(), fixture.clock->now()));
        fixture.engine->journalChanged();
        const auto done = [&fixture] {
            fixture.clock->advance(1s);
            return fixture.lastState() == OperationState::Done;
        };
        QTRY_VERIFY(done());
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        QCOMPARE(fixture.server.subjects("INBOX"), (QByteArrayList{"old", "m1"}));
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 2);
        QCOMPARE(fixture.server.subjects("Archive").size(), command == "UID MOVE" ? 0 : 1);
    }

    void copiesOnce_data()
    {
        QTest::addColumn<Moment>("moment");
        QTest::addColumn<bool>("renumbered");
        QTest::addColumn<bool>("findsHeaders");
        QTest::newRow("lost before") << Moment::Before << false << true;
        QTest::newRow("lost after") << Moment::After << false << true;
        QTest::newRow("lost before, other UIDs") << Moment::Before << true << true;
        QTest::newRow("lost after, other UIDs") << Moment::After << true << true; // found by its Message-ID
        QTest::newRow("lost after, other UIDs, SEARCH that finds nothing") << Moment::After << true << false;
    }
    void copiesOnce()
    {
        QFETCH(Moment, moment);
        QFETCH(bool, renumbered);
        QFETCH(bool, findsHeaders);
        EngineFixture fixture;
        fill(fixture);
        fixture.server.findsHeaders = findsHeaders;
        QVERIFY(fixture.journal().copy({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.breakAt("UID COPY", moment);
        QVERIFY(fixture.sync());
        QVERIFY(fixture.summary.error);
        if (renumbered)
            fixture.server.renumber("Archive");
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.lastState(), OperationState::Done);
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"m1"});
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList{u"m1"_s});
        QCOMPARE(fixture.subjects(u"INBOX"_s).size(), 4);
    }

    void appendsOnce_data()
    {
        QTest::addColumn<bool>("breaks");
        QTest::addColumn<Moment>("moment");
        QTest::newRow("answered") << false << Moment::After;
        QTest::newRow("lost before") << true << Moment::Before;
        QTest::newRow("lost after") << true << Moment::After;
    }
    void appendsOnce()
    {
        QFETCH(bool, breaks);
        QFETCH(Moment, moment);
        EngineFixture fixture;
        fill(fixture);
        const QByteArray raw = "From: a@b.c\r\nTo: d@e.f\r\nSubject: mine\r\nMessage-ID: <mine@b.c>\r\n\r\ntext\r\n";
        QVERIFY(fixture.journal().append(
            fixture.mailbox(u"Archive"_s), raw, Flags::fromWire({"\\Seen"}), fixture.clock->now()));
        if (breaks)
            fixture.server.breakAt("APPEND", moment);
        QVERIFY(fixture.sync());
        QVERIFY(fixture.sync());
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"mine"});
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList{u"mine"_s});
        QCOMPARE(fixture.lastState(), OperationState::Done);
    }

    void findsTheCopyThatTheServerFiled()
    {
        EngineFixture fixture;
        fixture.server.boxes["Sent"].attribute = "\\Sent";
        fill(fixture);
        fixture.server.add("Sent", "mine", "<mine@b.c>");
        const QByteArray raw = fixture.server.boxes["Sent"].messages.constFirst().raw;
        QVERIFY(fixture.journal().append(
            fixture.mailbox(u"Sent"_s), raw, Flags::fromWire({"\\Seen"}), fixture.clock->now()));
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("APPEND"), 0);
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"Sent"_s), QStringList{u"mine"_s});
    }

    void backsOutWhatIsRefused()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.refuse("UID MOVE", "NO [NOPERM] not yours");
        QSignalSpy refused(fixture.engine.get(), &sync::Engine::operationRefused);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.constFirst().at(1).value<MailError>().responseCode, QByteArray("NOPERM"));
        QVERIFY(fixture.subjects(u"INBOX"_s).contains(u"m1"_s));
        QCOMPARE(fixture.subjects(u"Archive"_s), QStringList());
        QCOMPARE(fixture.lastState(), OperationState::Refused);
    }

    void leavesForLaterWhatIsNotPossibleNow()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.refuse("UID MOVE", "NO [INUSE] later");
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.summary.error->kind, MailError::Kind::Temporary);
        QCOMPARE(fixture.lastState(), OperationState::Pending);
        fixture.server.refuse("UID MOVE", {});
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.lastState(), OperationState::Done);
    }

    void makesRenamesAndDeletesMailboxes()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().createMailbox(fixture.account, {u"Work"_s}));
        QVERIFY(fixture.journal().createMailbox(fixture.account, {u"Work"_s, u"Inner"_s}));
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Work/Inner"_s)));
        QVERIFY(fixture.journal().renameMailbox(fixture.mailbox(u"Work"_s), {u"일"_s}));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QVERIFY(!fixture.server.boxes.contains("Work"));
        QVERIFY(fixture.server.boxes.contains("&x3w-"));
        QVERIFY(fixture.server.boxes["&x3w-/Inner"].subscribed);
        QCOMPARE(fixture.server.subjects("&x3w-/Inner"), QByteArrayList{"m1"});
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"일/Inner"_s), QStringList{u"m1"_s});
        QVERIFY(fixture.journal().deleteMailbox(fixture.mailbox(u"일"_s)));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.server.boxes.contains("&x3w-"));
        QVERIFY(!fixture.server.boxes.contains("&x3w-/Inner"));
        QVERIFY(!fixture.mailbox(u"일"_s));
    }

    void repeatsAMailboxThatLostItsAnswer()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().createMailbox(fixture.account, {u"Work"_s}));
        fixture.server.breakAt("CREATE", Moment::After);
        QVERIFY(fixture.sync());
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.lastState(), OperationState::Done);
        QVERIFY(fixture.mailbox(u"Work"_s));
    }

    void surviveARestartInFlight()
    {
        EngineFixture fixture;
        fill(fixture);
        QVERIFY(fixture.journal().move({first(fixture)}, fixture.mailbox(u"Archive"_s)));
        fixture.server.breakAt("UID MOVE", Moment::After);
        QVERIFY(fixture.sync());
        fixture.start(); // as after a crash
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.subjects("Archive"), QByteArrayList{"m1"});
        QCOMPARE(fixture.server.count("UID MOVE"), 1);
        QCOMPARE(fixture.lastState(), OperationState::Done);
    }
};

QTEST_GUILESS_MAIN(tst_ImapOperations)
#include "tst_ImapOperations.moc"
