// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::EngineFixture;

/// Extensions that change how a whole connection speaks: COMPRESS=DEFLATE, UTF8=ACCEPT, UIDONLY with MESSAGELIMIT.
class tst_ImapExtended : public QObject {
    Q_OBJECT

    /// As Yahoo: without UIDONLY most of a large mailbox is hidden, and a command is about a few messages only.
    static void likeYahoo(test::ModelImapServer &server)
    {
        server.capabilities += {"UIDONLY", "MESSAGELIMIT=10"};
        server.messageLimit = 10;
        server.visible = 20;
    }
    static void fill(EngineFixture &fixture, int messages)
    {
        for (int i = 1; i <= messages; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
    }
    static QList<store::PlacementKey> allOf(const EngineFixture &fixture, const QString &name)
    {
        QList<store::PlacementKey> placements;
        for (const store::RowKey &row : fixture.reader().rowKeys(fixture.mailbox(name)))
            placements.append(row.placement);
        return placements;
    }
    static const QString draftsName() { return QString::fromUtf8("Entw\xc3\xbcrfe"); }

private slots:
    // ---- COMPRESS=DEFLATE ----------------------------------------------------------------------------------------

    void compressesWhereTheLineIsSlow_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("the program") << true;
        QTest::newRow("the command line") << false;
    }
    void compressesWhereTheLineIsSlow()
    {
        QFETCH(bool, live);
        EngineFixture fixture;
        fixture.realTime = true; // what is measured is a real line
        fixture.server.capabilities += "COMPRESS=DEFLATE";
        fixture.server.pace = 32 * 1024; // about 3 MB/s
        fill(fixture, 1300);
        if (live) {
            fixture.start(sync::Engine::Mode::Live);
            QTRY_COMPARE_WITH_TIMEOUT(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 1300, 20'000);
            QTRY_COMPARE_WITH_TIMEOUT(fixture.status.phase, sync::AccountStatus::Phase::UpToDate, 20'000);
        } else {
            QVERIFY(fixture.sync());
            QVERIFY(!fixture.summary.error);
        }
        QCOMPARE(fixture.server.count("COMPRESS"), 1); // not the one that only waits for news
        QCOMPARE(allOf(fixture, u"INBOX"_s).size(), 1300);
        for (const store::ListRow &row : fixture.reader().rows(allOf(fixture, u"INBOX"_s)))
            QVERIFY(row.hasBody);
        // The first flight stays what it is.
        QCOMPARE(
            fixture.server.flights.value(0).value(1), (QByteArrayList{"ID", "ENABLE", "NAMESPACE", "LIST", "SELECT"}));
    }

    void doesNotCompressOnAFastLine()
    {
        EngineFixture fixture; // whose clock stands still: whatever came took no time
        fixture.server.capabilities += "COMPRESS=DEFLATE";
        fill(fixture, 5000);
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("COMPRESS"), 0);
    }

    void asksOnlyOnceForCompression()
    {
        EngineFixture fixture;
        fixture.realTime = true;
        fixture.server.capabilities += "COMPRESS=DEFLATE";
        fixture.server.pace = 32 * 1024;
        fixture.server.refuse("COMPRESS", "NO [COMPRESSIONACTIVE] by TLS");
        fill(fixture, 1300);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.count("COMPRESS"), 1);
        QCOMPARE(allOf(fixture, u"INBOX"_s).size(), 1300);
    }

    // ---- UTF8=ACCEPT ---------------------------------------------------------------------------------------------

