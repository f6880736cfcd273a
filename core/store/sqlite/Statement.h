// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <optional>
#include <type_traits>
#include <vector>

struct sqlite3_stmt;

namespace godwit::store {

class Connection;

/// A prepared statement of the connection's cache.
struct StatementSlot {
    sqlite3_stmt *statement = nullptr;
    bool busy = false;
};

/// A prepared statement in use; given back to the cache, reset, when it goes out of scope.  Columns count from 0,
/// parameters from 1.
class Statement {
public:
    Statement(Connection &connection, StatementSlot *slot) : m_connection(&connection), m_slot(slot) { }
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    void bind(int at, qint64 value);
    void bind(int at, const QString &value); ///< text; NULL for a null string
    void bind(int at, const QByteArray &value); ///< blob; NULL for a null array
    void bindBorrowed(int at, const QByteArray &value); ///< blob, not copied: keep it until the statement has run
    void bindText(int at, const QByteArray &utf8); ///< text; NULL for a null array
    void bindNull(int at);
    template <typename T>
    requires std::is_integral_v<T>
    void bind(int at, T value) { bind(at, static_cast<qint64>(value)); }
    /// Keys, Uid, UidValidity and ModSeq: NULL for "none".
    template <typename T>
    requires requires(const T &key)
    {
        key.value;
        static_cast<bool>(key);
    }
    void bind(int at, const T &key)
    {
        if (static_cast<bool>(key))
            bind(at, static_cast<qint64>(key.value));
        else
            bindNull(at);
    }
    template <typename T> void bind(int at, const std::optional<T> &value)
    {
        if (value)
            bind(at, *value);
        else
            bindNull(at);
    }
    template <typename... Values> void bindAll(const Values &...values)
    {
        int at = 0;
        (bind(++at, values), ...);
    }

    /// Whether there is a (further) row.
    bool step();
    /// To the end; true when nothing failed.
    bool run();
    /// Ready for other values.
    void reset();

    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const; ///< also the UTF-8 octets of text
    bool isNull(int column) const;
    template <typename T> T key(int column) const { return T{static_cast<decltype(T{}.value)>(integer(column))}; }

private:
    Connection *m_connection;
    StatementSlot *m_slot; ///< nullptr when preparing failed
};

} // namespace godwit::store
