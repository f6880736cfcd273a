// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

/// `message.thread` and the tables `thread_*` inside one transaction: which messages of an account are one
/// conversation, by References, or In-Reply-To where there are none (RFC 5322 section 3.6.4).
class Threads {
public:
    explicit Threads(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    /// The conversation that a message with this header comes into, whose parts are united by it; 0: none so far.  Goes
    /// before the message is there; connect() behind it.
    ThreadKey find(AccountKey account, const mime::Envelope &envelope);
    /// What the last find() found of it; its ancestors that are not here are waited for.
    void connect(AccountKey account, MessageKey message);

    /// Into one; what either is called from now on.
    ThreadKey unite(ThreadKey one, ThreadKey other);
    ThreadKey of(MessageKey message); ///< 0: no such message
    bool isMuted(ThreadKey thread);
    void setMuted(ThreadKey thread, bool muted);
    /// From now on `message` is the first of a conversation of its own; `with` come along.
    void cut(MessageKey message, const QList<MessageKey> &with);
    /// Takes back cut() or unite(): these messages are of that conversation.
    void put(const QList<MessageKey> &messages, ThreadKey thread);
    void mend(MessageKey message); ///< it is connected to what it answers again

private:
    ThreadKey resolved(qint64 thread);
    void join(ThreadKey &found, qint64 thread);
    void noteRows(ThreadKey thread);

    Batch &m_batch;
    Connection &m_db;
    ThreadKey m_found;
    QList<qint64> m_missing; ///< id keys
};

/// The ids that a message follows, outermost first, each once.
QStringList ancestors(const mime::Envelope &envelope);

} // namespace godwit::store
