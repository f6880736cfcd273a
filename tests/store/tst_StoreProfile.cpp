// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "store/StoreFixture.h"
#include "store/internal/Schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;
using Detail = MailError::Detail;

namespace {

const QString Inbox = QStringLiteral("INBOX");

Detail openingFails(const QString &profile)
{
    const auto opened = Writer::open(profile);
    if (opened)
        return Detail::None;
    Q_ASSERT(opened.error().kind == MailError::Kind::Storage);
    return opened.error().detail;
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &name, const QByteArray &content)
{
    QFile file(name);
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
    Q_ASSERT(written);
    Q_UNUSED(written)
}

unsigned modeOf(const QString &name)
{
    struct stat info { };
    return ::stat(QFile::encodeName(name).constData(), &info) == 0 ? unsigned(info.st_mode & 07777) : 0;
}

/// A closed profile with some mail.
std::unique_ptr<QTemporaryDir> closedProfile()
{
    auto folder = std::make_unique<QTemporaryDir>();
    const auto writer = std::move(*Writer::open(folder->path()));
    const AccountKey account = writer->addAccount("{}").value();
    const MailboxKey inbox = writer->addLocalMailbox(account, {Inbox}, Role::Inbox).value();
    QList<IncomingMessage> messages;
    for (int i = 1; i <= 300; ++i) {
        messages.append(StoreFixture::message(i, 0));
        messages.last().raw = QByteArray::number(i).repeated(200);
    }
    const auto added = writer->addMessages(inbox, messages);
    Q_ASSERT(added);
    return folder;
}

} // namespace

class tst_StoreProfile : public QObject {
    Q_OBJECT
private slots:
    void isPrivateWhateverTheUmask()
    {
        const mode_t before = ::umask(0);
        QTemporaryDir folder;
        const QString profile = folder.filePath(QStringLiteral("new/profile"));
        {
            const auto writer = std::move(*Writer::open(profile));
            QVERIFY(writer->addAccount("{}"));
            ::umask(before);
            QCOMPARE(modeOf(profile), 0700U);
            for (const QString &name : QDir(profile).entryList(QDir::Files))
                QCOMPARE(modeOf(QDir(profile).filePath(name)), 0600U);
            QVERIFY(QDir(profile).entryList(QDir::Files).contains(QStringLiteral("mail.db-wal")));
        }
        QFile::setPermissions(
            databasePath(profile), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther); // a restore
        ::chmod(QFile::encodeName(profile).constData(), 0755);
        QVERIFY(Writer::open(profile));
        QCOMPARE(modeOf(profile), 0700U);
        QCOMPARE(modeOf(databasePath(profile)), 0600U);
    }

    void newerProfileIsRefusedUntouched()
    {
        const auto folder = closedProfile();
        const QString file = databasePath(folder->path());
        QByteArray content = contentOf(file);
        content[63] = char(99); // user_version, big endian at 60 (SQLite file format section 1.3.13)
        replace(file, content);
        QCOMPARE(openingFails(folder->path()), Detail::NewerProfile);
        const auto reader = Reader::open(folder->path());
        QVERIFY(!reader && reader.error().detail == Detail::NewerProfile);
        QCOMPARE(contentOf(file), content);
    }

    void foreignAndBrokenFilesAreNamedAsSuch()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        replace(file, QByteArray(10'000, 'x'));
        QCOMPARE(openingFails(folder.path()), Detail::DatabaseDamaged);
        QVERIFY(!checkStore(folder.path()));
        QCOMPARE(contentOf(file).size(), 10'000);
        replace(file, "SQLite");
        QCOMPARE(openingFails(folder.path()), Detail::DatabaseDamaged);
        QFile::remove(file);
        QVERIFY(QDir().mkdir(file));
        QCOMPARE(openingFails(folder.path()), Detail::ProfileLocked);
        const auto missing = Reader::open(folder.filePath(QStringLiteral("none")));
        QVERIFY(!missing && missing.error().detail == Detail::NotFound);
    }

    void databaseOfAnotherProgramIsLeftAlone()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(connection->script("CREATE TABLE theirs (x)"));
        }
        QCOMPARE(openingFails(folder.path()), Detail::DatabaseDamaged);
    }

