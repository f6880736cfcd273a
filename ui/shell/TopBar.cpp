// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

namespace godwit::ui {

TopBar::TopBar(QWidget *parent)
    : QWidget(parent), m_compose(new FilledButton(tr("Compose"), QStringLiteral("compose"), this)),
      m_search(new QLineEdit(this)), m_more(new FlatButton(QStringLiteral("more"), tr("More"), this))
{
    constexpr int SearchRestMs = 150;
    setProperty("pane", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(qMax(measure::TopBar, fontMetrics().height() + 24));
    m_compose->setToolTip(tr("Write a new message"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search this folder"));
    m_search->setMaximumWidth(460);
    m_search->setMinimumWidth(140);
    m_searchIcon = m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_clear = m_search->addAction(icon(QStringLiteral("close")), QLineEdit::TrailingPosition);
    m_searchIcon->setText(tr("Search"));
    m_clear->setText(tr("Clear the search"));
    m_clear->setVisible(false);
    for (QToolButton *button : m_search->findChildren<QToolButton *>())
        button->setFocusPolicy(Qt::NoFocus);
    m_search->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 0);
    layout->setSpacing(12);
    layout->addWidget(m_compose);
    layout->addStretch(1);
    layout->addWidget(m_search, 4);
    layout->addStretch(1);
    layout->addWidget(m_more);

    m_rest.setSingleShot(true);
    m_rest.setInterval(SearchRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { emit searchChanged(m_search->text()); });
    connect(m_compose, &QPushButton::clicked, this, &TopBar::composeClicked);
    connect(m_clear, &QAction::triggered, this, &TopBar::clearSearch);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        if (text.isEmpty()) {
            m_rest.stop();
            emit searchChanged({});
        } else {
            m_rest.start();
        }
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_rest.stop();
        emit searchChanged(m_search->text());
    });
}

void TopBar::setMailActionsVisible(bool visible)
{
    m_compose->setVisible(visible);
    m_search->setVisible(visible);
}

void TopBar::setMoreMenu(QMenu *menu)
{
    m_more->setMenu(menu);
}

void TopBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TopBar::clearSearch()
{
    m_search->clear();
}

QString TopBar::searchText() const
{
    return m_search->text();
}

void TopBar::setSearchPlace(const QString &place)
{
    m_search->setPlaceholderText(place.isEmpty() ? tr("Search this folder") : tr("Search in %1").arg(place));
}

bool TopBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            clearSearch();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down) {
            emit searchLeft();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFixedHeight(qMax(measure::TopBar, fontMetrics().height() + 24));
}

} // namespace godwit::ui
