// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"
#include "store/StoreFixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out, err;
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
};

/// The real program on the profile of `store`, whose writer stays open meanwhile as in a running window.
Outcome run(const StoreFixture &store, const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(GODWIT_CLI), QStringList{QStringLiteral("--profile"), store.profile()} + arguments);
    process.waitForFinished(30000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome run(const StoreFixture &store, const char *commandLine)
{
    return run(store, QString::fromUtf8(commandLine).split(u' '));
}

QString write(const StoreFixture &store, const QString &name, const QByteArray &content)
{
    QFile file(QDir(store.profile()).filePath(name));
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    Q_ASSERT(written);
    Q_UNUSED(written)
    return file.fileName();
}

QString id(PlacementKey key)
{
    return QString::number(key.value);
}

const QString Inbox = QStringLiteral("INBOX");
const QByteArray Letter = "Message-ID: <l1@example.org>\r\nFrom: Bob <bob@example.com>\r\nTo: alice@example.org\r\n"
                          "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\nSubject: =?utf-8?B?7JWI64WV?=\r\n\r\nHello\r\n";

} // namespace

class tst_CliStore : public QObject {
    Q_OBJECT
private slots:
    void mailboxPolicyIsSaidAndAsked()
    {
        StoreFixture store;
        store.listMailboxes({Inbox, QStringLiteral("Lists")});
        const QByteArray settings =
            "{\"email\":\"a@example.org\",\"incoming\":\"imap\",\"incomingServer\":\"imaps://mail.example.org:993\"}";
        QVERIFY(store.writer().updateAccount(store.account(), settings));
        QCOMPARE(run(store, "mailbox policy Lists").out, "everything\n");
        QCOMPARE(run(store, "mailbox policy Lists 30").out, "30\n");
        QCOMPARE(run(store, "mailbox policy Lists --json").object().value(QStringLiteral("policy")).toString(),
            QStringLiteral("30"));
        QCOMPARE(run(store, "mailbox policy Lists headers").out, "headers\n");
        QCOMPARE(run(store, "mailbox policy INBOX").out, "everything\n");
        QCOMPARE(run(store, "mailbox policy Lists account").out, "everything\n");
        QCOMPARE(run(store, "mailbox policy Lists sometimes").code, 2);
        QCOMPARE(run(store, "mailbox policy Nowhere headers").code, 3);
    }

    void mailboxesAreListedWithTheirKeys()
    {
        StoreFixture store;
        store.add(Inbox, 1, 1);
        const Outcome outcome = run(store, "mailboxes --json");
        QCOMPARE(outcome.code, 0);
        const QJsonObject inbox = outcome.array().at(0).toObject();
        QCOMPARE(inbox.value(QStringLiteral("name")).toString(), Inbox);
        QCOMPARE(inbox.value(QStringLiteral("path")).toArray(), QJsonArray{Inbox});
        QCOMPARE(inbox.value(QStringLiteral("role")).toString(), QStringLiteral("inbox"));
        QCOMPARE(inbox.value(QStringLiteral("total")).toInt(), 1);
        QCOMPARE(inbox.value(QStringLiteral("unread")).toInt(), 1);
        QVERIFY(
            inbox.value(QStringLiteral("subscribed")).toBool() && inbox.value(QStringLiteral("selectable")).toBool());
    }

    void mailboxCommandsNeedNoNetwork()
    {
        StoreFixture store;
        QCOMPARE(
            run(store, QStringList{QStringLiteral("mailbox"), QStringLiteral("create"), QStringLiteral("A/한글")}).code,
            0);
        QVERIFY(store.mailbox(QStringLiteral("A/한글")));
        QCOMPARE(run(store, "mailbox create Work").code, 1);
        QCOMPARE(run(store, "mailbox rename Work Job/Old").code, 0);
        QVERIFY(store.mailbox(QStringLiteral("Job/Old")));
        QCOMPARE(run(store, "mailbox unsubscribe Archive").code, 0);
        QCOMPARE(run(store, "mailbox delete Nowhere").code, 3);
        QCOMPARE(run(store, "mailbox frobnicate Work").code, 2);
        QCOMPARE(run(store, "mailbox rename Work").code, 2);
        store.add(Inbox, 1, 1);
        QCOMPARE(run(store, "mailbox empty INBOX").code, 0);
        QVERIFY(store.shown(Inbox).isEmpty());
        const QJsonArray operations = run(store, "operations --json").array();
        QCOMPARE(operations.size(), 4);
        QCOMPARE(operations.at(0).toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("expunge"));
        QCOMPARE(operations.at(0).toObject().value(QStringLiteral("state")).toString(), QStringLiteral("pending"));
        QCOMPARE(operations.at(2).toObject().value(QStringLiteral("what")).toString(),
            QStringLiteral("rename mailbox Work to Job/Old"));
        QCOMPARE(run(store, "check-store").code, 0);
    }

