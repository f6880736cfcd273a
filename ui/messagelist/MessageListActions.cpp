// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageListActions.h"

#include "ui/common/Icons.h"
#include "ui/common/MailboxText.h"
#include "ui/common/PlainText.h"

#include <QWidget>

namespace godwit::ui {

MessageListActions::MessageListActions(QWidget *owner) : QObject(owner), m_owner(owner)
{
    const auto window = Qt::WindowShortcut;
    open = add("open", tr("Open"), QStringLiteral("mail-open"), {});
    archive = add("archiveMessages", tr("Archive"), QStringLiteral("archive"), Qt::CTRL | Qt::Key_E, window);
    remove = add("deleteMessages", tr("Delete"), QStringLiteral("trash"), Qt::Key_Delete);
    removeForGood = add("deleteForGood", tr("Delete permanently…"), {}, Qt::SHIFT | Qt::Key_Delete);
    markRead = add("markRead", tr("Mark as read"), QStringLiteral("read"), Qt::CTRL | Qt::Key_M, window);
    markUnread =
        add("markUnread", tr("Mark as unread"), QStringLiteral("unread"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, window);
    flag = add("flag", tr("Flag"), QStringLiteral("star"), Qt::CTRL | Qt::Key_D, window);
    unflag = add("unflag", tr("Remove flag"), QStringLiteral("star-filled"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, window);
    junk = add("junk", tr("Move to Junk"), QStringLiteral("junk"), Qt::CTRL | Qt::Key_J, window);
    moveTo = add("moveTo", tr("Move to…"), QStringLiteral("move"), Qt::CTRL | Qt::SHIFT | Qt::Key_V, window);
    copyTo = add("copyTo", tr("Copy to…"), QStringLiteral("copy"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, window);
    selectAll = add("selectAll", tr("Select all"), {}, QKeySequence::SelectAll);
    next = add("nextMessage", tr("Next message"), QStringLiteral("chevron-down"), Qt::ALT | Qt::Key_Down, window);
    previous =
        add("previousMessage", tr("Previous message"), QStringLiteral("chevron-up"), Qt::ALT | Qt::Key_Up, window);
    nextUnread =
        add("nextUnread", tr("Next unread message"), QStringLiteral("unread"), Qt::CTRL | Qt::Key_Down, window);
}

QList<QAction *> MessageListActions::messageMenu() const
{
    return {open, nullptr, archive, remove, removeForGood, nullptr, markRead, markUnread, flag, unflag, nullptr, junk,
        moveTo, copyTo};
}

QList<QAction *> MessageListActions::all() const
{
    return {open, archive, remove, removeForGood, markRead, markUnread, flag, unflag, junk, moveTo, copyTo, selectAll,
        next, previous, nextUnread};
}

void MessageListActions::applyRights(store::Rights rights)
{
    using store::Rights;
    const QList<std::pair<Rights::Right, QList<QAction *>>> needs{
        {Rights::RemoveMessages, {archive, remove, removeForGood, junk, moveTo}},
        {Rights::KeepSeen, {markRead, markUnread}}, {Rights::SetFlags, {flag, unflag}}};
    m_forbidden.clear();
    for (const auto &[right, actions] : needs) {
        const bool allowed = rights.has(right);
        const QString why = allowed ? QString() : forbiddenText(rights, right);
        for (QAction *action : actions) {
            action->setToolTip(plainToolTip(why));
            if (allowed)
                continue;
            action->setEnabled(false);
            m_forbidden.insert(action, why);
        }
    }
}

QAction *MessageListActions::add(const char *name, const QString &text, const QString &iconName,
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
