// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FlowLayout.h"

#include <QWidget>

namespace godwit::ui {

namespace {
constexpr int LastMinimumWidth = 140;
}

FlowLayout::FlowLayout(int gap, int lineHeight, QWidget *parent) : QLayout(parent), m_gap(gap), m_lineHeight(lineHeight)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items << item;
    invalidate();
}

void FlowLayout::insertBeforeLast(QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(qMax<qsizetype>(0, m_items.size() - 1), new QWidgetItem(widget));
    invalidate();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    return {LastMinimumWidth, m_lineHeight};
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, [](QLayoutItem *item, const QRect &place) { item->setGeometry(place); });
}

int FlowLayout::arrange(const QRect &rect, Place place) const
{
    int x = rect.x(), y = rect.y();
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        QLayoutItem *item = m_items.at(i);
        const bool last = i == m_items.size() - 1;
        const QSize hint = item->sizeHint();
        int width = last ? LastMinimumWidth : qMin(hint.width(), qMax(rect.width(), LastMinimumWidth));
        if (x > rect.x() && x + width > rect.right() + 1) {
            x = rect.x();
            y += m_lineHeight;
        }
        if (last)
            width = qMax(width, rect.right() + 1 - x);
        const int height = qMin(hint.height(), m_lineHeight);
        if (place)
            place(item, QRect(x, y + (m_lineHeight - height) / 2, width, height));
        x += width + m_gap;
    }
    return y + m_lineHeight - rect.y();
}

} // namespace godwit::ui