    void truncatedFileIsNoticed()
    {
        const auto folder = closedProfile();
        const QString file = databasePath(folder->path());
        const QByteArray whole = contentOf(file);
        for (const qsizetype size : {whole.size() / 2, whole.size() - 4096, qsizetype(5000), qsizetype(60)}) {
            replace(file, whole.left(size));
            QCOMPARE(openingFails(folder->path()), Detail::DatabaseDamaged);
        }
    }

    void flippedBitsNeverCrash()
    {
        const auto folder = closedProfile();
        const QString file = databasePath(folder->path());
        const QByteArray whole = contentOf(file);
        QRandomGenerator random(7);
        int noticed = 0;
        for (int round = 0; round < 40; ++round) {
            QByteArray damaged = whole;
            for (int i = 0; i < 40; ++i)
                damaged[random.bounded(100, int(damaged.size()))] = char(random.bounded(256));
            replace(file, damaged);
            QFile::remove(file + QStringLiteral("-wal"));
            QFile::remove(file + QStringLiteral("-shm"));
            const auto report = checkStore(folder->path());
            noticed += !report || !report->problems.isEmpty() ? 1 : 0;
            const auto reader = Reader::open(folder->path());
            if (!reader)
                continue;
            for (const RowKey &row : (*reader)->rowKeys({1}, 50)) { // whatever it says, it says it in peace
                if (const auto shown = (*reader)->row(row.placement))
                    (*reader)->raw(shown->message);
            }
            (*reader)->operations();
        }
        QVERIFY2(noticed >= 35, qPrintable(QString::number(noticed)));
    }

    void damagedBodyIsReportedTheRestIsRead()
    {
        const auto folder = closedProfile();
        {
            const auto connection =
                std::move(*Connection::open(databasePath(folder->path()), Connection::Access::ReadWrite));
            QVERIFY(connection->run("UPDATE body SET data = zeroblob(length(data)) WHERE message = 150"));
            QVERIFY(connection->run("UPDATE mailbox SET total = total + 1"));
        }
        const auto report = checkStore(folder->path());
        QVERIFY(report);
        QCOMPARE(report->problems.size(), 2);
        const auto reader = std::move(*Reader::open(folder->path()));
        QVERIFY(!reader->raw({150}));
        QVERIFY(reader->lastError().detail == Detail::DatabaseDamaged);
        QVERIFY(reader->raw({151}));
    }

    void damagedBodyIsMissingAgainWhereTheServerHasIt()
    {
        const auto folder = closedProfile();
        const MessageKey elsewhere{150}, onlyHere{149};
        {
            const auto connection =
                std::move(*Connection::open(databasePath(folder->path()), Connection::Access::ReadWrite));
            QVERIFY(connection->run(
                "UPDATE body SET data = zeroblob(length(data)) WHERE message IN (?, ?)", elsewhere, onlyHere));
            QVERIFY(connection->run("UPDATE placement SET uid = 7 WHERE message = ?", elsewhere));
        }
        const auto writer = std::move(*Writer::open(folder->path()));
        QVERIFY(!writer->reader().raw(elsewhere) && !writer->reader().raw(onlyHere));
        QCOMPARE(writer->forgetDamagedBody(onlyHere).value(), false); // perhaps somebody can mend it
        QVERIFY(!writer->missingBody(onlyHere));
        QVERIFY(!writer->missingBody(elsewhere));
        QCOMPARE(writer->forgetDamagedBody(elsewhere).value(), true);
        QVERIFY(writer->missingBody(elsewhere));
        const QByteArray raw = "Subject: again\r\n\r\nthe same\r\n";
        QVERIFY(writer->storeBody(elsewhere, raw, QStringLiteral("the same"), 0));
        QCOMPARE(writer->reader().raw(elsewhere), std::optional(raw));
        QCOMPARE(writer->forgetDamagedBody(elsewhere).value(), false); // nothing is wrong with it
        QCOMPARE(writer->reader().raw(elsewhere), std::optional(raw));
    }

