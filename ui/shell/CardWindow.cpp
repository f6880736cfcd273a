// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CardWindow.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/PlainText.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace godwit::ui {

namespace {
/// Of the button that has the focus; empty: none has it.
struct Focused {
    QString heading, button;
};
} // namespace

CardWindow::CardWindow(const QString &title, QWidget *parent)
    : QWidget(parent, Qt::Window), m_area(new QScrollArea(this)), m_rows(new QWidget), m_layout(new QVBoxLayout(m_rows))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(520, 360);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidget(m_rows);
    m_area->setAccessibleName(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    m_layout->setContentsMargins(12, 12, 12, 12);
    m_layout->setSpacing(8);
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
}

void CardWindow::setCards(const QList<Card> &cards, const QString &emptyText)
{
    Focused focused;
    for (const Card &card : std::as_const(m_cards)) {
        for (const QPushButton *button : card.buttons) {
            if (button->hasFocus())
                focused = {card.heading, button->text()};
        }
    }
    m_cards = cards;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    for (const Card &card : cards)
        m_layout->addWidget(makeCard(card));
    if (cards.isEmpty()) {
        auto *empty = new QLabel(emptyText, m_rows);
        empty->setTextFormat(Qt::PlainText);
        empty->setProperty("role", QStringLiteral("dimmed"));
        empty->setAlignment(Qt::AlignCenter);
        empty->setWordWrap(true);
        m_layout->addWidget(empty);
    }
    m_layout->addStretch(1);
    if (focused.button.isEmpty())
        return;
    m_area->setFocus();
    for (const Card &card : cards) {
        for (QPushButton *button : card.buttons) {
            if (card.heading == focused.heading && button->text() == focused.button)
                button->setFocus();
        }
    }
}

QWidget *CardWindow::makeCard(const Card &card)
{
    auto *frame = new QFrame(m_rows);
    frame->setProperty("look", QStringLiteral("card"));
    frame->setAttribute(Qt::WA_StyledBackground);
    auto *heading = new ElidedLabel(frame);
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setFullText(card.heading);
    auto *subheading = new ElidedLabel(frame);
    subheading->setProperty("role", QStringLiteral("dimmed"));
    subheading->setFullText(card.subheading);
    auto *state = new QLabel(card.state, frame);
    state->setTextFormat(Qt::PlainText);
    state->setWordWrap(true);
    if (card.bad)
        state->setProperty("role", QStringLiteral("bad"));
    state->setToolTip(plainToolTip(card.details));
    auto *details = new QLabel(card.bad ? card.details : QString(), frame);
    details->setTextFormat(Qt::PlainText);
    details->setWordWrap(true);
    details->setProperty("role", QStringLiteral("dimmed"));
    details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    details->setVisible(!details->text().isEmpty());
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : card.buttons)
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(heading);
    layout->addWidget(subheading);
    layout->addWidget(state);
    layout->addWidget(details);
    layout->addLayout(buttons);
    return frame;
}

} // namespace godwit::ui
