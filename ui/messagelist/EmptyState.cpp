// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/EmptyState.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace godwit::ui {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_sentence(new QLabel(this)), m_step(new LinkButton(QString(), this))
{
    setProperty("pane", QStringLiteral("paper"));
    setAttribute(Qt::WA_StyledBackground);
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("role", QStringLiteral("dimmed"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 32);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence);
    layout->addWidget(m_step, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_step, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run();
    });
}

void EmptyState::showSentence(
    const QString &iconName, const QString &sentence, const QString &step, const std::function<void()> &run)
{
    m_iconName = iconName;
    m_sentence->setText(sentence);
    m_step->setText(step);
    m_step->setAccessibleName(step);
    m_step->setVisible(!step.isEmpty());
    m_run = run;
    setAccessibleName(sentence);
    recolour();
}

QString EmptyState::sentence() const
{
    return m_sentence->text();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void EmptyState::recolour()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(
            m_iconName, Theme::colors().control.darker(Theme::isDark() ? 90 : 112), 40, devicePixelRatioF()));
}

} // namespace godwit::ui
