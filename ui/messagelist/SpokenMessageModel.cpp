// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/SpokenMessageModel.h"

#include "ui/messagelist/MessageWords.h"

namespace godwit::ui {

QVariant SpokenMessageModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleTextRole)
        return index.isValid() ? spokenRow(index, m_recipients) : QVariant();
    return models::MessageListModel::data(index, role);
}

} // namespace godwit::ui
