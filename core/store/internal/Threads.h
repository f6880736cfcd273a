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

private:
    ThreadKey resolved(qint64 thread);
    void join(ThreadKey &found, qint64 thread);

    Batch &m_batch;
    Connection &m_db;
    ThreadKey m_found;
    QList<qint64> m_missing; ///< id keys
};

/// The ids that a message follows, outermost first, each once.
QStringList ancestors(const mime::Envelope &envelope);

} // namespace godwit::store
