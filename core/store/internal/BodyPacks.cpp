// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/BodyPacks.h"

#include "base/Log.h"
#include "store/internal/Batch.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <sqlite3.h>
#include <vector>
#ifdef Q_OS_UNIX
#include <sys/uio.h>
#include <unistd.h>
#endif

namespace godwit::store {

namespace {

constexpr QFileDevice::Permissions OwnerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr std::size_t MostUnsynced = 16; ///< files, after which the oldest is waited for
/// Nobody writes to a file that lay still for so long, and what was written to it has been committed.
constexpr qint64 QuietSeconds = 3600;
constexpr qint64 StillOpenSeconds = QuietSeconds / 2;
constexpr qint64 MovedOctets = 4 * 1024 * 1024;

QString folderOf(const Connection &database)
{
    return packFolder(QFile::decodeName(sqlite3_db_filename(database.handle(), "main")));
}

bool layStill(const QString &file)
{
    return QFileInfo(file).lastModified().secsTo(QDateTime::currentDateTime()) >= QuietSeconds;
}

} // namespace

QString packFolder(const QString &databaseFile)
{
    return QFileInfo(databaseFile).dir().filePath(QStringLiteral("bodies"));
}

QString packFile(const QString &folder, qint64 pack)
{
    return QStringLiteral("%1/%2.pack").arg(folder).arg(pack);
}

/// Another file, whatever other processes do at the moment; private from its first moment (S-155).
bool BodyPacks::begin()
{
    if (m_unsynced.size() >= MostUnsynced) {
        if (!flush(*m_unsynced.front()))
            return false;
        m_unsynced.pop_front();
    }
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, OwnerFile | QFileDevice::ExeOwner);
    for (qint64 name = QDateTime::currentMSecsSinceEpoch();; ++name) {
        auto file = std::make_unique<QFile>(packFile(m_folder, name));
        if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, OwnerFile)) {
            if (file->exists())
                continue;
            qCWarning(lcStore, "a file for bodies cannot be made: %s", qPrintable(file->errorString()));
            m_pack = 0;
            return false;
        }
        m_unsynced.push_back(std::move(file));
        m_pack = name;
        m_size = 0;
        return true;
    }
}

/// All at the end of it.  A message at a time costs a call of the system each.
bool BodyPacks::write(QFile &file, const QList<std::shared_ptr<Packed>> &bodies)
{
#ifdef Q_OS_UNIX
    constexpr qsizetype AtOnce = 512; // IOV_MAX is 1024
    for (qsizetype from = 0; from < bodies.size(); from += AtOnce) {
        std::vector<iovec> pieces;
        ssize_t octets = 0;
        for (qsizetype i = from; i < std::min(bodies.size(), from + AtOnce); ++i) {
            const QByteArray &data = bodies[i]->data;
            pieces.push_back({const_cast<char *>(data.constData()), std::size_t(data.size())});
            octets += data.size();
        }
        if (::writev(file.handle(), pieces.data(), int(pieces.size())) != octets)
            return false;
    }
    return true;
#else
    return std::all_of(bodies.begin(), bodies.end(),
        [&file](const auto &body) { return file.write(body->data) == body->data.size(); });
#endif
}

bool BodyPacks::take(const QList<std::shared_ptr<Packed>> &bodies)
{
    const QMutexLocker lock(&m_lock);
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const bool isUsable = m_pack != 0 && m_size < PackOctets && now - m_usedAt < StillOpenSeconds;
    if (!isUsable && !begin())
        return false;
    m_usedAt = now;
    QFile &file = *m_unsynced.back();
    qint64 at = m_size;
    if (!write(file, bodies)) { // the disk is full: the database will say so too
        qCWarning(lcStore, "bodies cannot be written: %s", qPrintable(file.errorString()));
        m_pack = 0; // what is there by now belongs to nobody
        return false;
    }
    for (const auto &body : bodies) {
        body->pack = m_pack;
        body->place = at;
        body->packedOctets = body->data.size();
        at += body->packedOctets;
        body->data = QByteArray("");
    }
    m_size = at;
    return true;
}

bool BodyPacks::flush(QFile &file) const
{
#ifdef Q_OS_LINUX
    return ::fdatasync(file.handle()) == 0;
#elif defined(Q_OS_UNIX)
    return ::fsync(file.handle()) == 0;
#else
    return file.flush();
#endif
}

bool BodyPacks::sync()
{
    const QMutexLocker lock(&m_lock);
    while (!m_unsynced.empty()) {
        if (!flush(*m_unsynced.front()))
            return false;
        m_unsynced.pop_front();
    }
    m_pack = 0; // the next body begins another file
    return true;
}

