// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/Statement.h"

#include "store/sqlite/Connection.h"

#include <sqlite3.h>
#include <utility>

namespace godwit::store {

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection), m_slot(std::exchange(other.m_slot, nullptr))
{ }

Statement::~Statement()
{
    if (!m_slot)
        return;
    sqlite3_reset(m_slot->statement);
    sqlite3_clear_bindings(m_slot->statement);
    m_slot->busy = false;
}

void Statement::bind(int at, qint64 value)
{
    if (m_slot)
        sqlite3_bind_int64(m_slot->statement, at, value);
}

void Statement::bind(int at, const QString &value)
{
    bindText(at, value.isNull() ? QByteArray() : value.toUtf8());
}

void Statement::bind(int at, const QByteArray &value)
{
    if (!m_slot)
        return;
    const int code = value.isNull()
        ? sqlite3_bind_null(m_slot->statement, at)
        : sqlite3_bind_blob64(m_slot->statement, at, value.constData(), sqlite3_uint64(value.size()), SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        m_connection->recordError(code);
}

void Statement::bindBorrowed(int at, const QByteArray &value)
{
    if (!m_slot)
        return;
    const int code =
        sqlite3_bind_blob64(m_slot->statement, at, value.constData(), sqlite3_uint64(value.size()), SQLITE_STATIC);
    if (code != SQLITE_OK)
        m_connection->recordError(code);
}

void Statement::bindText(int at, const QByteArray &utf8)
{
    if (!m_slot)
        return;
    const int code = utf8.isNull() ? sqlite3_bind_null(m_slot->statement, at)
                                   : sqlite3_bind_text64(m_slot->statement, at, utf8.constData(),
                                       sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK)
        m_connection->recordError(code);
}

void Statement::bindNull(int at)
{
    if (m_slot)
        sqlite3_bind_null(m_slot->statement, at);
}

bool Statement::step()
{
    if (!m_slot || m_connection->failed())
        return false;
    const int code = sqlite3_step(m_slot->statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_connection->recordError(code);
    return false;
}

bool Statement::run()
{
    while (step()) { }
    return m_slot && !m_connection->failed();
}

void Statement::reset()
{
    if (m_slot)
        sqlite3_reset(m_slot->statement);
}

qint64 Statement::integer(int column) const
{
    return m_slot ? sqlite3_column_int64(m_slot->statement, column) : 0;
}

QString Statement::text(int column) const
{
    if (!m_slot || isNull(column))
        return {};
    const auto *octets = reinterpret_cast<const char *>(sqlite3_column_text(m_slot->statement, column));
    return QString::fromUtf8(octets ? octets : "", sqlite3_column_bytes(m_slot->statement, column));
}

QByteArray Statement::blob(int column) const
{
    if (!m_slot || isNull(column))
        return {};
    const auto *octets = static_cast<const char *>(sqlite3_column_blob(m_slot->statement, column));
    return {octets ? octets : "", sqlite3_column_bytes(m_slot->statement, column)};
}

bool Statement::isNull(int column) const
{
    return !m_slot || sqlite3_column_type(m_slot->statement, column) == SQLITE_NULL;
}

} // namespace godwit::store
