// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/OrderKeeper.h"

#include <QTimerEvent>

namespace godwit::sync {

namespace {

constexpr qsizetype SliceRows = 1000; // some milliseconds, between which everything else goes on

QList<store::SortEntry> readEntries(const QString &profile, store::MailboxKey mailbox, store::SortBy by)
{
    const auto reader = store::Reader::open(profile);
    return reader ? (*reader)->sortEntries(mailbox, by) : QList<store::SortEntry>();
}

} // namespace

OrderKeeper::OrderKeeper(store::Writer &writer) : m_writer(writer)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(1000);
}

OrderKeeper::~OrderKeeper()
{
    m_pool.waitForDone();
}

void OrderKeeper::keep(store::MailboxKey mailbox, store::SortBy by)
{
    const auto row = m_writer.reader().mailbox(mailbox);
    const Wanted wanted{mailbox, by};
    if (!row || row->total <= store::SortedAtOnce || m_writer.reader().keepsOrder(mailbox, by)
        || m_wanted.contains(wanted))
        return;
    m_wanted.append(wanted);
    if (m_wanted.size() == 1)
        begin();
}

void OrderKeeper::begin()
{
    const Wanted wanted = m_wanted.constFirst();
    if (!m_writer.beginOrder(wanted.mailbox, wanted.by)) {
        next();
        return;
    }
    m_pool.start([this, wanted, profile = m_writer.reader().profile()] {
        const QList<store::SortEntry> entries = readEntries(profile, wanted.mailbox, wanted.by);
        // The destructor waits for this thread, so `this` is alive here; a queued call dies with it.
        QMetaObject::invokeMethod(
            this, [this, entries] { take(entries); }, Qt::QueuedConnection);
    });
}

void OrderKeeper::take(const QList<store::SortEntry> &entries)
{
    m_entries = entries;
    m_written = 0;
    m_timer.start(0, this);
}

void OrderKeeper::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    const Wanted wanted = m_wanted.constFirst();
    const bool added = m_writer.addToOrder(wanted.mailbox, wanted.by, m_entries.mid(m_written, SliceRows)).has_value();
    m_written += SliceRows;
    if (added && m_written < m_entries.size())
        return;
    m_timer.stop();
    m_entries.clear();
    if (added) // else the mailbox is gone or the disk full: whoever asks again begins again
        (void)m_writer.finishOrder(wanted.mailbox, wanted.by);
    next();
}

void OrderKeeper::next()
{
    m_wanted.removeFirst();
    if (!m_wanted.isEmpty())
        begin();
}

} // namespace godwit::sync
