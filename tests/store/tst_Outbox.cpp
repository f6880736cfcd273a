// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"
#include "store/internal/Schema.h"

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QByteArray Letter = "Message-ID: <out1@example.org>\r\nFrom: alice@example.org\r\n"
                          "To: Bob <bob@example.com>\r\nBcc: carol@example.net\r\nSubject: =?utf-8?B?7JWI64WV?=\r\n"
                          "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n\r\nHello\r\n";

Outbox::NewSubmission letter(StoreFixture &store)
{
    Outbox::NewSubmission submission;
    submission.account = store.account();
    submission.content = Letter;
    submission.envelopeFrom = QStringLiteral("alice@example.org");
    submission.recipients = QStringList{QStringLiteral("bob@example.com"), QStringLiteral("carol@example.net")};
    return submission;
}

MailError error(MailError::Kind kind, const QString &text)
{
    MailError result;
    result.kind = kind;
    result.serverText = text;
    return result;
}

Writer::ServerMailbox listed(const char *name, Role role)
{
    Writer::ServerMailbox mailbox;
    mailbox.wireName = name;
    mailbox.path = QStringList{QLatin1String(name)};
    mailbox.delimiter = '/';
    mailbox.role = role;
    return mailbox;
}

const QDateTime Now = QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC);

} // namespace

