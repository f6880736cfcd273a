// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QSet>
#include <QTreeView>

namespace godwit::ui {

class DropHint;
class FolderDelegate;
class SpokenMailboxModel;

/// The tree named "Folders".  Messages are dropped onto folders (folders open after a while under the pointer, a line
/// says what the drop would do), folders onto folders.  Names are edited in place.
class FolderView : public QTreeView {
    Q_OBJECT
public:
    explicit FolderView(QWidget *parent = nullptr);
    ~FolderView() override;

    void setMailboxModel(SpokenMailboxModel *model);
    store::MailboxKey currentMailbox() const;
    void selectMailbox(store::MailboxKey mailbox);
    /// An editor on the row of `index`.
    void editName(const QModelIndex &index);
    /// An editor below `parent` (an account or a mailbox), nested.
    void editNewChild(const QModelIndex &parent);
    /// What is open and closed, by mailbox.
    QByteArray saveExpanded() const;
    void restoreExpanded(const QByteArray &state);

signals:
    void nameEdited(const QModelIndex &index, const QString &name);
    void childNamed(const QModelIndex &parent, const QString &name);
    void mailboxChosen(godwit::store::MailboxKey mailbox);
    void contextMenuWanted(const QModelIndex &index, const QPoint &globalPosition);
    void filesDropped(const QStringList &files, godwit::store::MailboxKey mailbox);

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void startDrag(Qt::DropActions supported) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString rowId(const QModelIndex &index) const;
    void openRemembered(const QModelIndex &parent);
    QString verbFor(const QDropEvent &event, const QModelIndex &index) const;
    static QStringList messageFiles(const QMimeData *mime);
    bool accepts(const QDropEvent &event, const QModelIndex &index) const;
    /// Messages of the open folder onto that folder.
    bool staysWhereItIs(const QDropEvent &event, const QModelIndex &index) const;
    void endDrag();
    void followMoved();
    SpokenMailboxModel *m_mailboxes = nullptr;
    FolderDelegate *m_delegate;
    DropHint *m_hint = nullptr;
    QSet<QString> m_open, m_closed;
    QPersistentModelIndex m_hovered;
    store::MailboxKey m_movedAway; ///< the chosen mailbox, between its leaving one place and its arrival in another
    bool m_restoring = false;
};

} // namespace godwit::ui
