// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAction>

namespace godwit::ui {

/// What can be done with the folder selected in the tree.  Connects nothing: the pane does.
class FolderActions : public QObject {
    Q_OBJECT
public:
    /// `owner` answers to the shortcuts while the focus is in it; New folder anywhere in its window.
    explicit FolderActions(QWidget *owner);

    QAction *create, *rename, *remove;
    QAction *empty, *subscribe, *unsubscribe, *markAllRead;
    QAction *keep; ///< the pane gives it its menu

    /// In menu order, nullptr for a separator.
    QList<QAction *> menu() const
    {
        return {create, rename, remove, nullptr, empty, subscribe, unsubscribe, markAllRead, keep};
    }

private:
    QAction *add(const char *name, const QString &text, const QString &iconName, const QKeySequence &shortcut,
        Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);
    QWidget *m_owner;
};

} // namespace godwit::ui