    void levelsThatAreNoMailboxesTakeTheInnerOnesAlong()
    {
        StoreFixture store;
        store.listMailboxes({Inbox, QStringLiteral("Top/A"), QStringLiteral("Top/A/Deep"), QStringLiteral("Top/B")});
        QCOMPARE(run(store, "mailbox rename Top Other").code, 0);
        QVERIFY(store.mailbox(QStringLiteral("Other/A/Deep")) && store.mailbox(QStringLiteral("Other/B")));
        QVERIFY(!store.mailbox(QStringLiteral("Top/A")));
        QCOMPARE(run(store, "mailbox delete Other").code, 0);
        QCOMPARE(run(store, "mailboxes --json").array().size(), 1);
        QCOMPARE(run(store, "mailbox delete Other").code, 3);
        QCOMPARE(run(store, "check-store").code, 0);
    }

    void listIsNewestFirstWithItsKeys()
    {
        StoreFixture store;
        const PlacementKey old = store.add(Inbox, 1, 11, {"\\Seen", "Work"});
        const PlacementKey fresh = store.add(Inbox, 2, 12);
        const QJsonArray list = run(store, "list inbox --json").array();
        QCOMPARE(list.size(), 2);
        const QJsonObject row = list.at(1).toObject();
        QCOMPARE(list.at(0).toObject().value(QStringLiteral("id")).toInteger(), fresh.value);
        QCOMPARE(row.value(QStringLiteral("id")).toInteger(), old.value);
        QCOMPARE(row.value(QStringLiteral("mailbox")).toString(), Inbox);
        QCOMPARE(row.value(QStringLiteral("uid")).toInt(), 11);
        QCOMPARE(row.value(QStringLiteral("subject")).toString(), QStringLiteral("Message 1"));
        QCOMPARE(row.value(QStringLiteral("from")).toObject().value(QStringLiteral("addr")).toString(),
            QStringLiteral("s1@example.com"));
        QCOMPARE(row.value(QStringLiteral("date")).toString(), QStringLiteral("2023-11-14T22:14:20Z"));
        QCOMPARE(row.value(QStringLiteral("flags")).toArray(),
            QJsonArray({QStringLiteral("\\Seen"), QStringLiteral("Work")}));
        QCOMPARE(row.value(QStringLiteral("size")).toInt(), 1001);
        QCOMPARE(row.value(QStringLiteral("attachments")).toInt(), 0);
        QVERIFY(row.contains(QStringLiteral("thread")));
        QCOMPARE(run(store, "list INBOX --limit 1 --json").array().size(), 1);
        const QByteArray shown = run(store, "list INBOX --limit 1").out;
        QVERIFY2(shown.contains(" * 2023-11-14 "), shown.constData());
        QCOMPARE(run(store, "list Nowhere --json").code, 3);
        QCOMPARE(run(store, "list").code, 2);
    }

    void outboxSaysWhyItWaits()
    {
        StoreFixture store;
        QCOMPARE(run(store, "outbox --json").out, QByteArray("[]\n"));
        Outbox outbox(store.writer());
        Outbox::NewSubmission submission;
        submission.account = store.account();
        submission.content = Letter;
        submission.recipients = QStringList{QStringLiteral("bob@example.com")};
        const SubmissionKey key = outbox.add(submission).value();
        QVERIFY(run(store, "outbox --json").array().at(0)[QStringLiteral("error")].isNull());
        MailError error;
        error.kind = MailError::Kind::NeedsLogin;
        error.serverText = QStringLiteral("bad password");
        QVERIFY(outbox.markWaiting(key, error, QDateTime::currentDateTimeUtc().addSecs(60)));
        const QJsonValue row = run(store, "outbox --json").array().at(0);
        QVERIFY(row[QStringLiteral("error")].toString().contains(QStringLiteral("bad password")));
        QCOMPARE(row[QStringLiteral("attempts")].toInt(), 1);
        QCOMPARE(row[QStringLiteral("state")].toString(), QStringLiteral("waiting"));
    }