Packed readPacked(const Connection &database, const Statement &row)
{
    Packed packed{int(row.integer(0)), row.integer(1), {}};
    if (row.isNull(3)) {
        packed.data = row.blob(2);
        return packed;
    }
    packed.pack = row.integer(3);
    packed.place = row.integer(4);
    packed.packedOctets = row.integer(5);
    QFile file(packFile(folderOf(database), packed.pack));
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && file.seek(packed.place))
        packed.data = file.read(packed.packedOctets);
    if (packed.data.size() != packed.packedOctets)
        packed.encoding = Packed::Lost;
    return packed;
}

void dropLostBodies(Connection &database)
{
    const QString folder = folderOf(database);
    QList<std::pair<qint64, qint64>> shorter; // than the rows say: pack, size
    {
        Statement packs = database.prepare("SELECT id, octets FROM pack");
        while (packs.step()) {
            const QFileInfo file(packFile(folder, packs.integer(0)));
            const qint64 size = file.exists() ? file.size() : 0;
            if (size < packs.integer(1))
                shorter.append({packs.integer(0), size});
        }
    }
    if (shorter.isEmpty())
        return;
    Batch batch(database);
    for (const auto &[pack, size] : std::as_const(shorter)) {
        qCWarning(lcStore, "file %lld of bodies is cut off", static_cast<long long>(pack));
        database.run("UPDATE message SET has_body = 0 WHERE id IN (SELECT b.message FROM body b WHERE b.pack = ?1 AND "
                     "b.place + b.packed > ?2) AND EXISTS (SELECT 1 FROM placement p WHERE p.message = message.id AND "
                     "p.uid IS NOT NULL)",
            pack, size);
        database.run("DELETE FROM body WHERE pack = ?1 AND place + packed > ?2 AND EXISTS (SELECT 1 FROM message m "
                     "WHERE m.id = body.message AND m.has_body = 0)",
            pack, size);
        database.run("UPDATE pack SET octets = (SELECT ifnull(max(place + packed), 0) FROM body WHERE pack = ?1) "
                     "WHERE id = ?1",
            pack);
    }
    (void)batch.commit();
}

namespace {

/// Some bodies of a file that is mostly dead, into the database.  They are read first: a file that cannot be read
/// stays as it is.
void moveSome(Connection &database, qint64 pack)
{
    struct Move {
        MessageKey message;
        QByteArray data;
    };
    QList<Move> moves;
    qint64 octets = 0;
    {
        Statement bodies =
            database.query("SELECT " PACKED_BODY ", message FROM body WHERE pack = ? ORDER BY place", pack);
        while (octets < MovedOctets && bodies.step()) {
            const Packed packed = readPacked(database, bodies);
            if (packed.encoding == Packed::Lost)
                return;
            octets += packed.packedOctets;
            moves.append({bodies.key<MessageKey>(6), packed.data});
        }
    }
    for (const Move &move : std::as_const(moves))
        database.run("UPDATE body SET data = ?2, pack = NULL, place = 0, packed = 0 WHERE message = ?1", move.message,
            move.data);
}

} // namespace

void tidyPacks(Connection &database)
{
    const QString folder = folderOf(database);
    const QDir profile = QFileInfo(folder).dir();
    // The copy that is made before a migration refers to the same files.
    if (!profile.entryList({QStringLiteral("*.version-*")}, QDir::Files).isEmpty())
        return;
    QList<std::pair<qint64, qint64>> sparse;
    {
        Statement packs = database.prepare("SELECT id, live FROM pack WHERE live * 2 < octets ORDER BY live");
        while (packs.step())
            sparse.append({packs.integer(0), packs.integer(1)});
    }
    sparse.removeIf([&folder](const auto &one) { return !layStill(packFile(folder, one.first)); });
    QList<qint64> dead;
    if (!sparse.isEmpty()) {
        // Durable: once the file is gone, nothing may refer to it again.
        Batch batch(database, Batch::Durability::Durable);
        for (const auto &[pack, live] : std::as_const(sparse)) {
            if (live > 0) {
                moveSome(database, pack);
                break;
            }
            database.run("DELETE FROM pack WHERE id = ? AND live = 0", pack);
            dead.append(pack);
        }
        if (!batch.commit())
            return;
    }
    // What a process left behind that was killed before its rows were there.
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.pack")}, QDir::Files)) {
        const qint64 pack = name.chopped(5).toLongLong();
        const bool isKnown = database.number("SELECT 1 FROM pack WHERE id = ?", pack).has_value();
        if (!isKnown && !dead.contains(pack) && !database.failed() && layStill(packFile(folder, pack)))
            dead.append(pack);
    }
    for (const qint64 pack : std::as_const(dead))
        QFile::remove(packFile(folder, pack));
}

} // namespace godwit::store
