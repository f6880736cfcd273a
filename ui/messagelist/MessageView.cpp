// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageView.h"

#include "models/MessageListModel.h"
#include "ui/common/Theme.h"
#include "ui/messagelist/DragPicture.h"
#include "ui/messagelist/MessageDelegate.h"
#include "ui/messagelist/RowSelection.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>

namespace godwit::ui {

MessageView::MessageView(QWidget *parent) : QListView(parent), m_delegate(new MessageDelegate(this))
{
    setAccessibleName(tr("Messages"));
    setObjectName(QStringLiteral("messages"));
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setEditTriggers(NoEditTriggers);
    updateMetrics();
}

void MessageView::setMessageModel(models::MessageListModel *model)
{
    m_messages = model;
    setModel(model);
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &MessageView::keepPlace);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &MessageView::rowsGone);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const QItemSelection &selected) {
        if (!selected.isEmpty())
            m_advance = false;
    });
    regroup();
}

void MessageView::updateMetrics()
{
    m_groups.setMetrics(MessageDelegate::rowHeight(font()), qMax(28, fontMetrics().height() + 12));
}

void MessageView::regroup()
{
    if (m_messages == nullptr)
        return;
    m_groupedOn = QDate::currentDate();
    const store::ListOrder order = m_messages->order();
    if (order.by != store::SortBy::Date || order.grouping == store::Grouping::Tree) // dates that go up and down
        m_groups.rebuildWithoutHeads(m_messages->rowCount());
    else
        m_groups.rebuild(
            m_messages->rowCount(), [this](int row) { return m_messages->dateAt(row); }, QDate::currentDate(),
            order.direction == store::SortDirection::Ascending ? RowGroups::Dates::Rising : RowGroups::Dates::Falling);
    viewport()->update();
}

int MessageView::selectedCount() const
{
    return countRows(selectionModel()->selection());
}

// ---- geometry ----------------------------------------------------------------------------------------------------

QRect MessageView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_groups.rows())
        return {};
    return {0, m_groups.top(index.row()) - verticalOffset(), viewport()->width(), m_groups.rowHeight()};
}

QModelIndex MessageView::indexAt(const QPoint &point) const
{
    const int row = m_groups.rowAt(point.y() + verticalOffset());
    return row < 0 || model() == nullptr ? QModelIndex() : model()->index(row, 0);
}

void MessageView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_groups.rows())
        return;
    const int head = m_groups.startsGroup(index.row()) ? m_groups.headHeight() : 0;
    const int top = m_groups.top(index.row()) - head;
    const int bottom = m_groups.top(index.row()) + m_groups.rowHeight();
    const int page = viewport()->height();
    const int value = verticalScrollBar()->value();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue((top + bottom - page) / 2);
    else if (hint == PositionAtTop || (hint == EnsureVisible && top < value))
        verticalScrollBar()->setValue(top);
    else if (hint == PositionAtBottom || bottom > value + page)
        verticalScrollBar()->setValue(bottom - page);
}

void MessageView::doItemsLayout()
{
    regroup();
    // NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::doItemsLayout(); // not QListView's, which places every row
}

void MessageView::reset()
{
    QListView::reset();
    regroup();
    updateGeometries();
    verticalScrollBar()->setValue(0);
}

void MessageView::updateGeometries()
{
    // NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::updateGeometries(); // likewise
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(qMax(1, m_groups.rowHeight() / 2));
    bar->setPageStep(viewport()->height());
    bar->setRange(0, qMax(0, m_groups.height() - viewport()->height()));
}

int MessageView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

int MessageView::horizontalOffset() const
{
    return 0;
}

QModelIndex MessageView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = m_groups.rows();
    if (rows == 0)
        return {};
    const int current = currentIndex().row();
    const int page = qMax(1, viewport()->height() / m_groups.rowHeight() - 1);
    int row = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = current - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = current + 1;
        break;
    case MovePageUp:
        row = current - page;
        break;
    case MovePageDown:
        row = current + page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows - 1;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(qBound(0, row, rows - 1), 0);
}

// ---- selection ---------------------------------------------------------------------------------------------------

void MessageView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized().translated(0, verticalOffset());
    const int last = m_groups.height() - 1;
    QItemSelection selection;
    if (last >= 0 && area.bottom() >= 0 && area.top() <= last) {
        const int first = m_groups.rowNear(qBound(0, area.top(), last));
        const int end = m_groups.rowNear(qBound(0, area.bottom(), last));
        selection.select(model()->index(qMin(first, end), 0), model()->index(qMax(first, end), 0));
    }
    selectionModel()->select(selection, command);
}

void MessageView::selectAll()
{
    const int rows = m_groups.rows();
    if (rows == 0)
        return;
    selectionModel()->select(
        QItemSelection(model()->index(0, 0), model()->index(rows - 1, 0)), QItemSelectionModel::ClearAndSelect);
}

