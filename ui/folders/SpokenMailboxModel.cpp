// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/SpokenMailboxModel.h"

#include "ui/common/MailboxText.h"
#include "ui/common/PlainText.h"

namespace godwit::ui {

QVariant SpokenMailboxModel::data(const QModelIndex &index, int role) const
{
    const auto plain = [this, &index](int asked) {
        return models::MailboxTreeModel::data(index, asked);
    };
    const auto name = [&plain] {
        const QString byRole = roleText(store::Role(plain(models::RoleRole).toInt()));
        return byRole.isEmpty() ? plain(Qt::DisplayRole).toString() : byRole;
    };
    const auto restrictions = [&plain] {
        return rightsText({plain(models::RightsRole).toUInt()});
    };
    switch (role) {
    case Qt::AccessibleDescriptionRole:
        return restrictions();
    case Qt::DisplayRole:
        return plain(models::IsAccountRole).toBool() ? plain(Qt::DisplayRole) : QVariant(name());
    case Qt::AccessibleTextRole: {
        const qint64 unread = plain(models::UnreadCountRole).toLongLong();
        if (unread == 0 || plain(models::IsAccountRole).toBool())
            return plain(models::IsAccountRole).toBool() ? plain(Qt::DisplayRole) : QVariant(name());
        return tr("%1, %n unread", nullptr, int(unread)).arg(name());
    }
    case Qt::ToolTipRole: {
        if (plain(models::IsAccountRole).toBool() || !plain(models::SelectableRole).toBool())
            return {};
        const QString counts = tr("%1: %n message(s)", nullptr, int(plain(models::TotalCountRole).toLongLong()))
                                   .arg(plain(models::NameRole).toString());
        return plainToolTip(restrictions().isEmpty() ? counts : counts + u'\n' + restrictions());
    }
    default:
        return plain(role);
    }
}

qint64 SpokenMailboxModel::shownCount(const QModelIndex &index)
{
    if (index.data(models::IsAccountRole).toBool())
        return 0;
    const bool drafts = store::Role(index.data(models::RoleRole).toInt()) == store::Role::Drafts;
    return index.data(drafts ? models::TotalCountRole : models::UnreadCountRole).toLongLong();
}

} // namespace godwit::ui
