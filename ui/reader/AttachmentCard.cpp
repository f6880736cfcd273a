// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentCard.h"

#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QPainter>

namespace godwit::ui {

namespace {

constexpr int Padding = 12;
constexpr int IconGap = 10;

QFont smallFont(const QFont &font)
{
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(font.pointSizeF() * 0.85);
    else
        small.setPixelSize(font.pixelSize() * 85 / 100);
    return small;
}

} // namespace

void AttachmentCard::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = Theme::colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(focused ? colors.accent : colors.hairline, 1));
    painter->setBrush(selected ? colors.selection : hovered ? colors.hover : colors.paper);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), measure::Radius, measure::Radius);

    const QString iconName = index.data(IconNameRole).toString();
    const QRect iconRect(option.rect.left() + Padding, option.rect.center().y() - measure::IconSize / 2,
        measure::IconSize, measure::IconSize);
    painter->drawPixmap(iconRect.topLeft(),
        iconPixmap(iconName, colors.iconText, measure::IconSize, painter->device()->devicePixelRatioF()));

    const QRect text = option.rect.adjusted(Padding + measure::IconSize + IconGap, 8, -Padding, -8);
    const int half = text.height() / 2;
    painter->setFont(option.font);
    painter->setPen(colors.text);
    // In the middle: the ending must stay visible (S-114).
    const QString name = QFontMetrics(option.font).elidedText(index.data().toString(), Qt::ElideMiddle, text.width());
    painter->drawText(QRect(text.left(), text.top(), text.width(), half), Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->setFont(smallFont(option.font));
    painter->setPen(colors.dimmedText);
    painter->drawText(QRect(text.left(), text.top() + half, text.width(), half), Qt::AlignLeft | Qt::AlignVCenter,
        index.data(SizeTextRole).toString());
    painter->restore();
}

QSize AttachmentCard::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics name(option.font);
    const QFontMetrics size(smallFont(option.font));
    const int text = qMax(
        name.horizontalAdvance(index.data().toString()), size.horizontalAdvance(index.data(SizeTextRole).toString()));
    const int width = qMin(MaximumWidth, Padding * 2 + measure::IconSize + IconGap + text + 2);
    return {width, qMax(Height, name.height() + size.height() + 18)};
}

} // namespace godwit::ui
