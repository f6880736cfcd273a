// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "store/StoreFixture.h"
#include "store/internal/Schema.h"
#include "store/internal/SortKeys.h"

using namespace godwit;
using namespace godwit::store;
using namespace godwit::test;

Q_DECLARE_METATYPE(godwit::store::SortBy)

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Work = QStringLiteral("Work");

IncomingMessage message(int number, const QString &subject, const QString &name, qint64 octets)
{
    IncomingMessage made = StoreFixture::message(number, quint32(number));
    made.envelope.subject = subject;
    made.envelope.from = {{name, QStringLiteral("somebody@example.com")}};
    made.sizeOctets = octets;
    return made;
}

/// The numbers of the rows' messages, as StoreFixture::message() counts them.
QList<int> numbers(const Reader &reader, const QList<RowKey> &keys)
{
    QList<int> found;
    for (const RowKey &key : keys)
        found.append(int((key.date - 1'700'000'000) / 60));
    for (const RowKey &key : keys) {
        if (!reader.row(key.placement))
            found.clear(); // a key of nothing
    }
    return found;
}

void keep(StoreFixture &store, const QString &name, SortBy by)
{
    const MailboxKey mailbox = store.mailbox(name);
    QVERIFY(store.writer().beginOrder(mailbox, by));
    QVERIFY(!store.reader().keepsOrder(mailbox, by));
    const QList<SortEntry> entries = store.reader().sortEntries(mailbox, by);
    for (qsizetype first = 0; first < entries.size(); first += 2)
        QVERIFY(store.writer().addToOrder(mailbox, by, entries.mid(first, 2)));
    QVERIFY(store.writer().finishOrder(mailbox, by));
    QVERIFY(store.reader().keepsOrder(mailbox, by));
}

} // namespace

class tst_StoreOrders : public QObject {
    Q_OBJECT
private slots:
    void sortsTheSameWayKeptOrNot_data()
    {
        QTest::addColumn<SortBy>("by");
        QTest::addColumn<QList<int>>("ascending");
        // Equals stand with the newest first.
        QTest::newRow("date") << SortBy::Date << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("sender") << SortBy::Sender << QList<int>{3, 1, 5, 2, 4};
        QTest::newRow("subject") << SortBy::Subject << QList<int>{4, 5, 2, 1, 3};
        QTest::newRow("size") << SortBy::Size << QList<int>{5, 4, 3, 2, 1};
    }
    void sortsTheSameWayKeptOrNot()
    {
        QFETCH(SortBy, by);
        QFETCH(QList<int>, ascending);
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(Inbox);
        QVERIFY(store.writer().addMessages(inbox,
            {message(1, QStringLiteral("harbour"), QStringLiteral("Émile"), 70'000),
                message(2, QStringLiteral("Fwd: HARBOUR"), QStringLiteral("zoe"), 300),
                message(3, QStringLiteral("이름"), QStringLiteral("ann"), 256),
                message(4, {}, QStringLiteral("이수민"), 255),
                message(5, QStringLiteral("[walks] Re: apples"), QStringLiteral("ÉMILE Z"), 1)}));
        QList<int> descending = ascending;
        std::reverse(descending.begin(), descending.end());
        const auto check = [&] {
            const ListOrder up{by, SortDirection::Ascending};
            const ListOrder down{by, SortDirection::Descending};
            QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, up)), ascending);
            QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, down)), descending);
            QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, up, 2)), ascending.mid(0, 2));
            QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, down, 2)), descending.mid(0, 2));
            const QList<RowKey> some = store.reader().orderedRowKeys(inbox, up, -1, QStringLiteral("harb"));
            QCOMPARE(numbers(store.reader(), some).size(), 2);
            QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, down, 1, QStringLiteral("harb"))),
                numbers(store.reader(), some).mid(1));
        };
        check();
        if (by == SortBy::Date)
            return;
        keep(store, Inbox, by);
        check();
        QVERIFY(store.isClean());
    }

    void recipientsAreSortedInTheirPlace()
    {
        StoreFixture store;
        IncomingMessage first = StoreFixture::message(1, 1), second = StoreFixture::message(2, 2);
        first.envelope.to = {{QString(), QStringLiteral("zoe@example.org")}};
        second.envelope.to = {{QStringLiteral("Bob"), QStringLiteral("yves@example.org")}};
        QVERIFY(store.writer().addMessages(store.mailbox(Work), {first, second}));
        const auto rows =
            store.reader().orderedRowKeys(store.mailbox(Work), {SortBy::Recipient, SortDirection::Ascending});
        QCOMPARE(numbers(store.reader(), rows), (QList<int>{2, 1}));
    }

    void whatComesAndGoesKeepsItsPlace()
    {
        StoreFixture store;
        for (int i = 1; i <= 20; ++i)
            store.add(Inbox, i, quint32(i));
        for (const SortBy by : {SortBy::Sender, SortBy::Subject, SortBy::Size}) {
            keep(store, Inbox, by);
            keep(store, Work, by);
        }
        Journal journal(store.writer());
        store.add(Inbox, 21, 21);
        QVERIFY(store.isClean());
        QVERIFY(journal.move(store.shown(Inbox).mid(0, 3), store.mailbox(Work)));
        QVERIFY(store.isClean());
        QCOMPARE(store.reader().orderedRowKeys(store.mailbox(Work), {SortBy::Size, {}}).size(), 3);
        QVERIFY(journal.undo());
        QVERIFY(journal.expunge(store.shown(Inbox).mid(5, 2)));
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::fromRanges({{1, 4}})));
        QVERIFY(store.isClean());
        QCOMPARE(store.reader().orderedRowKeys(store.mailbox(Inbox), {SortBy::Subject, {}}).size(),
            store.shown(Inbox).size());
        store.listMailboxes({Inbox}); // Work is gone, with everything that was kept of it
        QVERIFY(store.isClean());
        QVERIFY(!store.reader().keepsOrder(store.mailbox(Work), SortBy::Size));
    }

    void anotherSizeIsAnotherPlace()
    {
        StoreFixture store;
        for (int i = 1; i <= 3; ++i)
            store.add(Work, i, quint32(i));
        keep(store, Work, SortBy::Size);
        Journal journal(store.writer());
        const QByteArray raw = "Message-ID: <own@example.org>\r\nSubject: own\r\n\r\nx\r\n";
        const auto own = journal.append(store.mailbox(Work), raw, {}, {});
        QVERIFY(own);
        QVERIFY(journal.markInFlight(journal.pending(store.account(), 1).value(0).key));
        IncomingMessage seen = StoreFixture::message(4, 4);
        seen.envelope.messageId = QStringLiteral("own@example.org");
        seen.envelope.subject = QStringLiteral("own");
        seen.sizeOctets = 5'000'000; // as the server keeps it
        QVERIFY(store.writer().addMessages(store.mailbox(Work), {seen}));
        QCOMPARE(store.shown(Work).size(), 4);
        QVERIFY(store.isClean());
        const auto largest = store.reader().orderedRowKeys(store.mailbox(Work), {SortBy::Size, {}}, 1);
        QCOMPARE(largest.value(0).placement, *own);
    }

    void ourReadingOfTheSenderCountsAndIsAnotherPlace() // S-049
    {
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(Inbox);
        QVERIFY(store.writer().addMessages(inbox,
            {message(1, QStringLiteral("a"), QStringLiteral("Mia"), 10),
                message(2, QStringLiteral("b"), QStringLiteral("Alice of the bank"), 10),
                message(3, QStringLiteral("c"), QStringLiteral("Bob"), 10)}));
        keep(store, Inbox, SortBy::Sender);
        const ListOrder order{SortBy::Sender, SortDirection::Ascending};
        const auto rows = store.reader().orderedRowKeys(inbox, order);
        QCOMPARE(numbers(store.reader(), rows), (QList<int>{2, 3, 1}));
        const auto forged = store.reader().row(rows.constFirst().placement);
        Writer::BodyToStore body{forged->message, "From: zed@evil.example\r\n\r\nhello", QStringLiteral("hello"), 0};
        body.from = mime::Address{{}, QStringLiteral("zed@evil.example")};
        QVERIFY(store.writer().storeBodies({body}));
        QCOMPARE(store.reader().row(forged->placement)->from.addr, QStringLiteral("zed@evil.example"));
        QVERIFY(store.reader().row(forged->placement)->from.name.isEmpty());
        QCOMPARE(numbers(store.reader(), store.reader().orderedRowKeys(inbox, order)), (QList<int>{3, 1, 2}));
        QVERIFY(store.isClean());
    }

    void arrivalsWhileItIsMadeAreInIt()
    {
        StoreFixture store;
        for (int i = 1; i <= 6; ++i)
            store.add(Inbox, i, quint32(i));
        const MailboxKey inbox = store.mailbox(Inbox);
        QVERIFY(store.writer().beginOrder(inbox, SortBy::Subject));
        const QList<SortEntry> entries = store.reader().sortEntries(inbox, SortBy::Subject);
        QVERIFY(store.writer().addToOrder(inbox, SortBy::Subject, entries.mid(0, 3)));
        store.add(Inbox, 7, 7);
        QVERIFY(store.writer().vanish(inbox, UidSet::fromRanges({{2, 2}, {6, 6}})));
        QCOMPARE(store.reader().orderedRowKeys(inbox, {SortBy::Subject, {}}).size(), 5); // not from what is half made
        QVERIFY(store.writer().addToOrder(inbox, SortBy::Subject, entries.mid(3)));
        QVERIFY(store.writer().finishOrder(inbox, SortBy::Subject));
        QCOMPARE(store.reader().orderedRowKeys(inbox, {SortBy::Subject, {}}).size(), 5);
        QVERIFY(store.isClean());
    }

    void keysOfAnotherVersionAreDropped()
    {
        StoreFixture store;
        store.add(Inbox, 1, 1);
        keep(store, Inbox, SortBy::Subject);
        {
            const auto connection =
                std::move(*Connection::open(databasePath(store.profile()), Connection::Access::ReadWrite));
            QVERIFY(connection->run("UPDATE mailbox_order SET keys = ?", sortKeysVersion() + 1));
        }
        QVERIFY(!store.reader().keepsOrder(store.mailbox(Inbox), SortBy::Subject));
        store.restart();
        keep(store, Inbox, SortBy::Subject);
        QVERIFY(store.isClean());
    }

    void checkNamesWhatStandsWrongly()
    {
        StoreFixture store;
        for (int i = 1; i <= 3; ++i)
            store.add(Inbox, i, quint32(i));
        keep(store, Inbox, SortBy::Subject);
        {
            const auto connection =
                std::move(*Connection::open(databasePath(store.profile()), Connection::Access::ReadWrite));
            QVERIFY(connection->run("UPDATE message SET subject = 'other' WHERE id = 1"));
            QVERIFY(connection->run("DELETE FROM placement_order WHERE placement = 2"));
        }
        const auto report = checkStore(store.profile());
        QVERIFY(report);
        QCOMPARE(report->problems.size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_StoreOrders)
#include "tst_StoreOrders.moc"
