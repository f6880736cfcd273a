// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/MessageListModel.h"

namespace godwit::ui {

/// The list model with words for screen readers, which core does not have.
class SpokenMessageModel : public models::MessageListModel {
    Q_OBJECT
public:
    using models::MessageListModel::MessageListModel;
    void setShowRecipients(bool show) { m_recipients = show; }
    bool showsRecipients() const { return m_recipients; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool m_recipients = false;
};

} // namespace godwit::ui
