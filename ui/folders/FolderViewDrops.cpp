// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FolderView that deals with what is dragged out of it and dropped onto it.
#include "models/MessageListModel.h"
#include "ui/common/MailboxText.h"
#include "ui/folders/DropHint.h"
#include "ui/folders/FolderDelegate.h"
#include "ui/folders/FolderView.h"
#include "ui/folders/SpokenMailboxModel.h"
#include "ui/messagelist/DragPicture.h"

#include <QDrag>
#include <QDragMoveEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace godwit::ui {

QStringList FolderView::messageFiles(const QMimeData *mime)
{
    QStringList files;
    for (const QUrl &url : mime->urls()) {
        if (url.isLocalFile() && url.toLocalFile().endsWith(u".eml", Qt::CaseInsensitive)
            && QFileInfo(url.toLocalFile()).isFile())
            files.append(url.toLocalFile());
    }
    return files;
}

bool FolderView::accepts(const QDropEvent &event, const QModelIndex &index) const
{
    if (!index.isValid())
        return false;
    if (staysWhereItIs(event, index))
        return false;
    if (event.mimeData()->hasUrls() && !messageFiles(event.mimeData()).isEmpty()) {
        const auto mailbox = m_mailboxes->mailbox(index);
        return mailbox && mailbox->selectable && mailbox->rights.has(store::Rights::Insert);
    }
    return m_mailboxes->canDropMimeData(event.mimeData(), event.dropAction(), -1, -1, index);
}

QString FolderView::verbFor(const QDropEvent &event, const QModelIndex &index) const
{
    const QString goal = index.data(Qt::DisplayRole).toString();
    const QMimeData *mime = event.mimeData();
    const bool isFolder = mime->hasFormat(QLatin1String(models::MailboxMimeType));
    const auto needed = isFolder ? store::Rights::CreateBelow : store::Rights::Insert;
    const store::Rights rights{index.data(models::RightsRole).toUInt()};
    if (!rights.has(needed) && !staysWhereItIs(event, index))
        return forbiddenText(rights, needed);
    if (mime->hasFormat(QLatin1String(models::PlacementsMimeType))) {
        const auto count =
            int(models::MessageListModel::decode(mime->data(QLatin1String(models::PlacementsMimeType))).size());
        if (staysWhereItIs(event, index))
            return tr("Messages are in this folder already");
        if (!accepts(event, index))
            return index.data(models::IsAccountRole).toBool() ? tr("Drop onto a folder of this account")
                                                              : tr("Drop onto a folder in %1").arg(goal);
        return event.dropAction() == Qt::CopyAction ? tr("Copy %n message(s) to %1", nullptr, count).arg(goal)
                                                    : tr("Move %n message(s) to %1", nullptr, count).arg(goal);
    }
    if (!accepts(event, index))
        return {};
    if (isFolder)
        return tr("Move the folder into %1").arg(goal);
    return tr("Add %n message file(s) to %1", nullptr, int(messageFiles(mime).size())).arg(goal);
}

void FolderView::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (mime->hasFormat(QLatin1String(models::PlacementsMimeType))
        || mime->hasFormat(QLatin1String(models::MailboxMimeType)) || !messageFiles(mime).isEmpty())
        event->acceptProposedAction();
    else
        event->ignore();
    setState(DraggingState); // what Qt asks for before it opens a folder under the pointer
}

void FolderView::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // scrolls at the edges, opens what is hovered
    const QModelIndex index = indexAt(event->position().toPoint());
    if (m_hint == nullptr)
        m_hint = new DropHint(window());
    m_hint->showAt(
        viewport()->mapToGlobal(event->position().toPoint()), index.isValid() ? verbFor(*event, index) : QString());
    const bool good = accepts(*event, index);
    m_delegate->setDropTarget(good ? index : QModelIndex());
    viewport()->update();
    if (good)
        event->accept();
    else
        event->ignore();
}

void FolderView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    endDrag();
}

void FolderView::dropEvent(QDropEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool good = accepts(*event, index);
    endDrag();
    setState(NoState);
    if (!good) {
        event->ignore();
        return;
    }
    const QStringList files = messageFiles(event->mimeData());
    if (!files.isEmpty())
        emit filesDropped(files, m_mailboxes->mailbox(index)->key);
    else
        m_mailboxes->dropMimeData(event->mimeData(), event->dropAction(), -1, -1, index);
    // Whatever the answer, the store does the moving: our lists remove nothing by themselves; another program would.
    if (event->source() == nullptr)
        event->setDropAction(Qt::CopyAction);
    event->accept();
}

void FolderView::startDrag(Qt::DropActions supported)
{
    const QModelIndex dragged = currentIndex();
    QMimeData *mime = dragged.isValid() && m_mailboxes->flags(dragged).testFlag(Qt::ItemIsDragEnabled)
        ? m_mailboxes->mimeData({dragged})
        : nullptr;
    if (mime == nullptr)
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->setPixmap(dragPicture(
        1, dragged.data(Qt::DisplayRole).toString(), font(), devicePixelRatioF(), QStringLiteral("folder")));
    drag->setHotSpot({-12, -8});
    drag->exec(supported, Qt::MoveAction);
}

bool FolderView::staysWhereItIs(const QDropEvent &event, const QModelIndex &index) const
{
    const auto *source = qobject_cast<const QWidget *>(event.source());
    const auto goal = m_mailboxes->mailbox(index);
    return source != nullptr && source->window() == window() && goal && goal->key == currentMailbox()
        && event.mimeData()->hasFormat(QLatin1String(models::PlacementsMimeType));
}

void FolderView::endDrag()
{
    stopAutoScroll();
    if (m_hint != nullptr)
        m_hint->hide();
    m_delegate->setDropTarget({});
    viewport()->update();
}

} // namespace godwit::ui
