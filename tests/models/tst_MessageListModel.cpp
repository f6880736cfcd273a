// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "store/StoreFixture.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace godwit;
using namespace godwit::models;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");

/// The model as the window has it: a reader of its own, changes from the writer.
struct Shown {
    explicit Shown(StoreFixture &store)
        : reader(std::move(*Reader::open(store.profile()))), model(*reader),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        QObject::connect(&store.writer(), &Writer::changed, &model, &MessageListModel::apply);
    }
    QList<PlacementKey> placements() const { return model.placementsForRows({{0, model.rowCount() - 1}}); }

    std::unique_ptr<Reader> reader;
    MessageListModel model;
    QAbstractItemModelTester tester;
};

QList<PlacementKey> ordered(const StoreFixture &store, ListOrder order, const QString &filter = {})
{
    QList<PlacementKey> keys;
    for (const RowKey &row : store.reader().orderedRowKeys(store.mailbox(Inbox), order, -1, filter))
        keys.append(row.placement);
    return keys;
}

QList<PlacementKey> fill(StoreFixture &store, int count, int first = 0)
{
    QList<IncomingMessage> messages;
    for (int i = first; i < first + count; ++i)
        messages.append(StoreFixture::message(i, quint32(i + 1)));
    return store.writer().addMessages(store.mailbox(Inbox), messages)->added;
}

} // namespace

class tst_MessageListModel : public QObject {
    Q_OBJECT
private slots:
    void showsWhatIsStored()
    {
        StoreFixture store;
        store.add(Inbox, 1, 1, {"\\Seen", "\\Flagged"});
        store.add(Inbox, 2, 2);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QCOMPARE(shown.model.rowCount(), 2);
        const QModelIndex top = shown.model.index(0);
        QCOMPARE(top.data(), QVariant(QStringLiteral("Message 2")));
        QCOMPARE(top.data(UnreadRole), QVariant(true));
        QCOMPARE(shown.model.index(1).data(UnreadRole), QVariant(false));
        QCOMPARE(shown.model.index(1).data(FlaggedRole), QVariant(true));
        QCOMPARE(top.data(FromRole).value<mime::Address>().addr, QStringLiteral("s2@example.com"));
        QCOMPARE(top.data(DateRole).toDateTime().toSecsSinceEpoch(), shown.model.dateAt(0));
        QCOMPARE(shown.model.rowOf(shown.model.placementAt(1)), 1);
        QCOMPARE(shown.model.rowOf({4711}), -1);
        QCOMPARE(shown.model.placementAt(2), PlacementKey());
    }

    void firstRowsAreHereAtOnceTheRestFollows()
    {
        StoreFixture store;
        fill(store, 1000);
        Shown shown(store);
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        shown.model.setMailbox(store.mailbox(Inbox));
        QCOMPARE(shown.model.rowCount(), MessageListModel::FirstRows);
        QVERIFY(shown.model.isLoading());
        const QPersistentModelIndex third(shown.model.index(2));
        QTRY_COMPARE(shown.model.rowCount(), 1000);
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(third.row(), 2);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(shown.placements(), store.shown(Inbox));
    }

