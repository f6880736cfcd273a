// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AddressCompletionModel.h"
#include "models/MailboxTreeModel.h"
#include "models/MessageListModel.h"
#include "store/StoreFixture.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

using namespace godwit;
using namespace godwit::models;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QStringList Standard{QStringLiteral("INBOX"), QStringLiteral("Archive"), QStringLiteral("Trash"),
    QStringLiteral("Sent"), QStringLiteral("Work")};

struct Shown {
    explicit Shown(StoreFixture &store)
        : reader(std::move(*Reader::open(store.profile()))), model(*reader),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        QObject::connect(&store.writer(), &Writer::changed, &model, &MailboxTreeModel::apply);
    }
    /// "A(B,C(D))" below `parent`.
    QString outline(const QModelIndex &parent = {}) const
    {
        QStringList rows;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            const QString inner = outline(index);
            rows.append(index.data().toString() + (inner.isEmpty() ? QString() : u'(' + inner + u')'));
        }
        return rows.join(u',');
    }

    std::unique_ptr<Reader> reader;
    MailboxTreeModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class tst_MailboxTreeModel : public QObject {
    Q_OBJECT
private slots:
    void accountsAndNestedMailboxes()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("Lists/A/Deep"), QStringLiteral("Work/2024")});
        Shown shown(store);
        QCOMPARE(shown.outline(), QStringLiteral("Alice(INBOX,Sent,Archive,Trash,Lists(A(Deep)),Work(2024))"));
        const QModelIndex account = shown.model.index(0, 0);
        QCOMPARE(account.data(IsAccountRole), QVariant(true));
        const QModelIndex lists = shown.model.index(4, 0, account);
        QCOMPARE(lists.data(SelectableRole), QVariant(false)); // a level, no mailbox
        QCOMPARE(lists.data(MailboxRole).value<MailboxKey>(), MailboxKey());
        QCOMPARE(shown.model.path(lists), QStringList{QStringLiteral("Lists")});
        const QModelIndex deep = shown.model.indexOf(store.mailbox(QStringLiteral("Lists/A/Deep")));
        QCOMPARE(deep.data(NameRole), QVariant(QStringLiteral("Lists/A/Deep")));
        QCOMPARE(deep.data(AccountRole).value<AccountKey>(), store.account());
        QCOMPARE(shown.model.index(0, 0, account).data(RoleRole), QVariant(int(Role::Inbox)));
    }

    void whatIsAllBelowInboxStandsBesideIt()
    {
        StoreFixture store;
        const QStringList below{Inbox, QStringLiteral("INBOX/Sent"), QStringLiteral("INBOX/Work"),
            QStringLiteral("INBOX/Work/2024"), QStringLiteral("INBOX/Lists/A")};
        store.listMailboxes(below);
        Shown shown(store);
        QCOMPARE(shown.outline(), QStringLiteral("Alice(INBOX,Lists(A),Sent,Work(2024))"));
        const MailboxKey work = store.mailbox(QStringLiteral("INBOX/Work"));
        const QModelIndex account = shown.model.index(0, 0);
        QCOMPARE(shown.model.path(shown.model.indexOf(work)), (QStringList{Inbox, QStringLiteral("Work")}));
        // Made, and moved out of another one, at the top as it is shown: beneath INBOX for the server.
        Journal journal(store.writer());
        QVERIFY(journal.createMailbox(store.account(), {QStringLiteral("New")}));
        QVERIFY(journal.renameMailbox(store.mailbox(QStringLiteral("INBOX/Work/2024")), {QStringLiteral("2024")}));
        QCOMPARE(shown.outline(), QStringLiteral("Alice(INBOX,2024,Lists(A),New,Sent,Work)"));
        QVERIFY(store.mailbox(QStringLiteral("INBOX/New")) && store.mailbox(QStringLiteral("INBOX/2024")));
        const std::unique_ptr<QMimeData> dragged(shown.model.mimeData({shown.model.indexOf(work)}));
        QVERIFY(!shown.model.canDropMimeData(
            dragged.get(), Qt::MoveAction, -1, -1, shown.model.indexOf(store.mailbox(Inbox))));
        QVERIFY(!shown.model.canDropMimeData(dragged.get(), Qt::MoveAction, -1, -1, account));
        // One that lies elsewhere, and all are shown as they lie.
        store.listMailboxes(below + QStringList{QStringLiteral("Archive")});
        QVERIFY(shown.outline().startsWith(QStringLiteral("Alice(INBOX(")));
    }

    void countsFollow()
    {
        StoreFixture store;
        Shown shown(store);
        const QModelIndex inbox = shown.model.indexOf(store.mailbox(Inbox));
        QSignalSpy changes(&shown.model, &QAbstractItemModel::dataChanged);
        const PlacementKey placement = store.add(Inbox, 1, 1);
        QCOMPARE(inbox.data(UnreadCountRole), QVariant(1));
        QCOMPARE(inbox.data(TotalCountRole), QVariant(1));
        QCOMPARE(shown.model.index(0, 0).data(UnreadCountRole), QVariant(1));
        QCOMPARE(changes.size(), 2); // the inbox and its account
        QVERIFY(Journal(store.writer()).setFlags({placement}, {"\\Seen"}, {}));
        QCOMPARE(inbox.data(UnreadCountRole), QVariant(0));
    }

    void comingAndGoingIsExact()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("Work/2024")});
        Shown shown(store);
        const QPersistentModelIndex inner(shown.model.indexOf(store.mailbox(QStringLiteral("Work/2024"))));
        QSignalSpy resets(&shown.model, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&shown.model, &QAbstractItemModel::rowsInserted);
        Journal journal(store.writer());
        QVERIFY(journal.createMailbox(store.account(), {QStringLiteral("Alpha"), QStringLiteral("Beta")}));
        QCOMPARE(shown.outline(), QStringLiteral("Alice(INBOX,Sent,Archive,Trash,Alpha(Beta),Work(2024))"));
        QCOMPARE(inserts.size(), 1);
        QVERIFY(inner.isValid());
        QVERIFY(journal.renameMailbox(store.mailbox(QStringLiteral("Work")), {QStringLiteral("Aaa")}));
        QCOMPARE(shown.outline(), QStringLiteral("Alice(INBOX,Sent,Archive,Trash,Aaa(2024),Alpha(Beta))"));
        QCOMPARE(inner.data(NameRole), QVariant(QStringLiteral("Aaa/2024"))); // moved, still the same row
        QVERIFY(journal.deleteMailbox(store.mailbox(QStringLiteral("Aaa/2024"))));
        QVERIFY(!inner.isValid());
        const AccountKey second = store.writer().addAccount(R"({"email":"bob@example.org"})").value();
        QVERIFY(shown.outline().endsWith(QStringLiteral(",bob@example.org")));
        QVERIFY(store.writer().removeAccount(store.account(), false));
        QCOMPARE(shown.outline(), QStringLiteral("bob@example.org"));
        QVERIFY(shown.model.indexOf(second).isValid());
        QCOMPARE(resets.size(), 0);
    }

    void levelBecomesAMailbox()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("A/B")});
        Shown shown(store);
        const QPersistentModelIndex inner(shown.model.indexOf(store.mailbox(QStringLiteral("A/B"))));
        QVERIFY(Journal(store.writer()).createMailbox(store.account(), {QStringLiteral("A")}));
        QVERIFY(inner.isValid());
        QCOMPARE(inner.parent().data(SelectableRole), QVariant(true));
    }

    void messagesDropOntoMailboxes()
    {
        StoreFixture store;
        Shown shown(store);
        QMimeData data;
        data.setData(QString::fromLatin1(PlacementsMimeType), MessageListModel::encode({{3}, {5}}));
        QSignalSpy drops(&shown.model, &MailboxTreeModel::dropRequested);
        const QModelIndex work = shown.model.indexOf(store.mailbox(QStringLiteral("Work")));
        QVERIFY(shown.model.canDropMimeData(&data, Qt::MoveAction, -1, -1, work));
        QVERIFY(!shown.model.canDropMimeData(&data, Qt::MoveAction, -1, -1, shown.model.index(0, 0)));
        QVERIFY(shown.model.dropMimeData(&data, Qt::CopyAction, -1, -1, work));
        QCOMPARE(drops.size(), 1);
        QCOMPARE(drops.at(0).at(0).value<QList<PlacementKey>>(), QList<PlacementKey>({{3}, {5}}));
        QCOMPARE(drops.at(0).at(1).value<MailboxKey>(), store.mailbox(QStringLiteral("Work")));
        QCOMPARE(drops.at(0).at(2).value<Qt::DropAction>(), Qt::CopyAction);
    }

    void mailboxesDropOntoMailboxes()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("Work/A")});
        Shown shown(store);
        const QModelIndex work = shown.model.indexOf(store.mailbox(QStringLiteral("Work")));
        const QModelIndex inner = shown.model.indexOf(store.mailbox(QStringLiteral("Work/A")));
        const QModelIndex archive = shown.model.indexOf(store.mailbox(QStringLiteral("Archive")));
        const std::unique_ptr<QMimeData> data(shown.model.mimeData({work}));
        QVERIFY(!shown.model.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, inner)); // into itself
        QVERIFY(!shown.model.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, work.parent())); // it is there
        QSignalSpy renames(&shown.model, &MailboxTreeModel::renameRequested);
        QVERIFY(shown.model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, archive));
        QCOMPARE(renames.at(0).at(1).toStringList(), QStringList({QStringLiteral("Archive"), QStringLiteral("Work")}));
        const std::unique_ptr<QMimeData> other(shown.model.mimeData({inner}));
        QVERIFY(shown.model.dropMimeData(other.get(), Qt::MoveAction, -1, -1, shown.model.index(0, 0)));
        QCOMPARE(renames.at(1).at(1).toStringList(), QStringList{QStringLiteral("A")});
        QVERIFY(!(shown.model.flags(shown.model.indexOf(store.mailbox(Inbox))) & Qt::ItemIsDragEnabled));
    }

    void completionOffersAddressesSeen()
    {
        StoreFixture store;
        store.add(Inbox, 1, 1);
        store.add(Inbox, 2, 2);
        const auto reader = std::move(*Reader::open(store.profile()));
        AddressCompletionModel model(*reader);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setStart(QStringLiteral("send"));
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.index(0).data().toString().contains(QStringLiteral("@example.com>")));
        QCOMPARE(model.index(0).data(AddressCompletionModel::AddressRole).value<mime::Address>(), model.addressAt(0));
        model.setStart(QStringLiteral(" "));
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_MailboxTreeModel)
#include "tst_MailboxTreeModel.moc"