    void threadsStandTogether()
    {
        StoreFixture store;
        QList<IncomingMessage> messages{
            StoreFixture::message(1, 1), StoreFixture::message(2, 2), StoreFixture::message(3, 3)};
        messages[2].envelope.inReplyTo = QStringList{messages.at(0).envelope.messageId};
        QVERIFY(store.writer().addMessages(store.mailbox(Inbox), messages));
        QStringList subjects;
        QStringList threads;
        for (const QJsonValue &row : run(store, "list INBOX --threads --json").array()) {
            subjects.append(row[QStringLiteral("subject")].toString());
            threads.append(row[QStringLiteral("thread")].toString());
        }
        QCOMPARE(subjects,
            QStringList({QStringLiteral("Message 3"), QStringLiteral("Message 1"), QStringLiteral("Message 2")}));
        QCOMPARE(threads.at(0), threads.at(1));
        QVERIFY(threads.at(1) != threads.at(2));
        QVERIFY(!threads.contains(QString()));
        for (const QJsonValue &row : run(store, "list INBOX --json").array()) {
            const QString name = row[QStringLiteral("thread")].toString();
            QVERIFY2(threads.contains(name), "the same names with and without --threads");
        }
    }

    void messagesAreShown()
    {
        StoreFixture store;
        const PlacementKey key = store.add(Inbox, 1, 1);
        QCOMPARE(run(store, {QStringLiteral("show"), id(key)}).code, 3); // no text yet
        QVERIFY(store.writer().storeBody(store.reader().row(key)->message, Letter, {}, 0));
        QCOMPARE(run(store, {QStringLiteral("show"), id(key), QStringLiteral("--raw")}).out, Letter);
        QCOMPARE(
            run(store, {QStringLiteral("show"), id(key), QStringLiteral("--text")}).out.trimmed(), QByteArray("Hello"));
        const QJsonObject json = run(store, {QStringLiteral("show"), id(key), QStringLiteral("--json")}).object();
        QCOMPARE(json.value(QStringLiteral("subject")).toString(), QStringLiteral("안녕"));
        QCOMPARE(json.value(QStringLiteral("id")).toInteger(), key.value);
        QCOMPARE(json.value(QStringLiteral("mailbox")).toString(), Inbox);
        QVERIFY(json.contains(QStringLiteral("parts")) && json.contains(QStringLiteral("flags")));
        QCOMPARE(run(store, "show 99999").code, 3);
        QCOMPARE(run(store, "show abc").code, 3);
    }

    void actionsGoThroughTheJournal()
    {
        StoreFixture store;
        const PlacementKey a = store.add(Inbox, 1, 1);
        const PlacementKey b = store.add(Inbox, 2, 2);
        QCOMPARE(run(store, {QStringLiteral("flag"), id(a), id(b), QStringLiteral("\\Flagged")}).code, 0);
        QCOMPARE(store.flagsOf(b), QByteArray("\\Flagged"));
        QCOMPARE(run(store, {QStringLiteral("unflag"), id(b), QStringLiteral("\\Flagged")}).code, 0);
        QCOMPARE(store.flagsOf(b), QByteArray());
        QCOMPARE(run(store, {QStringLiteral("flag"), id(b), QStringLiteral("bad flag")}).code, 2);
        QCOMPARE(run(store, {QStringLiteral("flag"), id(b), QStringLiteral("777"), QStringLiteral("\\Seen")}).code, 3);
        QCOMPARE(store.flagsOf(b), QByteArray());
        QCOMPARE(run(store, {QStringLiteral("move"), id(a), QStringLiteral("Work")}).code, 0);
        QCOMPARE(store.mailboxOf(a), QStringLiteral("Work"));
        QCOMPARE(run(store, {QStringLiteral("copy"), id(a), QStringLiteral("Archive")}).code, 0);
        QCOMPARE(store.shown(QStringLiteral("Archive")).size(), 1);
        QCOMPARE(run(store, {QStringLiteral("move"), id(a), QStringLiteral("Nowhere")}).code, 3);
        QCOMPARE(run(store, {QStringLiteral("delete"), id(b)}).code, 0);
        QCOMPARE(store.mailboxOf(b), QStringLiteral("Trash"));
        QCOMPARE(run(store, "undo").code, 0);
        QCOMPARE(store.mailboxOf(b), Inbox);
        const QJsonArray operations = run(store, "operations --json").array();
        const QJsonObject moved = operations.at(2).toObject();
        QCOMPARE(moved.value(QStringLiteral("what")).toString(), QStringLiteral("move 1 message to Work"));
        QVERIFY(moved.value(QStringLiteral("undoable")).toBool());
        QCOMPARE(
            run(store, {QStringLiteral("undo"), QString::number(moved.value(QStringLiteral("id")).toInteger())}).code,
            0);
        QCOMPARE(store.mailboxOf(a), Inbox);
        QCOMPARE(run(store, "undo 4711").code, 3);
        const QString undone = QString::number(moved.value(QStringLiteral("id")).toInteger());
        QCOMPARE(run(store, {QStringLiteral("redo"), undone}).code, 0);
        QCOMPARE(run(store, {QStringLiteral("redo"), undone}).code, 1); // it is where it was moved to
        QCOMPARE(run(store, "redo 4711").code, 3);
        QCOMPARE(run(store, "redo").code, 2);
        QCOMPARE(run(store, "check-store").code, 0);
    }

