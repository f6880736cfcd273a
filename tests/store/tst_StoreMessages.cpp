// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

class tst_StoreMessages : public QObject {
    Q_OBJECT
private slots:
    void listIsNewestFirstAndPaged()
    {
        StoreFixture store;
        for (const int number : {3, 1, 2, 5, 4})
            store.add(QStringLiteral("INBOX"), number, quint32(number));
        const MailboxKey inbox = store.mailbox(QStringLiteral("inbox"));
        QStringList subjects;
        for (const ListRow &row : store.reader().rows(store.shown(QStringLiteral("INBOX"))))
            subjects.append(row.subject);
        QCOMPARE(subjects,
            QStringList({QStringLiteral("Message 5"), QStringLiteral("Message 4"), QStringLiteral("Message 3"),
                QStringLiteral("Message 2"), QStringLiteral("Message 1")}));
        const QList<RowKey> first = store.reader().rowKeys(inbox, 2);
        const QList<RowKey> rest = store.reader().rowKeys(inbox, 10, first.last());
        QCOMPARE(first + rest, store.reader().rowKeys(inbox));
    }

    void orderFollowsTheDateFieldUnlessItLies()
    {
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(QStringLiteral("INBOX"));
        const QDateTime arrived = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        IncomingMessage early = StoreFixture::message(1, 1);
        early.internalDate = arrived;
        early.envelope.date = arrived.addDays(-30);
        IncomingMessage future = StoreFixture::message(2, 2);
        future.internalDate = arrived;
        future.envelope.date = arrived.addDays(400);
        IncomingMessage undated = StoreFixture::message(3, 3);
        undated.internalDate = arrived.addSecs(5);
        undated.envelope.date.reset();
        IncomingMessage soon = StoreFixture::message(4, 4);
        soon.internalDate = arrived;
        soon.envelope.date = arrived.addSecs(3600);
        QVERIFY(store.writer().addMessages(inbox, {early, future, undated, soon}));
        QStringList subjects;
        for (const ListRow &row : store.reader().rows(store.shown(QStringLiteral("INBOX"))))
            subjects.append(row.subject);
        QCOMPARE(subjects,
            QStringList({QStringLiteral("Message 4"), QStringLiteral("Message 3"), QStringLiteral("Message 2"),
                QStringLiteral("Message 1")}));
    }

    void rowShowsWhatTheServerSaid()
    {
        StoreFixture store;
        IncomingMessage message = StoreFixture::message(7, 70, {"\\Flagged", "Work"});
        message.attachments = 2;
        QVERIFY(store.writer().addMessages(store.mailbox(QStringLiteral("INBOX")), {message}));
        const auto row = store.reader().row(store.shown(QStringLiteral("INBOX")).value(0));
        QVERIFY(row);
        QCOMPARE(row->from.addr, QStringLiteral("s7@example.com"));
        QCOMPARE(row->to.name, QStringLiteral("Alice"));
        QCOMPARE(row->date, message.internalDate);
        QCOMPARE(row->flags.toWire(), QByteArrayList({"\\Flagged", "Work"}));
        QCOMPARE(row->uid.value, 70U);
        QCOMPARE(row->attachments, 2);
        QCOMPARE(row->sizeOctets, 1007);
        QVERIFY(!row->hasBody && !row->pending);
        const auto mailbox = store.reader().mailboxByRole(store.account(), Role::Inbox);
        QCOMPARE(mailbox->total, 1);
        QCOMPARE(mailbox->unread, 1);
    }

