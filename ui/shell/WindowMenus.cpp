// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowMenus.h"

#include "ui/shell/Commands.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>

namespace godwit::ui {

WindowMenus::WindowMenus(const Commands &commands, QMenuBar *bar, QObject *parent)
    : QObject(parent), m_commands(commands), m_bar(bar), m_more(new QMenu(bar))
{
    const QString line = QStringLiteral("-");
    QMenu *file = fill(tr("&File"),
        {QStringLiteral("compose"), line, QStringLiteral("getMail"), QStringLiteral("workOffline"),
            QStringLiteral("pauseFetching"), QStringLiteral("outbox"), QStringLiteral("operations"), line,
            QStringLiteral("saveAs"), QStringLiteral("print"), line, QStringLiteral("settings"), line,
            QStringLiteral("quit")});
    QMenu *edit = fill(tr("&Edit"),
        {QStringLiteral("undo"), QStringLiteral("redo"), line, QStringLiteral("selectAll"), QStringLiteral("search"),
            QStringLiteral("find")});
    QMenu *view = fill(tr("&View"),
        {QStringLiteral("layoutClassic"), QStringLiteral("layoutWide"), QStringLiteral("layoutCompact"), line,
            QStringLiteral("viewPlain"), QStringLiteral("viewSimplified"), QStringLiteral("viewOriginal"), line,
            QStringLiteral("zoomIn"), QStringLiteral("zoomOut"), QStringLiteral("zoomReset"), line,
            QStringLiteral("showMenuBar"), QStringLiteral("palette")});
    addSortMenu(*view);
    QMenu *go = fill(tr("&Go"),
        {QStringLiteral("nextMessage"), QStringLiteral("previousMessage"), QStringLiteral("nextUnread"), line,
            QStringLiteral("goInbox"), QStringLiteral("goFolder"), line, QStringLiteral("focusFolders"),
            QStringLiteral("focusMessages"), QStringLiteral("focusReader")});
    QMenu *folder = fill(tr("F&older"),
        {QStringLiteral("newFolder"), QStringLiteral("renameFolder"), QStringLiteral("deleteFolder"), line,
            QStringLiteral("emptyFolder"), QStringLiteral("subscribe"), QStringLiteral("unsubscribe"),
            QStringLiteral("markAllRead")});
    QMenu *message = fill(tr("&Message"),
        {QStringLiteral("reply"), QStringLiteral("replyAll"), QStringLiteral("forward"), line,
            QStringLiteral("archiveMessages"), QStringLiteral("deleteMessages"), QStringLiteral("deleteForGood"), line,
            QStringLiteral("markRead"), QStringLiteral("markUnread"), QStringLiteral("flag"), QStringLiteral("unflag"),
            line, QStringLiteral("junk"), QStringLiteral("moveTo"), QStringLiteral("copyTo"), line,
            QStringLiteral("viewSource")});
    QMenu *help = fill(tr("&Help"), {QStringLiteral("shortcuts"), QStringLiteral("doctor"), QStringLiteral("about")});
    for (QMenu *menu : {file, edit, view, go, folder, message, help})
        m_bar->addMenu(menu);

    for (const char *id : {"getMail", "workOffline", "outbox", "operations"}) {
        if (QAction *action = commands.action(QLatin1String(id)))
            m_more->addAction(action);
    }
    m_more->addSeparator();
    for (QMenu *menu : {edit, view, go, folder, message})
        m_more->addMenu(menu);
    m_more->addSeparator();
    for (const char *id : {"palette", "settings", "shortcuts", "doctor", "about", "quit"}) {
        if (QAction *action = commands.action(QLatin1String(id)))
            m_more->addAction(action);
    }
    for (QMenu *menu : {file, edit, view, go, folder, message, help}) {
        connect(menu, &QMenu::aboutToHide, this, [this] {
            QTimer::singleShot(0, this, [this] {
                if (!m_always && m_bar->activeAction() == nullptr)
                    m_bar->hide();
            });
        });
    }
    qApp->installEventFilter(this);
}

void WindowMenus::addSortMenu(QMenu &view)
{
    const QString line = QStringLiteral("-");
    QMenu *sort = fill(tr("&Sort by"),
        {QStringLiteral("sortDate"), QStringLiteral("sortPerson"), QStringLiteral("sortSubject"),
            QStringLiteral("sortSize"), line, QStringLiteral("sortDescending"), QStringLiteral("sortAscending"),
            QStringLiteral("sortReverse")});
    if (QAction *plain = m_commands.action(QStringLiteral("viewPlain"))) {
        view.insertMenu(plain, sort);
        view.insertSeparator(plain);
    }
}

QMenu *WindowMenus::fill(const QString &title, const QStringList &ids)
{
    auto *menu = new QMenu(title, m_bar);
    for (const QString &id : ids) {
        if (id == u'-')
            menu->addSeparator();
        else if (QAction *action = m_commands.action(id))
            menu->addAction(action);
    }
    return menu;
}

void WindowMenus::setBarAlwaysVisible(bool always)
{
    m_always = always;
    m_bar->setVisible(always);
}

void WindowMenus::activateBar()
{
    if (m_bar->isVisible() && !m_always) {
        m_bar->hide();
        return;
    }
    m_bar->show();
    m_bar->setFocus(Qt::MenuBarFocusReason);
    if (!m_bar->actions().isEmpty())
        m_bar->setActiveAction(m_bar->actions().first());
}

bool WindowMenus::eventFilter(QObject *watched, QEvent *event)
{
    if (m_always)
        return false;
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        m_altAlone = key->key() == Qt::Key_Alt && key->modifiers() == Qt::AltModifier;
    } else if (event->type() == QEvent::MouseButtonPress) {
        m_altAlone = false;
    } else if (event->type() == QEvent::KeyRelease && m_altAlone) {
        const auto *key = static_cast<QKeyEvent *>(event);
        auto *widget = qobject_cast<QWidget *>(watched);
        if (key->key() == Qt::Key_Alt && widget != nullptr && widget->window() == m_bar->window()) {
            m_altAlone = false;
            activateBar();
        }
    }
    return false;
}

} // namespace godwit::ui
