// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyledItemDelegate>

namespace godwit::ui {

/// An attached file as a small card: icon, name, size.
class AttachedFileDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int NameRole = Qt::UserRole;
    static constexpr int SizeRole = Qt::UserRole + 1;
    static constexpr int IconRole = Qt::UserRole + 2;
    static constexpr int WarnRole = Qt::UserRole + 3;
    static constexpr int Gap = 8;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace godwit::ui
