// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/FolderView.h"

#include "ui/common/Icons.h"
#include "ui/common/Theme.h"
#include "ui/folders/FolderDelegate.h"
#include "ui/folders/FolderNameEditor.h"
#include "ui/folders/SpokenMailboxModel.h"

#include <QContextMenuEvent>
#include <QDataStream>
#include <QLabel>
#include <QPainter>
#include <QScopedValueRollback>
#include <utility>

namespace godwit::ui {

FolderView::FolderView(QWidget *parent) : QTreeView(parent), m_delegate(new FolderDelegate(this))
{
    setAccessibleName(tr("Folders"));
    setObjectName(QStringLiteral("folders"));
    setItemDelegate(m_delegate);
    setHeaderHidden(true);
    setFrameShape(NoFrame);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setIndentation(FolderDelegate::Indent);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setDragDropMode(DragDrop);
    setDragEnabled(true);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(false);
    setAutoExpandDelay(600);
    viewport()->setProperty("pane", QStringLiteral("sidebar"));
    viewport()->setBackgroundRole(QPalette::Window);
}

FolderView::~FolderView() = default;

void FolderView::setMailboxModel(SpokenMailboxModel *model)
{
    m_mailboxes = model;
    setModel(model);
    openRemembered({});
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        openRemembered(parent);
        followMoved();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] { openRemembered({}); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (m_restoring)
            return;
        m_open.insert(rowId(index));
        m_closed.remove(rowId(index));
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (m_restoring)
            return;
        m_closed.insert(rowId(index));
        m_open.remove(rowId(index));
    });
}

store::MailboxKey FolderView::currentMailbox() const
{
    const auto mailbox = m_mailboxes->mailbox(currentIndex());
    return mailbox && mailbox->selectable ? mailbox->key : store::MailboxKey();
}

void FolderView::selectMailbox(store::MailboxKey mailbox)
{
    const QModelIndex index = m_mailboxes->indexOf(mailbox);
    if (!index.isValid())
        return;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        expand(up);
    setCurrentIndex(index);
    scrollTo(index);
}

// ---- painting ----------------------------------------------------------------------------------------------------

void FolderView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initViewItemOption(&row);
    row.rect = option.rect;
    row.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    row.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    row.state.setFlag(QStyle::State_Open, isExpanded(index));
    row.state.setFlag(QStyle::State_MouseOver, m_hovered == index && m_mailboxes->mailbox(index).has_value());
    m_delegate->paint(painter, row, index);
}

void FolderView::drawBranches(QPainter *, const QRect &, const QModelIndex &) const
{
    // The delegate paints the chevrons.
}

// ---- choosing ----------------------------------------------------------------------------------------------------

void FolderView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const auto mailbox = m_mailboxes == nullptr ? std::nullopt : m_mailboxes->mailbox(current);
    if (mailbox && mailbox->selectable)
        emit mailboxChosen(mailbox->key);
}

void FolderView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint at = byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    emit contextMenuWanted(index, at);
    event->accept();
}

void FolderView::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    const QModelIndex hovered = indexAt(event->position().toPoint());
    if (m_hovered != hovered) {
        m_hovered = hovered;
        viewport()->update(); // rows are painted over the whole width, wider than Qt's idea of an item
    }
}

void FolderView::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    m_hovered = QModelIndex();
    viewport()->update();
}

// ---- names -------------------------------------------------------------------------------------------------------

void FolderView::editName(const QModelIndex &index)
{
    const auto mailbox = m_mailboxes->mailbox(index);
    if (!mailbox || mailbox->path.isEmpty())
        return;
    FolderNameEditor::Rules rules{mailbox->path.last(), {}, mailbox->delimiter};
    const QModelIndex parent = index.parent();
    for (int row = 0; row < m_mailboxes->rowCount(parent); ++row) {
        const QStringList path = m_mailboxes->path(m_mailboxes->index(row, 0, parent));
        if (row != index.row() && !path.isEmpty())
            rules.taken.append(path.last());
    }
    auto *editor = new FolderNameEditor(tr("New name of the folder"), rules, viewport());
    const QRect row = visualRect(index);
    const int left = FolderDelegate::nameLeft(index) - 6;
    editor->setGeometry(left, row.top() + 1, viewport()->width() - left - 10, row.height() - 2);
    const QPersistentModelIndex kept(index);
    connect(editor, &FolderNameEditor::named, this, [this, kept](const QString &name) {
        if (kept.isValid())
            emit nameEdited(kept, name);
    });
    editor->show();
    editor->setFocus();
}

