// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/messagelist/RowGroups.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace godwit::models {
class MessageListModel;
}

namespace godwit::ui {

class MessageDelegate;

/// The list named "Messages".  Rows of one height, heads of date groups painted between them (no rows of the model);
/// rows that come in above never move what is on screen nor the selection.  Raises intent only.
///
/// All geometry is our own: nothing here costs more with a million rows than with ten.
class MessageView : public QListView {
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);

    void setMessageModel(models::MessageListModel *model);
    models::MessageListModel *messageModel() const { return m_messages; }
    MessageDelegate *messageDelegate() const { return m_delegate; }
    const RowGroups &groups() const { return m_groups; }

    /// Whether the row below takes the selection when the selected rows go away: yes after the person's own action, no
    /// when another program took them.  Spent by the next change of the selection.
    void setAdvanceOnRemoval(bool advance) { m_advance = advance; }
    /// Rows that are dragged away stay: out of their folder nothing may be moved.
    void setDragsCopies(bool copies) { m_dragsCopies = copies; }
    Qt::DropActions dragActions() const
    {
        return m_dragsCopies ? Qt::DropActions(Qt::CopyAction) : Qt::MoveAction | Qt::CopyAction;
    }
    /// Recomputes the heads, e.g. at midnight.
    void regroup();
    int selectedCount() const;
    /// Reported once per setMailbox() by painted().
    void watchNextPaint() { m_reportPaint = true; }

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override;
    void selectAll() override;

signals:
    /// What was dragged has been moved by whoever took it; the rows go when the store has done it.
    void draggedAway();
    void painted(int rows);
    void contextMenuWanted(const QPoint &globalPosition);
    void openWanted();
    void pageWanted(); ///< Space: the reader goes on

protected:
    void updateGeometries() override;
    int verticalOffset() const override;
    int horizontalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    QModelIndexList selectedIndexes() const override;
    void startDrag(Qt::DropActions supportedActions) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void keepPlace();
    void returnToPlace();
    void rowsGone(const QModelIndex &parent, int first);
    void updateMetrics();
    void paintHead(QPainter &painter, const QRect &area, DateGroup group) const;
    models::MessageListModel *m_messages = nullptr;
    MessageDelegate *m_delegate;
    RowGroups m_groups;
    QDate m_groupedOn;
    QPersistentModelIndex m_topRow; ///< what stood at the top before rows came or went
    int m_topOffset = 0;
    bool m_atTop = true;
    bool m_hadSelection = false;
    bool m_advance = false;
    bool m_reportPaint = false;
    bool m_dragsCopies = false;
};

} // namespace godwit::ui