    void speaksUtf8WhereOffered_data()
    {
        QTest::addColumn<bool>("offered");
        QTest::newRow("UTF8=ACCEPT") << true;
        QTest::newRow("modified UTF-7") << false;
    }
    void speaksUtf8WhereOffered()
    {
        QFETCH(bool, offered);
        EngineFixture fixture;
        if (offered)
            fixture.server.capabilities += "UTF8=ACCEPT";
        fixture.server.boxes["Entw&APw-rfe"].attribute = "\\Drafts";
        fixture.server.add("Entw&APw-rfe", "gr\xc3\xbc\xc3\x9f");
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.enabled.contains("UTF8=ACCEPT"), offered);
        QCOMPARE(fixture.subjects(draftsName()), QStringList{QString::fromUtf8("gr\xc3\xbc\xc3\x9f")});
        QCOMPARE(fixture.reader().mailbox(fixture.mailbox(draftsName()))->wireName, QByteArray("Entw&APw-rfe"));
        const QByteArray raw = "Subject: h\xc3\xa9llo\r\nMessage-ID: <u@example.org>\r\n\r\nText\r\n";
        QVERIFY(fixture.journal().append(fixture.mailbox(draftsName()), raw, Flags(), QDateTime::currentDateTimeUtc()));
        QVERIFY(fixture.journal().createMailbox(fixture.account, {u"Gr\u00fcn"_s}));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.boxes["Entw&APw-rfe"].messages.constLast().raw, raw);
        QVERIFY(fixture.server.boxes.contains("Gr&APw-n"));
        QVERIFY(fixture.mailbox(u"Gr\u00fcn"_s));
        QCOMPARE(fixture.subjects(draftsName()).size(), 2);
    }

    /// Nothing was lost between one connection that spoke it and the next one that does not.
    void keepsMailboxesWhenTheSpellingChanges()
    {
        EngineFixture fixture;
        fixture.server.capabilities += "UTF8=ACCEPT";
        fixture.server.boxes["Entw&APw-rfe"];
        fixture.server.add("Entw&APw-rfe", "m1");
        QVERIFY(fixture.sync());
        const store::MailboxKey before = fixture.mailbox(draftsName());
        fixture.server.capabilities.removeAll("UTF8=ACCEPT");
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.mailbox(draftsName()), before);
        QCOMPARE(fixture.subjects(draftsName()), QStringList{u"m1"_s});
    }

    // ---- UIDONLY, MESSAGELIMIT -----------------------------------------------------------------------------------

    void largeMailboxesAreComplete_data()
    {
        QTest::addColumn<QByteArrayList>("more");
        QTest::addColumn<QByteArrayList>("without");
        QTest::newRow("with PARTIAL") << QByteArrayList{"PARTIAL"} << QByteArrayList();
        QTest::newRow("without") << QByteArrayList() << QByteArrayList();
        QTest::newRow("without QRESYNC") << QByteArrayList{"PARTIAL"} << QByteArrayList{"QRESYNC"};
        QTest::newRow("without CONDSTORE") << QByteArrayList{"PARTIAL"} << QByteArrayList{"QRESYNC", "CONDSTORE"};
        QTest::newRow("without ESEARCH") << QByteArrayList() << QByteArrayList{"ESEARCH"};
    }
    void largeMailboxesAreComplete()
    {
        QFETCH(QByteArrayList, more);
        QFETCH(QByteArrayList, without);
        EngineFixture fixture;
        likeYahoo(fixture.server);
        fixture.server.capabilities += more;
        for (const QByteArray &capability : without)
            fixture.server.capabilities.removeAll(capability);
        fill(fixture, 57);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.subjects(u"INBOX"_s).size(), 57);
        QCOMPARE(fixture.server.count("FETCH"), 0); // there are no numbers
        for (const store::ListRow &row : fixture.reader().rows(allOf(fixture, u"INBOX"_s)))
            QVERIFY(row.hasBody);

        // What changes later is seen too, however much it is.
        for (quint32 uid = 3; uid < 40; ++uid)
            fixture.server.setFlag("INBOX", uid, "\\Flagged");
        fixture.server.expunge("INBOX", 50);
        for (int i = 0; i < 25; ++i)
            fixture.server.add("INBOX", "new" + QByteArray::number(i));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.subjects(u"INBOX"_s).size(), 57 - 1 + 25);
        qsizetype flagged = 0;
        for (const store::ListRow &row : fixture.reader().rows(allOf(fixture, u"INBOX"_s)))
            flagged += row.flags.has(Flag::Flagged) ? 1 : 0;
        QCOMPARE(flagged, 37);
    }

    void operationsKeepToTheLimit()
    {
        EngineFixture fixture;
        likeYahoo(fixture.server);
        fixture.server.boxes["Goal"];
        fill(fixture, 35);
        QVERIFY(fixture.sync());
        QVERIFY(fixture.journal().setFlags(allOf(fixture, u"INBOX"_s), {"\\Seen"}, {}));
        QVERIFY(fixture.journal().move(allOf(fixture, u"INBOX"_s), fixture.mailbox(u"Goal"_s)));
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.server.boxes["Goal"].messages.size(), 35);
        QVERIFY(fixture.server.boxes["INBOX"].messages.isEmpty());
        for (const auto &message : std::as_const(fixture.server.boxes["Goal"].messages))
            QVERIFY(message.flags.contains("\\Seen"));
        QCOMPARE(fixture.subjects(u"Goal"_s).size(), 35);
        QVERIFY(fixture.journal().expunge(allOf(fixture, u"Goal"_s)));
        QVERIFY(fixture.sync());
        QVERIFY(fixture.server.boxes["Goal"].messages.isEmpty());
        QVERIFY(fixture.subjects(u"Goal"_s).isEmpty());
    }

    void newsComeWithoutNumbers()
    {
        EngineFixture fixture;
        likeYahoo(fixture.server);
        fill(fixture, 5);
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 5);
        fixture.server.add("INBOX", "m6");
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 6);
        fixture.server.expunge("INBOX", 2);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 5);
        QVERIFY(!fixture.subjects(u"INBOX"_s).contains(u"m2"_s));
    }

    /// Whoever enables nothing gets what there is: the rest is not our doing.
    void worksWhereUidOnlyIsRefused()
    {
        EngineFixture fixture;
        likeYahoo(fixture.server);
        fixture.server.refuse("ENABLE", "BAD no");
        fill(fixture, 30);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.subjects(u"INBOX"_s).size(), 20);
    }
};

QTEST_GUILESS_MAIN(tst_ImapExtended)
#include "tst_ImapExtended.moc"
