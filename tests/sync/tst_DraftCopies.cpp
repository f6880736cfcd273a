// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "store/Outbox.h"
#include "sync/Actions.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using test::EngineFixture;
using test::ModelImapServer;

/// A draft that was changed takes the place of the one on the server: never two, never none.
class tst_DraftCopies : public QObject {
    Q_OBJECT

    struct World : EngineFixture {
        explicit World(bool replaces)
        {
            if (replaces)
                server.capabilities.append("REPLACE");
            filing = replaces ? "UID REPLACE" : "APPEND";
            server.boxes["Drafts"].attribute = "\\Drafts";
            server.add("Drafts", "other");
            server.add("Drafts", "v1", messageId());
            QVERIFY(sync());
        }
        static QByteArray messageId() { return "<draft@example.org>"; }
        /// As long as "v1" and under its Message-ID: nothing but the UID tells them apart.
        static store::Journal::NewMessage version(const QByteArray &subject)
        {
            return {"From: bob@example.org\r\nTo: alice@example.org\r\nSubject: " + subject
                    + "\r\nMessage-ID: " + messageId() + "\r\n\r\nText of " + subject + "\r\n",
                Flags::fromWire({"\\Draft", "\\Seen"}), {}};
        }
        store::PlacementKey file(const QByteArray &subject, store::PlacementKey previous, store::DraftKey draft = {})
        {
            return journal().fileDraft(draft, mailbox(u"Drafts"_s), version(subject), previous).value();
        }
        store::PlacementKey onServer() const { return placement(u"Drafts"_s, u"v1"_s); }
        QByteArrayList there() const { return server.subjects("Drafts"); }
        QStringList here() const { return subjects(u"Drafts"_s); }
        store::Operation appending() const
        {
            for (const store::Operation &operation : reader().operations(10)) {
                if (operation.kind == store::OperationKind::Append)
                    return operation;
            }
            return {};
        }
        bool settled() const
        {
            const auto report = store::checkStore(profile.path());
            return journal().pending(account).isEmpty() && report && report->problems.isEmpty();
        }
        QByteArray filing; ///< the command that brings it there
    };
    static void forBoth()
    {
        QTest::addColumn<bool>("replaces");
        QTest::newRow("with REPLACE") << true;
        QTest::newRow("without") << false;
    }

private slots:
    void takesThePlaceOfTheOldOne_data() { forBoth(); }
    void takesThePlaceOfTheOldOne()
    {
        QFETCH(bool, replaces);
        World world(replaces);
        const store::PlacementKey filed = world.file("v2", world.onServer());
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s})); // at once
        QVERIFY(!world.journal().undo()); // filing a draft is not what "undo" means
        QVERIFY(world.sync());
        QVERIFY(!world.summary.error);
        QCOMPARE(world.there(), (QByteArrayList{"other", "v2"}));
        QCOMPARE(world.server.count("UID REPLACE"), replaces ? 1 : 0);
        QCOMPARE(world.server.count("APPEND"), replaces ? 0 : 1);
        QCOMPARE(world.server.count("UID EXPUNGE"), replaces ? 0 : 1);
        QCOMPARE(world.reader().row(filed)->uid.value, 3U); // as APPENDUID said
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s}));
        QVERIFY(world.settled());
    }

    /// Through what the composer calls; the local draft goes with it.
    void isFiledByTheComposer()
    {
        World world(true);
        world.server.capabilities.removeOne("UIDPLUS"); // then the next refresh finds its UID
        store::StoredDraft draft;
        draft.account = world.account;
        draft.content = "text";
        const store::DraftKey key = *store::Outbox(world.engine->writer()).saveDraft(draft);
        sync::Submissions submissions(*world.engine);
        submissions.fileDraft(key, World::version("v2").raw, world.account, world.onServer());
        QTRY_VERIFY(world.reader().drafts().isEmpty());
        QVERIFY(world.sync());
        QCOMPARE(world.there(), (QByteArrayList{"other", "v2"}));
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s}));
        QVERIFY(world.settled());
    }

    void oldOneStaysWhereTheNewIsRefused_data() { forBoth(); }
    void oldOneStaysWhereTheNewIsRefused()
    {
        QFETCH(bool, replaces);
        World world(replaces);
        world.file("v2", world.onServer());
        world.server.refuse(world.filing, "NO [OVERQUOTA] it is full");
        QVERIFY(world.sync());
        QCOMPARE(world.there(), (QByteArrayList{"other", "v1"}));
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v1"_s}));
        QCOMPARE(world.server.count("UID STORE"), 0);
        QCOMPARE(world.server.count(world.filing), 1);
        QVERIFY(world.appending().state == store::OperationState::Refused);
        QVERIFY(world.settled());
        // There is room again: both halves are tried, not one.
        world.server.refuse(world.filing, {});
        QVERIFY(world.journal().retry(world.appending().key));
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s}));
        QVERIFY(world.sync());
        QCOMPARE(world.there(), (QByteArrayList{"other", "v2"}));
        QVERIFY(world.settled());
    }

    void refusedOneCanBeGivenUp()
    {
        World world(false);
        world.file("v2", world.onServer());
        world.server.refuse("APPEND", "NO [OVERQUOTA] it is full");
        QVERIFY(world.sync());
        QVERIFY(world.journal().drop(world.appending().key));
        for (const store::Operation &operation : world.reader().operations(10))
            QVERIFY(operation.state == store::OperationState::Dropped);
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v1"_s}));
        QVERIFY(world.settled());
    }

    void lostAnswer_data()
    {
        QTest::addColumn<bool>("replaces");
        QTest::addColumn<bool>("arrived");
        QTest::addColumn<bool>("renumbered");
        QTest::newRow("REPLACE was done") << true << true << false;
        QTest::newRow("REPLACE was not done") << true << false << false;
        QTest::newRow("APPEND was done") << false << true << false;
        QTest::newRow("APPEND was not done") << false << false << false;
        QTest::newRow("REPLACE was done, UIDVALIDITY changed") << true << true << true;
        QTest::newRow("REPLACE was not done, UIDVALIDITY changed") << true << false << true;
        QTest::newRow("APPEND was done, UIDVALIDITY changed") << false << true << true;
        QTest::newRow("APPEND was not done, UIDVALIDITY changed") << false << false << true;
    }
    void lostAnswer()
    {
        QFETCH(bool, replaces);
        QFETCH(bool, arrived);
        QFETCH(bool, renumbered);
        World world(replaces);
        world.file("v2", world.onServer());
        world.server.breakAt(world.filing, arrived ? ModelImapServer::Moment::After : ModelImapServer::Moment::Before);
        QVERIFY(world.sync());
        QVERIFY(world.summary.error);
        QVERIFY(world.appending().state == store::OperationState::Unknown);
        if (renumbered)
            world.server.renumber("Drafts");
        world.start();
        QVERIFY(world.sync());
        QVERIFY(!world.summary.error);
        QCOMPARE(world.server.count(world.filing), arrived ? 1 : 2);
        QCOMPARE(world.there(), (QByteArrayList{"other", "v2"}));
        QVERIFY(world.sync());
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s}));
        QVERIFY(world.settled());
    }

    /// RFC 8508 section 3.2: what is to be replaced may have gone; and a server may have reasons of its own.
    void appendsWhereReplaceDoesNotWork_data()
    {
        QTest::addColumn<bool>("gone");
        QTest::newRow("the old one is gone") << true;
        QTest::newRow("refused") << false;
    }
    void appendsWhereReplaceDoesNotWork()
    {
        QFETCH(bool, gone);
        World world(true);
        world.file("v2", world.onServer());
        if (gone)
            world.server.expunge("Drafts", 2);
        else
            world.server.refuse("UID REPLACE", "NO not today");
        QVERIFY(world.sync());
        QVERIFY(!world.summary.error);
        QCOMPARE(world.server.count("APPEND"), 1);
        QCOMPARE(world.there(), (QByteArrayList{"other", "v2"}));
        QVERIFY(world.sync());
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v2"_s}));
        QVERIFY(world.settled());
    }

    /// Written on without a network: only the last version goes out.
    void versionsThatDidNotGoOutNeverDo_data() { forBoth(); }
    void versionsThatDidNotGoOutNeverDo()
    {
        QFETCH(bool, replaces);
        World world(replaces);
        const store::PlacementKey second = world.file("v2", world.onServer());
        const store::PlacementKey third = world.file("v3", second);
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v3"_s}));
        world.file("v4", third);
        world.start();
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v4"_s}));
        QVERIFY(world.sync());
        QCOMPARE(world.server.count(world.filing), 1);
        QCOMPARE(world.there(), (QByteArrayList{"other", "v4"}));
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v4"_s}));
        QVERIFY(world.settled());
    }

    /// The one before is on its way, nobody knows how far: it is settled first.
    void versionAfterALostAnswer_data() { forBoth(); }
    void versionAfterALostAnswer()
    {
        QFETCH(bool, replaces);
        World world(replaces);
        const store::PlacementKey second = world.file("v2", world.onServer());
        world.server.breakAt(world.filing, ModelImapServer::Moment::After);
        QVERIFY(world.sync());
        world.file("v3", second);
        QVERIFY(world.sync());
        QVERIFY(!world.summary.error);
        QVERIFY(world.sync());
        QCOMPARE(world.there(), (QByteArrayList{"other", "v3"}));
        QCOMPARE(world.here(), (QStringList{u"other"_s, u"v3"_s}));
        QVERIFY(world.settled());
    }
};

QTEST_GUILESS_MAIN(tst_DraftCopies)
#include "tst_DraftCopies.moc"
