// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "store/sqlite/Connection.h"

#include <QHash>
#include <QSet>

namespace godwit::store {

/// One transaction and what it changed.  Taken back when it goes out of scope without commit().  Mailbox counts are
/// gathered here and written once, so that a hundred thousand rows cost one update a mailbox.
class Batch {
public:
    /// Durable: on the disk when commit() returns, power cut or not.  Fast: never torn, but a power cut may take the
    /// last moments back; for what a server would tell us again.
    enum class Durability { Fast, Durable };

    explicit Batch(Connection &connection, Durability durability = Durability::Fast);
    /// For what reads the tables and never commits: opens no transaction.
    struct ReadOnlyView { };
    Batch(Connection &connection, ReadOnlyView) : m_connection(connection) { }
    ~Batch();
    Batch(const Batch &) = delete;
    Batch &operator=(const Batch &) = delete;

    Connection &database() { return m_connection; }
    /// Whether everything so far went well; loops look now and then.
    bool isGood() const { return !m_connection.failed(); }

    void note(Change::Kind kind) { m_kinds |= kind; }
    void count(MailboxKey mailbox, qint64 total, qint64 unread);
    void touch(MailboxKey mailbox) { m_counts[mailbox]; } ///< names it in the notice
    void reload(MailboxKey mailbox); ///< too much of it changed to say what
    void rowAdded(MailboxKey mailbox, RowKey row);
    void rowRemoved(MailboxKey mailbox, PlacementKey row);
    void rowChanged(MailboxKey mailbox, PlacementKey row);
    /// The orders that are kept of it, or being made (internal/Orders.h).
    const QList<SortBy> &orders(MailboxKey mailbox);

    /// What changed, once it is committed.
    Result<Change> commit();
    /// For a caller that found a reason of its own.
    tl::unexpected<MailError> fail(MailError::Detail detail, const QString &text = {});

private:
    struct Rows {
        QSet<PlacementKey> changed, removed;
        QHash<PlacementKey, qint64> added;
        bool reload = false;
        void limit();
    };
    struct Counts {
        qint64 total = 0, unread = 0;
    };
    Change takeChange();
    void writeCounts();

    Connection &m_connection;
    const Durability m_durability = Durability::Fast;
    quint32 m_kinds = 0;
    QHash<MailboxKey, Rows> m_rows;
    QHash<MailboxKey, Counts> m_counts;
    QHash<MailboxKey, QList<SortBy>> m_orders;
    bool m_open = false;
};

} // namespace godwit::store
