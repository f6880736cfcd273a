// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"

#include <QBasicTimer>
#include <QThreadPool>

namespace godwit::sync {

/// Makes orders of large mailboxes: a worker reads and sorts, the writer takes the rows in slices in which nobody has
/// to wait.  One at a time.  A million rows take the worker some seconds and the writer as long again; written in their
/// order they fill the table from one end to the other, which costs a tenth of what it would in any other.
class OrderKeeper : public QObject {
    Q_OBJECT
public:
    explicit OrderKeeper(store::Writer &writer);
    ~OrderKeeper() override;

    /// Nothing happens where it is kept already, or where sorting takes a moment.
    void keep(store::MailboxKey mailbox, store::SortBy by);
    bool isBusy() const { return !m_wanted.isEmpty(); }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Wanted {
        store::MailboxKey mailbox;
        store::SortBy by = store::SortBy::Date;
        bool operator==(const Wanted &) const = default;
    };
    void begin();
    void take(const QList<store::SortEntry> &entries);
    void next();

    store::Writer &m_writer;
    QList<Wanted> m_wanted; ///< the first is being made
    QList<store::SortEntry> m_entries;
    qsizetype m_written = 0;
    QBasicTimer m_timer;
    QThreadPool m_pool;
};

} // namespace godwit::sync
