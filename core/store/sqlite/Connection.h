// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "store/sqlite/Statement.h"

#include <functional>
#include <memory>
#include <unordered_map>

struct sqlite3;

namespace godwit::store {

/// One SQLite connection; used by one thread at a time.  The first error stays until clearError(): after it every
/// statement is a quiet no-op, so that a transaction is checked once, at its end.
class Connection {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Errors: Storage with DatabaseDamaged, DiskFull, ProfileLocked (cannot be opened or written), NotFound.
    static Result<std::unique_ptr<Connection>> open(const QString &file, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// `sql` is a literal: its address is the key of the statement cache.
    Statement prepare(const char *sql);
    template <typename... Values> Statement query(const char *sql, const Values &...values)
    {
        Statement statement = prepare(sql);
        statement.bindAll(values...);
        return statement;
    }
    /// Runs a statement without rows.
    template <typename... Values> bool run(const char *sql, const Values &...values)
    {
        return query(sql, values...).run();
    }
    /// The first column of the first row.
    template <typename... Values> std::optional<qint64> number(const char *sql, const Values &...values)
    {
        Statement statement = query(sql, values...);
        if (!statement.step() || statement.isNull(0))
            return std::nullopt;
        return statement.integer(0);
    }
    /// Several statements, not cached.
    bool script(const QByteArray &sql);

    qint64 lastInsertId() const;
    qint64 changedRows() const;
    bool inTransaction() const;

    bool failed() const { return m_failed; }
    MailError error() const { return m_error; }
    void clearError() { m_failed = false; }
    void recordError(int code);

    /// Run before each durable commit: brings to the disk what rows refer to outside of the database.
    void setBarrier(std::function<bool()> barrier) { m_barrier = std::move(barrier); }
    bool passBarrier() const { return !m_barrier || m_barrier(); }

    sqlite3 *handle() const { return m_database; }

private:
    explicit Connection(sqlite3 *database) : m_database(database) { }

    sqlite3 *m_database;
    std::unordered_map<const char *, std::vector<std::unique_ptr<StatementSlot>>> m_statements;
    std::function<bool()> m_barrier;
    MailError m_error;
    bool m_failed = false;
};

/// What an SQLite result code means to a person.
MailError sqliteError(int code, const char *message);

} // namespace godwit::store
