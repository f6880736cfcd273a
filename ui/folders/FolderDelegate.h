// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace godwit::ui {

/// Paints one row of the folder tree, given the whole width: chevron, role icon, name, count at the right.
class FolderDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int Indent = 16;

    explicit FolderDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static int rowHeight(const QFontMetrics &metrics);
    /// Left edge of the name, for the editor.
    static int nameLeft(const QModelIndex &index);
    static int depth(const QModelIndex &index);
    /// The row that a drag would drop onto.
    void setDropTarget(const QModelIndex &index) { m_dropTarget = index; }

private:
    void paintAccount(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QPersistentModelIndex m_dropTarget;
};

} // namespace godwit::ui
