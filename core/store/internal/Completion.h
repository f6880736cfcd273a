// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Journal.h"
#include "store/internal/Labels.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Operations.h"
#include "store/internal/Placements.h"

namespace godwit::store {

/// What an operation did on the server becomes the server's side of our rows.
class Completion {
public:
    Completion(
        Batch &batch, OperationRow operation, UidValidity targetValidity, const QList<Journal::NewPlace> &places);

    void items(const QList<PlacementKey> &placements);
    void mailbox();
    /// What waited for it and concerns local mailboxes alone is done here and now.
    void localDependents();

private:
    void item(const PlacementRow &row);
    void arrived(const PlacementRow &row);
    bool arrivedByLabel(const PlacementRow &row);
    void leaveWith(const PlacementRow &row, std::optional<PlacementRow> instead);

    Batch &m_batch;
    Placements m_placements;
    OperationRow m_operation;
    QHash<PlacementKey, Uid> m_uids;
    std::optional<MailboxRow> m_target;
    Labels m_labels;
};

} // namespace godwit::store
