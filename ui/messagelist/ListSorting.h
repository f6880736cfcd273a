// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "ui/common/Preferences.h"

#include <QAction>
#include <QHash>

class QMenu;

namespace godwit::ui {

class FlatButton;

/// In which order a list stands, and whether by conversations: a button for the list's header with a menu, the same as
/// commands, and what was chosen for each folder.  Raises intent only.
class ListSorting : public QObject {
    Q_OBJECT
public:
    /// `owner` gets the actions and the button.
    ListSorting(PreferencesStore &preferences, QWidget *owner);

    FlatButton *button() const { return m_button; }
    QList<QAction *> actions() const;

    /// As it was left, newest first in the beginning.
    store::ListOrder orderOf(store::MailboxKey mailbox) const;
    void remember(store::MailboxKey mailbox, store::ListOrder order);
    /// Where mail goes out from, people look for whom it is to.
    void show(store::ListOrder order, bool outgoing);
    void setEnabled(bool enabled);

signals:
    void orderChosen(godwit::store::ListOrder order);

private:
    QAction *add(const char *name, const QString &text);
    void choose(store::SortBy by);
    void choose(store::SortDirection direction);
    void choose(store::Grouping grouping);

    PreferencesStore &m_preferences;
    QWidget *m_owner;
    FlatButton *m_button;
    QMenu *m_menu;
    QAction *m_byDate, *m_byPerson, *m_bySubject, *m_bySize;
    QAction *m_descending, *m_ascending, *m_reverse;
    QAction *m_flat, *m_tree, *m_conversations;
    store::ListOrder m_order;
    bool m_outgoing = false;
};

} // namespace godwit::ui
