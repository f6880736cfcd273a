// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/MailboxTreeModel.h"

namespace godwit::ui {

/// The tree model with the window's own words: roles in the person's language, counts for screen readers, tool tips.
class SpokenMailboxModel : public models::MailboxTreeModel {
    Q_OBJECT
public:
    using models::MailboxTreeModel::MailboxTreeModel;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// What a row counts: unread, in Drafts all.
    static qint64 shownCount(const QModelIndex &index);
};

} // namespace godwit::ui
