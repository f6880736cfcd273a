// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Operations.h"

namespace godwit::store {

/// Takes one step back, in the transaction of `batch`.
class Undo {
public:
    explicit Undo(Batch &batch) : m_batch(batch), m_db(batch.database()), m_operations(batch) { }

    /// The step of `key`, or the newest that can be undone; 0: there is none.
    qint64 findStep(std::optional<OperationKey> key);
    /// False: it cannot be undone any more (a mailbox that is no longer empty, a name that is taken).
    [[nodiscard]] bool step(qint64 step);
    OperationKey newest() const { return m_newest; }

private:
    bool one(const OperationRow &row);
    bool inverse(const OperationRow &row, bool alsoWaiting);
    void inverseFlags(const OperationRow &row, bool alsoWaiting);
    bool inverseMove(const OperationRow &row, bool alsoWaiting);
    bool inverseMailbox(const OperationRow &row);
    QList<PlacementKey> affected(OperationKey key, bool alsoWaiting);

    Batch &m_batch;
    Connection &m_db;
    Operations m_operations;
    OperationKey m_newest;
};

} // namespace godwit::store
