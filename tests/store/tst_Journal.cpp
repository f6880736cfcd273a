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
    error.responseCode = "OVERQUOTA";
    error.serverText = QStringLiteral("no room");
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

class tst_Journal : public QObject {
    Q_OBJECT
private slots:
    void flagsShowAtOnceAndWait()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Inbox, 2, 2, {"\\Seen"});
        store.changes.clear();
        const auto queued = journal.setFlags({a, b}, {"\\Seen"}, {});
        QCOMPARE(queued->size(), 1);
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen"));
        QCOMPARE(unread(store, Inbox), 0);
        QCOMPARE(store.changes.size(), 1);
        QCOMPARE(store.changes.at(0).rows.value(0).changed, QList<PlacementKey>{a}); // b was seen already
        const Operation operation = journal.pending(store.account()).value(0);
        QVERIFY(operation.kind == OperationKind::SetFlags && operation.state == OperationState::Pending);
        QCOMPARE(operation.messages, 1);
        QVERIFY(operation.undoable);
        const OperationItem item = journal.items(operation.key).value(0);
        QCOMPARE(item.placement, a);
        QCOMPARE(item.uid.value, 1U);
        QCOMPARE(item.serverMailbox, store.mailbox(Inbox));
        QVERIFY(store.reader().row(a)->pending);
        QVERIFY(journal.setFlags({a}, {"\\Seen"}, {})->isEmpty()); // nothing to do: nothing queued
        QVERIFY(store.isClean());
        QVERIFY(journal.markInFlight(operation.key));
        QVERIFY(journal.markDone(operation.key));
        QVERIFY(!store.reader().row(a)->pending);
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen"));
        QVERIFY(journal.pending(store.account()).isEmpty());
        QVERIFY(store.isClean());
    }

    void overlayStaysOnTopOfWhatTheServerSays()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.setFlags({a}, {"\\Flagged", "Work"}, {"\\Seen"})->value(0);
        QVERIFY(
            store.writer().updateFlags(store.mailbox(Inbox), {{{1}, Flags::fromWire({"\\Answered", "\\Seen"}), {9}}}));
        QCOMPARE(store.flagsOf(a), QByteArray("\\Answered \\Flagged Work \\Seen").replace(" \\Seen", ""));
        QVERIFY(journal.markRefused(operation, refusal()));
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen \\Answered"));
        const auto row = store.reader().operation(operation);
        QVERIFY(row->state == OperationState::Refused && !row->undoable);
        QCOMPARE(row->error.responseCode, QByteArray("OVERQUOTA"));
        QCOMPARE(row->error.serverText, QStringLiteral("no room"));
        QVERIFY(store.isClean());
        QVERIFY(journal.retry(operation));
        QCOMPARE(store.flagsOf(a), QByteArray("\\Answered \\Flagged Work"));
        QVERIFY(journal.drop(operation));
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen \\Answered"));
        QVERIFY(store.isClean());
    }

    void moveKeepsThePlacementAndTakesCopyUid()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QCOMPARE(store.mailboxOf(a), Work);
        QCOMPARE(store.reader().row(a)->uid.value, 0U); // not known there yet
        QCOMPARE(total(store, Inbox), 0);
        QCOMPARE(total(store, Work), 1);
        QCOMPARE(journal.items(operation).value(0).uid.value, 1U);
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.markDone(operation, {}, {{a, {41}}}));
        QCOMPARE(store.reader().row(a)->uid.value, 41U);
        QVERIFY(store.reader().knownUids(store.mailbox(Inbox)).isEmpty());
        QCOMPARE(store.reader().knownUids(store.mailbox(Work)).toWire(), QByteArray("41"));
        QCOMPARE(store.add(Work, 1, 41), a); // the refresh finds what is known
        QCOMPARE(total(store, Work), 1);
        QVERIFY(store.isClean());
    }

    void moveWithoutCopyUidIsAdoptedByTheRefresh()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(journal.markDone(operation));
        QCOMPARE(total(store, Work), 1);
        store.changes.clear();
        QCOMPARE(store.add(Work, 1, 7), a);
        QCOMPARE(store.shown(Work), QList<PlacementKey>{a});
        QCOMPARE(store.reader().row(a)->uid.value, 7U);
        QVERIFY(store.isClean());
    }

    void refreshThatIsFasterThanTheAnswerIsMerged()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markInFlight(operation));
        const PlacementKey early = store.add(Work, 1, 7, {"\\Flagged"}); // another connection sees it first
        QVERIFY(early != a);
        QVERIFY(journal.setFlags({early}, {"\\Seen"}, {}));
        QVERIFY(journal.markDone(operation, {}, {{a, {7}}}));
        QCOMPARE(store.shown(Work), QList<PlacementKey>{a});
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen \\Flagged"));
        QCOMPARE(journal.items(journal.pending(store.account()).value(0).key).value(0).placement, a);
        QVERIFY(store.isClean());
    }

    void vanishedBeforeTheAnswerIsOnItsWay()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.markInFlight(operation));
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1}))); // EXPUNGE within our own MOVE
        QCOMPARE(store.mailboxOf(a), Work);
        QVERIFY(store.isClean());
        QVERIFY(journal.markDone(operation, {}, {{a, {7}}}));
        QCOMPARE(store.reader().row(a)->uid.value, 7U);
        QVERIFY(store.isClean());
    }

    void lostAnswerIsFoundInTheGoal()
    {
        StoreFixture store;
        const PlacementKey a = store.add(Inbox, 1, 1);
        OperationKey operation;
        {
            Journal journal(store.writer());
            operation = journal.move({a}, store.mailbox(Work))->value(0);
            QVERIFY(journal.markInFlight(operation));
        }
        store.restart();
        Journal journal(store.writer());
        QVERIFY(journal.recoverAfterRestart());
        QVERIFY(store.reader().operation(operation)->state == OperationState::Unknown);
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QCOMPARE(store.mailboxOf(a), Work);
        QCOMPARE(store.add(Work, 1, 7), a);
        QVERIFY(store.reader().operation(operation)->state == OperationState::Done);
        QCOMPARE(total(store, Work), 1);
        QVERIFY(store.isClean());
    }

    void expungedByAnotherClientWhileAMoveWaits()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QCOMPARE(store.mailboxOf(a), QString());
        const auto row = store.reader().operation(operation);
        QVERIFY(row->state == OperationState::Refused); // nowhere to be found: the person is told
        QVERIFY(row->error.detail == MailError::Detail::NotFound);
        QCOMPARE(total(store, Work), 0);
        QVERIFY(store.isClean());
    }

    void movedByAnotherClientWhileAMoveWaits_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<bool>("done");
        QTest::newRow("to our goal") << QStringLiteral("Work") << true;
        QTest::newRow("elsewhere") << QStringLiteral("Archive") << false;
    }
    void movedByAnotherClientWhileAMoveWaits()
    {
        QFETCH(QString, where);
        QFETCH(bool, done);
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.move({a}, store.mailbox(Work))->value(0);
        store.add(where, 1, 55);
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QCOMPARE(store.shown(Work), QList<PlacementKey>{a});
        QCOMPARE(store.reader().operation(operation)->state == OperationState::Done, done);
        QCOMPARE(total(store, Archive), 0);
        if (!done) {
            const OperationItem item = journal.items(operation).value(0);
            QCOMPARE(item.serverMailbox, store.mailbox(Archive)); // moved from where it is now
            QCOMPARE(item.uid.value, 55U);
        }
        QVERIFY(store.isClean());
    }

    void oldCopyElsewhereIsNotTakenAway()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey copy = store.add(Archive, 1, 3);
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(journal.move({a}, store.mailbox(Work)));
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QCOMPARE(store.mailboxOf(copy), Archive);
        QCOMPARE(total(store, Work), 0);
        QVERIFY(store.isClean());
    }

    void flagsOfAVanishedMessageAreDroppedQuietly()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.setFlags({a}, {"\\Seen"}, {})->value(0);
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QVERIFY(store.reader().operation(operation)->state == OperationState::Done);
        QVERIFY(store.isClean());
    }

    void operationsStackInOrder()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey first = journal.move({a}, store.mailbox(Work))->value(0);
        QVERIFY(journal.setFlags({a}, {"\\Seen"}, {}));
        const OperationKey third = journal.move({a}, store.mailbox(Archive))->value(0);
        QCOMPARE(store.mailboxOf(a), Archive);
        QVERIFY(journal.markRefused(third, refusal()));
        QCOMPARE(store.mailboxOf(a), Work);
        QVERIFY(journal.markDone(first, {}, {{a, {5}}}));
        QCOMPARE(store.mailboxOf(a), Work);
        QCOMPARE(store.flagsOf(a), QByteArray("\\Seen"));
        QCOMPARE(unread(store, Work), 0);
        QVERIFY(store.isClean());
    }

    void removeGoesToTrashAndThenForGood()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(journal.markDone(journal.remove({a})->value(0), {}, {{a, {9}}}));
        QCOMPARE(store.mailboxOf(a), Trash);
        const OperationKey final = journal.remove({a})->value(0);
        QVERIFY(store.reader().operation(final)->kind == OperationKind::Expunge);
        QCOMPARE(store.mailboxOf(a), QString());
        QVERIFY(journal.undo()); // still here while it waits
        QCOMPARE(store.mailboxOf(a), Trash);
        const OperationKey again = journal.remove({a})->value(0);
        const MessageKey message = store.reader().row(a)->message;
        QVERIFY(journal.markDone(again));
        QVERIFY(!store.reader().row(a));
        QVERIFY(!store.reader().envelope(message)); // gone with its content
        QVERIFY(!store.reader().operation(again)->undoable);
        QVERIFY(store.isClean());
    }

    void copyIsARowOfItsOwn()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1, {"\\Seen"});
        const OperationKey operation = journal.copy({a}, store.mailbox(Work))->value(0);
        const PlacementKey copy = store.shown(Work).value(0);
        QVERIFY(copy && copy != a);
        QCOMPARE(store.flagsOf(copy), QByteArray("\\Seen"));
        const OperationItem item = journal.items(operation).value(0);
        QCOMPARE(item.placement, copy);
        QCOMPARE(item.serverMailbox, store.mailbox(Inbox));
        QCOMPARE(item.uid.value, 1U);
        QVERIFY(store.isClean());
        QVERIFY(journal.markDone(operation, {}, {{copy, {12}}}));
        QCOMPARE(store.reader().row(copy)->uid.value, 12U);
        QVERIFY(journal.undo());
        QVERIFY(store.shown(Work).isEmpty());
        QCOMPARE(store.shown(Inbox), QList<PlacementKey>{a});
        QVERIFY(store.isClean());
    }

    void copyOfAVanishedMessageGoesAway()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        const OperationKey operation = journal.copy({a}, store.mailbox(Work))->value(0);
        QVERIFY(store.writer().vanish(store.mailbox(Inbox), UidSet::single({1})));
        QVERIFY(store.shown(Work).isEmpty());
        QVERIFY(store.reader().operation(operation)->state == OperationState::Refused);
        QVERIFY(store.isClean());
    }

    void appendKeepsTheMessageWhateverHappens()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const QByteArray raw = "Message-ID: <x@y>\r\nSubject: filed\r\nFrom: a@example.org\r\n\r\nText\r\n";
        const auto placement = journal.append(store.mailbox(Work), raw, Flags::fromWire({"\\Seen"}), {});
        QVERIFY(placement);
        QCOMPARE(store.shown(Work), QList<PlacementKey>{*placement});
        QCOMPARE(store.reader().row(*placement)->subject, QStringLiteral("filed"));
        const Operation operation = journal.pending(store.account()).value(0);
        QVERIFY(operation.kind == OperationKind::Append && !operation.undoable);
        QCOMPARE(journal.appendContent(operation.key), std::optional(raw));
        QVERIFY(journal.markRefused(operation.key, refusal()));
        QVERIFY(store.shown(Work).isEmpty());
        QVERIFY(store.isClean());
        store.restart();
        Journal later(store.writer());
        QVERIFY(later.retry(operation.key));
        QCOMPARE(later.appendContent(operation.key), std::optional(raw));
        QVERIFY(later.markInFlight(operation.key));
        QVERIFY(later.markUnknown(operation.key, {}));
        IncomingMessage found = StoreFixture::message(1, 77, {"\\Seen"}); // the server keeps another date and size
        found.envelope.messageId = QStringLiteral("x@y");
        QCOMPARE(store.writer().addMessages(store.mailbox(Work), {found})->added.value(0), *placement);
        QVERIFY(store.reader().operation(operation.key)->state == OperationState::Done);
        QCOMPARE(store.shown(Work).size(), 1);
        QVERIFY(store.isClean());
    }

    void awaitedMessageThatNeverComesGoesAway()
    {
        StoreFixture store;
        Journal journal(store.writer());
        const PlacementKey a = store.add(Inbox, 1, 1);
        QVERIFY(journal.markDone(journal.move({a}, store.mailbox(Work))->value(0)));
        QVERIFY(store.writer().refreshCompleted(store.mailbox(Work)));
        QCOMPARE(store.shown(Work).size(), 1);
        QVERIFY(store.writer().refreshCompleted(store.mailbox(Work)));
        QVERIFY(store.shown(Work).isEmpty());
        QVERIFY(store.isClean());
    }

    /// In a local mailbox there is no other side to wait for; from one to a server the old copy waits for the new.
    void draftTakesThePlaceOfAnother()
    {
        StoreFixture store;
        const AccountKey pop = store.writer().addAccount(R"({"incoming":"pop3"})").value();
        const MailboxKey local = store.writer().addLocalMailbox(pop, {QStringLiteral("Drafts")}, Role::Drafts).value();
        Journal journal(store.writer());
        const auto version = [](int number) {
            return Journal::NewMessage{"Subject: v" + QByteArray::number(number) + "\r\n\r\nText\r\n", {}, {}};
        };
        StoredDraft draft;
        draft.account = pop;
        draft.content = "v1";
        const DraftKey kept = Outbox(store.writer()).saveDraft(draft).value();
        const PlacementKey first = journal.fileDraft(kept, local, version(1), {}).value();
        QVERIFY(store.reader().drafts().isEmpty());
        const PlacementKey second = journal.fileDraft({}, local, version(2), first).value();
        QVERIFY(!store.reader().row(first));
        QCOMPARE(store.reader().mailbox(local)->total, 1);
        QVERIFY(!journal.undo());
        const MailboxKey goal = store.mailbox(Work);
        const PlacementKey third = journal.fileDraft({}, goal, version(3), second).value();
        QCOMPARE(store.reader().mailbox(local)->total, 0);
        const QList<Operation> waiting = journal.pending(store.account());
        QCOMPARE(waiting.size(), 1);
        QVERIFY(!journal.removalAfter(waiting.constFirst().key)); // not this account's to carry out
        QVERIFY(journal.markRefused(waiting.constFirst().key, refusal()));
        QCOMPARE(store.reader().mailbox(local)->total, 1);
        QVERIFY(store.isClean());
        QVERIFY(journal.retry(waiting.constFirst().key));
        QCOMPARE(store.reader().mailbox(local)->total, 0);
        QVERIFY(journal.markDone(waiting.constFirst().key, {}, {{third, {7}}}));
        QVERIFY(!store.reader().row(second));
        QCOMPARE(store.shown(Work), QList<PlacementKey>{third});
        QVERIFY(store.isClean());
    }
};

QTEST_GUILESS_MAIN(tst_Journal)
#include "tst_Journal.moc"
