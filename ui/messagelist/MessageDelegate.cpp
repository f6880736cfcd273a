// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageDelegate.h"

#include "mime/Address.h"
#include "models/Roles.h"
#include "store/Types.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/PlainText.h"
#include "ui/common/Theme.h"
#include "ui/messagelist/MessageWords.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace godwit::ui {

namespace {
constexpr int TextLeft = 24;
constexpr int TextRight = 14;
constexpr int DotCentre = 13;
constexpr int MarkSize = 14;
constexpr int DepthStep = 14;
constexpr int DeepestStep = 8;
constexpr int CountGap = 6;

/// How many messages a row stands for, where it is more than one.
QString countOf(const QModelIndex &index)
{
    const auto thread = index.data(models::ThreadRole).value<store::ThreadSummary>();
    return thread.messages > 1 ? humanNumber(thread.messages) : QString();
}

void drawCut(QPainter *painter, const QRect &area, const QString &text)
{
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width(), Qt::TextSingleLine));
}
} // namespace

MessageDelegate::MessageDelegate(QObject *parent) : QStyledItemDelegate(parent)
{ }

QFont MessageDelegate::smallFont(const QFont &font)
{
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(font.pointSizeF() * 0.93);
    else
        small.setPixelSize(qMax(9, font.pixelSize() * 93 / 100));
    return small;
}

int MessageDelegate::rowHeight(const QFont &font)
{
    const int lines = 2 * QFontMetrics(font).height() + QFontMetrics(smallFont(font)).height();
    const int wanted = qMax(measure::Card, lines + 18);
    return (wanted + measure::Grid - 1) / measure::Grid * measure::Grid;
}

QString MessageDelegate::who(const QModelIndex &index) const
{
    return correspondent(index, m_recipients);
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = Theme::colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool unread = index.data(models::UnreadRole).toBool();
    const QRect area = option.rect;
    painter->fillRect(area, selected ? colors.selection : colors.paper);
    painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colors.hairline);
    if (option.state.testFlag(QStyle::State_HasFocus))
        painter->fillRect(QRect(area.left(), area.top(), 3, area.height() - 1), colors.accent);

    QFont strong = option.font;
    strong.setWeight(unread ? QFont::Bold : QFont::Normal);
    const QFont small = smallFont(option.font);
    const int line = QFontMetrics(option.font).height();
    const int smallLine = QFontMetrics(small).height();
    const int gap = qMax(1, (area.height() - 1 - 2 * line - smallLine) / 5);
    const int top = area.top() + (area.height() - 1 - 2 * line - smallLine - 2 * gap) / 2;
    const int indent = qMin(index.data(models::DepthRole).toInt(), DeepestStep) * DepthStep;
    const int left = area.left() + TextLeft + indent;
    const QRect first(left, top, area.right() + 1 - TextRight - left, line);
    const QColor dimmed = selected && !Theme::isDark() ? colors.dimmedText.darker(118) : colors.dimmedText;

    painter->setFont(small);
    painter->setPen(dimmed);
    const QString when = shortMoment(index.data(models::DateRole).toDateTime(), QDateTime::currentDateTimeUtc());
    const int whenWidth = painter->fontMetrics().horizontalAdvance(when);
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, when);
    const int marksLeft = paintMarks(painter, first, first.right() - whenWidth, index, dimmed);

    painter->setFont(strong);
    painter->setPen(colors.text);
    const QString count = countOf(index);
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(count) + CountGap;
    const int nameWidth = marksLeft - first.left() - 8 - countWidth;
    drawCut(painter, QRect(first.left(), first.top(), nameWidth, line), who(index));
    if (!count.isEmpty()) {
        const int name = qMin(painter->fontMetrics().horizontalAdvance(who(index)), nameWidth);
        painter->setFont(small);
        painter->setPen(dimmed);
        painter->drawText(QRect(first.left() + name + CountGap, first.top(), countWidth, line),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, count);
        painter->setFont(strong);
        painter->setPen(colors.text);
    }
    const QRect second = first.translated(0, line + gap);
    drawCut(painter, second, subjectOrNone(index));
    painter->setFont(small);
    painter->setPen(dimmed);
    drawCut(painter, QRect(second.left(), second.top() + line + gap, second.width(), smallLine),
        oneLine(index.data(models::SnippetRole).toString()));
    if (unread) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.accent);
        painter->drawEllipse(QPointF(area.left() + DotCentre, first.center().y() + 1.0), 4, 4);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
}

int MessageDelegate::paintMarks(
    QPainter *painter, const QRect &line, int right, const QModelIndex &index, const QColor &color) const
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    const int y = line.top() + (line.height() - MarkSize) / 2;
    const auto mark = [&](const QString &name, const QColor &shade) {
        right -= MarkSize + 4;
        painter->drawPixmap(right, y, iconPixmap(name, shade, MarkSize, ratio));
    };
    right -= 3;
    if (index.data(models::FlaggedRole).toBool())
        mark(QStringLiteral("star-filled"), Theme::colors().star);
    if (index.data(models::AttachmentsRole).toInt() > 0)
        mark(QStringLiteral("attach"), color);
    if (index.data(models::ForwardedRole).toBool())
        mark(QStringLiteral("forward"), color);
    if (index.data(models::AnsweredRole).toBool())
        mark(QStringLiteral("reply"), color);
    return right;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, rowHeight(option.font)};
}

bool MessageDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString subject = subjectOrNone(index);
    const bool cut = QFontMetrics(option.font).horizontalAdvance(subject) > option.rect.width() - TextLeft - TextRight;
    QToolTip::showText(event->globalPos(), cut ? plainToolTip(subject) : QString(), view->viewport());
    return true;
}

} // namespace godwit::ui
