// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Archive = QStringLiteral("Archive");
const QString Trash = QStringLiteral("Trash");
const QString Work = QStringLiteral("Work");

MailError refusal()
{
    MailError error;
    error.kind = MailError::Kind::Refused;
    return error;
}

qint64 unread(StoreFixture &store, const QString &name)
{
    return store.reader().mailbox(store.mailbox(name))->unread;
}

qint64 total(StoreFixture &store, const QString &name)
{
    return store.reader().mailbox(store.mailbox(name))->total;
}

} // namespace

class tst_JournalUndo : public QObject {
    Q_OBJECT
private slots:
    void undoBeforeExecutionVanishes()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QCOMPARE(*journal.undo(), operation);
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(journal.pending(store.account()).isEmpty());
        QVERIFY(store.reader().operation(operation)->state == OperationState::Undone);
        QVERIFY(!journal.undo());
        QVERIFY(store.isClean());
    }

    void undoAfterExecutionQueuesTheInverse()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Archive, 2, 1);
        const OperationKey operation = journal.move({a, b}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markDone(operation, {}, {{a, {5}}, {b, {6}}}));
        QVERIFY(journal.undo());
        QCOMPARE(store.mailboxOf(a), Inbox);
        QCOMPARE(store.mailboxOf(b), Archive);
        const QList<Operation> pending = journal.pending(store.account());
        QCOMPARE(pending.size(), 2); // one goal each
        QCOMPARE(journal.items(pending.at(0).key).size(), 1);
        QVERIFY(store.isClean());
    }

    void undoOfFlagsRestoresEachMessage()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Inbox, 2, 2, {"\\Flagged"});
        const OperationKey operation = journal.setFlags({a, b}, {"\\Flagged", "Work"}, {})->value(0);
        QVERIFY(journal.markDone(operation));
        QVERIFY(journal.undo());
        QCOMPARE(store.flagsOf(a), QByteArray());
        QCOMPARE(store.flagsOf(b), QByteArray("\\Flagged"));
        QVERIFY(store.isClean());
    }

    void undoWhileItIsOnItsWayFollowsBehind()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.undo());
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(journal.markDone(operation, {}, {{a, {5}}}));
        QCOMPARE(store.mailboxOf(a), Inbox);
        const Operation inverse = journal.pending(store.account()).value(0);
        QCOMPARE(inverse.target, store.mailbox(Inbox));
        QCOMPARE(journal.items(inverse.key).value(0).uid.value, 5U);
        QCOMPARE(journal.items(inverse.key).value(0).serverMailbox, store.mailbox(Work));
        QVERIFY(store.isClean());
    }

    void redoMovesWhatIsWhereItWas()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Inbox, 2, 2);
        const OperationKey operation = journal.move({a, b}, store.mailbox(Work))->value(0);
        QVERIFY2(!journal.redo(operation), "it is not undone");
        QVERIFY(journal.undo());
        QVERIFY(journal.move({b}, store.mailbox(Archive)));
        const auto again = journal.redo(operation);
        QVERIFY(again && again->size() == 1);
        QCOMPARE(store.mailboxOf(a), Work);
        QCOMPARE(store.mailboxOf(b), Archive); // it went elsewhere meanwhile
        QVERIFY(store.isClean());
        QCOMPARE(*journal.undo(), again->value(0));
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(journal.redo(again->value(0)));
        QCOMPARE(store.mailboxOf(a), Work);
        QVERIFY(store.isClean());
    }

    void redoAfterExecutionIsANewOperation()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markDone(operation, {}, {{a, {5}}}));
        QVERIFY(journal.undo());
        const OperationKey inverse = journal.pending(store.account()).value(0).key;
        QVERIFY(journal.markDone(inverse, {}, {{a, {6}}}));
        QVERIFY(journal.redo(operation));
        QCOMPARE(store.mailboxOf(a), Work);
        const QList<Operation> pending = journal.pending(store.account());
        QCOMPARE(pending.size(), 1);
        QCOMPARE(journal.items(pending.at(0).key).value(0).uid.value, 6U);
        QVERIFY(store.isClean());
    }

    void redoOfFlagsAndCopies()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey flagged = journal.setFlags({a}, {"\\Flagged"}, {})->value(0);
        QVERIFY(journal.undo());
        QVERIFY(journal.redo(flagged));
        QCOMPARE(store.flagsOf(a), QByteArray("\\Flagged"));
        const OperationKey copied = journal.copy({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.undo());
        QCOMPARE(store.shown(Work).size(), 0);
        QVERIFY(journal.redo(copied));
        QCOMPARE(store.shown(Work).size(), 1);
        QVERIFY(store.isClean());
    }

    void redoOfWhatIsGoneIsRefused()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.undo());
        QVERIFY(journal.move({a}, store.mailbox(Archive)));
        const auto again = journal.redo(operation);
        QVERIFY(!again && again.error().kind == MailError::Kind::Refused);
        QCOMPARE(store.mailboxOf(a), Archive);
        QVERIFY(!journal.redo({4711}));
        QVERIFY(store.isClean());
    }

    void redoOfMailboxes()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const QStringList plans{QStringLiteral("Plans")}, ideas{QStringLiteral("Ideas")};
        const OperationKey made = *journal.createMailbox(store.account(), plans);
        QVERIFY(journal.undo());
        QVERIFY(!store.reader().mailboxByName(store.account(), plans.first()));
        QVERIFY(journal.redo(made));
        const auto mailbox = store.reader().mailboxByName(store.account(), plans.first());
        QVERIFY(mailbox);
        const OperationKey renamed = *journal.renameMailbox(mailbox->key, ideas);
        QVERIFY(journal.undo());
        QVERIFY(journal.redo(renamed));
        QVERIFY(store.reader().mailboxByName(store.account(), ideas.first()));
        QVERIFY2(!journal.redo(renamed) || store.isClean(), "a second time changes nothing");
        QVERIFY(store.isClean());
    }

    void undoWorksAfterARestart()
    {
        StoreFixture store;
        const PlacementKey a = store.add(Inbox, 1, 1);
        {
            Journal journal(store.writer());
            QVERIFY(journal.markDone(journal.remove({a})->value(0)));
        }
        store.restart();
        Journal journal(store.writer());
        QCOMPARE(store.mailboxOf(a), Trash);
        QVERIFY(journal.undo());
        QCOMPARE(store.mailboxOf(a), Inbox);
        QVERIFY(store.isClean());
    }

    void chunksOfALargeOperation()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Inbox, 2, 2);
        const OperationKey operation = journal.move({a, b}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markItemsDone(operation, {a}, {}, {{a, {5}}}));
        QCOMPARE(journal.items(operation).size(), 1);
        QVERIFY(store.reader().operation(operation)->state == OperationState::Pending);
        QVERIFY(store.isClean());
        QVERIFY(journal.undo()); // half done: one half vanishes, the other gets an inverse
        QCOMPARE(store.shown(Inbox), QList<PlacementKey>({b, a}));
        QCOMPARE(journal.pending(store.account()).size(), 1);
        QVERIFY(store.isClean());
    }

    void localMailboxesAreDoneAtOnce()
    {
        StoreFixture store;
        const AccountKey pop = store.writer().addAccount(R"({"incoming":"pop3"})").value();
        const MailboxKey inbox = store.writer().addLocalMailbox(pop, {Inbox}, Role::Inbox).value();
        const MailboxKey trash = store.writer().addLocalMailbox(pop, {Trash}, Role::Trash).value();
        IncomingMessage message = StoreFixture::message(1, 0);
        message.raw = "Subject: x\r\n\r\ny";
        const PlacementKey a = store.writer().addPop3Message(pop, inbox, "u1", message).value();
        Journal journal(store.writer());
        QVERIFY(journal.setFlags({a}, {"\\Seen"}, {}));
        const OperationKey moved = journal.remove({a})->value(0);
        QVERIFY(store.reader().operation(moved)->state == OperationState::Done);
        QVERIFY(journal.pending(pop).isEmpty());
        QCOMPARE(store.reader().row(a)->mailbox, trash);
        QVERIFY(journal.undo());
        QCOMPARE(store.reader().row(a)->mailbox, inbox);
        QVERIFY(journal.undo());
        QCOMPARE(store.flagsOf(a), QByteArray());
        QVERIFY(journal.expunge({a}));
        QVERIFY(!store.reader().row(a));
        QCOMPARE(store.writer().pop3Rows(pop).size(), 1); // the UIDL stays known: never fetched again
        QVERIFY(store.isClean());
    }

    void moveFromPop3ToImapWaitsForTheAppend()
    {
        StoreFixture store;
        const AccountKey pop = store.writer().addAccount(R"({"incoming":"pop3"})").value();
        const MailboxKey inbox = store.writer().addLocalMailbox(pop, {Inbox}, Role::Inbox).value();
        IncomingMessage message = StoreFixture::message(1, 0);
        message.raw = "Message-ID: <m1@example.com>\r\nSubject: x\r\n\r\ny";
        const PlacementKey a = store.writer().addPop3Message(pop, inbox, "u1", message).value();
        Journal journal(store.writer());
        QCOMPARE(journal.move({a}, store.mailbox(Work))->size(), 2);
        QCOMPARE(store.reader().mailbox(inbox)->total, 0);
        QCOMPARE(total(store, Work), 1);
        QVERIFY(journal.pending(pop).isEmpty()); // not before it is safe on the other side
        const Operation append = journal.pending(store.account()).value(0);
        QVERIFY(append.kind == OperationKind::Append);
        QVERIFY(store.isClean());
        QVERIFY(journal.markRefused(append.key, refusal()));
        QCOMPARE(store.reader().mailbox(inbox)->total, 1);
        QCOMPARE(total(store, Work), 0);
        QVERIFY(store.isClean());
        QVERIFY(journal.drop(append.key));
        QVERIFY(journal.move({a}, store.mailbox(Work)));
        QVERIFY(journal.markDone(journal.pending(store.account()).value(0).key, {}, {}));
        QVERIFY(!store.reader().row(a));
        QCOMPARE(total(store, Work), 1);
        QVERIFY(store.isClean());
    }

    void moveFromImapToLocalIsUndoneAsOneStep()
    {
        StoreFixture store;
        const AccountKey pop = store.writer().addAccount(R"({"incoming":"pop3"})").value();
        const MailboxKey local = store.writer().addLocalMailbox(pop, {Inbox}, Role::Inbox).value();
        const PlacementKey a = store.add(Inbox, 1, 1);
        Journal journal(store.writer());
        QVERIFY2(!journal.move({a}, local), "without its body it cannot be carried");
        QVERIFY(store.writer().storeBody(store.reader().row(a)->message, "raw", {}, 0));
        QVERIFY(journal.move({a}, local));
        QCOMPARE(store.reader().mailbox(local)->total, 1);
        QCOMPARE(total(store, Inbox), 0);
        QVERIFY(store.isClean());
        QVERIFY(journal.undo());
        QCOMPARE(store.reader().mailbox(local)->total, 0);
        QCOMPARE(store.shown(Inbox), QList<PlacementKey>{a});
        QVERIFY(journal.pending(store.account()).isEmpty());
        QVERIFY(store.isClean());
    }

    void hundredThousandRowsAreOneStep()
    {
        StoreFixture store;
        constexpr int Count = 100'000;
        QList<IncomingMessage> messages;
        messages.reserve(Count);
        for (int i = 0; i < Count; ++i)
            messages.append(StoreFixture::message(i, quint32(i + 1)));
        const auto arrival = store.writer().addMessages(store.mailbox(Inbox), messages);
        QCOMPARE(arrival->added.size(), Count);
        Journal journal(store.writer());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(journal.setFlags(arrival->added, {"\\Seen"}, {})->size(), 1);
        const qint64 flagging = timer.restart();
        QCOMPARE(journal.move(arrival->added, store.mailbox(Archive))->size(), 1);
        const qint64 moving = timer.restart();
        QCOMPARE(total(store, Archive), Count);
        QVERIFY(journal.undo());
        const qint64 undoing = timer.restart();
        QCOMPARE(total(store, Inbox), Count);
        QCOMPARE(unread(store, Inbox), 0);
        QVERIFY(journal.undo());
        QCOMPARE(unread(store, Inbox), Count);
        qInfo("100,000 rows: flags %lld ms, move %lld ms, undo %lld ms", flagging, moving, undoing);
    }

    /// Moves that are not yet sent merge; as many look-ups as there are messages, not their square.
    void manyMovesMerge()
    {
        StoreFixture store;
        constexpr int Count = 20'000;
        QList<IncomingMessage> messages;
        messages.reserve(Count);
        for (int i = 0; i < Count; ++i)
            messages.append(StoreFixture::message(i, quint32(i + 1)));
        const auto arrival = store.writer().addMessages(store.mailbox(Inbox), messages);
        Journal journal(store.writer());
        QElapsedTimer timer;
        timer.start();
        const OperationKey first = journal.move(arrival->added, store.mailbox(Archive))->value(0);
        const qint64 moving = timer.restart();
        const OperationKey second = journal.move(arrival->added.mid(1), store.mailbox(Work))->value(0);
        timer.restart();
        QVERIFY(journal.supersede(first));
        const qint64 merging = timer.restart();
        QCOMPARE(journal.items(first).size(), 1);
        QCOMPARE(journal.items(second).size(), Count - 1);
        QCOMPARE(total(store, Archive), 1);
        QCOMPARE(total(store, Work), Count - 1);
        QVERIFY(store.isClean());
        timer.restart();
        QCOMPARE(*journal.undo(), second);
        const qint64 undoing = timer.restart();
        QCOMPARE(journal.items(first).size(), Count);
        QCOMPARE(total(store, Archive), Count);
        QVERIFY(store.isClean());
        const qint64 enough = 20 * moving + 1000;
        QVERIFY2(merging < enough && undoing < enough,
            qPrintable(QStringLiteral("move %1 ms, merge %2 ms, undo %3 ms").arg(moving).arg(merging).arg(undoing)));
        // All of it, and a third time: nothing is left of the first two.
        const OperationKey third = journal.move(arrival->added, store.mailbox(Work))->value(0);
        const OperationKey fourth = journal.move(arrival->added, store.mailbox(Trash))->value(0);
        QVERIFY(journal.supersede(first));
        QVERIFY(journal.supersede(third));
        const QList<Operation> pending = journal.pending(store.account());
        QCOMPARE(pending.size(), 1);
        QCOMPARE(pending.constFirst().key, fourth);
        QVERIFY(journal.markRefused(fourth, refusal()));
        QCOMPARE(total(store, Work), Count);
        QCOMPARE(journal.items(third).size(), Count);
        QVERIFY(journal.items(first).isEmpty());
        QVERIFY(store.isClean());
    }

    void movesDoNotMergeBeyondADeletion()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Work, 1, 1);
        const OperationKey away = journal.move({a}, store.mailbox(Archive))->value(0);
        QVERIFY(journal.deleteMailbox(store.mailbox(Work))); // would take the message along if that were still in it
        QVERIFY(journal.move({a}, store.mailbox(Inbox)));
        QVERIFY(journal.supersede(away));
        QCOMPARE(journal.items(away).size(), 1);
        QCOMPARE(journal.pending(store.account()).size(), 3);
        QVERIFY(store.isClean());
    }
};

QTEST_GUILESS_MAIN(tst_JournalUndo)
#include "tst_JournalUndo.moc"
