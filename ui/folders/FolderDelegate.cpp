// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/FolderDelegate.h"

#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/MailboxText.h"
#include "ui/common/Theme.h"
#include "ui/folders/SpokenMailboxModel.h"

#include <QPainter>

namespace godwit::ui {

FolderDelegate::FolderDelegate(QObject *parent) : QStyledItemDelegate(parent)
{ }

int FolderDelegate::rowHeight(const QFontMetrics &metrics)
{
    return qMax(measure::FolderRow, (metrics.height() + 11) / measure::Grid * measure::Grid);
}

int FolderDelegate::depth(const QModelIndex &index)
{
    int depth = 0;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        ++depth;
    return depth;
}

int FolderDelegate::nameLeft(const QModelIndex &index)
{
    return Indent * depth(index) + measure::IconSize + 8;
}

void FolderDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = Theme::colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool isDropTarget = m_dropTarget.isValid() && m_dropTarget == index;
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect pill = option.rect.adjusted(8, 0, -8, 0);
    if (selected || isDropTarget || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setBrush(selected || isDropTarget ? colors.selection : colors.hover);
        painter->setPen(isDropTarget ? QPen(colors.accent, 1.5) : Qt::NoPen);
        painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), measure::Radius, measure::Radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colors.accent, 1.2));
        painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), measure::Radius, measure::Radius);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (index.data(models::IsAccountRole).toBool()) {
        paintAccount(painter, option, index);
        return;
    }
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QRect row = option.rect;
    const int iconLeft = row.left() + Indent * depth(index);
    const int iconTop = row.top() + (row.height() - measure::IconSize) / 2;
    if (index.model()->hasChildren(index)) {
        const bool open = option.state.testFlag(QStyle::State_Open);
        painter->drawPixmap(iconLeft - 14, row.top() + (row.height() - 12) / 2,
            iconPixmap(
                open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), colors.dimmedText, 12, ratio));
    }
    const auto role = store::Role(index.data(models::RoleRole).toInt());
    painter->drawPixmap(iconLeft, iconTop,
        iconPixmap(mailboxIconName(role), selected ? colors.accent : colors.iconText, measure::IconSize, ratio));

    const qint64 count = SpokenMailboxModel::shownCount(index);
    const bool unread = index.data(models::UnreadCountRole).toLongLong() > 0;
    const QString number = count > 0 ? humanNumber(count) : QString();
    const int right = row.right() - 16;
    QFont font = option.font;
    painter->setFont(font);
    const int numberWidth = number.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(number);
    painter->setPen(selected && !Theme::isDark() ? colors.dimmedText.darker(118) : colors.dimmedText);
    painter->drawText(QRect(right - numberWidth, row.top(), numberWidth + 1, row.height()), Qt::AlignCenter, number);
    font.setWeight(unread ? QFont::Bold : QFont::Normal);
    painter->setFont(font);
    const bool live = index.data(models::SelectableRole).toBool();
    painter->setPen(live ? colors.text : colors.dimmedText);
    const int left = iconLeft + measure::IconSize + 8;
    const QRect area(left, row.top(), right - numberWidth - 8 - left, row.height());
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, area.width(), Qt::TextSingleLine));
}

void FolderDelegate::paintAccount(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = Theme::colors();
    const QString label = index.data(Qt::DisplayRole).toString();
    const QRect row = option.rect;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(index.row() == 0 ? colors.accent : colorForName(label));
    painter->drawEllipse(QPointF(row.left() + 20, row.center().y() + 1.0), 4, 4);
    painter->setRenderHint(QPainter::Antialiasing, false);
    QFont small = option.font;
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * 0.9);
    small.setWeight(QFont::DemiBold);
    painter->setFont(small);
    painter->setPen(colors.dimmedText);
    const QRect area = row.adjusted(30, 0, -16, 0);
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(label, Qt::ElideMiddle, area.width(), Qt::TextSingleLine));
}

QSize FolderDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, rowHeight(option.fontMetrics)};
}

} // namespace godwit::ui