QRegion MessageView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        if (!range.isValid() || range.top() >= m_groups.rows())
            continue;
        const int last = qMin(range.bottom(), m_groups.rows() - 1);
        const int top = m_groups.top(range.top()) - verticalOffset();
        const int bottom = m_groups.top(last) + m_groups.rowHeight() - verticalOffset();
        if (bottom >= 0 && top <= viewport()->height())
            region += QRect(0, top, viewport()->width(), bottom - top).intersected(viewport()->rect());
    }
    return region;
}

QModelIndexList MessageView::selectedIndexes() const
{
    // Qt asks for this in paths that only want to know whether there is one; a hundred thousand indexes help nobody.
    const QItemSelection selection = selectionModel() == nullptr ? QItemSelection() : selectionModel()->selection();
    return selection.isEmpty() || !selection.first().isValid() ? QModelIndexList()
                                                               : QModelIndexList{selection.first().topLeft()};
}

void MessageView::startDrag(Qt::DropActions)
{
    const QItemSelection selection = selectionModel()->selection();
    const QList<store::PlacementKey> placements = m_messages->placementsForRows(rowRanges(selection));
    if (placements.isEmpty())
        return;
    auto *mime = new QMimeData;
    mime->setData(QLatin1String(models::PlacementsMimeType), models::MessageListModel::encode(placements));
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    const QPixmap picture = dragPicture(
        placements.size(), currentIndex().data(models::SubjectRole).toString(), font(), devicePixelRatioF());
    drag->setPixmap(picture);
    drag->setHotSpot({-12, -8});
    const QPointer<MessageView> self(this);
    const Qt::DropAction usual = m_dragsCopies ? Qt::CopyAction : Qt::MoveAction;
    if (drag->exec(dragActions(), usual) == Qt::MoveAction && self)
        emit draggedAway();
}

// ---- rows that come and go ---------------------------------------------------------------------------------------

void MessageView::keepPlace()
{
    const int value = verticalOffset();
    m_atTop = value == 0;
    const int row = m_groups.rowNear(value);
    m_topRow = row < 0 ? QPersistentModelIndex() : QPersistentModelIndex(model()->index(row, 0));
    m_topOffset = row < 0 ? 0 : value - m_groups.top(row);
}

void MessageView::returnToPlace()
{
    regroup();
    updateGeometries();
    if (!m_atTop && m_topRow.isValid())
        verticalScrollBar()->setValue(m_groups.top(m_topRow.row()) + m_topOffset);
    m_topRow = QPersistentModelIndex();
}

void MessageView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QListView::rowsInserted(parent, start, end);
    returnToPlace();
}

void MessageView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    keepPlace();
    if (m_topRow.isValid() && m_topRow.row() >= start && m_topRow.row() <= end && end + 1 < m_groups.rows())
        m_topRow = QPersistentModelIndex(model()->index(end + 1, 0));
    m_hadSelection = !selectionModel()->selection().isEmpty();
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void MessageView::rowsGone(const QModelIndex &, int first)
{
    returnToPlace();
    if (!m_hadSelection || !m_advance || !selectionModel()->selection().isEmpty() || model()->rowCount() == 0)
        return;
    const QModelIndex next = model()->index(qMin(first, model()->rowCount() - 1), 0);
    selectionModel()->setCurrentIndex(next, QItemSelectionModel::ClearAndSelect);
}

// ---- events ------------------------------------------------------------------------------------------------------

void MessageView::paintEvent(QPaintEvent *event)
{
    if (m_groupedOn != QDate::currentDate())
        regroup(); // it is another day than it was
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    painter.fillRect(dirty, Theme::colors().paper);
    const int offset = verticalOffset();
    const int first = m_groups.rowNear(qMax(0, dirty.top() + offset));
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex current = currentIndex();
    for (int row = qMax(0, first); row < m_groups.rows(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        const QRect area = visualRect(index);
        if (area.top() > dirty.bottom() + m_groups.headHeight())
            break;
        option.rect = area;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == current);
        m_delegate->paint(&painter, option, index);
    }
    for (qsizetype i = 0; i < m_groups.heads().size(); ++i) {
        const QRect area(0, m_groups.headTop(i) - offset, viewport()->width(), m_groups.headHeight());
        if (area.intersects(dirty))
            paintHead(painter, area, m_groups.heads().at(i).group);
    }
    if (m_reportPaint) {
        m_reportPaint = false;
        emit painted(m_groups.rows());
    }
}

void MessageView::paintHead(QPainter &painter, const QRect &area, DateGroup group) const
{
    QFont bold = MessageDelegate::smallFont(font());
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(Theme::colors().dimmedText);
    painter.drawText(
        area.adjusted(14, 2, -14, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, dateGroupTitle(group));
}

void MessageView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        emit contextMenuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    else if (indexAt(event->pos()).isValid())
        emit contextMenuWanted(event->globalPos());
    event->accept();
}

void MessageView::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit openWanted();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        emit pageWanted();
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    QListView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()).isValid())
        emit openWanted();
}

void MessageView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateMetrics();
        scheduleDelayedItemsLayout();
    }
}

void MessageView::keyboardSearch(const QString &)
{
    // Qt would read row after row to find a subject that starts with the key; the search field does that better.
}

} // namespace godwit::ui
