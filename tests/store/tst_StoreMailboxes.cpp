// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QStringList Standard{QStringLiteral("INBOX"), QStringLiteral("Archive"), QStringLiteral("Trash"),
    QStringLiteral("Sent"), QStringLiteral("Work")};

QStringList names(const StoreFixture &store)
{
    QStringList list;
    for (const Mailbox &mailbox : store.reader().mailboxes(store.account()))
        list.append(mailbox.name());
    return list;
}

MailError refusal()
{
    MailError error;
    error.kind = MailError::Kind::Refused;
    return error;
}

} // namespace

class tst_StoreMailboxes : public QObject {
    Q_OBJECT
private slots:
    void rolesComeFirst()
    {
        StoreFixture store;
        QCOMPARE(names(store),
            QStringList({Inbox, QStringLiteral("Sent"), QStringLiteral("Archive"), QStringLiteral("Trash"),
                QStringLiteral("Work")}));
    }

    void inboxHasAnyCaseOthersDoNot()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("INBOX/Sub"), QStringLiteral("work")});
        QVERIFY(store.mailbox(QStringLiteral("InBoX")));
        QVERIFY(store.mailbox(QStringLiteral("inbox/Sub")));
        QVERIFY(!store.mailbox(QStringLiteral("inbox/sub")));
        QVERIFY(store.mailbox(QStringLiteral("work")) != store.mailbox(QStringLiteral("Work")));
    }

    void otherRightsAreTold()
    {
        StoreFixture store;
        Writer::ServerMailbox notices;
        notices.wireName = "Notices";
        notices.path = QStringList{QStringLiteral("Notices")};
        notices.delimiter = '/';
        notices.share = Share::Shared;
        notices.rights = Rights{Rights::KeepSeen};
        QVERIFY(store.writer().setMailboxes(store.account(), {notices}, false));
        store.changes.clear();
        QVERIFY(store.writer().setMailboxes(store.account(), {notices}, false));
        QVERIFY(store.changes.isEmpty());
        notices.rights = Rights{Rights::KeepSeen | Rights::Insert};
        QVERIFY(store.writer().setMailboxes(store.account(), {notices}, false));
        QCOMPARE(store.changes.size(), 1);
        QVERIFY((store.changes.at(0).kinds & Change::Mailboxes) != 0);
        QVERIFY(store.reader().mailbox(store.mailbox(QStringLiteral("Notices")))->rights.has(Rights::Insert));
    }

    void listIsTheTruthUnlessItIsEmpty()
    {
        StoreFixture store;
        const PlacementKey lost = store.add(QStringLiteral("Work"), 1, 1);
        store.listMailboxes({});
        QCOMPARE(names(store).size(), 5); // S-149
        store.listMailboxes({Inbox}, false);
        QCOMPARE(names(store).size(), 5);
        store.listMailboxes({Inbox, QStringLiteral("Neu")});
        QCOMPARE(names(store), QStringList({Inbox, QStringLiteral("Neu")}));
        QVERIFY(!store.reader().row(lost));
        QVERIFY(store.isClean());
    }

    void statusNumbersShowUntilTheMailboxIsHere()
    {
        StoreFixture store;
        Writer::ServerMailbox listed;
        listed.wireName = "Work";
        listed.path = QStringList{QStringLiteral("Work")};
        listed.messages = 500;
        listed.unseen = 20;
        QVERIFY(store.writer().setMailboxes(store.account(), {listed}, false));
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        QCOMPARE(store.reader().mailbox(work)->total, 500);
        QCOMPARE(store.reader().mailbox(work)->unread, 20);
        store.add(QStringLiteral("Work"), 1, 1);
        QCOMPARE(store.reader().mailbox(work)->total, 500);
        SyncPoint point;
        point.uidValidity = {3};
        point.uidNext = {2};
        point.highestModSeq = {Q_UINT64_C(0x7fffffffffffffff)};
        point.exists = 1;
        point.oldestSynced = {1};
        store.changes.clear();
        QVERIFY(store.writer().setSyncPoint(work, point));
        QCOMPARE(store.reader().mailbox(work)->total, 1);
        QCOMPARE(store.reader().mailbox(work)->unread, 1);
        QCOMPARE(store.changes.value(0).mailboxes, QList<MailboxKey>{work});
        QCOMPARE(store.reader().syncPoint(work).highestModSeq.value, Q_UINT64_C(0x7fffffffffffffff));
    }

    void createShowsAtOnceAndMeetsTheServersList()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const OperationKey operation =
            journal.createMailbox(store.account(), {QStringLiteral("Project"), QStringLiteral("한글")}).value();
        const MailboxKey made = store.mailbox(QStringLiteral("Project/한글"));
        QVERIFY(made);
        QVERIFY(!journal.createMailbox(store.account(), {QStringLiteral("Project"), QStringLiteral("한글")}));
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(journal.move({a}, made)); // at once, still without a server
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.markDone(operation));
        store.listMailboxes(Standard); // a list that was on its way before
        QVERIFY(store.mailbox(QStringLiteral("Project/한글")));
        store.listMailboxes(Standard + QStringList{QStringLiteral("Project"), QStringLiteral("Project/한글")});
        QCOMPARE(store.mailbox(QStringLiteral("Project/한글")), made);
        QVERIFY(!store.reader().mailbox(made)->wireName.isEmpty());
        QCOMPARE(store.mailboxOf(a), QStringLiteral("Project/한글"));
        QVERIFY(store.isClean());
    }

    void serverMayPutAPrefixInFront()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const OperationKey operation = journal.createMailbox(store.account(), {QStringLiteral("Neu")}).value();
        const MailboxKey made = store.mailbox(QStringLiteral("Neu"));
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.markDone(operation));
        store.listMailboxes(Standard + QStringList{QStringLiteral("INBOX/Neu")});
        QCOMPARE(store.mailbox(QStringLiteral("INBOX/Neu")), made);
    }

    void refusedCreateTakesItsArrivalsBack()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const OperationKey operation = journal.createMailbox(store.account(), {QStringLiteral("Neu")}).value();
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(journal.move({a}, store.mailbox(QStringLiteral("Neu"))));
        QVERIFY(journal.markRefused(operation, refusal()));
        QVERIFY(!store.mailbox(QStringLiteral("Neu")));
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(store.isClean());
        QVERIFY(journal.retry(operation));
        QVERIFY(store.mailbox(QStringLiteral("Neu")));
        QVERIFY(journal.undo(operation) || journal.drop(operation));
        QVERIFY(!store.mailbox(QStringLiteral("Neu")));
        QVERIFY(store.isClean());
    }

    void renameTakesInnerMailboxesAlong()
    {
        StoreFixture store;
        store.listMailboxes(
            Standard + QStringList{QStringLiteral("Work/A"), QStringLiteral("Work/A/B"), QStringLiteral("Workshop")});
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        const MailboxKey inner = store.mailbox(QStringLiteral("Work/A/B"));
        const PlacementKey a = store.add(QStringLiteral("Work/A/B"), 1, 1);
        Journal journal(store.writer());
        const OperationKey operation = journal.renameMailbox(work, {QStringLiteral("Job")}).value();
        QCOMPARE(store.mailbox(QStringLiteral("Job/A/B")), inner);
        QVERIFY(store.mailbox(QStringLiteral("Workshop")));
        QCOMPARE(journal.mailboxesOf(operation).size(), 3);
        QCOMPARE(journal.mailboxesOf(operation).at(0).wireName, QByteArray("Work"));
        store.listMailboxes(
            Standard + QStringList{QStringLiteral("Work/A"), QStringLiteral("Work/A/B")}); // not yet sent
        QCOMPARE(store.mailbox(QStringLiteral("Job/A/B")), inner);
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.markDone(operation));
        store.listMailboxes({Inbox, QStringLiteral("Job"), QStringLiteral("Job/A"), QStringLiteral("Job/A/B"),
            QStringLiteral("Workshop")});
        QCOMPARE(store.mailbox(QStringLiteral("Job")), work);
        QCOMPARE(store.mailbox(QStringLiteral("Job/A/B")), inner);
        QCOMPARE(store.mailboxOf(a), QStringLiteral("Job/A/B")); // nothing fetched again
        QVERIFY(store.isClean());
        QVERIFY(journal.undo());
        QCOMPARE(store.mailbox(QStringLiteral("Work/A/B")), inner);
    }

    void listBeforeTheAnswerOfRename()
    {
        StoreFixture store;
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        store.add(QStringLiteral("Work"), 1, 1);
        Journal journal(store.writer());
        const OperationKey operation = journal.renameMailbox(work, {QStringLiteral("Job")}).value();
        QVERIFY(journal.markInFlight(operation));
        store.listMailboxes({Inbox, QStringLiteral("Job")});
        QCOMPARE(store.mailbox(QStringLiteral("Job")), work);
        QVERIFY(journal.markDone(operation));
        QCOMPARE(store.reader().mailbox(work)->wireName, QByteArray("Job"));
        QCOMPARE(store.reader().mailbox(work)->total, 1);
        QVERIFY(store.isClean());
    }

    void namesThatMakeNoSenseAreRefused()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        QVERIFY(!journal.renameMailbox(work, {QStringLiteral("Trash")}));
        QVERIFY(!journal.renameMailbox(work, {QStringLiteral("Work"), QStringLiteral("Inside")}));
        QVERIFY(!journal.renameMailbox(work, {}));
        QVERIFY(!journal.renameMailbox(store.mailbox(Inbox), {QStringLiteral("Other")}));
        QVERIFY(!journal.deleteMailbox(store.mailbox(Inbox)));
        QVERIFY(!journal.deleteMailbox({4711}));
    }

    void deleteHidesAndReturnsWhenRefused()
    {
        StoreFixture store;
        store.listMailboxes(Standard + QStringList{QStringLiteral("Work/A")});
        const PlacementKey a = store.add(QStringLiteral("Work/A"), 1, 1);
        Journal journal(store.writer());
        const OperationKey operation = journal.deleteMailbox(store.mailbox(QStringLiteral("Work"))).value();
        QVERIFY(!store.mailbox(QStringLiteral("Work")) && !store.mailbox(QStringLiteral("Work/A")));
        QCOMPARE(journal.mailboxesOf(operation).size(), 2);
        QVERIFY(journal.markRefused(operation, refusal()));
        QVERIFY(store.mailbox(QStringLiteral("Work/A")));
        QCOMPARE(store.mailboxOf(a), QStringLiteral("Work/A"));
        QVERIFY(journal.retry(operation));
        QVERIFY(journal.markDone(operation));
        QVERIFY(!store.reader().row(a));
        QVERIFY(store.isClean());
    }

    void whatLeavesADeletedMailboxStillFindsItsServerSide()
    {
        StoreFixture store;
        const PlacementKey a = store.add(QStringLiteral("Work"), 1, 1);
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        Journal journal(store.writer());
        QVERIFY(journal.move({a}, store.mailbox(Inbox)));
        const OperationKey operation = journal.deleteMailbox(work).value();
        QVERIFY(!store.reader().mailbox(work));
        QCOMPARE(store.reader().serverMailbox(work)->wireName, QByteArray("Work"));
        const Operation moving = journal.pending(store.account()).value(0);
        QVERIFY(moving.kind == OperationKind::Move); // in front of the deletion
        QCOMPARE(journal.items(moving.key).value(0).serverMailbox, work);
        QVERIFY(journal.markDone(moving.key, {}, {{a, {3}}}));
        QVERIFY(journal.markDone(operation));
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(!store.reader().serverMailbox(work));
        QVERIFY(store.isClean());
    }

    void subscriptionWaitsLikeEverythingElse()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const MailboxKey work = store.mailbox(QStringLiteral("Work"));
        const OperationKey operation = journal.setSubscribed(work, false).value();
        QVERIFY(!store.reader().mailbox(work)->subscribed);
        store.listMailboxes(Standard);
        QVERIFY(!store.reader().mailbox(work)->subscribed);
        QVERIFY(journal.markDone(operation));
        QVERIFY(!store.reader().mailbox(work)->subscribed);
        QVERIFY(journal.undo());
        QVERIFY(store.reader().mailbox(work)->subscribed);
    }

    void trashIsMadeWhereItIsMissing_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("trash");
        QTest::newRow("beside the inbox") << QStringList{Inbox, QStringLiteral("Work")} << QStringLiteral("Trash");
        QTest::newRow("below the inbox") << QStringList{Inbox, QStringLiteral("INBOX/Work")}
                                         << QStringLiteral("INBOX/Trash");
        QTest::newRow("inbox alone") << QStringList{Inbox} << QStringLiteral("Trash");
    }
    void trashIsMadeWhereItIsMissing()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, trash);
        StoreFixture store;
        store.listMailboxes(names);
        const PlacementKey a = store.add(Inbox, 1, 1);
        Journal journal(store.writer());
        QVERIFY(journal.remove({a}));
        QCOMPARE(store.mailboxOf(a), trash);
        const QList<Operation> waiting = journal.pending(store.account());
        QCOMPARE(waiting.size(), 2);
        QVERIFY(waiting.at(0).kind == OperationKind::CreateMailbox && !waiting.at(0).undoable);
        QVERIFY(store.isClean());
        QVERIFY(journal.undo());
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(journal.remove({a}));
        QCOMPARE(journal.pending(store.account()).size(), 2); // made once
        MailError refused = refusal();
        QVERIFY(journal.markRefused(waiting.at(0).key, refused));
        QCOMPARE(store.mailboxOf(a), Inbox); // nothing is lost to a Trash that cannot be
        QVERIFY(store.isClean());
    }

    void localMailboxesObeyAtOnce()
    {
        StoreFixture store;
        const AccountKey pop = store.writer().addAccount(R"({"incoming":"pop3"})").value();
        Journal journal(store.writer());
        QVERIFY(journal.createMailbox(pop, {QStringLiteral("Kept")}));
        QVERIFY(journal.createMailbox(pop, {QStringLiteral("Kept"), QStringLiteral("2023")}));
        const MailboxKey kept = store.reader().mailboxByName(pop, QStringLiteral("Kept"))->key;
        QVERIFY(store.reader().mailbox(kept)->local);
        const auto placement = journal.append(kept, "Subject: x\r\n\r\ny\r\n", {}, {});
        QVERIFY(placement && journal.pending(pop).isEmpty());
        QVERIFY(journal.renameMailbox(kept, {QStringLiteral("Old")}));
        QVERIFY(store.reader().mailboxByName(pop, QStringLiteral("Old/2023")));
        QVERIFY(journal.undo());
        QVERIFY(store.reader().mailboxByName(pop, QStringLiteral("Kept/2023")));
        QVERIFY(journal.deleteMailbox(kept));
        QVERIFY(store.reader().mailboxes(pop).isEmpty());
        QVERIFY(!store.reader().row(*placement));
        QVERIFY(store.isClean());
    }

    void removedAccountLeavesNothing()
    {
        StoreFixture store;
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(store.writer().storeBody(store.reader().row(a)->message, "raw", {}, 0));
        Journal journal(store.writer());
        QVERIFY(journal.move({a}, store.mailbox(QStringLiteral("Work"))));
        QVERIFY(store.writer().removeAccount(store.account(), false));
        QVERIFY(store.reader().accounts().isEmpty());
        QVERIFY(store.reader().operations().isEmpty());
        QVERIFY(!store.reader().row(a));
        QVERIFY(store.isClean());
    }

    void removedAccountMayLeaveItsMail()
    {
        StoreFixture store;
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey deleted = store.add(QStringLiteral("Trash"), 2, 1);
        Journal journal(store.writer());
        QVERIFY(journal.setFlags({a}, {"\\Seen"}, {}));
        QVERIFY(journal.expunge({deleted}));
        QVERIFY(store.writer().removeAccount(store.account(), true));
        const auto accounts = store.reader().accounts();
        QCOMPARE(accounts.size(), 1);
        QVERIFY(accounts.at(0).key != store.account());
        const QJsonObject settings = QJsonDocument::fromJson(accounts.at(0).settings).object();
        QCOMPARE(settings.value(QLatin1String("label")).toString(), QStringLiteral("Alice"));
        QCOMPARE(settings.value(QLatin1String("incoming")).toString(), QStringLiteral("none"));
        const auto inbox = store.reader().mailboxByRole(accounts.at(0).key, Role::Inbox);
        QVERIFY(inbox && inbox->local);
        QCOMPARE(store.reader().row(a)->mailbox, inbox->key);
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen"));
        QVERIFY(!store.reader().row(deleted));
        QVERIFY(store.isClean());
    }
};

QTEST_GUILESS_MAIN(tst_StoreMailboxes)
#include "tst_StoreMailboxes.moc"