void FolderView::editNewChild(const QModelIndex &parent)
{
    FolderNameEditor::Rules rules;
    if (const auto mailbox = m_mailboxes->mailbox(parent))
        rules.delimiter = mailbox->delimiter;
    for (int row = 0; row < m_mailboxes->rowCount(parent); ++row) {
        const QModelIndex child = m_mailboxes->index(row, 0, parent);
        const QStringList path = m_mailboxes->path(child);
        if (!path.isEmpty())
            rules.taken.append(path.last());
        if (const auto mailbox = m_mailboxes->mailbox(child); mailbox && !m_mailboxes->mailbox(parent))
            rules.delimiter = mailbox->delimiter;
    }
    expand(parent);
    scrollTo(parent);
    // It stands where the new row will be, and hides the row that has to make room.
    auto *cover = new QWidget(viewport());
    cover->setAutoFillBackground(true);
    cover->setBackgroundRole(QPalette::Window);
    auto *editor = new FolderNameEditor(tr("Name of the new folder"), rules, cover);
    const QRect row = visualRect(parent);
    const int left = FolderDelegate::nameLeft(parent) + FolderDelegate::Indent - 6;
    const int top = qMin(row.bottom() + 1, viewport()->height() - row.height());
    cover->setGeometry(0, top, viewport()->width(), row.height());
    editor->setGeometry(left, 1, viewport()->width() - left - 10, row.height() - 2);
    auto *symbol = new QLabel(cover);
    symbol->setPixmap(
        icon(QStringLiteral("folder")).pixmap(QSize(measure::IconSize, measure::IconSize), devicePixelRatioF()));
    symbol->setGeometry(
        left - measure::IconSize - 2, (row.height() - measure::IconSize) / 2, measure::IconSize, measure::IconSize);
    cover->show();
    connect(editor, &FolderNameEditor::finished, cover, &QObject::deleteLater);
    const QPersistentModelIndex kept(parent);
    connect(editor, &FolderNameEditor::named, this, [this, kept](const QString &name) {
        if (kept.isValid())
            emit childNamed(kept, name);
    });
    editor->show();
    editor->setFocus();
}

// ---- open and closed ---------------------------------------------------------------------------------------------

QString FolderView::rowId(const QModelIndex &index) const
{
    if (const auto mailbox = m_mailboxes->mailbox(index))
        return QStringLiteral("m%1").arg(mailbox->key.value);
    return QStringLiteral("a%1/%2").arg(m_mailboxes->account(index).value).arg(m_mailboxes->path(index).join(u'/'));
}

void FolderView::openRemembered(const QModelIndex &parent)
{
    const QScopedValueRollback<bool> restoring(m_restoring, true);
    if (parent.isValid() && (m_open.contains(rowId(parent)) || !m_mailboxes->parent(parent).isValid())
        && !m_closed.contains(rowId(parent)))
        expand(parent);
    for (int row = 0; row < m_mailboxes->rowCount(parent); ++row) {
        const QModelIndex child = m_mailboxes->index(row, 0, parent);
        const bool account = !parent.isValid();
        setExpanded(child, account ? !m_closed.contains(rowId(child)) : m_open.contains(rowId(child)));
        openRemembered(child);
    }
}

QByteArray FolderView::saveExpanded() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << quint8(1) << m_open << m_closed;
    return state;
}

void FolderView::restoreExpanded(const QByteArray &state)
{
    QDataStream in(state);
    quint8 version = 0;
    QSet<QString> open, closed;
    in >> version >> open >> closed;
    if (in.status() != QDataStream::Ok || version != 1)
        return;
    m_open = open;
    m_closed = closed;
    openRemembered({});
}

// ---- folders that move --------------------------------------------------------------------------------------------

/// A folder that is moved leaves its place and appears in another: it stays the chosen one.
void FolderView::followMoved()
{
    if (m_movedAway && m_mailboxes->indexOf(m_movedAway).isValid())
        selectMailbox(std::exchange(m_movedAway, {}));
}

void FolderView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    for (QModelIndex up = currentIndex(); up.isValid(); up = up.parent()) {
        if (up.parent() != parent || up.row() < start || up.row() > end)
            continue;
        m_movedAway = currentMailbox();
        // What does not come back at once is gone.
        QMetaObject::invokeMethod(
            this, [this] { m_movedAway = {}; }, Qt::QueuedConnection);
    }
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
}

} // namespace godwit::ui
