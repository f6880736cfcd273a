// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "store/StoreFixture.h"
#include "store/internal/BodyPacks.h"
#include "store/internal/Schema.h"

#include <QDir>

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");

QByteArray source(int number)
{
    QByteArray raw = "Subject: " + QByteArray::number(number) + "\r\n\r\n";
    for (quint32 i = 0, x = quint32(number); i < 5000; ++i, x = x * 1664525U + 1013904223U)
        raw.append(char(x >> 24));
    return raw + QByteArray("words\r\n").repeated(number);
}

QDir folder(const StoreFixture &store)
{
    return QDir(packFolder(databasePath(store.profile())));
}

QStringList files(const StoreFixture &store)
{
    return folder(store).entryList({QStringLiteral("*.pack")}, QDir::Files, QDir::Name);
}

MessageKey messageOf(const StoreFixture &store, PlacementKey placement)
{
    return store.reader().row(placement)->message;
}

QList<Writer::BodyToStore> bodiesFor(const StoreFixture &store, const QList<PlacementKey> &placements)
{
    QList<Writer::BodyToStore> bodies;
    for (int i = 0; i < placements.size(); ++i) {
        bodies.append({messageOf(store, placements[i]), source(i + 1), QStringLiteral("words"), 0});
        Writer::packBody(bodies.last());
    }
    return bodies;
}

/// Three messages of INBOX whose bodies came in bulk.
QList<PlacementKey> fill(StoreFixture &store)
{
    QList<PlacementKey> placements;
    for (int number = 1; number <= 3; ++number)
        placements.append(store.add(Inbox, number, quint32(number)));
    QList<Writer::BodyToStore> bodies = bodiesFor(store, placements);
    store.writer().bodyKeeper(0)(bodies);
    const auto stored = store.writer().storeBodies(bodies);
    Q_ASSERT(stored);
    Q_UNUSED(stored)
    return placements;
}

/// As if nobody had written to them for some hours.
void age(const StoreFixture &store)
{
    for (const QString &name : files(store)) {
        QFile file(folder(store).filePath(name));
        const bool opened = file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFileDevice::FileModificationTime);
        Q_ASSERT(opened);
        Q_UNUSED(opened)
    }
}

void run(const StoreFixture &store, const QByteArray &sql)
{
    const auto connection = std::move(*Connection::open(databasePath(store.profile()), Connection::Access::ReadWrite));
    const bool done = connection->script(sql);
    Q_ASSERT(done);
    Q_UNUSED(done)
}

void forget(const StoreFixture &store, MessageKey message)
{
    const QByteArray key = QByteArray::number(message.value);
    run(store,
        "DELETE FROM placement WHERE message = " + key + "; DELETE FROM message WHERE id = " + key
            + "; UPDATE mailbox SET total = total - 1, unread = unread - 1 WHERE path = 'INBOX'");
}

} // namespace

