// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Writer.h"

#include "store/internal/Codec.h"
#include "store/internal/Messages.h"
#include "store/internal/Orders.h"
#include "store/internal/ReaderPrivate.h"
#include "store/internal/Schema.h"
#include "store/internal/WriterPrivate.h"

#include <chrono>
#include <sqlite3.h>
#include <utility>

namespace godwit::store {

namespace {

// Most of the system time of a first sync went into writing pages one by one and into waiting for the disk at each
// checkpoint: hence pages of 8 KiB (larger ones make the log grow where an index is hit at random) and a log of 32 MiB
// before it is folded in.  The log is cut back to that after a checkpoint.
constexpr char SetUp[] =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
    "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432; PRAGMA cache_size = -16000; "
    "PRAGMA temp_store = MEMORY;";
constexpr char ForgetOldOperations[] =
    "DELETE FROM operation WHERE state NOT IN (0, 1, 3, 4) AND at_ms < (unixepoch() - 30 * 86400) * 1000";

constexpr std::chrono::milliseconds LookForOthers{2000};
constexpr int TicksBetweenTidying = 300;

Result<void> checkWritable(Connection &connection)
{
    if (sqlite3_db_readonly(connection.handle(), "main") == 1)
        return failure(
            MailError::Kind::Storage, MailError::Detail::ProfileLocked, QStringLiteral("the profile is read-only"));
    return {};
}

} // namespace

Result<void> Writer::Private::finish(Batch &batch)
{
    const auto change = batch.commit();
    if (!change)
        return tl::unexpected(change.error());
    if (change->kinds != 0)
        Q_EMIT owner->changed(*change);
    return {};
}

Writer::Writer(std::unique_ptr<Private> data) : d(std::move(data))
{
    d->owner = this;
    qRegisterMetaType<Change>();
}

Writer::~Writer() = default;

const Reader &Writer::reader() const
{
    return *d->reader;
}

QString Writer::file(const QString &profile)
{
    return databasePath(profile);
}

Result<std::unique_ptr<Writer>> Writer::open(const QString &profile, qint64 maximumPages)
{
    if (const auto folder = preparePrivateFolder(profile); !folder)
        return tl::unexpected(folder.error());
    const QString file = databasePath(profile);
    if (const auto made = makeFilePrivate(file); !made)
        return tl::unexpected(made.error());
    if (const auto sound = checkFile(file); !sound)
        return tl::unexpected(sound.error());
    auto connection = Connection::open(file, Connection::Access::ReadWrite);
    if (!connection)
        return tl::unexpected(connection.error());
    Connection &database = **connection;
    if (const auto known = checkVersion(database, migrations().size()); !known)
        return tl::unexpected(known.error());
    if (const auto writable = checkWritable(database); !writable)
        return tl::unexpected(writable.error());
    database.script(SetUp);
    if (maximumPages > 0)
        database.script("PRAGMA max_page_count = " + QByteArray::number(maximumPages));
    if (database.failed())
        return tl::unexpected(database.error());
    if (const auto migrated = migrate(database, migrations(), file); !migrated)
        return tl::unexpected(migrated.error());

    auto reading = std::make_unique<Reader::Private>();
    reading->profile = profile;
    reading->database = &database;
    auto d = std::make_unique<Private>();
    d->profile = profile;
    d->connection = std::move(*connection);
    d->reader.reset(new Reader(std::move(reading)));
    d->packs = std::make_shared<BodyPacks>(packFolder(file));
    d->connection->setBarrier([packs = d->packs] { return packs->sync(); });
    std::unique_ptr<Writer> writer(new Writer(std::move(d)));
    dropLostBodies(*writer->d->connection);
    Batch housekeeping(*writer->d->connection);
    purgeOrphans(housekeeping);
    Orders(housekeeping).dropForeign();
    housekeeping.database().run(ForgetOldOperations);
    if (const auto done = writer->d->finish(housekeeping); !done)
        return tl::unexpected(done.error());
    tidyPacks(*writer->d->connection);
    writer->d->dataVersion = writer->d->connection->number("PRAGMA data_version").value_or(0);
    writer->startTimer(LookForOthers, Qt::VeryCoarseTimer);
    return writer;
}

void Writer::timerEvent(QTimerEvent *)
{
    Connection &database = *d->connection;
    database.clearError();
    if (++d->ticks % TicksBetweenTidying == 0)
        tidyPacks(database);
    const qint64 version = database.number("PRAGMA data_version").value_or(d->dataVersion);
    if (std::exchange(d->dataVersion, version) == version)
        return;
    Change change;
    change.kinds = Change::Accounts | Change::Mailboxes | Change::Counts | Change::Rows | Change::RowData
        | Change::Journal | Change::Outbox | Change::Drafts;
    for (const AccountRow &account : d->reader->accounts()) {
        for (const Mailbox &mailbox : d->reader->mailboxes(account.key)) {
            change.mailboxes.append(mailbox.key);
            Change::MailboxRows rows;
            rows.mailbox = mailbox.key;
            rows.reload = true;
            change.rows.append(rows);
        }
    }
    Q_EMIT changedElsewhere();
    Q_EMIT changed(change);
}

Result<AccountKey> Writer::addAccount(const QByteArray &settings)
{
    Batch batch(*d->connection, Batch::Durability::Durable);
    batch.database().run(
        "INSERT INTO account (position, settings) VALUES ((SELECT ifnull(max(position), 0) + 1 FROM account), ?)",
        settings.isNull() ? QByteArray("") : settings);
    const AccountKey key{batch.database().lastInsertId()};
    batch.note(Change::Accounts);
    return valueAfter(d->finish(batch), key);
}

Result<void> Writer::updateAccount(AccountKey account, const QByteArray &settings)
{
    Batch batch(*d->connection, Batch::Durability::Durable);
    batch.database().run(
        "UPDATE account SET settings = ? WHERE id = ?", settings.isNull() ? QByteArray("") : settings, account);
    if (batch.isGood() && batch.database().changedRows() == 0)
        return batch.fail(MailError::Detail::NotFound);
    batch.note(Change::Accounts);
    return d->finish(batch);
}

Result<void> Writer::setSyncPoint(MailboxKey mailbox, const SyncPoint &point)
{
    Batch batch(*d->connection);
    Connection &database = batch.database();
    const bool wasWhole = database.number("SELECT oldest_synced FROM mailbox WHERE id = ?", mailbox).value_or(0) == 1;
    database.run("UPDATE mailbox SET uid_validity = ?2, uid_next = ?3, highest_modseq = ?4, server_exists = ?5, "
                 "oldest_synced = ?6, last_flag_sweep = ?7 WHERE id = ?1",
        mailbox, point.uidValidity, point.uidNext, point.highestModSeq, point.exists, point.oldestSynced,
        codec::seconds(point.lastFlagSweep));
    if (batch.isGood() && database.changedRows() == 0)
        return batch.fail(MailError::Detail::NotFound);
    if (point.oldestSynced.value == 1) { // with Gmail's home the mailboxes of its labels are whole too
        database.run("UPDATE mailbox SET oldest_synced = 1 WHERE label IS NOT NULL AND oldest_synced IS NOT 1 AND "
                     "account = (SELECT account FROM mailbox WHERE id = ? AND holds_labels = 1)",
            mailbox);
        if (database.changedRows() > 0)
            batch.note(Change::Counts);
    }
    if (wasWhole != (point.oldestSynced.value == 1)) { // from STATUS's numbers to ours, or back
        batch.note(Change::Counts);
        batch.touch(mailbox);
    }
    return d->finish(batch);
}

} // namespace godwit::store
