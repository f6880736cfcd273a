// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/FindBar.h"

#include "ui/common/Buttons.h"
#include "ui/common/Toast.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace godwit::ui {

FindBar::FindBar(QWidget *parent) : QFrame(parent), m_field(new QLineEdit(this)), m_count(new QLabel(this))
{
    setProperty("pane", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    m_field->setPlaceholderText(tr("Find in message"));
    m_field->setAccessibleName(tr("Find in message"));
    m_field->setMaximumWidth(280);
    m_field->setClearButtonEnabled(true);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setProperty("role", QStringLiteral("dimmed"));
    auto *previous = new FlatButton(QStringLiteral("chevron-up"), tr("Previous match"), this);
    auto *next = new FlatButton(QStringLiteral("chevron-down"), tr("Next match"), this);
    auto *done = new FlatButton(QStringLiteral("close"), tr("Close the search"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 4, 12, 4);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addSpacing(8);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(done);
    connect(m_field, &QLineEdit::textChanged, this,
        [this](const QString &text) { emit findRequested(text, FindDirection::Forward); });
    connect(previous, &QToolButton::clicked, this,
        [this] { emit findRequested(m_field->text(), FindDirection::Backward); });
    connect(next, &QToolButton::clicked, this, [this] { emit findRequested(m_field->text(), FindDirection::Forward); });
    connect(done, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::open(const QString &start)
{
    show();
    if (!start.isEmpty())
        m_field->setText(start);
    m_field->selectAll();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    m_count->clear();
    emit closed(hadFocus);
}

void FindBar::showMatches(int matches)
{
    const QString text = m_field->text().isEmpty() ? QString()
        : matches == 0                             ? tr("Not found")
                                                   : tr("%n hit(s)", nullptr, matches);
    if (text == m_count->text())
        return;
    m_count->setText(text);
    announce(this, text);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit findRequested(m_field->text(),
            event->modifiers().testFlag(Qt::ShiftModifier) ? FindDirection::Backward : FindDirection::Forward);
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace godwit::ui