    void readOnlyProfileCanBeReadButNotWritten()
    {
        const auto folder = closedProfile();
        const QString file = databasePath(folder->path());
        ::chmod(QFile::encodeName(file).constData(), 0444);
        ::chmod(QFile::encodeName(folder->path()).constData(), 0555);
        // As root nothing is read-only: the child is somebody else, who may not reach where the tests were built.
        QTemporaryDir reachable;
        QVERIFY(QFile::setPermissions(reachable.path(), QFile::Permissions(0x7755)));
        const QString program = reachable.filePath(QStringLiteral("program"));
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), program));
        QVERIFY(QFile::setPermissions(program, QFile::Permissions(0x7755)));
        QProcess child;
        child.setChildProcessModifier([] {
            if (::geteuid() == 0 && ::setuid(65534) != 0)
                ::_exit(99);
        });
        child.start(program, {QStringLiteral("--open"), folder->path()});
        QVERIFY(child.waitForFinished(30000));
        ::chmod(QFile::encodeName(folder->path()).constData(), 0700);
        ::chmod(QFile::encodeName(file).constData(), 0600);
        const QByteArray said = child.readAllStandardOutput();
        QCOMPARE(
            said.trimmed(), QByteArray("writer: ") + QByteArray::number(int(Detail::ProfileLocked)) + " reader: 300");
    }

    void whatTheOwnerMadeReadOnlyStaysSo()
    {
        const auto folder = closedProfile();
        const QString file = databasePath(folder->path());
        ::chmod(QFile::encodeName(file).constData(), 0444);
        ::chmod(QFile::encodeName(folder->path()).constData(), 0555);
        (void)Writer::open(folder->path()); // root may write all the same
        const auto modeOf = [](const QString &path) {
            struct stat state = {};
            return ::stat(QFile::encodeName(path).constData(), &state) == 0 ? int(state.st_mode & 0777) : -1;
        };
        QCOMPARE(modeOf(folder->path()), 0500);
        QVERIFY(modeOf(file) == 0400 || modeOf(file) == 0444); // nobody else can reach it
        ::chmod(QFile::encodeName(folder->path()).constData(), 0700);
    }

    /// A window that reads all the time, between two transactions and at any point, must not keep the log from being
    /// folded in: what it reads is a snapshot for the time of the call only.
    void logStaysBoundedWhileTheWindowReads()
    {
        constexpr int Batches = 60, Messages = 25, Octets = 64 * 1024; // 96 MiB in all
        constexpr qint64 LongestLog = 48LL * 1024 * 1024;
        QTemporaryDir folder;
        const auto writer = std::move(*Writer::open(folder.path()));
        const AccountKey account = writer->addAccount("{}").value();
        const MailboxKey inbox = writer->addLocalMailbox(account, {Inbox}, Role::Inbox).value();
        const auto window = std::move(*Reader::open(folder.path()));
        const QString log = databasePath(folder.path()) + QStringLiteral("-wal");
        QByteArray noise(Octets, Qt::Uninitialized);
        qint64 longest = 0, shown = 0;
        for (int batch = 0; batch < Batches; ++batch) {
            QList<IncomingMessage> messages;
            for (int i = 0; i < Messages; ++i) {
                IncomingMessage message = StoreFixture::message(batch * Messages + i, 0);
                QRandomGenerator::global()->generate(reinterpret_cast<quint32 *>(noise.data()),
                    reinterpret_cast<quint32 *>(noise.data() + noise.size()));
                message.raw = "Subject: noise\r\n\r\n" + noise;
                message.snippet = QStringLiteral("noise");
                messages.append(message);
            }
            QVERIFY(writer->addMessages(inbox, messages));
            QList<PlacementKey> screenful;
            for (const RowKey &row : window->rowKeys(inbox, 50))
                screenful.append(row.placement);
            shown = window->rows(screenful).size();
            QVERIFY(window->raw(window->row(screenful.constFirst())->message));
            longest = std::max(longest, QFileInfo(log).size());
        }
        QCOMPARE(shown, 50);
        QVERIFY2(longest < LongestLog, QByteArray::number(longest));
        QVERIFY(QFileInfo(databasePath(folder.path())).size() > LongestLog); // the rest is in the database itself
    }

    void fullDiskLosesNothingAndIsOverWhenThereIsRoom()
    {
        QTemporaryDir folder;
        AccountKey account;
        MailboxKey inbox;
        int stored = 0;
        {
            const auto writer = std::move(*Writer::open(folder.path(), 150));
            account = writer->addAccount("{}").value();
            inbox = writer->addLocalMailbox(account, {Inbox}, Role::Inbox).value();
            QSignalSpy changes(writer.get(), &Writer::changed);
            for (;; ++stored) {
                IncomingMessage message = StoreFixture::message(stored, 0);
                for (int i = 0; i < 4000; ++i)
                    message.raw.append(char(QRandomGenerator::global()->bounded(256)));
                const auto added = writer->addMessages(inbox, {message});
                if (added)
                    continue;
                QVERIFY(added.error().detail == Detail::DiskFull);
                break;
            }
            QVERIFY(stored > 10);
            QCOMPARE(changes.size(), stored); // a failed transaction announces nothing
            QCOMPARE(writer->reader().mailbox(inbox)->total, stored);
            const PlacementKey newest = writer->reader().rowKeys(inbox, 1).value(0).placement;
            QVERIFY(Journal(*writer).expunge({newest})); // making room works, and then writing does
            IncomingMessage small = StoreFixture::message(9999, 0);
            QVERIFY(writer->addMessages(inbox, {small}));
        }
        const auto report = checkStore(folder.path());
        QVERIFY2(report && report->problems.isEmpty(), qPrintable(report ? report->problems.join(u'\n') : QString()));
        const auto writer = std::move(*Writer::open(folder.path()));
        QCOMPARE(writer->reader().mailbox(inbox)->total, stored);
        QVERIFY(writer->addMessages(inbox, {StoreFixture::message(10'000, 0)}));
    }

    void migrationsRunOnceEachWithACopyBefore()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        QByteArrayList steps{"CREATE TABLE a (x); INSERT INTO a VALUES (1);"};
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(migrate(*connection, steps, file));
            QVERIFY(!QFile::exists(file + QStringLiteral(".version-1")));
            steps.append("INSERT INTO a VALUES (2);");
            steps.append("INSERT INTO a VALUES (3); CREATE TABLE b (broken;");
            QVERIFY(!migrate(*connection, steps, file)); // the third fails: the second stays, nothing of the third
            QCOMPARE(connection->number("SELECT count(*) FROM a"), std::optional<qint64>(2));
            QCOMPARE(connection->number("PRAGMA user_version"), std::optional<qint64>(2));
            QVERIFY(QFile::exists(file + QStringLiteral(".version-1")));
            QCOMPARE(modeOf(file + QStringLiteral(".version-1")), 0600U);
        }
        steps[2] = "INSERT INTO a VALUES (3);";
        const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
        QVERIFY(migrate(*connection, steps, file));
        QCOMPARE(connection->number("SELECT sum(x) FROM a"), std::optional<qint64>(6));
        const auto older = migrate(*connection, steps.mid(0, 1), file);
        QVERIFY(!older && older.error().detail == Detail::NewerProfile);
    }

    void firstVersionIsWhatTheProgramMakes()
    {
        QTemporaryDir folder;
        {
            QVERIFY(Writer::open(folder.path()));
        }
        const auto connection = std::move(*Connection::open(databasePath(folder.path()), Connection::Access::ReadOnly));
        QCOMPARE(connection->number("PRAGMA user_version"), std::optional<qint64>(migrations().size()));
        QCOMPARE(connection->number("PRAGMA foreign_keys"), std::optional<qint64>(1));
        QCOMPARE(connection->number("PRAGMA trusted_schema"), std::optional<qint64>(0));
        QCOMPARE(connection->query("PRAGMA journal_mode").step(), true);
    }

    void profileOfTheFirstVersionIsTakenOver()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(migrate(*connection, migrations().mid(0, 1), file));
            QVERIFY(connection->script("INSERT INTO account (id, position, settings) VALUES (1, 1, x'7b7d');"
                                       "INSERT INTO draft (account, saved_ms, open, encoding, octets, data) "
                                       "VALUES (1, 5, 1, 0, 5, CAST('words' AS BLOB));"));
        }
        const auto tooEarly = Reader::open(folder.path()); // it would look for what is not there yet
        QVERIFY(!tooEarly && tooEarly.error().detail == Detail::NotFound);
        QVERIFY(!checkStore(folder.path()));
        const auto writer = std::move(*Writer::open(folder.path()));
        QVERIFY(Reader::open(folder.path()));
        QCOMPARE(writer->reader().accounts().size(), 1);
        const StoredDraft draft = writer->reader().drafts().value(0);
        QCOMPARE(draft.content, QByteArray("words"));
        QVERIFY(draft.open);
        QVERIFY(QFile::exists(file + QStringLiteral(".version-1")));
        const auto report = checkStore(folder.path());
        QVERIFY(report && report->problems.isEmpty());
    }

    void waitingMovesOfTheFifthVersionMerge()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(migrate(*connection, migrations().mid(0, 5), file));
            QVERIFY(connection->script(
                "INSERT INTO account (position, settings) VALUES (1, x'7b7d');"
                "INSERT INTO mailbox (account, listed, wire_name, server_path, path, name, total, unread) VALUES "
                "(1, 1, x'41', 'A', 'A', 'A', 0, 0), (1, 1, x'42', 'B', 'B', 'B', 1, 1), "
                "(1, 1, x'43', 'C', 'C', 'C', 0, 0);"
                "INSERT INTO message (account, match_key, sort_date, size, envelope) VALUES (1, 1, 100, 10, x'');"
                "INSERT INTO placement (message, server_mailbox, uid, mailbox, sort_date, pending) VALUES "
                "(1, 1, 7, 2, 100, 1);"
                "INSERT INTO operation (account, step, kind, state, at_ms, target, messages, undoable) VALUES "
                "(1, 1, 1, 0, 5, 2, 1, 1);"
                "INSERT INTO operation_item (operation, placement, origin) VALUES (1, 1, 1);"));
        }
        const auto writer = std::move(*Writer::open(folder.path()));
        Journal journal(*writer);
        QCOMPARE(journal.pending({1}).value(0).kind, OperationKind::Move);
        QVERIFY(journal.move({{1}}, {3}));
        QVERIFY(journal.supersede({1}));
        QVERIFY(writer->reader().operation({1})->state == OperationState::Done);
        QVERIFY(journal.undo());
        QCOMPARE(journal.items({1}).size(), 1);
        QCOMPARE(writer->reader().row({1})->mailbox.value, 2);
        const auto report = checkStore(folder.path());
        QVERIFY2(report && report->problems.isEmpty(), qPrintable(report ? report->problems.join(u'\n') : QString()));
    }

    void ordersComeToAProfileOfTheFirstVersion()
    {
        QTemporaryDir folder;
        const QString file = databasePath(folder.path());
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(migrate(*connection, migrations().mid(0, 1), file));
            QVERIFY(connection->script(
                "INSERT INTO account (position, settings) VALUES (1, x'7b7d');"
                "INSERT INTO mailbox (account, local, path, name, total, unread) VALUES (1, 1, 'Kept', 'Kept', 2, 2);"
                "INSERT INTO message (account, match_key, sort_date, size, subject, envelope) VALUES "
                "(1, 1, 100, 10, 'Re: zebra', x''), (1, 2, 200, 20, 'apple', x'');"
                "INSERT INTO placement (message, server_mailbox, mailbox, sort_date) VALUES (1, 1, 1, 100), "
                "(2, 1, 1, 200);"));
        }
        const auto writer = std::move(*Writer::open(folder.path()));
        const MailboxKey kept{1};
        QCOMPARE(writer->reader().rowKeys(kept).size(), 2);
        QVERIFY(!writer->reader().keepsOrder(kept, SortBy::Subject));
        QVERIFY(writer->beginOrder(kept, SortBy::Subject));
        QVERIFY(writer->addToOrder(kept, SortBy::Subject, writer->reader().sortEntries(kept, SortBy::Subject)));
        QVERIFY(writer->finishOrder(kept, SortBy::Subject));
        QVERIFY(writer->reader().keepsOrder(kept, SortBy::Subject));
        const auto rows = writer->reader().orderedRowKeys(kept, {SortBy::Subject, SortDirection::Ascending});
        QCOMPARE(rows, (QList<RowKey>{{200, {2}}, {100, {1}}}));
        QVERIFY(QFile::exists(file + QStringLiteral(".version-1")));
        const auto report = checkStore(folder.path());
        QVERIFY2(report && report->problems.isEmpty(), qPrintable(report ? report->problems.join(u'\n') : QString()));
    }

    void copiesOfOldFormsGoAfterTwoWeeks()
    {
        QTemporaryDir folder;
        QVERIFY(Writer::open(folder.path()));
        const auto copy = [&folder](int days) {
            QFile file(Writer::file(folder.path()) + QStringLiteral(".version-1"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime));
        };
        copy(13);
        QVERIFY(Writer::open(folder.path()));
        QVERIFY(QFile::exists(Writer::file(folder.path()) + QStringLiteral(".version-1")));
        copy(15);
        QVERIFY(Writer::open(folder.path()));
        QVERIFY(!QFile::exists(Writer::file(folder.path()) + QStringLiteral(".version-1")));
    }

    void logStaysBounded()
    {
        StoreFixture store;
        const auto reader = std::move(*Reader::open(store.profile()));
        for (int round = 0; round < 30; ++round) {
            QList<IncomingMessage> messages;
            for (int i = 0; i < 300; ++i) {
                messages.append(StoreFixture::message(round * 300 + i, quint32(round * 300 + i + 1)));
                messages.last().raw = QByteArray::number(i).repeated(1000);
            }
            QVERIFY(store.writer().addMessages(store.mailbox(Inbox), messages));
            QVERIFY(!reader->rowKeys(store.mailbox(Inbox), 10).isEmpty());
        }
        QVERIFY(QFileInfo(databasePath(store.profile()) + QStringLiteral("-wal")).size() < 32 * 1024 * 1024);
    }

    void whatAnotherProcessWroteIsSeen()
    {
        StoreFixture store;
        QSignalSpy elsewhere(&store.writer(), &Writer::changedElsewhere);
        QVERIFY(store.writer().addMessages(store.mailbox(Inbox), {StoreFixture::message(1, 1)}));
        const auto other = std::move(*Writer::open(store.profile()));
        QVERIFY(other->addMessages(store.mailbox(Inbox), {StoreFixture::message(2, 2)}));
        store.changes.clear();
        QTRY_COMPARE(elsewhere.size(), 1);
        QCOMPARE(store.changes.size(), 1);
        QVERIFY(store.changes.at(0).kinds & Change::Journal);
        QVERIFY(store.changes.at(0).mailboxes.contains(store.mailbox(Inbox)));
        QCOMPARE(store.reader().mailbox(store.mailbox(Inbox))->total, 2);
    }
};

/// In the child: what becomes of opening the profile.
static int tryToOpen(const QString &profile)
{
    const auto writer = Writer::open(profile);
    const auto reader = Reader::open(profile);
    std::printf("writer: %d reader: %lld\n", writer ? -1 : int(writer.error().detail),
        reader ? (*reader)->rowKeys({1}).size() : -1LL);
    return 0;
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--open") == 0)
        return tryToOpen(QString::fromLocal8Bit(argv[2]));
    tst_StoreProfile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_StoreProfile.moc"