class tst_Outbox : public QObject {
    Q_OBJECT
private slots:
    void waitingGoesOutAndIsFiled()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        const PlacementKey original = store.add(QStringLiteral("INBOX"), 1, 1);
        Outbox::NewSubmission submission = letter(store);
        submission.answered = original;
        const SubmissionKey key = outbox.add(submission).value();
        const Submission row = store.reader().outbox().value(0);
        QCOMPARE(row.key, key);
        QCOMPARE(row.subject, QStringLiteral("안녕"));
        QCOMPARE(row.to.value(0).addr, QStringLiteral("bob@example.com"));
        QCOMPARE(row.messageIdField, QStringLiteral("out1@example.org"));
        QCOMPARE(row.recipients.size(), 2);
        QCOMPARE(store.reader().submissionContent(key), std::optional(Letter));
        QCOMPARE(outbox.due(store.account(), Now).size(), 1);
        QVERIFY(outbox.markSending(key));
        QVERIFY(outbox.due(store.account(), Now).isEmpty());
        QVERIFY(!outbox.takeBack(key));
        QVERIFY(!outbox.markSending(key));
        QVERIFY(outbox.markSent(key, {}, true));
        QVERIFY(store.reader().outbox().isEmpty());
        QCOMPARE(store.flagsOf(original), QByteArray("\\Answered"));
        const PlacementKey copy = store.shown(QStringLiteral("Sent")).value(0);
        QCOMPARE(store.flagsOf(copy), QByteArray("\\Seen"));
        QCOMPARE(store.reader().raw(store.reader().row(copy)->message), std::optional(Letter));
        Journal journal(store.writer());
        const QList<Operation> waiting = journal.pending(store.account());
        QCOMPARE(waiting.size(), 2);
        QVERIFY(waiting.at(0).kind == OperationKind::Append);
        QVERIFY2(!journal.undo(), "a sent copy is nothing that undo takes back");
        QVERIFY(store.isClean());
    }

    void unknownThatArrivedCountsAsSent()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        const PlacementKey original = store.add(QStringLiteral("INBOX"), 1, 1);
        Outbox::NewSubmission submission = letter(store);
        submission.answered = original;
        const SubmissionKey key = outbox.add(submission).value();
        QVERIFY2(!outbox.markArrived(key, true), "it waits: there is nothing to be known yet");
        QVERIFY(outbox.markSending(key));
        QVERIFY(!outbox.markArrived(key, true));
        QVERIFY(outbox.markUnknown(key, error(MailError::Kind::Network, QStringLiteral("cut off"))));
        store.changes.clear();
        QVERIFY(outbox.markArrived(key, true));
        QCOMPARE(store.changes.size(), 1); // one transaction
        QVERIFY(store.reader().outbox().isEmpty());
        QVERIFY2(outbox.due(store.account(), Now).isEmpty(), "it is never sent again");
        QCOMPARE(store.flagsOf(original), QByteArray("\\Answered"));
        const PlacementKey copy = store.shown(QStringLiteral("Sent")).value(0);
        QCOMPARE(store.reader().raw(store.reader().row(copy)->message), std::optional(Letter));
        QVERIFY(!outbox.markArrived(key, true));
        QCOMPARE(store.shown(QStringLiteral("Sent")).size(), 1);
        QVERIFY(store.isClean());
    }

    void arrivedGetsNoCopyWhereTheServerFilesItself()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        const SubmissionKey key = outbox.add(letter(store)).value();
        QVERIFY(outbox.markSending(key));
        QVERIFY(outbox.markUnknown(key, {}));
        QVERIFY(outbox.markArrived(key, false));
        QVERIFY(store.shown(QStringLiteral("Sent")).isEmpty());
        QVERIFY(store.reader().outbox().isEmpty());
    }

    void serverThatFilesItselfGetsNoCopy()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        const SubmissionKey key = outbox.add(letter(store)).value();
        QVERIFY(outbox.markSent(key, {}, false));
        QVERIFY(store.shown(QStringLiteral("Sent")).isEmpty());
        QVERIFY(store.reader().outbox().isEmpty());
    }

    void sentMailboxIsMadeWhereItIsMissing()
    {
        StoreFixture store;
        const AccountKey account = store.writer().addAccount(R"({"incoming":"none"})").value();
        Outbox outbox(store.writer());
        Outbox::NewSubmission submission = letter(store);
        submission.account = account;
        const SubmissionKey key = outbox.add(submission).value();
        QVERIFY(outbox.markSending(key));
        QVERIFY(outbox.markSent(key, {}, true));
        const auto sent = store.reader().mailboxByRole(account, Role::Sent);
        QVERIFY(sent && sent->local);
        QCOMPARE(sent->total, 1);
        QVERIFY(Journal(store.writer()).pending(account).isEmpty());
        QVERIFY(store.isClean());
    }

    void copyWaitsUntilTheServersListIsKnown()
    {
        StoreFixture store;
        const AccountKey account = store.writer().addAccount(R"({"incoming":"imap"})").value();
        SubmissionKey key;
        {
            Outbox outbox(store.writer());
            Outbox::NewSubmission submission = letter(store);
            submission.account = account;
            key = outbox.add(submission).value();
            QVERIFY(outbox.markSending(key));
            QVERIFY(outbox.markSent(key, {}, true));
            QVERIFY2(store.reader().mailboxes(account).isEmpty(), "what the server calls Sent is not known yet");
            QVERIFY2(store.reader().outbox().isEmpty(), "all is sent");
            QVERIFY(!outbox.nextDue(account));
            QVERIFY2(!outbox.retry(key), "it would go out twice");
            QVERIFY(!outbox.takeBack(key));
        }
        store.restart();
        QVERIFY(Outbox(store.writer()).recoverAfterRestart());
        QCOMPARE(store.reader().submissionContent(key), std::optional(Letter));
        QVERIFY(store.isClean());

        const Writer::ServerMailbox inbox = listed("INBOX", Role::Inbox);
        QVERIFY(store.writer().setMailboxes(account, {inbox}, false)); // Sent may yet come
        QCOMPARE(store.reader().mailboxes(account).size(), 1);
        const Writer::ServerMailbox items = listed("Sent Items", Role::Sent);
        QVERIFY(store.writer().setMailboxes(account, {inbox, items}, true));
        const auto sent = store.reader().mailboxByRole(account, Role::Sent);
        QVERIFY(sent);
        QCOMPARE(sent->total, 1);
        const PlacementKey copy = store.reader().rowKeys(sent->key).value(0).placement;
        QCOMPARE(store.reader().raw(store.reader().row(copy)->message), std::optional(Letter));
        QCOMPARE(store.flagsOf(copy), QByteArray("\\Seen"));
        const QList<Operation> waiting = Journal(store.writer()).pending(account);
        QCOMPARE(waiting.size(), 1);
        QVERIFY(waiting.at(0).kind == OperationKind::Append);
        QVERIFY(!store.reader().submissionContent(key));
        QVERIFY(store.writer().setMailboxes(account, {inbox, items}, true));
        QCOMPARE(store.reader().mailbox(sent->key)->total, 1);
        QVERIFY(store.isClean());
    }

    void serverWithoutSentMailboxGetsOne()
    {
        StoreFixture store;
        const AccountKey account = store.writer().addAccount(R"({"incoming":"imap"})").value();
        Outbox outbox(store.writer());
        Outbox::NewSubmission submission = letter(store);
        submission.account = account;
        const SubmissionKey key = outbox.add(submission).value();
        QVERIFY(outbox.markSending(key));
        const RecipientResult refused{QStringLiteral("carol@example.net"), false,
            error(MailError::Kind::Refused, QStringLiteral("no such user"))};
        QVERIFY(outbox.markSent(key, {refused}, true));
        QCOMPARE(store.reader().outbox().size(), 1); // for carol alone
        QCOMPARE(store.reader().outbox().at(0).recipients, QStringList{QStringLiteral("carol@example.net")});
        QVERIFY(store.writer().setMailboxes(account, {}, true)); // an outage is no list
        QVERIFY(store.reader().mailboxes(account).isEmpty());

        const Writer::ServerMailbox inbox = listed("INBOX", Role::Inbox);
        QVERIFY(store.writer().setMailboxes(account, {inbox}, true));
        const auto sent = store.reader().mailboxByRole(account, Role::Sent);
        QVERIFY(sent);
        QCOMPARE(sent->name(), QStringLiteral("Sent"));
        QCOMPARE(sent->total, 1);
        const QList<Operation> waiting = Journal(store.writer()).pending(account);
        QCOMPARE(waiting.size(), 2);
        QVERIFY(waiting.at(0).kind == OperationKind::CreateMailbox);
        QVERIFY(waiting.at(1).kind == OperationKind::Append);
        QCOMPARE(store.reader().outbox().size(), 1);
        QVERIFY(store.isClean());
    }

    void keptMailHasTheCopyThatWaited()
    {
        StoreFixture store;
        const AccountKey account = store.writer().addAccount(R"({"incoming":"imap"})").value();
        Outbox outbox(store.writer());
        Outbox::NewSubmission submission = letter(store);
        submission.account = account;
        const SubmissionKey key = outbox.add(submission).value();
        QVERIFY(outbox.markSending(key));
        QVERIFY(outbox.markSent(key, {}, true));
        QVERIFY(store.writer().removeAccount(account, true));
        const AccountKey kept = store.reader().accounts().last().key;
        const auto sent = store.reader().mailboxByRole(kept, Role::Sent);
        QVERIFY(sent && sent->local);
        QCOMPARE(sent->total, 1);
        QVERIFY(store.isClean());
    }

    void whatWasBeingSentWhenTheProcessDiedIsUnknown()
    {
        StoreFixture store;
        SubmissionKey key;
        {
            Outbox outbox(store.writer());
            key = outbox.add(letter(store)).value();
            QVERIFY(outbox.markSending(key));
        }
        store.restart();
        Outbox outbox(store.writer());
        QVERIFY(outbox.recoverAfterRestart());
        const Submission row = store.reader().outbox().value(0);
        QVERIFY(row.state == SubmissionState::Unknown);
        QVERIFY(row.error.detail == MailError::Detail::UnknownOutcome);
        QCOMPARE(row.attempts, 1);
        QVERIFY(outbox.due(store.account(), Now).isEmpty()); // never again by itself
        QVERIFY(outbox.retry(key));
        QCOMPARE(outbox.due(store.account(), Now).size(), 1);
        QVERIFY(store.isClean());
    }

    void timesAreKept()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        Outbox::NewSubmission later = letter(store);
        later.state = SubmissionState::Scheduled;
        later.next = Now.addSecs(60);
        const SubmissionKey key = outbox.add(later).value();
        QVERIFY(outbox.due(store.account(), Now).isEmpty());
        QCOMPARE(outbox.nextDue(store.account()), std::optional(Now.addSecs(60)));
        QCOMPARE(outbox.due(store.account(), Now.addSecs(60)).size(), 1);
        QVERIFY(outbox.markSending(key));
        QVERIFY(
            outbox.markWaiting(key, error(MailError::Kind::Temporary, QStringLiteral("greylisted")), Now.addSecs(300)));
        QCOMPARE(outbox.nextDue(store.account()), std::optional(Now.addSecs(300)));
        QCOMPARE(store.reader().outbox().value(0).error.serverText, QStringLiteral("greylisted"));
        QCOMPARE(store.reader().outbox().value(0).attempts, 1);
        QVERIFY(outbox.markWaiting(key, error(MailError::Kind::Network, QStringLiteral("no route")), Now.addSecs(300)));
        QCOMPARE(store.reader().outbox().value(0).attempts, 2);
        QVERIFY(outbox.release(key));
        QCOMPARE(outbox.due(store.account(), Now).size(), 1);
    }

    void refusedRecipientsStay()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        const SubmissionKey key = outbox.add(letter(store)).value();
        QVERIFY(outbox.markSending(key));
        const RecipientResult refused{QStringLiteral("carol@example.net"), false,
            error(MailError::Kind::Refused, QStringLiteral("no such user"))};
        QVERIFY(outbox.markSent(key, {refused}, true));
        const Submission row = store.reader().outbox().value(0);
        QVERIFY(row.state == SubmissionState::Failed);
        QCOMPARE(row.recipients, QStringList{QStringLiteral("carol@example.net")});
        QCOMPARE(row.refused.value(0).error.serverText, QStringLiteral("no such user"));
        QCOMPARE(store.shown(QStringLiteral("Sent")).size(), 1);
        QVERIFY(outbox.due(store.account(), Now).isEmpty());
        QVERIFY(store.isClean());
    }

    void takingBackReturnsTheContent()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        Outbox::NewSubmission held = letter(store);
        held.state = SubmissionState::Held;
        const SubmissionKey key = outbox.add(held).value();
        QCOMPARE(outbox.takeBack(key).value(), Letter);
        QVERIFY(store.reader().outbox().isEmpty());
        QVERIFY(!outbox.takeBack(key));
    }

    void draftsSurviveAndLeaveWithTheMessage()
    {
        StoreFixture store;
        DraftKey key;
        {
            Outbox outbox(store.writer());
            StoredDraft draft;
            draft.account = store.account();
            draft.content = QByteArray("{\"text\":\"half a sentence\"}").repeated(100);
            draft.open = true;
            draft.serverCopy = {7};
            key = outbox.saveDraft(draft).value();
            draft.key = key;
            draft.content += "more";
            QCOMPARE(outbox.saveDraft(draft).value(), key);
        }
        store.restart();
        const StoredDraft read = store.reader().drafts().value(0);
        QCOMPARE(read.key, key);
        QVERIFY(read.open && read.content.endsWith("more"));
        QCOMPARE(read.serverCopy.value, 7);
        Outbox outbox(store.writer());
        Outbox::NewSubmission submission = letter(store);
        submission.draft = key;
        store.changes.clear();
        QVERIFY(outbox.add(submission));
        QVERIFY(store.reader().drafts().isEmpty());
        QCOMPARE(store.changes.size(), 1); // one transaction
        QCOMPARE(store.changes.at(0).kinds, quint32(Change::Outbox | Change::Drafts));
    }

    void filesOfADraftAreWrittenOnce()
    {
        StoreFixture store;
        Outbox outbox(store.writer());
        StoredDraft draft;
        draft.account = store.account();
        draft.content = "words";
        draft.files = {{"photo", QByteArray(200000, 'p')}, {"note", "n"}};
        draft.key = outbox.saveDraft(draft).value();
        const auto connection =
            std::move(*Connection::open(databasePath(store.profile()), Connection::Access::ReadOnly));
        const auto rowOf = [&connection](const char *id) {
            return connection->number("SELECT rowid FROM draft_file WHERE id = ?", QByteArray(id));
        };
        const auto photo = rowOf("photo");
        QVERIFY(photo);
        draft.content += " more";
        draft.files = {{"photo", QByteArray(200000, 'p')}, {"table", "t"}};
        QVERIFY(outbox.saveDraft(draft));
        QCOMPARE(rowOf("photo"), photo); // the row of before, not a new one
        QVERIFY(!rowOf("note"));
        const StoredDraft read = store.reader().draft(draft.key).value();
        QCOMPARE(read.content, QByteArray("words more"));
        QCOMPARE(read.files.size(), 2);
        for (const DraftFile &file : read.files)
            QCOMPARE(file.content, file.id == "photo" ? QByteArray(200000, 'p') : QByteArray("t"));
        QVERIFY(outbox.removeDraft(draft.key));
        QVERIFY(!rowOf("photo") && !rowOf("table"));
    }

    void writtenToComesFirstInCompletion()
    {
        StoreFixture store;
        store.add(QStringLiteral("INBOX"), 1, 1);
        Outbox outbox(store.writer());
        QVERIFY(outbox.add(letter(store)));
        const auto found = store.reader().addressesLike(QStringLiteral("example.com"));
        QCOMPARE(found.value(0).addr, QStringLiteral("bob@example.com"));
        QCOMPARE(store.reader().addressesLike(QStringLiteral("carol")).size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Outbox)
#include "tst_Outbox.moc"
