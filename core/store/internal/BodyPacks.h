// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Compression.h"
#include "store/sqlite/Connection.h"

#include <QFile>
#include <QMutex>
#include <deque>
#include <memory>

namespace godwit::store {

/// Files beside the database that bodies of a bulk fetch are appended to, without names or marks of their own: the
/// table `pack` knows them, `body` says what lies where.
///
/// In the database such a body is written three times (log, checksum, checkpoint), which was a third of the processor
/// time of a first sync and made it wait for the disk; here once.  The octets are in the file before the row is
/// committed, so that a killed process leaves octets that nobody refers to, never the other way round.  They reach the
/// disk before the next durable commit (see Batch).  After a power cut a file may be shorter than its rows say: then
/// those bodies are missing and are asked for again, since only what a server has comes here.
///
/// Thread-safe.
class BodyPacks {
public:
    static constexpr qint64 PackOctets = 64 * 1024 * 1024; ///< then the next file is begun

    explicit BodyPacks(QString folder) : m_folder(std::move(folder)) { }

    /// Puts what is plain data into a file, all of it or nothing; false: it stays where it is.
    bool take(const QList<std::shared_ptr<Packed>> &bodies);
    /// false: not everything that was taken is on the disk.
    bool sync();

private:
    bool begin();
    static bool write(QFile &file, const QList<std::shared_ptr<Packed>> &bodies);
    bool flush(QFile &file) const;

    const QString m_folder;
    QMutex m_lock;
    std::deque<std::unique_ptr<QFile>> m_unsynced; ///< the last one is open for more
    qint64 m_pack = 0, m_size = 0;
    qint64 m_usedAt = 0; ///< seconds; see Packs::tidy()
};

QString packFolder(const QString &databaseFile);
QString packFile(const QString &folder, qint64 pack);

/// The columns that readPacked() takes.
#define PACKED_BODY "encoding, octets, data, pack, place, packed"
/// A row of `body`, from its file where it lies in one; unpack() fails on what could not be read.
Packed readPacked(const Connection &database, const Statement &row);

/// Takes bodies that a file no longer holds for missing, where a server can be asked for them again.  At the start.
void dropLostBodies(Connection &database);
/// Moves some of what is left in files that are mostly dead into the database, and removes files in which nothing is
/// left.  One transaction of its own; call it now and then.
void tidyPacks(Connection &database);

} // namespace godwit::store
