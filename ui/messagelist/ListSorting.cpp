// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/ListSorting.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/PlainText.h"

#include <QActionGroup>
#include <QMenu>

namespace godwit::ui {

using store::Grouping;
using store::ListOrder;
using store::SortBy;
using store::SortDirection;

namespace {

QString nameOf(store::MailboxKey mailbox)
{
    return QStringLiteral("order/%1").arg(mailbox.value);
}

/// What a person expects first: new mail, A, the largest.
SortDirection usualDirection(SortBy by)
{
    return by == SortBy::Date || by == SortBy::Size ? SortDirection::Descending : SortDirection::Ascending;
}

} // namespace

ListSorting::ListSorting(PreferencesStore &preferences, QWidget *owner)
    : QObject(owner), m_preferences(preferences), m_owner(owner), m_button(new FlatButton(owner)),
      m_menu(new QMenu(owner)), m_byDate(add("sortDate", tr("Sort by &date"))), m_byPerson(add("sortPerson", {})),
      m_bySubject(add("sortSubject", tr("Sort by s&ubject"))), m_bySize(add("sortSize", tr("Sort by si&ze"))),
      m_descending(add("sortDescending", {})), m_ascending(add("sortAscending", {})),
      m_reverse(add("sortReverse", tr("Re&verse the order"))),
      m_flat(add("groupFlat", tr("Show messages one &by one"))),
      m_tree(add("groupTree", tr("Show replies as a tr&ee"))),
      m_conversations(add("groupConversations", tr("Show &conversations")))
{
    m_reverse->setCheckable(false);
    const std::pair<QAction *, Qt::Key> keys[] = {{m_byDate, Qt::Key_4}, {m_byPerson, Qt::Key_5},
        {m_bySubject, Qt::Key_6}, {m_bySize, Qt::Key_7}, {m_reverse, Qt::Key_8}};
    for (const auto &[action, key] : keys) // behind Ctrl+Alt+1 to 3, the views of a message
        action->setShortcut(Qt::CTRL | Qt::ALT | key);
    auto *what = new QActionGroup(this);
    for (QAction *action : {m_byDate, m_byPerson, m_bySubject, m_bySize})
        what->addAction(action);
    auto *direction = new QActionGroup(this);
    direction->addAction(m_descending);
    direction->addAction(m_ascending);
    m_menu->addActions(what->actions());
    m_menu->addSeparator();
    auto *grouping = new QActionGroup(this);
    for (QAction *action : {m_flat, m_tree, m_conversations})
        grouping->addAction(action);
    m_menu->addActions(direction->actions());
    m_menu->addAction(m_reverse);
    m_menu->addSeparator();
    m_menu->addActions(grouping->actions());
    m_button->setMenu(m_menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setObjectName(QStringLiteral("sort"));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_byDate, &QAction::triggered, this, [this] { choose(SortBy::Date); });
    connect(m_byPerson, &QAction::triggered, this, [this] { choose(m_outgoing ? SortBy::Recipient : SortBy::Sender); });
    connect(m_bySubject, &QAction::triggered, this, [this] { choose(SortBy::Subject); });
    connect(m_bySize, &QAction::triggered, this, [this] { choose(SortBy::Size); });
    connect(m_descending, &QAction::triggered, this, [this] { choose(SortDirection::Descending); });
    connect(m_ascending, &QAction::triggered, this, [this] { choose(SortDirection::Ascending); });
    connect(m_reverse, &QAction::triggered, this, [this] {
        const bool falls = m_order.direction == SortDirection::Descending;
        choose(falls ? SortDirection::Ascending : SortDirection::Descending);
    });
    connect(m_flat, &QAction::triggered, this, [this] { choose(Grouping::Flat); });
    connect(m_tree, &QAction::triggered, this, [this] { choose(Grouping::Tree); });
    connect(m_conversations, &QAction::triggered, this, [this] { choose(Grouping::Conversations); });
    show({}, false);
}

QAction *ListSorting::add(const char *name, const QString &text)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setCheckable(true);
    m_owner->addAction(action);
    return action;
}