    void newMailMovesNeitherSelectionNorRows()
    {
        StoreFixture store;
        fill(store, 50);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QItemSelectionModel selection(&shown.model);
        selection.select(QItemSelection(shown.model.index(10), shown.model.index(12)), QItemSelectionModel::Select);
        const PlacementKey selected = shown.model.placementAt(11);
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&shown.model, &QAbstractItemModel::rowsInserted);
        fill(store, 3, 100);
        store.add(Inbox, 25, 999); // known message, second copy: beside the first
        QCOMPARE(shown.model.rowCount(), 54);
        QCOMPARE(inserts.value(0).at(1).toInt(), 0);
        QCOMPARE(inserts.value(0).at(2).toInt(), 2);
        QCOMPARE(resets.size(), 0);
        QVERIFY(selection.isRowSelected(shown.model.rowOf(selected)));
        QCOMPARE(selection.selectedIndexes().size(), 3);
        QCOMPARE(shown.placements(), store.shown(Inbox));
    }

    void flagChangesTouchTheirRowsAlone()
    {
        StoreFixture store;
        const QList<PlacementKey> keys = fill(store, 20);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        const int row = shown.model.rowOf(keys.at(5));
        QCOMPARE(shown.model.index(row).data(UnreadRole), QVariant(true));
        QSignalSpy changes(&shown.model, &QAbstractItemModel::dataChanged);
        Journal(store.writer()).setFlags({keys.at(5)}, {"\\Seen"}, {}).value();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), row);
        QCOMPARE(changes.at(0).at(1).toModelIndex().row(), row);
        QCOMPARE(shown.model.index(row).data(UnreadRole), QVariant(false));
        QCOMPARE(shown.model.index(row).data(PendingRole), QVariant(true));
    }

    void scatteredBulkChangesKeepTheCurrentRow()
    {
        StoreFixture store;
        const QList<PlacementKey> keys = fill(store, 3000);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QTRY_VERIFY(!shown.model.isLoading());
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex kept(shown.model.index(shown.model.rowOf(keys.at(1501))));
        QList<PlacementKey> even;
        for (int i = 0; i < keys.size(); i += 2)
            even.append(keys.at(i));
        Journal journal(store.writer());
        QVERIFY(journal.move(even, store.mailbox(QStringLiteral("Archive"))));
        QTRY_COMPARE(shown.model.rowCount(), 1500);
        QCOMPARE(shown.model.placementAt(kept.row()), keys.at(1501));
        QVERIFY(journal.undo());
        QTRY_COMPARE(shown.model.rowCount(), 3000);
        QCOMPARE(shown.model.placementAt(kept.row()), keys.at(1501));
        QCOMPARE(shown.placements(), store.shown(Inbox));
        QCOMPARE(resets.size(), 0);
    }

    void moreThanANoticeCanNameIsReadAgain()
    {
        StoreFixture store;
        fill(store, 100);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        fill(store, int(Change::MaximumListedRows) + 100, 1000);
        QTRY_COMPARE(shown.model.rowCount(), int(Change::MaximumListedRows) + 200);
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(shown.placements(), store.shown(Inbox));
        QCOMPARE(resets.size(), 0);
    }

    void filterNarrowsAndFollowsNewMail()
    {
        StoreFixture store;
        fill(store, 30);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        shown.model.setFilter(QStringLiteral("message 1"));
        QTRY_COMPARE(shown.model.rowCount(), 11); // 1, 10 to 19
        fill(store, 1, 100);
        fill(store, 1, 200);
        QTRY_COMPARE(shown.model.rowCount(), 12);
        shown.model.setFilter(QStringLiteral("nothing like this"));
        QTRY_COMPARE(shown.model.rowCount(), 0);
        shown.model.setFilter({});
        QTRY_COMPARE(shown.model.rowCount(), 32);
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(shown.placements(), store.shown(Inbox));
    }

    void changesWhileItLoadsAreNotLost()
    {
        StoreFixture store;
        const QList<PlacementKey> keys = fill(store, 2000);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QVERIFY(shown.model.isLoading());
        Journal journal(store.writer());
        QVERIFY(journal.move(keys.mid(100, 50), store.mailbox(QStringLiteral("Archive")))); // not loaded yet
        QVERIFY(journal.move(keys.mid(1990, 5), store.mailbox(QStringLiteral("Archive")))); // loaded
        fill(store, 5, 5000);
        QTRY_VERIFY(!shown.model.isLoading());
        QTRY_COMPARE(shown.placements(), store.shown(Inbox));
    }

    void randomChangesKeepItTrue()
    {
        StoreFixture store;
        QRandomGenerator random(20261125);
        QList<PlacementKey> keys = fill(store, 600);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        Journal journal(store.writer());
        const MailboxKey archive = store.mailbox(QStringLiteral("Archive"));
        for (int step = 0; step < 60; ++step) {
            QList<PlacementKey> some;
            for (int i = 0; i < random.bounded(1, 200); ++i)
                some.append(keys.at(random.bounded(keys.size())));
            switch (random.bounded(5)) {
            case 0:
                keys += fill(store, random.bounded(1, 100), 1000 + step * 100);
                break;
            case 1:
                QVERIFY(journal.move(some, archive));
                break;
            case 2:
                QVERIFY(journal.move(some, store.mailbox(Inbox)));
                break;
            case 3:
                QVERIFY(journal.setFlags(some, {"\\Seen"}, {}));
                break;
            default:
                journal.undo();
                break;
            }
        }
        QTRY_VERIFY(!shown.model.isLoading());
        QTRY_COMPARE(shown.placements(), store.shown(Inbox));
    }

    void mailboxThatGoesAwayEmptiesTheList()
    {
        StoreFixture store;
        store.add(QStringLiteral("Work"), 1, 1);
        Shown shown(store);
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        shown.model.setMailbox(work);
        QSignalSpy gone(&shown.model, &MessageListModel::mailboxGone);
        store.listMailboxes({Inbox});
        QCOMPARE(shown.model.rowCount(), 0);
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone.at(0).at(0).value<MailboxKey>(), work);
    }

    void draggedRowsNameTheirPlacements()
    {
        StoreFixture store;
        fill(store, 5);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        const std::unique_ptr<QMimeData> data(shown.model.mimeData({shown.model.index(1), shown.model.index(3)}));
        QCOMPARE(MessageListModel::decode(data->data(QString::fromLatin1(PlacementsMimeType))),
            QList<PlacementKey>({shown.model.placementAt(1), shown.model.placementAt(3)}));
        QVERIFY(MessageListModel::decode("short").isEmpty());
    }

    void anotherOrderMovesRowsAndNoSelection()
    {
        StoreFixture store;
        fill(store, 500);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox));
        QTRY_VERIFY(!shown.model.isLoading());
        const QPersistentModelIndex followed(shown.model.index(77));
        const PlacementKey placement = shown.model.placementAt(77);
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        for (const SortBy by : {SortBy::Size, SortBy::Sender, SortBy::Subject, SortBy::Date}) {
            for (const SortDirection direction : {SortDirection::Ascending, SortDirection::Descending}) {
                shown.model.setOrder({by, direction});
                QVERIFY(shown.model.order() == (ListOrder{by, direction}));
                QCOMPARE(shown.placements(), ordered(store, {by, direction}));
                QCOMPARE(shown.model.placementAt(followed.row()), placement);
            }
        }
        QCOMPARE(resets.size(), 0);
    }

    void largeMailboxArrivesInOrder_data()
    {
        QTest::addColumn<bool>("kept");
        QTest::newRow("kept") << true;
        QTest::newRow("not kept") << false;
    }
    void largeMailboxArrivesInOrder()
    {
        QFETCH(bool, kept);
        StoreFixture store;
        const MailboxKey inbox = store.mailbox(Inbox);
        fill(store, int(SortedAtOnce) + 500);
        const ListOrder order{SortBy::Subject, SortDirection::Ascending};
        if (kept) {
            QVERIFY(store.writer().beginOrder(inbox, order.by));
            QVERIFY(store.writer().addToOrder(inbox, order.by, store.reader().sortEntries(inbox, order.by)));
            QVERIFY(store.writer().finishOrder(inbox, order.by));
        }
        Shown shown(store);
        shown.model.setMailbox(inbox, order);
        QCOMPARE(shown.model.rowCount(), kept ? MessageListModel::FirstRows : 0);
        QVERIFY(shown.model.isLoading());
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(shown.placements(), ordered(store, order));
        const PlacementKey placement = shown.model.placementAt(3);
        const QPersistentModelIndex followed(shown.model.index(3));
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        shown.model.setOrder({SortBy::Size, SortDirection::Descending});
        QCOMPARE(shown.model.rowCount(), int(SortedAtOnce) + 500); // not kept: as it was until it is sorted
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(resets.size(), 0);
        QCOMPARE(shown.model.placementAt(followed.row()), placement);
        QCOMPARE(shown.placements(), ordered(store, {SortBy::Size, SortDirection::Descending}));
    }

    void newMailFindsItsPlaceInAnyOrder_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<bool>("ascending");
        for (const SortBy by : {SortBy::Date, SortBy::Sender, SortBy::Subject, SortBy::Size}) {
            for (const bool ascending : {false, true})
                QTest::addRow("%d %s", int(by), ascending ? "up" : "down") << int(by) << ascending;
        }
    }
    void newMailFindsItsPlaceInAnyOrder()
    {
        QFETCH(int, by);
        QFETCH(bool, ascending);
        const ListOrder order{SortBy(by), ascending ? SortDirection::Ascending : SortDirection::Descending};
        StoreFixture store;
        fill(store, 300);
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox), order);
        QTRY_VERIFY(!shown.model.isLoading());
        const QPersistentModelIndex followed(shown.model.index(150));
        const PlacementKey placement = shown.model.placementAt(150);
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        for (int i = 0; i < 20; ++i) // one after the other, while the last ones are still being looked for
            store.add(Inbox, 1000 + i * 7, quint32(1000 + i));
        fill(store, 200, 5000); // scattered over the list by sender
        QTRY_VERIFY(!shown.model.isLoading());
        QTRY_COMPARE(shown.placements(), ordered(store, order));
        Journal journal(store.writer());
        QList<PlacementKey> some;
        for (int row = 0; row < shown.model.rowCount(); row += 3) {
            if (row != followed.row())
                some.append(shown.model.placementAt(row));
        }
        QVERIFY(journal.move(some, store.mailbox(QStringLiteral("Archive"))));
        QTRY_COMPARE(shown.placements(), ordered(store, order));
        QVERIFY(journal.undo());
        QTRY_COMPARE(shown.placements(), ordered(store, order));
        QCOMPARE(shown.model.placementAt(followed.row()), placement);
        QCOMPARE(resets.size(), 0);
    }

    void filterKeepsTheOrder()
    {
        StoreFixture store;
        fill(store, 400);
        const ListOrder order{SortBy::Size, SortDirection::Ascending};
        Shown shown(store);
        shown.model.setMailbox(store.mailbox(Inbox), order);
        shown.model.setFilter(QStringLiteral("Sender 7"));
        QTRY_VERIFY(!shown.model.isLoading());
        QCOMPARE(shown.placements(), ordered(store, order, QStringLiteral("Sender 7")));
        shown.model.setOrder({SortBy::Subject, SortDirection::Descending});
        QTRY_COMPARE(shown.placements(),
            ordered(store, {SortBy::Subject, SortDirection::Descending}, QStringLiteral("Sender 7")));
        shown.model.setFilter({});
        QTRY_COMPARE(shown.placements(), ordered(store, {SortBy::Subject, SortDirection::Descending}));
    }
};

QTEST_GUILESS_MAIN(tst_MessageListModel)
#include "tst_MessageListModel.moc"
