// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Commands.h"

#include "ui/common/Icons.h"

#include <QWidget>

namespace godwit::ui {

Commands::Commands(QWidget *window) : QObject(window), m_window(window)
{ }

QAction *Commands::add(const QString &id, const QString &text, const QString &iconName,
    const QList<QKeySequence> &shortcuts, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcuts(shortcuts);
    connect(action, &QAction::triggered, this, run);
    m_window->addAction(action);
    m_actions.insert(id, action);
    m_order.append(action);
    return action;
}

void Commands::adopt(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action == nullptr || action->isSeparator() || action->objectName().isEmpty()
            || m_actions.contains(action->objectName()))
            continue;
        m_actions.insert(action->objectName(), action);
        m_order.append(action);
    }
}

} // namespace godwit::ui
