// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/EngineFixture.h"
#include "sync/Namespaces.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using store::Rights;
using store::Share;
using test::EngineFixture;

/// Mailboxes of others: NAMESPACE (RFC 2342), MYRIGHTS (RFC 4314), LIST-MYRIGHTS (RFC 8440).
class tst_ImapShared : public QObject {
    Q_OBJECT

    static constexpr auto Roots = "((\"\" \"/\")) ((\"Other Users/\" \"/\")) ((\"Shared Folders/\" \"/\"))";
    static store::Mailbox box(const EngineFixture &fixture, const QString &name)
    {
        return fixture.reader().mailboxByName(fixture.account, name).value_or(store::Mailbox());
    }

private slots:
    void lieBeneathTheirRoots_data()
    {
        QTest::addColumn<bool>("listed");
        QTest::newRow("in the list") << true;
        QTest::newRow("left out of it, as by Courier") << false;
    }
    void lieBeneathTheirRoots()
    {
        QFETCH(bool, listed);
        EngineFixture fixture;
        fixture.server.namespaces = Roots;
        if (!listed)
            fixture.server.unlisted = {"Other Users/", "Shared Folders/"};
        fixture.server.add("INBOX", "mine");
        fixture.server.add("Shared Folders/Team", "ours");
        fixture.server.add("Other Users/bob/Plans", "his");
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.subjects(u"Shared Folders/Team"_s), QStringList{u"ours"_s});
        QCOMPARE(fixture.subjects(u"Other Users/bob/Plans"_s), QStringList{u"his"_s});
        QCOMPARE(box(fixture, u"Shared Folders/Team"_s).share, Share::Shared);
        QCOMPARE(box(fixture, u"Shared Folders/Team"_s).path, (QStringList{u"Shared Folders"_s, u"Team"_s}));
        QCOMPARE(box(fixture, u"Other Users/bob/Plans"_s).share, Share::OtherUsers);
        QCOMPARE(box(fixture, u"INBOX"_s).share, Share::Own);
        // And they stay with the next list.
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.subjects(u"Shared Folders/Team"_s), QStringList{u"ours"_s});
    }

    void staysWithoutAnswers_data()
    {
        QTest::addColumn<QByteArray>("refused");
        QTest::newRow("NAMESPACE") << QByteArray("NAMESPACE");
        QTest::newRow("MYRIGHTS") << QByteArray("MYRIGHTS");
    }
    void staysWithoutAnswers()
    {
        QFETCH(QByteArray, refused);
        EngineFixture fixture;
        fixture.server.capabilities += "ACL";
        fixture.server.namespaces = Roots;
        fixture.server.refuse(refused, "NO not today");
        fixture.server.add("Shared Folders/Team", "ours");
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        QCOMPARE(fixture.subjects(u"Shared Folders/Team"_s), QStringList{u"ours"_s});
        QCOMPARE(box(fixture, u"Shared Folders/Team"_s).rights.bits, quint32(Rights::All));
    }

    /// Bob's Trash is no place for what Alice deletes.
    void haveNoRolesForUs()
    {
        EngineFixture fixture;
        fixture.server.namespaces = Roots;
        fixture.server.boxes["Other Users/bob/Trash"].attribute = "\\Trash";
        fixture.server.boxes["Shared Folders/Drafts"];
        fixture.server.boxes["Wastebin"].attribute = "\\Trash";
        QVERIFY(fixture.sync());
        QCOMPARE(box(fixture, u"Other Users/bob/Trash"_s).role, store::Role::None);
        QCOMPARE(box(fixture, u"Shared Folders/Drafts"_s).role, store::Role::None);
        QCOMPARE(box(fixture, u"Wastebin"_s).role, store::Role::Trash);
    }

    void rightsAreKnown_data()
    {
        QTest::addColumn<bool>("listTells");
        QTest::newRow("with the list") << true;
        QTest::newRow("one by one") << false;
    }
    void rightsAreKnown()
    {
        QFETCH(bool, listTells);
        EngineFixture fixture;
        fixture.server.capabilities += "ACL";
        if (listTells)
            fixture.server.capabilities += "LIST-MYRIGHTS";
        fixture.server.namespaces = Roots;
        fixture.server.boxes["Shared Folders/Read"];
        fixture.server.boxes["Shared Folders/Write"];
        fixture.server.rights["Shared Folders/Read"] = "lrs";
        QVERIFY(fixture.sync());
        QCOMPARE(box(fixture, u"Shared Folders/Read"_s).rights.bits, quint32(Rights::KeepSeen));
        QCOMPARE(box(fixture, u"Shared Folders/Write"_s).rights.bits, quint32(Rights::All));
        QCOMPARE(box(fixture, u"INBOX"_s).rights.bits, quint32(Rights::All));
        QCOMPARE(fixture.server.count("MYRIGHTS"), listTells ? 0 : 2); // of one's own nobody asks
    }

    /// Where all of one's own lie below INBOX, what others share beside it changes nothing.
    void newMailboxesGoBelowInboxAllTheSame()
    {
        EngineFixture fixture;
        fixture.server.namespaces = "((\"INBOX/\" \"/\")) ((\"user/\" \"/\")) NIL";
        fixture.server.boxes["INBOX/Sent"];
        fixture.server.boxes["user/bob"];
        QVERIFY(fixture.sync());
        QVERIFY(fixture.journal().createMailbox(fixture.account, {u"New"_s}));
        QVERIFY(fixture.sync());
        QVERIFY(fixture.server.boxes.contains("INBOX/New"));
    }

    void longestPrefixDecides()
    {
        imap::NamespaceData data; // as Cyrus without alternate names
        data.personal = {{"INBOX.", '.'}};
        data.otherUsers = {{"user.", '.'}};
        data.shared = {{"", '.'}};
        const sync::Namespaces namespaces(data);
        QCOMPARE(namespaces.shareOf({"INBOX"}), Share::Own);
        QCOMPARE(namespaces.shareOf({"INBOX.Sent"}), Share::Own);
        QCOMPARE(namespaces.shareOf({"user.bob"}), Share::OtherUsers);
        QCOMPARE(namespaces.shareOf({"user"}), Share::OtherUsers);
        QCOMPARE(namespaces.shareOf({"users"}), Share::Shared);
        QCOMPARE(namespaces.shareOf({"team"}), Share::Shared);
        QCOMPARE(namespaces.rootsOfOthers(), QByteArrayList{"user."});
        QCOMPARE(sync::Namespaces().shareOf({"user.bob"}), Share::Own);
    }
};

QTEST_GUILESS_MAIN(tst_ImapShared)
#include "tst_ImapShared.moc"
