// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Schema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace godwit::store {

namespace {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

constexpr qint64 CopyKeptDays = 14;
constexpr qint64 ApplicationId = 0x47445754; // "GDWT"
constexpr QFileDevice::Permissions Owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
constexpr QFileDevice::Permissions Others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
    | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

/// What the owner made read-only stays so.
bool hideFromOthers(const QString &path)
{
    const QFileDevice::Permissions now = QFile::permissions(path);
    return !(now & Others) || QFile::setPermissions(path, now & Owner);
}

Result<void> runStep(Connection &connection, const QByteArray &sql, qsizetype version)
{
    connection.clearError();
    connection.script("BEGIN IMMEDIATE");
    const qint64 current = connection.number("PRAGMA user_version").value_or(0);
    if (!connection.failed() && current < version) { // not done by another process meanwhile
        connection.script(sql);
        connection.script("PRAGMA user_version = " + QByteArray::number(version));
        connection.script("PRAGMA application_id = " + QByteArray::number(ApplicationId));
    }
    connection.script("COMMIT");
    if (!connection.failed())
        return {};
    const MailError error = connection.error();
    connection.clearError();
    if (connection.inTransaction())
        connection.script("ROLLBACK");
    return tl::unexpected(error);
}

QString copyOf(const QString &file, qint64 version)
{
    return QStringLiteral("%1.version-%2").arg(file).arg(version);
}

/// They are as large as the store: kept until the new form has proved itself, not for ever.
void removeOldCopies(const QString &file, qint64 version)
{
    for (qint64 old = 1; old < version; ++old) {
        const QFileInfo copy(copyOf(file, old));
        if (copy.exists() && copy.lastModified().daysTo(QDateTime::currentDateTime()) >= CopyKeptDays)
            QFile::remove(copy.filePath());
    }
}

} // namespace

QString databasePath(const QString &profile)
{
    return QDir(profile).filePath(QString::fromLatin1(DatabaseFile));
}

Result<void> preparePrivateFolder(const QString &profile)
{
    const QFileInfo info(profile);
    if (info.exists() && !info.isDir())
        return failure(Kind::Storage, Detail::ProfileLocked, QStringLiteral("%1 is not a folder").arg(profile));
    if (!info.exists() && !QDir().mkpath(profile))
        return failure(Kind::Storage, Detail::ProfileLocked, QStringLiteral("%1 cannot be made").arg(profile));
    if (!hideFromOthers(profile))
        return failure(Kind::Storage, Detail::ProfileLocked, QStringLiteral("%1 cannot be made private").arg(profile));
    return {};
}

Result<void> makeFilePrivate(const QString &file)
{
    if (!QFileInfo::exists(file)) {
        QFile fresh(file); // made by us first: SQLite would ask the umask
        if (!fresh.open(QIODevice::ReadWrite))
            return failure(Kind::Storage, Detail::ProfileLocked, fresh.errorString());
    }
    if (!QFileInfo(file).isFile())
        return failure(Kind::Storage, Detail::ProfileLocked, QStringLiteral("%1 is not a file").arg(file));
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        const QString name = file + suffix;
        if (QFileInfo::exists(name) && !hideFromOthers(name))
            return failure(Kind::Storage, Detail::ProfileLocked, QStringLiteral("%1 cannot be made private").arg(name));
    }
    return {};
}

Result<void> checkFile(const QString &file)
{
    QFile database(file);
    if (!database.exists())
        return failure(Kind::Storage, Detail::NotFound, QStringLiteral("%1 does not exist").arg(file));
    if (!database.open(QIODevice::ReadOnly))
        return failure(Kind::Storage, Detail::ProfileLocked, database.errorString());
    // Somebody died while the file was made: SQLite takes back what is half there.
    if (database.size() == 0 || QFileInfo(file + QStringLiteral("-journal")).size() > 0)
        return {};
    const QByteArray header = database.read(100);
    if (header.size() < 100 || !header.startsWith("SQLite format 3"))
        return failure(Kind::Storage, Detail::DatabaseDamaged, QStringLiteral("%1 is not a database").arg(file));
    if (QFileInfo(file + QStringLiteral("-wal")).size() > 0)
        return {}; // pages may still be in the log
    const auto at = [&header](qsizetype offset) {
        return header.constData() + offset;
    };
    const quint16 stored = qFromBigEndian<quint16>(at(16));
    const qint64 pageOctets = stored == 1 ? 65536 : stored;
    const bool sizeIsValid = qFromBigEndian<quint32>(at(24)) == qFromBigEndian<quint32>(at(92));
    if (sizeIsValid && qFromBigEndian<quint32>(at(28)) * pageOctets > database.size())
        return failure(Kind::Storage, Detail::DatabaseDamaged, QStringLiteral("%1 is cut off").arg(file));
    return {};
}

Result<void> checkVersion(Connection &connection, qsizetype newest)
{
    const qint64 application = connection.number("PRAGMA application_id").value_or(0);
    const qint64 version = connection.number("PRAGMA user_version").value_or(0);
    const qint64 tables = connection.number("SELECT count(*) FROM sqlite_schema").value_or(0);
    if (connection.failed())
        return tl::unexpected(connection.error());
    if (application != ApplicationId && (application != 0 || tables > 0))
        return failure(
            Kind::Storage, Detail::DatabaseDamaged, QStringLiteral("the database belongs to another program"));
    if (version > newest)
        return failure(Kind::Storage, Detail::NewerProfile,
            QStringLiteral("the profile has version %1, this program knows %2").arg(version).arg(newest));
    return {};
}

Result<void> checkReadable(Connection &connection, qsizetype newest)
{
    if (auto known = checkVersion(connection, newest); !known)
        return known;
    const qint64 version = connection.number("PRAGMA user_version").value_or(0);
    if (version < newest)
        return failure(Kind::Storage, Detail::NotFound,
            QStringLiteral("the profile has version %1, not yet %2").arg(version).arg(newest));
    return {};
}

Result<void> migrate(Connection &connection, const QByteArrayList &steps, const QString &file)
{
    if (auto known = checkVersion(connection, steps.size()); !known)
        return known;
    const qint64 version = connection.number("PRAGMA user_version").value_or(0);
    if (version > 0 && version < steps.size()) {
        const QString copy = copyOf(file, version);
        QFile::remove(copy);
        connection.run("VACUUM INTO ?", copy);
        if (connection.failed())
            return tl::unexpected(connection.error());
        if (auto hidden = makeFilePrivate(copy); !hidden)
            return hidden;
    }
    if (version == steps.size())
        removeOldCopies(file, version);
    for (qsizetype next = version; next < steps.size(); ++next) {
        if (auto done = runStep(connection, steps.at(next), next + 1); !done)
            return done;
    }
    return {};
}

} // namespace godwit::store
