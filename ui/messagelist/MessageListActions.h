// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QAction>
#include <QHash>

namespace godwit::ui {

/// What can be done with the messages selected in the list.  Connects nothing: the pane does.
class MessageListActions : public QObject {
    Q_OBJECT
public:
    /// `owner` answers to the shortcuts while the focus is in it.
    explicit MessageListActions(QWidget *owner);

    QAction *open;
    QAction *archive, *remove, *removeForGood;
    QAction *markRead, *markUnread, *flag, *unflag;
    QAction *junk, *moveTo, *copyTo;
    QAction *selectAll, *next, *previous, *nextUnread;

    /// In menu order, nullptr for a separator.
    QList<QAction *> messageMenu() const;
    QList<QAction *> all() const;
    /// Greys out what is not allowed in the folder, saying why; whatever else is enabled stays so.  Call it last.
    void applyRights(store::Rights rights);
    bool isForbidden(const QAction *action) const { return m_forbidden.contains(action); }
    QString whyForbidden(const QAction *action) const { return m_forbidden.value(action); }

private:
    QAction *add(const char *name, const QString &text, const QString &iconName, const QKeySequence &shortcut,
        Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);
    QWidget *m_owner;
    QHash<const QAction *, QString> m_forbidden; ///< and why
};

} // namespace godwit::ui