    void importsAndExports()
    {
        StoreFixture store;
        const QString eml = write(store, QStringLiteral("one.eml"), QByteArray(Letter).replace("\r\n", "\n"));
        const QString mbox = write(store, QStringLiteral("two.mbox"),
            "From bob@example.com Tue Nov 14 22:13:20 2023\nSubject: first\nStatus: RO\nX-Status: F\n\n"
            ">From the start\nbody\n\nFrom bob@example.com Wed Nov 15 22:13:20 2023\nSubject: second\n\nlast line\n\n");
        const Outcome outcome =
            run(store, {QStringLiteral("import"), QStringLiteral("Old/Mail"), eml, mbox, QStringLiteral("--json")});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.object().value(QStringLiteral("imported")).toInt(), 3);
        const QList<ListRow> rows = store.reader().rows(store.shown(QStringLiteral("Old/Mail"))); // it was made
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).subject, QStringLiteral("second"));
        const auto first =
            std::find_if(rows.cbegin(), rows.cend(), [](const ListRow &row) { return row.subject == u"first"; });
        QCOMPARE(first->flags.toWire(), QByteArrayList({"\\Seen", "\\Flagged"}));
        QVERIFY(store.reader().raw(first->message)->endsWith("\r\n\r\nFrom the start\r\nbody\r\n"));
        Journal journal(store.writer());
        QCOMPARE(journal.pending(store.account()).size(), 4); // the mailbox and three appends, for the next sync
        const QString out = QDir(store.profile()).filePath(QStringLiteral("out.mbox"));
        QCOMPARE(
            run(store, {QStringLiteral("export"), QStringLiteral("Old/Mail"), QStringLiteral("--mbox"), out}).code, 0);
        QCOMPARE(
            run(store, {QStringLiteral("export"), QStringLiteral("Old/Mail"), QStringLiteral("--mbox"), out}).code, 1);
        QCOMPARE(run(store, {QStringLiteral("import"), QStringLiteral("Again"), out}).code, 0);
        QSet<QByteArray> before, after;
        for (const ListRow &row : rows)
            before.insert(*store.reader().raw(row.message));
        for (const ListRow &row : store.reader().rows(store.shown(QStringLiteral("Again"))))
            after.insert(*store.reader().raw(row.message));
        QCOMPARE(after, before);
        const QDir maildir(QDir(store.profile()).filePath(QStringLiteral("md")));
        QCOMPARE(
            run(store,
                {QStringLiteral("export"), QStringLiteral("Old/Mail"), QStringLiteral("--maildir"), maildir.path()})
                .code,
            0);
        const QStringList files = QDir(maildir.filePath(QStringLiteral("cur"))).entryList(QDir::Files);
        QCOMPARE(files.size(), 3);
        QCOMPARE(files.filter(QStringLiteral(":2,FS")).size(), 1);
        QCOMPARE(
            run(store, {QStringLiteral("import"), QStringLiteral("Work"), QStringLiteral("/nonexistent")}).code, 3);
    }

    void namesOneAccountOfSeveral()
    {
        StoreFixture store;
        const AccountKey pop =
            store.writer().addAccount(R"({"label":"Home","email":"home@example.net","incoming":"pop3"})").value();
        QVERIFY(store.writer().addLocalMailbox(pop, {Inbox}, Role::Inbox));
        const QString eml = write(store, QStringLiteral("one.eml"), Letter);
        QCOMPARE(
            run(store,
                {QStringLiteral("--account"), QStringLiteral("HOME@example.net"), QStringLiteral("import"), Inbox, eml})
                .code,
            0);
        QVERIFY(store.shown(Inbox).isEmpty());
        QCOMPARE(run(store, "--account Home list INBOX --json").array().size(), 1);
        QCOMPARE(run(store, "--account nobody mailboxes").code, 3);
        QCOMPARE(run(store, "--account Home mailboxes --json").array().size(), 1);
    }

    void whatIsWrongIsSaid()
    {
        StoreFixture store;
        QProcess process;
        process.start(QStringLiteral(GODWIT_CLI),
            {QStringLiteral("--profile"), store.profile() + QStringLiteral("/none"), QStringLiteral("mailboxes")});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardError().startsWith("godwit-cli: There is no profile"));
        write(store, QStringLiteral("sub"), "");
        QDir(store.profile()).mkdir(QStringLiteral("bad"));
        write(store, QStringLiteral("bad/mail.db"), QByteArray(8192, 'x'));
        process.start(QStringLiteral(GODWIT_CLI),
            {QStringLiteral("--profile"), store.profile() + QStringLiteral("/bad"), QStringLiteral("check-store")});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(tst_CliStore)
#include "tst_CliStore.moc"