class tst_BodyPacks : public QObject {
    Q_OBJECT
private slots:
    void bulkLiesInOneFileAndIsReadBack()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        QCOMPARE(files(store).size(), 1);
        const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFile::permissions(folder(store).path()) & others));
        QVERIFY(!(QFile::permissions(folder(store).filePath(files(store).first())) & others));
        for (int restart = 0; restart < 2; ++restart) {
            for (int i = 0; i < placements.size(); ++i) {
                const auto row = store.reader().row(placements[i]);
                QVERIFY(row && row->hasBody);
                QCOMPARE(store.reader().raw(row->message), std::optional(source(i + 1)));
            }
            QVERIFY(store.isClean());
            store.restart();
        }
    }

    void littleStaysInTheDatabase()
    {
        StoreFixture store;
        const PlacementKey placement = store.add(Inbox, 1, 1);
        QList<Writer::BodyToStore> bodies = bodiesFor(store, {placement});
        store.writer().bodyKeeper()(bodies);
        QVERIFY(store.writer().storeBodies(bodies));
        QVERIFY(files(store).isEmpty());
        QCOMPARE(store.reader().raw(messageOf(store, placement)), std::optional(source(1)));
    }

    void aBodyThatComesAgainTakesTheOldOnesPlace()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        QVERIFY(store.writer().storeBody(messageOf(store, placements[0]), "other", {}, 0));
        QCOMPARE(store.reader().raw(messageOf(store, placements[0])), std::optional(QByteArray("other")));
        QVERIFY(store.isClean());
    }

    /// A power cut takes octets that were not on the disk yet, and leaves the rows.
    void whatAFileLostIsAskedForAgain()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        QFile file(folder(store).filePath(files(store).first()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() - 100));
        file.close();
        store.restart();
        QVERIFY(!store.reader().row(placements[2])->hasBody);
        const auto missing = store.writer().missingBodies(store.account(), {}, 10);
        QCOMPARE(missing.size(), 1);
        QCOMPARE(missing.first().message, messageOf(store, placements[2]));
        QCOMPARE(store.reader().raw(messageOf(store, placements[1])), std::optional(source(2)));
        QVERIFY(store.isClean());

        QVERIFY(QFile::remove(file.fileName()));
        store.restart();
        QCOMPARE(store.writer().missingBodies(store.account(), {}, 10).size(), 3);
        QVERIFY(store.isClean());
    }

    /// Nobody can be asked for it: the row stays, should the file come back, and the check tells.
    void whatNoServerHasIsNotGivenUp()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        const MessageKey kept = messageOf(store, placements[0]);
        QVERIFY(store.writer().removeAccount(store.account(), true));
        const QString name = folder(store).filePath(files(store).first());
        QVERIFY(QFile::rename(name, name + u'x'));
        store.restart();
        QVERIFY(!store.reader().raw(kept));
        QVERIFY(!store.isClean());
        QVERIFY(QFile::rename(name + u'x', name));
        store.restart();
        QCOMPARE(store.reader().raw(kept), std::optional(source(1)));
        QVERIFY(store.isClean());
    }

    void aFileNobodyRefersToGoes()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        QList<Writer::BodyToStore> killed = bodiesFor(store, placements);
        store.restart();
        store.writer().bodyKeeper(0)(killed); // and the process died before the rows were there
        QCOMPARE(files(store).size(), 2);
        store.restart();
        QCOMPARE(files(store).size(), 2); // too young: another process may be about to commit
        age(store);
        store.restart();
        QCOMPARE(files(store).size(), 1);
        for (const PlacementKey placement : placements)
            forget(store, messageOf(store, placement));
        age(store);
        store.restart();
        QVERIFY(files(store).isEmpty());
        QVERIFY(store.isClean());
    }

    void whatIsLeftOfADeadFileMovesIntoTheDatabase()
    {
        StoreFixture store;
        const QList<PlacementKey> placements = fill(store);
        const MessageKey left = messageOf(store, placements[1]);
        forget(store, messageOf(store, placements[0]));
        forget(store, messageOf(store, placements[2]));
        age(store);
        for (int restart = 0; restart < 2; ++restart) {
            store.restart();
            QCOMPARE(store.reader().raw(left), std::optional(source(2)));
            QVERIFY(store.isClean());
        }
        QVERIFY(files(store).isEmpty());
    }

    void nothingMovesWhileACopyRefersToTheFiles()
    {
        StoreFixture store;
        for (const PlacementKey placement : fill(store))
            forget(store, messageOf(store, placement));
        age(store);
        QFile copy(databasePath(store.profile()) + QStringLiteral(".version-1"));
        QVERIFY(copy.open(QIODevice::WriteOnly));
        store.restart();
        QCOMPARE(files(store).size(), 1);
    }

    void bodiesOfTheVersionBeforeStayWhereTheyAre()
    {
        QTemporaryDir profile;
        const QString file = databasePath(profile.path());
        {
            const auto connection = std::move(*Connection::open(file, Connection::Access::ReadWrite));
            QVERIFY(migrate(*connection, migrations().mid(0, 6), file));
            QVERIFY(connection->script(
                "INSERT INTO account (id, position, settings) VALUES (1, 1, x'7b7d');"
                "INSERT INTO message (id, account, match_key, sort_date, size, envelope, has_body, orphaned) "
                "VALUES (1, 1, 1, 1, 5, x'', 1, unixepoch());"
                "INSERT INTO body VALUES (1, 0, 5, CAST('words' AS BLOB));"));
        }
        const auto writer = std::move(*Writer::open(profile.path()));
        QCOMPARE(writer->reader().raw({1}), std::optional(QByteArray("words")));
    }
};

QTEST_GUILESS_MAIN(tst_BodyPacks)
#include "tst_BodyPacks.moc"
