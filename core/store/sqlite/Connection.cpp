// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/Connection.h"

#include "base/Log.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <sqlite3.h>

namespace godwit::store {

namespace {

constexpr int BusyTimeoutMilliseconds = 10'000;

/// holds(needle, text...): whether one of the texts holds the needle, ignoring case in all scripts.
void holdsFunction(sqlite3_context *context, int count, sqlite3_value **values)
{
    const auto text = [](sqlite3_value *value) {
        const auto *octets = reinterpret_cast<const char *>(sqlite3_value_text(value));
        return QString::fromUtf8(octets, octets ? sqlite3_value_bytes(value) : 0);
    };
    const QString needle = text(values[0]);
    for (int i = 1; i < count; ++i) {
        if (text(values[i]).contains(needle, Qt::CaseInsensitive)) {
            sqlite3_result_int(context, 1);
            return;
        }
    }
    sqlite3_result_int(context, 0);
}

int openDatabase(const QString &file, Connection::Access access, sqlite3 **database)
{
    // Nobody asks SQLite how much memory it uses; counting it takes a lock at each allocation.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(uncounted)
    const bool writes = access == Connection::Access::ReadWrite;
    const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX
        | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    QByteArray name = QFile::encodeName(file);
    // A folder that cannot be written and holds no log: nobody writes, so the file alone is the truth.
    if (!writes && !QFileInfo(QFileInfo(file).path()).isWritable()
        && QFileInfo(file + QStringLiteral("-wal")).size() == 0)
        name = "file:" + QUrl::toPercentEncoding(file, "/") + "?immutable=1";
    return sqlite3_open_v2(name.constData(), database, flags, nullptr);
}

} // namespace

MailError sqliteError(int code, const char *message)
{
    MailError error;
    error.kind = MailError::Kind::Storage;
    error.serverText = QString::fromUtf8(message).left(512);
    switch (code & 0xff) {
    case SQLITE_FULL:
        error.detail = MailError::Detail::DiskFull;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        error.detail = MailError::Detail::DatabaseDamaged;
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        error.detail = MailError::Detail::ProfileLocked;
        break;
    default:
        break;
    }
    return error;
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Access access)
{
    sqlite3 *database = nullptr;
    const int code = openDatabase(file, access, &database);
    std::unique_ptr<Connection> connection(new Connection(database));
    if (code != SQLITE_OK) {
        connection->recordError(code);
        return tl::unexpected(connection->m_error);
    }
    sqlite3_busy_timeout(database, BusyTimeoutMilliseconds);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_create_function_v2(database, "holds", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr,
        holdsFunction, nullptr, nullptr, nullptr);
    return connection;
}

Connection::~Connection()
{
    for (auto &[sql, slots] : m_statements) {
        for (const auto &slot : slots)
            sqlite3_finalize(slot->statement);
    }
    sqlite3_close(m_database);
}

Statement Connection::prepare(const char *sql)
{
    auto &slots = m_statements[sql];
    for (const auto &slot : slots) {
        if (!slot->busy) {
            slot->busy = true;
            return {*this, slot.get()};
        }
    }
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        recordError(code);
        return {*this, nullptr};
    }
    slots.push_back(std::make_unique<StatementSlot>(StatementSlot{statement, true}));
    return {*this, slots.back().get()};
}

bool Connection::script(const QByteArray &sql)
{
    if (m_failed)
        return false;
    const int code = sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        recordError(code);
    return code == SQLITE_OK;
}

qint64 Connection::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_database);
}

qint64 Connection::changedRows() const
{
    return sqlite3_changes64(m_database);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_database) == 0;
}

void Connection::recordError(int code)
{
    if (m_failed)
        return;
    m_failed = true;
    m_error = sqliteError(code, m_database ? sqlite3_errmsg(m_database) : sqlite3_errstr(code));
    qCWarning(lcStore, "database: %d %s", code, qPrintable(m_error.serverText));
}

} // namespace godwit::store
