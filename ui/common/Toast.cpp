// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Toast.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace godwit::ui {

Toast::Toast(QWidget *host)
    : QFrame(host), m_text(new QLabel(this)), m_undo(new QPushButton(tr("Undo"), this)), m_more(new QWidget(this))
{
    setObjectName(QStringLiteral("toast"));
    setProperty("look", QStringLiteral("toast"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setTextFormat(Qt::PlainText);
    m_undo->setAccessibleName(tr("Undo"));
    m_undo->setFlat(true);
    auto *close = new FlatButton(QString(), tr("Dismiss"), this);
    close->setIcon(ui::icon(QStringLiteral("close"), QColor(0xc9, 0xd0, 0xd8)));
    auto *moreLayout = new QHBoxLayout(m_more);
    moreLayout->setContentsMargins(0, 0, 0, 0);
    moreLayout->setSpacing(4);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_undo);
    layout->addWidget(m_more);
    layout->addWidget(close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::dismiss);
    connect(close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        const std::function<void()> run = m_undoRun;
        dismiss();
        if (run)
            run();
    });
    host->installEventFilter(this);
    hide();
}

void Toast::showMessage(const QString &text, const std::function<void()> &undo, const QList<Step> &more, int forMs)
{
    m_text->setText(text);
    setAccessibleName(text);
    m_undoRun = undo;
    m_undo->setVisible(bool(undo));
    // Later: this may have been called by a click on one of them.
    for (QPushButton *old : m_more->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly)) {
        m_more->layout()->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    for (const Step &step : more) {
        auto *button = new QPushButton(step.text, m_more);
        button->setFlat(true);
        button->setAccessibleName(step.text);
        connect(button, &QPushButton::clicked, this, [this, run = step.run] {
            dismiss();
            run();
        });
        m_more->layout()->addWidget(button);
    }
    m_more->setVisible(!more.isEmpty());
    place();
    show();
    raise();
    m_shownMs = forMs;
    if (forMs > 0)
        m_timer.start(forMs);
    else
        m_timer.stop();
    announce(this, text);
}

void Toast::updateText(const QString &text)
{
    m_text->setText(text);
    place();
}

void Toast::dismiss()
{
    m_timer.stop();
    m_undoRun = {};
    hide();
}

QString Toast::text() const
{
    return m_text->text();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    m_timer.stop();
}

void Toast::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    if (isVisible() && m_shownMs > 0)
        m_timer.start(m_shownMs / 2);
}

void Toast::place()
{
    layout()->activate();
    const QSize wanted = sizeHint();
    const int width = qMin(wanted.width(), parentWidget()->width() - 32);
    setGeometry(16, parentWidget()->height() - wanted.height() - 40, width, wanted.height());
}

void announce(QWidget *widget, const QString &text)
{
    if (!QAccessible::isActive())
        return;
    widget->setAccessibleName(text);
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace godwit::ui