QList<QAction *> ListSorting::actions() const
{
    return {m_byDate, m_byPerson, m_bySubject, m_bySize, m_descending, m_ascending, m_reverse, m_flat, m_tree,
        m_conversations};
}

ListOrder ListSorting::orderOf(store::MailboxKey mailbox) const
{
    const QByteArray kept = m_preferences.windowState(nameOf(mailbox));
    ListOrder order;
    if (kept.size() < 2 || kept.at(0) < '0' || kept.at(0) > char('0' + int(SortBy::Size)))
        return order;
    order.by = SortBy(kept.at(0) - '0');
    order.direction = kept.at(1) == 'a' ? SortDirection::Ascending : SortDirection::Descending;
    if (kept.size() > 2 && kept.at(2) >= '0' && kept.at(2) <= char('0' + int(Grouping::Conversations)))
        order.grouping = Grouping(kept.at(2) - '0');
    return order;
}

void ListSorting::remember(store::MailboxKey mailbox, ListOrder order)
{
    QByteArray kept(1, char('0' + int(order.by)));
    kept += order.direction == SortDirection::Ascending ? 'a' : 'd';
    kept += char('0' + int(order.grouping));
    m_preferences.setWindowState(nameOf(mailbox), kept);
}

void ListSorting::show(ListOrder order, bool outgoing)
{
    m_order = order;
    m_outgoing = outgoing;
    m_byPerson->setText(outgoing ? tr("Sort by &recipient") : tr("Sort by &sender"));
    QString name;
    switch (order.by) {
    case SortBy::Date:
        name = tr("Date", "sorted by");
        m_descending->setText(tr("&Newest first"));
        m_ascending->setText(tr("&Oldest first"));
        m_byDate->setChecked(true);
        break;
    case SortBy::Size:
        name = tr("Size", "sorted by");
        m_descending->setText(tr("&Largest first"));
        m_ascending->setText(tr("S&mallest first"));
        m_bySize->setChecked(true);
        break;
    case SortBy::Sender:
    case SortBy::Recipient:
    case SortBy::Subject:
        name = order.by == SortBy::Subject ? tr("Subject", "sorted by")
            : outgoing                     ? tr("Recipient", "sorted by")
                                           : tr("Sender", "sorted by");
        m_descending->setText(tr("Z &to A"));
        m_ascending->setText(tr("&A to Z"));
        (order.by == SortBy::Subject ? m_bySubject : m_byPerson)->setChecked(true);
        break;
    }
    const Grouping grouping = order.isGrouped() ? order.grouping : Grouping::Flat;
    (grouping == Grouping::Tree                   ? m_tree
            : grouping == Grouping::Conversations ? m_conversations
                                                  : m_flat)
        ->setChecked(true);
    const bool ascending = order.direction == SortDirection::Ascending;
    const QAction *direction = ascending ? m_ascending : m_descending;
    (ascending ? m_ascending : m_descending)->setChecked(true);
    m_button->setText(name);
    m_button->setIcon(icon(ascending ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    const QString spoken = tr("Sorted by %1, %2", "what, direction").arg(name, withoutMnemonic(direction->text()));
    m_button->setAccessibleName(spoken);
    m_button->setToolTip(spoken);
}

void ListSorting::setEnabled(bool enabled)
{
    m_button->setVisible(enabled);
    for (QAction *action : actions())
        action->setEnabled(enabled);
}

void ListSorting::choose(SortBy by)
{
    if (by != m_order.by)
        emit orderChosen({by, usualDirection(by), m_order.grouping});
}

void ListSorting::choose(SortDirection direction)
{
    if (direction != m_order.direction)
        emit orderChosen({m_order.by, direction, m_order.grouping});
}

/// Conversations stand by date alone.
void ListSorting::choose(Grouping grouping)
{
    const bool byDate = m_order.by == SortBy::Date;
    const ListOrder wanted{SortBy::Date, byDate ? m_order.direction : SortDirection::Descending, grouping};
    if (wanted != m_order)
        emit orderChosen(wanted);
}

} // namespace godwit::ui
