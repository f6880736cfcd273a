// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStyledItemDelegate>

namespace godwit::ui {

/// Paints one attachment: icon, name, size.
class AttachmentCard : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int SizeTextRole = Qt::UserRole + 1;
    static constexpr int IconNameRole = Qt::UserRole + 2;
    static constexpr int Height = 50;
    static constexpr int MaximumWidth = 280;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace godwit::ui
