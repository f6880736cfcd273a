// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AttachedFileDelegate.h"

#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QPainter>

namespace godwit::ui {

namespace {

constexpr int CardHeight = 48;
constexpr int TextLeft = 36;
constexpr int Padding = 12;
constexpr int MaximumTextWidth = 220;
constexpr int LineGap = 2;

QFont smallFont(const QFont &font)
{
    QFont smaller = font;
    smaller.setPointSizeF(font.pointSizeF() * 0.85);
    return smaller;
}

int textWidth(const QFont &font, const QString &text)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

void AttachedFileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = Theme::colors();
    const QRect card = option.rect.adjusted(0, 0, -Gap, -Gap);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool warn = index.data(WarnRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(selected ? colors.accent : warn ? colors.warningBorder : colors.hairline);
    painter->setBrush(selected ? colors.selection : warn ? colors.warningBackground : colors.paper);
    painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), measure::Radius, measure::Radius);

    const QRect picture(card.x() + Padding - 1, card.y() + (card.height() - measure::IconSize) / 2, measure::IconSize,
        measure::IconSize);
    icon(index.data(IconRole).toString()).paint(painter, picture);

    const int lines = QFontMetrics(option.font).height() + QFontMetrics(smallFont(option.font)).height() + LineGap;
    const int above = qMax(4, (card.height() - lines) / 2);
    const QRect words = card.adjusted(TextLeft, above, -Padding, -above);
    painter->setFont(option.font);
    painter->setPen(colors.text);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
        QFontMetrics(option.font).elidedText(index.data(NameRole).toString(), Qt::ElideMiddle, words.width()));
    painter->setFont(smallFont(option.font));
    painter->setPen(colors.dimmedText);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine, index.data(SizeRole).toString());
    painter->restore();
}

QSize AttachedFileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int name = qMin(MaximumTextWidth, textWidth(option.font, index.data(NameRole).toString()));
    const int size = textWidth(smallFont(option.font), index.data(SizeRole).toString());
    const int height = QFontMetrics(option.font).height() + QFontMetrics(smallFont(option.font)).height() + 14;
    return {TextLeft + qMax(name, size) + Padding + 2 + Gap, qMax(CardHeight, height) + Gap};
}

} // namespace godwit::ui