    void envelopeComesBackWhole()
    {
        StoreFixture store;
        IncomingMessage message = StoreFixture::message(1, 1);
        mime::Envelope &envelope = message.envelope;
        envelope.subject = QStringLiteral("견적 요청 🙂");
        envelope.sender = envelope.from;
        envelope.replyTo = {{QStringLiteral("List"), QStringLiteral("list@example.net")}};
        envelope.cc = {
            {QString(), QStringLiteral("a@b.example")}, {QStringLiteral("김민수"), QStringLiteral("kim@example.kr")}};
        envelope.bcc = {{QStringLiteral("B"), QStringLiteral("b@example.org")}};
        envelope.inReplyTo = QStringList{QStringLiteral("x@y")};
        envelope.references = QStringList{QStringLiteral("w@y"), QStringLiteral("x@y")};
        envelope.listId = QStringLiteral("dev.example.net");
        const auto added = store.writer().addMessages(store.mailbox(QStringLiteral("INBOX")), {message});
        const auto row = store.reader().row(added->added.value(0));
        const auto read = store.reader().envelope(row->message);
        QVERIFY(read);
        QCOMPARE(read->subject, envelope.subject);
        QCOMPARE(read->from, envelope.from);
        QCOMPARE(read->sender, envelope.sender);
        QCOMPARE(read->replyTo, envelope.replyTo);
        QCOMPARE(read->to, envelope.to);
        QCOMPARE(read->cc, envelope.cc);
        QCOMPARE(read->bcc, envelope.bcc);
        QCOMPARE(read->date, envelope.date);
        QCOMPARE(read->messageId, envelope.messageId);
        QCOMPARE(read->inReplyTo, envelope.inReplyTo);
        QCOMPARE(read->references, envelope.references);
        QCOMPARE(read->listId, envelope.listId);
    }

    void bodiesAreKeptOctetForOctet_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("short") << QByteArray("A: b\r\n\r\nc");
        QTest::newRow("text") << QByteArray("Subject: x\r\n\r\n")
                + QByteArray("words again and again\r\n").repeated(5000);
        QByteArray noise;
        for (quint32 i = 0, x = 1; i < 100'000; ++i, x = x * 1664525U + 1013904223U)
            noise.append(char(x >> 24));
        QTest::newRow("incompressible, with NUL") << noise;
    }
    void bodiesAreKeptOctetForOctet()
    {
        QFETCH(QByteArray, raw);
        StoreFixture store;
        const PlacementKey placement = store.add(QStringLiteral("INBOX"), 1, 1);
        const MessageKey message = store.reader().row(placement)->message;
        QVERIFY(!store.reader().raw(message));
        QCOMPARE(store.writer().missingBodies(store.account(), {}, 10).size(), 1);
        store.changes.clear();
        QVERIFY(store.writer().storeBody(message, raw, QStringLiteral("first words"), 3));
        QCOMPARE(store.reader().raw(message), std::optional(raw));
        const auto row = store.reader().row(placement);
        QVERIFY(row->hasBody);
        QCOMPARE(row->snippet, QStringLiteral("first words"));
        QCOMPARE(row->attachments, 3);
        QVERIFY(store.writer().missingBodies(store.account(), {}, 10).isEmpty());
        QCOMPARE(store.changes.size(), 1);
        QCOMPARE(store.changes.at(0).rows.value(0).changed, QList<PlacementKey>{placement});
        QVERIFY(store.isClean());
    }

    void secondMailboxGetsAPlacementNotABody()
    {
        StoreFixture store;
        const PlacementKey first = store.add(QStringLiteral("INBOX"), 1, 1);
        const MessageKey message = store.reader().row(first)->message;
        QVERIFY(store.writer().storeBody(message, "body", {}, 0));
        const PlacementKey second = store.add(QStringLiteral("Work"), 1, 9);
        QVERIFY(first != second);
        QCOMPARE(store.reader().row(second)->message, message);
        QVERIFY(store.reader().row(second)->hasBody);
        const PlacementKey other = store.add(QStringLiteral("Work"), 2, 10);
        QVERIFY(store.reader().row(other)->message != message);
    }

