// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Threads.h"

#include "store/internal/Codec.h"

#include <algorithm>

namespace godwit::store {

namespace {

/// A reply names its nearest ancestors last; who writes more than this is not answered by more look-ups.
constexpr qsizetype MaximumAncestors = 50;
constexpr int MaximumAliases = 100;

} // namespace

QStringList ancestors(const mime::Envelope &envelope)
{
    QStringList ids;
    for (const QString &id : envelope.references.isEmpty() ? envelope.inReplyTo : envelope.references) {
        if (!id.isEmpty() && id != envelope.messageId && !ids.contains(id))
            ids.append(id);
        if (ids.size() > MaximumAncestors)
            ids.removeAt(1); // the first is the one that all of a conversation name
    }
    return ids;
}

ThreadKey Threads::find(AccountKey account, const mime::Envelope &envelope)
{
    m_found = {};
    m_missing.clear();
    const auto lookUp = [this, account](const QString &id, bool &isCut) {
        const qint64 key = codec::idKey(id);
        bool isHere = false;
        QList<qint64> threads;
        {
            Statement known = m_db.query("SELECT ifnull(thread, id), thread_cut FROM message WHERE match_key = ? AND "
                                         "account = ? AND message_id = ?",
                key, account, id);
            while (known.step()) {
                isHere = true;
                isCut = isCut || known.integer(1) != 0;
                threads.append(known.integer(0));
            }
        }
        for (const qint64 thread : std::as_const(threads))
            join(m_found, thread);
        if (const auto awaited =
                m_db.number("SELECT thread FROM thread_awaited WHERE account = ? AND id_key = ?", account, key))
            join(m_found, *awaited);
        else if (!isHere)
            m_missing.append(key);
    };
    bool isCut = false;
    if (!envelope.messageId.isEmpty())
        lookUp(envelope.messageId, isCut);
    m_missing.clear(); // it is on its way
    const QStringList ids = ancestors(envelope);
    for (auto id = ids.crbegin(); id != ids.crend() && !isCut; ++id)
        lookUp(*id, isCut); // what a split message had answered does not count
    return m_found;
}

void Threads::connect(AccountKey account, MessageKey message)
{
    const qint64 thread = m_found ? m_found.value : message.value;
    for (const qint64 key : std::as_const(m_missing))
        m_db.run(
            "INSERT OR IGNORE INTO thread_awaited (account, id_key, thread) VALUES (?, ?, ?)", account, key, thread);
    if (!m_found)
        return;
    m_db.run("UPDATE message SET thread = ?1 WHERE id = ?2 AND thread IS NOT ?1", m_found.value, message);
    m_db.run("UPDATE message SET thread = id WHERE id = ? AND thread IS NULL", m_found.value);
    m_batch.note(Change::RowData);
}

void Threads::join(ThreadKey &found, qint64 thread)
{
    const ThreadKey now = resolved(thread);
    found = found ? unite(found, now) : now;
}

/// What it is called since.
ThreadKey Threads::resolved(qint64 thread)
{
    for (int i = 0; i < MaximumAliases; ++i) {
        const auto next = m_db.number("SELECT thread FROM thread_alias WHERE old = ?", thread);
        if (!next)
            break;
        thread = *next;
    }
    return ThreadKey{thread};
}

ThreadKey Threads::unite(ThreadKey one, ThreadKey other)
{
    if (one == other)
        return one;
    const ThreadKey stays = std::min(one, other);
    const ThreadKey goes = std::max(one, other);
    m_db.run("UPDATE message SET thread = ?2 WHERE thread = ?1", goes, stays);
    m_db.run("UPDATE message SET thread = ?2 WHERE id = ?1 AND thread IS NULL", goes, stays);
    m_db.run("UPDATE message SET thread = id WHERE id = ? AND thread IS NULL", stays);
    m_db.run("DELETE FROM thread_alias WHERE old = ?", stays);
    m_db.run("INSERT OR REPLACE INTO thread_alias (old, thread) VALUES (?, ?)", goes, stays);
    m_db.run("UPDATE OR REPLACE thread_muted SET thread = ?2 WHERE thread = ?1", goes, stays);
    return stays;
}

} // namespace godwit::store
