// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/FolderActions.h"

#include "ui/common/Icons.h"

#include <QWidget>

namespace godwit::ui {

FolderActions::FolderActions(QWidget *owner) : QObject(owner), m_owner(owner)
{
    create = add("newFolder", tr("New folder…"), QStringLiteral("folder-new"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
        Qt::WindowShortcut);
    rename = add("renameFolder", tr("Rename…"), QStringLiteral("drafts"), Qt::Key_F2);
    remove = add("deleteFolder", tr("Delete"), QStringLiteral("trash"), Qt::Key_Delete);
    empty = add("emptyFolder", tr("Empty…"), {}, {});
    subscribe = add("subscribe", tr("Subscribe"), QStringLiteral("check"), {});
    unsubscribe = add("unsubscribe", tr("Unsubscribe"), {}, {});
    markAllRead = add("markAllRead", tr("Mark all as read"), QStringLiteral("mail-open"), {});
    keep = add("keepFolder", tr("Keep on this computer"), QStringLiteral("save"), {});
}

QAction *FolderActions::add(const char *name, const QString &text, const QString &iconName,
    const QKeySequence &shortcut, Qt::ShortcutContext context)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(shortcut);
    action->setShortcutContext(context);
    m_owner->addAction(action);
    return action;
}

} // namespace godwit::ui