    void messageWithoutIdIsKnownByItsHeader()
    {
        StoreFixture store;
        IncomingMessage message = StoreFixture::message(1, 1);
        message.envelope.messageId.clear();
        IncomingMessage twin = message;
        twin.uid = {5};
        IncomingMessage stranger = twin;
        stranger.uid = {6};
        stranger.envelope.subject = QStringLiteral("Other");
        const auto first = store.writer().addMessages(store.mailbox(QStringLiteral("INBOX")), {message});
        const auto second = store.writer().addMessages(store.mailbox(QStringLiteral("Work")), {twin, stranger});
        const QList<ListRow> rows = store.reader().rows(first->added + second->added);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).message, rows.at(1).message);
        QVERIFY(rows.at(0).message != rows.at(2).message);
    }

    void emailIdBeatsEverything()
    {
        StoreFixture store;
        IncomingMessage message = StoreFixture::message(1, 1);
        message.emailId = "E1";
        IncomingMessage moved = StoreFixture::message(2, 2); // another date and size, same identity
        moved.emailId = "E1";
        IncomingMessage other = StoreFixture::message(1, 3);
        other.emailId = "E2";
        const auto a = store.writer().addMessages(store.mailbox(QStringLiteral("INBOX")), {message, other});
        const auto b = store.writer().addMessages(store.mailbox(QStringLiteral("Work")), {moved});
        const QList<ListRow> rows = store.reader().rows(a->added + b->added);
        QCOMPARE(rows.at(0).message, rows.at(2).message);
        QVERIFY(rows.at(0).message != rows.at(1).message);
    }

    void moveByAnotherClientKeepsTheBody()
    {
        StoreFixture store;
        const PlacementKey old = store.add(QStringLiteral("INBOX"), 1, 1);
        const MessageKey message = store.reader().row(old)->message;
        QVERIFY(store.writer().storeBody(message, "the body", {}, 0));
        QVERIFY(store.writer().vanish(store.mailbox(QStringLiteral("INBOX")), UidSet::single({1})));
        QVERIFY(!store.reader().row(old));
        QVERIFY(store.isClean());
        const PlacementKey fresh = store.add(QStringLiteral("Work"), 1, 4);
        QCOMPARE(store.reader().row(fresh)->message, message);
        QCOMPARE(store.reader().raw(message), std::optional(QByteArray("the body")));
    }

    void flagsFollowTheServer()
    {
        StoreFixture store;
        const PlacementKey placement = store.add(QStringLiteral("INBOX"), 1, 1);
        const MailboxKey inbox = store.mailbox(QStringLiteral("INBOX"));
        store.changes.clear();
        QVERIFY(store.writer().updateFlags(inbox, {{{1}, Flags::fromWire({"\\Seen"}), {5}}, {{99}, {}, {}}}));
        QCOMPARE(store.flagsOf(placement), QByteArray("\\Seen"));
        QCOMPARE(store.reader().mailbox(inbox)->unread, 0);
        QCOMPARE(store.changes.size(), 1);
        QCOMPARE(store.changes.at(0).mailboxes, QList<MailboxKey>{inbox});
        store.changes.clear();
        QVERIFY(store.writer().updateFlags(inbox, {{{1}, Flags::fromWire({"\\Seen"}), {6}}}));
        QVERIFY2(store.changes.isEmpty(), "only the modification sequence changed: nothing to show");
    }

    void changeNoticesNameTheRows()
    {
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(QStringLiteral("INBOX"));
        const PlacementKey placement = store.add(QStringLiteral("INBOX"), 1, 1);
        QCOMPARE(store.changes.size(), 1);
        const Change change = store.changes.takeFirst();
        QCOMPARE(change.kinds & (Change::Rows | Change::Counts), quint32(Change::Rows | Change::Counts));
        QCOMPARE(change.rows.size(), 1);
        QCOMPARE(change.rows.at(0).mailbox, inbox);
        QCOMPARE(change.rows.at(0).added, store.reader().rowKeys(inbox));
        QVERIFY(store.writer().vanish(inbox, UidSet::single({1})));
        QCOMPARE(store.changes.takeFirst().rows.value(0).removed, QList<PlacementKey>{placement});
        QList<IncomingMessage> many;
        for (int i = 0; i < Change::MaximumListedRows + 1; ++i)
            many.append(StoreFixture::message(i, quint32(i + 1)));
        QVERIFY(store.writer().addMessages(inbox, many));
        QVERIFY(store.changes.value(0).rows.value(0).reload);
        QVERIFY(store.changes.value(0).rows.value(0).added.isEmpty());
    }

    void renumberingKeepsRowsBodiesAndSelection()
    {
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(QStringLiteral("INBOX"));
        const PlacementKey kept = store.add(QStringLiteral("INBOX"), 1, 11);
        const PlacementKey lost = store.add(QStringLiteral("INBOX"), 2, 12);
        QVERIFY(store.writer().storeBody(store.reader().row(kept)->message, "kept", {}, 0));
        QVERIFY(store.writer().beginRenumbering(inbox, {777}));
        QCOMPARE(store.shown(QStringLiteral("INBOX")).size(), 2); // never an empty list on screen
        QCOMPARE(store.reader().syncPoint(inbox).uidValidity.value, 777U);
        QVERIFY(store.reader().knownUids(inbox).isEmpty());
        store.restart();
        const PlacementKey again = store.add(QStringLiteral("INBOX"), 1, 1, {"\\Seen"});
        QCOMPARE(again, kept);
        const PlacementKey fresh = store.add(QStringLiteral("INBOX"), 3, 2);
        QVERIFY(store.writer().finishRenumbering(inbox));
        QCOMPARE(store.shown(QStringLiteral("INBOX")), QList<PlacementKey>({fresh, kept}));
        QVERIFY(!store.reader().row(lost));
        QCOMPARE(store.flagsOf(kept), QByteArray("\\Seen"));
        QVERIFY(store.reader().raw(store.reader().row(kept)->message));
        QVERIFY(store.isClean());
    }

    void pop3MessagesAreStoredOnce()
    {
        StoreFixture store;
        const AccountKey account = store.writer().addAccount("{}").value();
        const MailboxKey inbox =
            store.writer().addLocalMailbox(account, {QStringLiteral("INBOX")}, Role::Inbox).value();
        IncomingMessage message = StoreFixture::message(1, 0);
        message.raw = "Subject: one\r\n\r\nHello there.\r\n";
        const auto first = store.writer().addPop3Message(account, inbox, "uidl-1", message);
        QVERIFY(first && *first);
        const auto again = store.writer().addPop3Message(account, inbox, "uidl-1", message);
        QCOMPARE(*again, *first);
        QCOMPARE(store.reader().mailbox(inbox)->total, 1);
        QCOMPARE(store.reader().raw(store.reader().row(*first)->message), std::optional(message.raw));
        QVERIFY(store.writer().setPop3State(account, {"uidl-1"}, Writer::Pop3State::ToDelete));
        store.restart();
        const auto rows = store.writer().pop3Rows(account);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.at(0).uidl, QByteArray("uidl-1"));
        QVERIFY(rows.at(0).state == Writer::Pop3State::ToDelete);
        QCOMPARE(rows.at(0).placement, *first);
        QVERIFY(store.isClean());
    }

    void filterIgnoresCaseInAllScripts()
    {
        StoreFixture store;
        IncomingMessage message = StoreFixture::message(1, 1);
        message.envelope.subject = QStringLiteral("Übergröße bestellt");
        IncomingMessage korean = StoreFixture::message(2, 2);
        korean.envelope.from = {{QStringLiteral("김민수"), QStringLiteral("Kim@example.kr")}};
        const MailboxKey inbox = store.mailbox(QStringLiteral("INBOX"));
        QVERIFY(store.writer().addMessages(inbox, {message, korean, StoreFixture::message(3, 3)}));
        QCOMPARE(store.reader().filteredRowKeys(inbox, QStringLiteral("üBERGR")).size(), 1);
        QCOMPARE(store.reader().filteredRowKeys(inbox, QStringLiteral("민수")).size(), 1);
        QCOMPARE(store.reader().filteredRowKeys(inbox, QStringLiteral("KIM@")).size(), 1);
        QCOMPARE(store.reader().filteredRowKeys(inbox, QStringLiteral("%")).size(), 0);
        QCOMPARE(store.reader().filteredRowKeys(inbox, {}).size(), 3);
    }

    void addressesSeenAreOffered()
    {
        StoreFixture store;
        IncomingMessage received = StoreFixture::message(1, 1);
        received.envelope.from = {{QStringLiteral("Minsu Kim"), QStringLiteral("min@example.kr")}};
        IncomingMessage sent = StoreFixture::message(2, 1);
        sent.envelope.to = {{QStringLiteral("Carla Minelli"), QStringLiteral("carla@example.it")}};
        QVERIFY(store.writer().addMessages(store.mailbox(QStringLiteral("INBOX")), {received}));
        QVERIFY(store.writer().addMessages(store.mailbox(QStringLiteral("Sent")), {sent}));
        const mime::AddressList found = store.reader().addressesLike(QStringLiteral("MIN"));
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.at(0).addr, QStringLiteral("carla@example.it")); // written to comes first
        QCOMPARE(found.at(1).name, QStringLiteral("Minsu Kim"));
        QCOMPARE(store.reader().addressesLike(QStringLiteral("example.it")).size(), 1);
        QCOMPARE(store.reader().addressesLike(QStringLiteral("inelli")).size(), 0);
        QCOMPARE(store.reader().addressesLike(QStringLiteral("  ")).size(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_StoreMessages)
#include "tst_StoreMessages.moc"
