// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "sync/Actions.h"
#include "sync/EngineFixture.h"
#include "sync/ModelGmailServer.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using test::EngineFixture;
using test::ModelGmailServer;

/// Gmail (X-GM-EXT-1): All Mail, Trash and Spam are synchronised, everything else is labels.
class tst_Gmail : public QObject {
    Q_OBJECT

    struct World : EngineFixture {
        World() : EngineFixture(std::make_unique<ModelGmailServer>()) { }
        ModelGmailServer &gmail() { return static_cast<ModelGmailServer &>(server); }
        QStringList inbox() const { return subjects(u"INBOX"_s); }
        QStringList work() const { return subjects(u"Work"_s); }
        QStringList all() const { return subjects(allMail()); }
        QStringList trash() const { return subjects(trashName()); }
        static QString allMail() { return u"[Gmail]/All Mail"_s; }
        static QString trashName() { return u"[Gmail]/Trash"_s; }
        bool syncs() { return sync() && !summary.error && sound(); }
        bool sound() const
        {
            const auto report = store::checkStore(profile.path());
            if (report && report->problems.isEmpty())
                return true;
            qWarning() << (report ? report->problems : QStringList{u"unreadable"_s});
            return false;
        }
        void archive(const QString &box, const QString &subject)
        {
            QVERIFY(
                journal().move({placement(box, subject)}, reader().mailboxByRole(account, store::Role::Archive)->key));
        }
        void remove(const QString &box, const QString &subject)
        {
            QVERIFY(journal().remove({placement(box, subject)}));
        }
        void moveTo(const QString &box, const QString &subject, const QString &goal)
        {
            QVERIFY(journal().move({placement(box, subject)}, mailbox(goal)));
        }
    };
    /// m1 in the inbox, m2 in the inbox and under Work, m3 archived.
    static void fill(World &world)
    {
        world.server.boxes["Work"];
        world.gmail().deliver("m1", {"\\Inbox"});
        world.gmail().deliver("m2", {"\\Inbox", "Work"});
        world.gmail().deliver("m3", {});
    }

private slots:
    void labelsArePlacements()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        QCOMPARE(world.all(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.work(), QStringList{u"m2"_s});
        const auto message = [&world](const QString &box) {
            return world.reader().row(world.placement(box, u"m2"_s))->message;
        };
        QCOMPARE(message(u"INBOX"_s), message(u"Work"_s));
        QCOMPARE(message(u"INBOX"_s), message(World::allMail()));
        QVERIFY(world.reader().row(world.placement(u"Work"_s, u"m2"_s))->hasBody);
        QCOMPARE(world.summary.bodies, 3);
        QCOMPARE(world.reader().mailboxByRole(world.account, store::Role::Archive)->name(), World::allMail());
        QCOMPARE(world.reader().mailbox(world.mailbox(u"INBOX"_s))->total, 2);
        // Only INBOX was opened besides, before anybody knew.
        world.server.log.clear();
        world.gmail().deliver("m4", {"\\Inbox"});
        QVERIFY(world.syncs());
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s, u"m4"_s}));
        QCOMPARE(world.server.count("SELECT"), 1); // All Mail
    }

    void hearsOfOthersLabels()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.gmail().label("m3", "\\Inbox", true);
        world.gmail().label("m2", "Work", false);
        world.gmail().label("m1", "\\Inbox", false);
        world.server.setFlag("[Gmail]/All Mail", 2, "\\Seen");
        QVERIFY(world.syncs());
        QCOMPARE(world.inbox(), (QStringList{u"m2"_s, u"m3"_s}));
        QVERIFY(world.work().isEmpty());
        QCOMPARE(world.all().size(), 3);
        QVERIFY(world.reader().row(world.placement(u"INBOX"_s, u"m2"_s))->flags.has(Flag::Seen));
        QCOMPARE(world.reader().mailbox(world.mailbox(u"INBOX"_s))->unread, 1);
        world.gmail().moveToTrash("m2");
        QVERIFY(world.syncs());
        QCOMPARE(world.inbox(), QStringList{u"m3"_s});
        QCOMPARE(world.all().size(), 2);
        QCOMPARE(world.trash(), QStringList{u"m2"_s});
        QCOMPARE(world.summary.bodies, 0);
    }

    void archivesByTakingTheInboxAway()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.archive(u"INBOX"_s, u"m2"_s);
        QCOMPARE(world.inbox(), QStringList{u"m1"_s}); // at once
        QCOMPARE(world.all().size(), 3);
        QVERIFY(world.sound());
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m2"), QSet<QByteArray>{"Work"});
        QCOMPARE(world.inbox(), QStringList{u"m1"_s});
        QCOMPARE(world.work(), QStringList{u"m2"_s});
        QCOMPARE(world.all().size(), 3);
        QCOMPARE(
            world.server.count("UID MOVE") + world.server.count("UID COPY") + world.server.count("UID EXPUNGE"), 0);
    }

    void archiveIsUndone_data()
    {
        QTest::addColumn<bool>("sent");
        QTest::addColumn<bool>("restarted");
        QTest::newRow("before it went out") << false << false;
        QTest::newRow("after") << true << false;
        QTest::newRow("after a restart") << true << true;
    }
    void archiveIsUndone()
    {
        QFETCH(bool, sent);
        QFETCH(bool, restarted);
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.archive(u"INBOX"_s, u"m2"_s);
        if (sent)
            QVERIFY(world.syncs());
        if (restarted)
            world.start();
        QVERIFY(world.journal().undo());
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m2"), (QSet<QByteArray>{"\\Inbox", "Work"}));
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
    }

    void movesByChangingLabels_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QSet<QByteArray>>("labels");
        QTest::newRow("inbox to label") << u"m1"_s << u"INBOX"_s << u"Work"_s << QSet<QByteArray>{"Work"};
        QTest::newRow("where it is already") << u"m2"_s << u"INBOX"_s << u"Work"_s << QSet<QByteArray>{"Work"};
        QTest::newRow("label to inbox") << u"m2"_s << u"Work"_s << u"INBOX"_s << QSet<QByteArray>{"\\Inbox"};
        QTest::newRow("out of All Mail") << u"m3"_s << World::allMail() << u"Work"_s << QSet<QByteArray>{"Work"};
    }
    void movesByChangingLabels()
    {
        QFETCH(QString, subject);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QSet<QByteArray>, labels);
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.moveTo(from, subject, to);
        const auto shown = [&] {
            return QList<QStringList>{world.inbox(), world.work(), world.all()};
        };
        const QList<QStringList> atOnce = shown();
        QCOMPARE(world.subjects(to).count(subject), 1);
        QCOMPARE(world.subjects(from).count(subject), from == World::allMail() ? 1 : 0);
        QVERIFY(world.sound());
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf(subject.toLatin1()), labels);
        QCOMPARE(shown(), atOnce);
        QVERIFY(world.syncs());
        QCOMPARE(shown(), atOnce);
        QCOMPARE(world.server.count("UID MOVE") + world.server.count("UID COPY"), 0);
        if (from == World::allMail())
            return;
        QVERIFY(world.journal().undo());
        QVERIFY(world.syncs());
        QCOMPARE(world.subjects(from).count(subject), 1);
        QVERIFY(world.gmail().labelsOf(subject.toLatin1()).contains(from == u"INBOX"_s ? "\\Inbox" : "Work"));
    }

    void copiesByAddingALabel()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        QVERIFY(world.journal().copy({world.placement(u"INBOX"_s, u"m1"_s)}, world.mailbox(u"Work"_s)));
        QVERIFY(world.journal().copy({world.placement(u"INBOX"_s, u"m2"_s)}, world.mailbox(u"Work"_s)));
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m1"), (QSet<QByteArray>{"\\Inbox", "Work"}));
        QCOMPARE(world.work(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.all().size(), 3);
    }

    void deletesIntoTrash_data()
    {
        QTest::addColumn<QString>("from");
        QTest::newRow("out of the inbox") << u"INBOX"_s;
        QTest::newRow("out of a label") << u"Work"_s;
        QTest::newRow("out of All Mail") << World::allMail();
    }
    void deletesIntoTrash()
    {
        QFETCH(QString, from);
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.remove(from, u"m2"_s);
        QCOMPARE(world.reader().operations(1).constFirst().messages, 1);
        for (const bool sent : {false, true}) {
            if (sent)
                QVERIFY(world.syncs());
            QCOMPARE(world.inbox(), QStringList{u"m1"_s});
            QVERIFY(world.work().isEmpty());
            QCOMPARE(world.all(), (QStringList{u"m1"_s, u"m3"_s}));
            QCOMPARE(world.trash(), QStringList{u"m2"_s});
            QVERIFY(world.sound());
        }
        QCOMPARE(world.gmail().in(ModelGmailServer::Trash), QByteArrayList{"m2"});
        QCOMPARE(world.gmail().in(ModelGmailServer::AllMail), (QByteArrayList{"m1", "m3"}));
        // Back again, with all its labels.
        QVERIFY(world.journal().undo());
        QVERIFY(world.syncs());
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m2").isEmpty(), false);
        QVERIFY(world.trash().isEmpty());
        QCOMPARE(world.all().count(u"m2"_s), 1);
        if (from == World::allMail())
            return;
        QCOMPARE(world.gmail().labelsOf("m2"), (QSet<QByteArray>{"\\Inbox", "Work"}));
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.work(), QStringList{u"m2"_s});
    }

    void removesForGoodFromTrash()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.remove(u"INBOX"_s, u"m1"_s);
        QVERIFY(world.syncs());
        world.remove(World::trashName(), u"m1"_s);
        QVERIFY(world.syncs());
        QVERIFY(world.gmail().in(ModelGmailServer::Trash).isEmpty());
        QVERIFY(world.trash().isEmpty());
        QCOMPARE(world.all(), (QStringList{u"m2"_s, u"m3"_s}));
    }

    void marksEverywhereAtOnce()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        QVERIFY(world.journal().setFlags({world.placement(u"Work"_s, u"m2"_s)}, {"\\Seen"}, {}));
        QCOMPARE(world.reader().operations(1).constFirst().messages, 1);
        const auto seen = [&world](const QString &box) {
            return world.reader().row(world.placement(box, u"m2"_s))->flags.has(Flag::Seen);
        };
        for (const bool sent : {false, true}) {
            if (sent)
                QVERIFY(world.syncs());
            QVERIFY(seen(u"INBOX"_s));
            QVERIFY(seen(u"Work"_s));
            QVERIFY(seen(World::allMail()));
        }
        QVERIFY(world.server.flags(ModelGmailServer::AllMail, 2).contains("\\Seen"));
        QVERIFY(world.journal().undo());
        QVERIFY(world.syncs());
        QVERIFY(!seen(u"INBOX"_s) && !seen(u"Work"_s) && !seen(World::allMail()));
        QVERIFY(!world.server.flags(ModelGmailServer::AllMail, 2).contains("\\Seen"));
    }

    /// Out of a label only the label goes; a draft that is replaced leaves nothing behind.
    void removesLabelsAndDrafts()
    {
        World world;
        fill(world);
        world.gmail().deliver("draft", {"\\Draft"});
        QVERIFY(world.syncs());
        QVERIFY(world.journal().expunge({world.placement(u"Work"_s, u"m2"_s)}));
        QVERIFY(world.journal().expunge({world.placement(u"[Gmail]/Drafts"_s, u"draft"_s)}));
        QVERIFY(!world.all().contains(u"draft"_s));
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m2"), QSet<QByteArray>{"\\Inbox"});
        QCOMPARE(world.gmail().in(ModelGmailServer::AllMail), (QByteArrayList{"m1", "m2", "m3"}));
        QVERIFY(world.gmail().in(ModelGmailServer::Trash).isEmpty());
        QVERIFY(world.syncs());
        QCOMPARE(world.all(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
        QVERIFY(world.subjects(u"[Gmail]/Drafts"_s).isEmpty());
    }

    void appendsOnceUnderItsLabel()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        const QByteArray raw = "Subject: mine\r\nMessage-ID: <mine@example.org>\r\n\r\nText\r\n";
        QVERIFY(world.journal().append(
            world.mailbox(u"[Gmail]/Drafts"_s), raw, Flags::fromWire({"\\Draft"}), QDateTime::currentDateTimeUtc()));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(world.syncs());
            QCOMPARE(world.subjects(u"[Gmail]/Drafts"_s), QStringList{u"mine"_s});
            QCOMPARE(world.all().count(u"mine"_s), 1);
        }
        QCOMPARE(world.gmail().labelsOf("mine"), QSet<QByteArray>{"\\Draft"});
        QCOMPARE(world.reader().row(world.placement(u"[Gmail]/Drafts"_s, u"mine"_s))->message,
            world.reader().row(world.placement(World::allMail(), u"mine"_s))->message);
    }

    void changedDraftTakesThePlaceOfTheOldOne()
    {
        World world;
        fill(world);
        world.gmail().deliver("draft", {"\\Draft"});
        QVERIFY(world.syncs());
        const QString drafts = u"[Gmail]/Drafts"_s;
        const store::Journal::NewMessage changed{
            "Subject: changed\r\nMessage-ID: <changed@example.org>\r\n\r\nText\r\n", Flags::fromWire({"\\Draft"}), {}};
        QVERIFY(world.journal().fileDraft({}, world.mailbox(drafts), changed, world.placement(drafts, u"draft"_s)));
        QCOMPARE(world.subjects(drafts), QStringList{u"changed"_s});
        QVERIFY(!world.all().contains(u"draft"_s));
        for (int i = 0; i < 2; ++i) {
            QVERIFY(world.syncs());
            QCOMPARE(world.subjects(drafts), QStringList{u"changed"_s});
            QCOMPARE(world.all(), (QStringList{u"m1"_s, u"m2"_s, u"m3"_s, u"changed"_s}));
        }
        QVERIFY(world.gmail().in(ModelGmailServer::Trash).isEmpty());
        QCOMPARE(world.gmail().in(ModelGmailServer::AllMail), (QByteArrayList{"m1", "m2", "m3", "changed"}));
    }

    void newMailboxIsALabelToo()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        QVERIFY(world.journal().createMailbox(world.account, {u"Plans"_s}));
        world.moveTo(u"INBOX"_s, u"m1"_s, u"Plans"_s);
        QVERIFY(world.syncs());
        QVERIFY(world.syncs());
        QCOMPARE(world.gmail().labelsOf("m1"), QSet<QByteArray>{"Plans"});
        QCOMPARE(world.subjects(u"Plans"_s), QStringList{u"m1"_s});
        QCOMPARE(world.inbox(), QStringList{u"m2"_s});
        QCOMPARE(world.all().size(), 3);
    }

    /// Labels may be changed twice: a lost answer needs no looking.
    void lostAnswersLeaveNothingDouble_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<bool>("remove");
        QTest::newRow("labels") << QByteArray("UID STORE") << false;
        QTest::newRow("to trash") << QByteArray("UID MOVE") << true;
    }
    void lostAnswersLeaveNothingDouble()
    {
        QFETCH(QByteArray, command);
        QFETCH(bool, remove);
        for (const auto moment : {ModelGmailServer::Moment::Before, ModelGmailServer::Moment::After}) {
            World world;
            fill(world);
            QVERIFY(world.syncs());
            if (remove)
                world.remove(u"INBOX"_s, u"m2"_s);
            else
                world.moveTo(u"INBOX"_s, u"m1"_s, u"Work"_s);
            world.server.breakAt(command, moment);
            QVERIFY(world.sync());
            QVERIFY(world.summary.error);
            QVERIFY(world.syncs());
            QVERIFY(world.syncs());
            if (remove) {
                QCOMPARE(world.gmail().in(ModelGmailServer::Trash), QByteArrayList{"m2"});
                QCOMPARE(world.trash(), QStringList{u"m2"_s});
                QCOMPARE(world.all(), (QStringList{u"m1"_s, u"m3"_s}));
                QVERIFY(world.work().isEmpty());
            } else {
                QCOMPARE(world.gmail().labelsOf("m1"), QSet<QByteArray>{"Work"});
                QCOMPARE(world.work(), (QStringList{u"m1"_s, u"m2"_s}));
                QCOMPARE(world.inbox(), QStringList{u"m2"_s});
            }
        }
    }

    /// Before All Mail was read that far: found by its number.
    void worksOnWhatIsNotSynchronisedYet()
    {
        World world;
        fill(world);
        world.start();
        world.server.refuse("UID FETCH", "NO [UNAVAILABLE] later"); // of All Mail nothing comes
        world.server.before = [&world](const QByteArray &command) {
            if (command == "FETCH" && world.server.count("FETCH") > 1)
                world.server.refuse("FETCH", "NO [UNAVAILABLE] later");
        };
        QVERIFY(world.sync());
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QVERIFY(world.all().isEmpty());
        QVERIFY(world.journal().setFlags({world.placement(u"INBOX"_s, u"m1"_s)}, {"\\Flagged"}, {}));
        QVERIFY(world.sync());
        QVERIFY(world.server.flags(ModelGmailServer::AllMail, 1).contains("\\Flagged"));
        world.server.before = nullptr;
        world.server.refuse("UID FETCH", {});
        world.server.refuse("FETCH", {});
        QVERIFY(world.syncs());
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.all().size(), 3);
    }

    void staysCurrent()
    {
        World world;
        fill(world);
        world.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(world.all().size(), 3);
        QTRY_COMPARE(world.status.phase, sync::AccountStatus::Phase::UpToDate);
        QTRY_COMPARE(world.server.count("IDLE"), 1);
        world.gmail().deliver("m4", {"\\Inbox", "Work"});
        QTRY_COMPARE(world.inbox().size(), 3);
        QTRY_COMPARE(world.work(), (QStringList{u"m2"_s, u"m4"_s}));
        sync::Actions actions(*world.engine);
        actions.archive({world.placement(u"INBOX"_s, u"m4"_s)});
        QTRY_COMPARE(world.gmail().labelsOf("m4"), QSet<QByteArray>{"Work"});
        QTRY_COMPARE(world.inbox().size(), 2);
        world.engine->refreshMailbox(world.mailbox(u"Work"_s));
        QTRY_COMPARE(world.status.phase, sync::AccountStatus::Phase::UpToDate);
        world.gmail().label("m1", "Work", true);
        QTRY_COMPARE(world.work().size(), 3);
        QVERIFY(world.sound());
    }

    /// A person may hide All Mail from IMAP, and show it again.
    void allMailMayBeHidden()
    {
        World world;
        fill(world);
        QVERIFY(world.syncs());
        world.server.unlisted = {ModelGmailServer::AllMail};
        QVERIFY(world.syncs());
        QVERIFY(!world.mailbox(World::allMail()));
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.work(), QStringList{u"m2"_s});
        QCOMPARE(world.summary.bodies, 0);
        world.server.unlisted.clear();
        QVERIFY(world.syncs());
        QVERIFY(world.syncs());
        QCOMPARE(world.inbox(), (QStringList{u"m1"_s, u"m2"_s}));
        QCOMPARE(world.all().size(), 3);
        QVERIFY(world.summary.bodies <= 1);
    }
};

QTEST_GUILESS_MAIN(tst_Gmail)
#include "tst_Gmail.moc"
