// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/sqlite/Connection.h"

#include <QByteArrayList>

namespace godwit::store {

constexpr char DatabaseFile[] = "mail.db";
QString databasePath(const QString &profile);

/// The numbered SQL files, in order; the first makes version 1.
QByteArrayList migrations();

/// Makes folder and file private to the user (S-155).
Result<void> preparePrivateFolder(const QString &profile);
Result<void> makeFilePrivate(const QString &file);

/// Brings the database to version `steps.size()`, each step in one transaction of its own, with a copy of an older
/// database beside it before the first; a copy goes two weeks later.  Errors: Storage with NewerProfile,
/// DatabaseDamaged, DiskFull, ProfileLocked.
Result<void> migrate(Connection &connection, const QByteArrayList &steps, const QString &file);
/// What migrate() would refuse, without writing.
Result<void> checkVersion(Connection &connection, qsizetype newest);
/// Also what only migrate() can make readable: NotFound.
Result<void> checkReadable(Connection &connection, qsizetype newest);
/// A file that is shorter than its header says, or no database at all.
Result<void> checkFile(const QString &file);

} // namespace godwit::store
