// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QMap>
#include <functional>

namespace godwit::ui {

/// Everything that can be done in the window, each as one action with an id, text, shortcut and icon: what the menus
/// and the palette show.  The window's own are made here, those of the panes are adopted.
class Commands : public QObject {
    Q_OBJECT
public:
    explicit Commands(QWidget *window);

    QAction *add(const QString &id, const QString &text, const QString &iconName, const QList<QKeySequence> &shortcuts,
        const std::function<void()> &run);
    /// A pane's own action; `id` is its object name.  The pane still owns it.
    void adopt(const QList<QAction *> &actions);
    QAction *action(const QString &id) const { return m_actions.value(id); }
    /// In order of adding.
    const QList<QAction *> &all() const { return m_order; }

private:
    QWidget *m_window;
    QMap<QString, QAction *> m_actions;
    QList<QAction *> m_order;
};

} // namespace godwit::ui
