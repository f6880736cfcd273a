// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ConversationStrip.h"

#include "mime/Address.h"
#include "ui/common/Format.h"
#include "ui/common/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace godwit::ui {

namespace {

constexpr int MostRows = 6; // the message below is what is read
constexpr int Margin = 24;
constexpr int DotRoom = 14;
constexpr int DepthStep = 12;
constexpr int DeepestStep = 6;
constexpr int NameShare = 3; // of the width, a third at most

enum CardRole { PlacementOfCard = Qt::UserRole, NameOfCard, WordsOfCard, DateOfCard, UnreadCard, DepthOfCard };

int cardHeight(const QFontMetrics &metrics)
{
    return qMax(28, metrics.height() + 12);
}

/// One line: who, the first words, when.  Plain text.
class CardDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {120, cardHeight(option.fontMetrics)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = Theme::colors();
        const bool open = option.state.testFlag(QStyle::State_Selected);
        const bool unread = index.data(UnreadCard).toBool();
        painter->fillRect(option.rect, open ? colors.selection : colors.paper);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.hairline);
        if (option.state.testFlag(QStyle::State_HasFocus))
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), colors.accent);
        const int indent = qMin(index.data(DepthOfCard).toInt(), DeepestStep) * DepthStep;
        QRect line = option.rect.adjusted(Margin + indent, 0, -Margin, 0);
        if (unread) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(colors.accent);
            painter->drawEllipse(QPointF(line.left() - DotRoom + 4, line.center().y() + 1.0), 3.5, 3.5);
            painter->setRenderHint(QPainter::Antialiasing, false);
        }
        const QColor dimmed = open && !Theme::isDark() ? colors.dimmedText.darker(118) : colors.dimmedText;
        const auto draw = [painter](const QRect &area, const QString &text, Qt::Alignment alignment) {
            painter->drawText(area, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width(), Qt::TextSingleLine));
            return painter->fontMetrics().horizontalAdvance(text);
        };
        painter->setFont(option.font);
        painter->setPen(dimmed);
        line.setRight(line.right() - draw(line, index.data(DateOfCard).toString(), Qt::AlignRight) - 12);
        QFont strong = option.font;
        strong.setWeight(unread ? QFont::Bold : QFont::Medium);
        painter->setFont(strong);
        painter->setPen(colors.text);
        QRect name = line;
        name.setWidth(line.width() / NameShare);
        const int used = qMin(draw(name, index.data(NameOfCard).toString(), Qt::AlignLeft), name.width());
        line.setLeft(line.left() + used + 10);
        painter->setFont(option.font);
        painter->setPen(dimmed);
        draw(line, index.data(WordsOfCard).toString(), Qt::AlignLeft);
    }
};

} // namespace

ConversationStrip::ConversationStrip(QWidget *parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("conversation"));
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    setItemDelegate(new CardDelegate(this));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    hide();
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr && !m_filling)
            emit messageChosen(item->data(PlacementOfCard).value<store::PlacementKey>());
    });
}

void ConversationStrip::showConversation(const QList<store::ThreadRow> &rows, store::PlacementKey open)
{
    m_filling = true;
    clear();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const store::ThreadRow &row : rows) {
        auto *item = new QListWidgetItem(this);
        const QString who = mime::shortAddress(row.row.from).simplified();
        const bool unread = !row.row.flags.has(Flag::Seen);
        item->setData(PlacementOfCard, QVariant::fromValue(row.row.placement));
        item->setData(NameOfCard, who);
        item->setData(WordsOfCard, row.row.snippet.isEmpty() ? row.row.subject : row.row.snippet.simplified());
        item->setData(DateOfCard, shortMoment(row.row.date, now));
        item->setData(UnreadCard, unread);
        item->setData(DepthOfCard, row.depth);
        item->setData(Qt::AccessibleTextRole,
            ((unread ? QStringList{tr("Unread")} : QStringList()) << who << longMoment(row.row.date, now))
                .join(QStringLiteral(", ")));
        if (row.row.placement == open)
            setCurrentItem(item);
    }
    m_filling = false;
    fitHeight();
    setVisible(rows.size() > 1);
    if (QListWidgetItem *current = currentItem())
        scrollToItem(current);
}

bool ConversationStrip::holds(store::PlacementKey placement) const
{
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(PlacementOfCard).value<store::PlacementKey>() == placement)
            return true;
    }
    return false;
}

void ConversationStrip::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

void ConversationStrip::fitHeight()
{
    setFixedHeight(qMin(count(), MostRows) * cardHeight(fontMetrics()));
}

} // namespace godwit::ui
