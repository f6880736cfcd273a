// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderActions.h"

#include "ui/common/Icons.h"
#include "ui/common/PlainText.h"

#include <QWidget>

namespace godwit::ui {

ReaderActions::ReaderActions(QWidget *owner) : QObject(owner), m_owner(owner)
{
    const auto window = Qt::WindowShortcut;
    const auto here = Qt::WidgetWithChildrenShortcut;
    reply = add("reply", tr("Reply"), QStringLiteral("reply"), {Qt::CTRL | Qt::Key_R}, window);
    replyAll =
        add("replyAll", tr("Reply all"), QStringLiteral("reply-all"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R}, window);
    forward = add("forward", tr("Forward"), QStringLiteral("forward"), {Qt::CTRL | Qt::Key_L}, window);
    addSeparator();
    archive = add("archive", tr("Archive"), QStringLiteral("archive"), {}, here);
    remove = add("delete", tr("Delete"), QStringLiteral("trash"), {Qt::Key_Delete}, here);
    addSeparator();
    find = add("find", tr("Find in message"), QStringLiteral("search"), {Qt::CTRL | Qt::Key_F}, here);
    viewPlain =
        add("viewPlain", tr("Plain text"), QStringLiteral("file-text"), {Qt::CTRL | Qt::ALT | Qt::Key_1}, window);
    viewSimplified =
        add("viewSimplified", tr("Simplified"), QStringLiteral("read"), {Qt::CTRL | Qt::ALT | Qt::Key_2}, window);
    viewOriginal =
        add("viewOriginal", tr("Original"), QStringLiteral("image"), {Qt::CTRL | Qt::ALT | Qt::Key_3}, window);
    auto *views = new QActionGroup(this);
    for (QAction *view : {viewPlain, viewSimplified, viewOriginal}) {
        view->setCheckable(true);
        views->addAction(view);
    }
    addSeparator();
    zoomIn = add(
        "zoomIn", tr("Zoom in"), QStringLiteral("plus"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, window);
    zoomOut = add("zoomOut", tr("Zoom out"), QStringLiteral("minus"), {Qt::CTRL | Qt::Key_Minus}, window);
    zoomReset = add("zoomReset", tr("Normal size"), QString(), {Qt::CTRL | Qt::Key_0}, window);
    addSeparator();
    saveAs = add("saveAs", tr("Save as .eml…"), QStringLiteral("save"), {Qt::CTRL | Qt::Key_S}, window);
    print = add("print", tr("Print…"), QStringLiteral("print"), {Qt::CTRL | Qt::Key_P}, window);
    viewSource = add("viewSource", tr("View source"), QStringLiteral("source"), {Qt::CTRL | Qt::Key_U}, window);
    setMessageActionsEnabled(false);
    setFilingActionsEnabled(false);
}

void ReaderActions::setMessageActionsEnabled(bool enabled)
{
    for (QAction *action : {reply, replyAll, forward, find, viewPlain, viewSimplified, viewOriginal, zoomIn, zoomOut,
             zoomReset, saveAs, print, viewSource})
        action->setEnabled(enabled);
}

void ReaderActions::setFilingActionsEnabled(bool enabled, const QString &whyNot)
{
    for (QAction *action : {archive, remove}) {
        action->setEnabled(enabled && whyNot.isEmpty());
        action->setToolTip(plainToolTip(whyNot));
    }
}

QAction *ReaderActions::add(const char *name, const QString &text, const QString &iconName,
    const QList<QKeySequence> &shortcuts, Qt::ShortcutContext context)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcuts(shortcuts);
    action->setShortcutContext(context);
    m_owner->addAction(action);
    return action;
}

void ReaderActions::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_owner->addAction(separator);
}

} // namespace godwit::ui
