// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/NoticeBar.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"
#include "ui/common/Toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

namespace godwit::ui {

namespace {

QString iconNameOf(NoticeBar::Kind kind)
{
    switch (kind) {
    case NoticeBar::Kind::Information:
        return QStringLiteral("info");
    case NoticeBar::Kind::Warning:
        return QStringLiteral("warning");
    case NoticeBar::Kind::Error:
        break;
    }
    return QStringLiteral("error");
}

QString lookOf(NoticeBar::Kind kind)
{
    switch (kind) {
    case NoticeBar::Kind::Information:
        return QStringLiteral("information");
    case NoticeBar::Kind::Warning:
        return QStringLiteral("warning");
    case NoticeBar::Kind::Error:
        break;
    }
    return QStringLiteral("error");
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_details(new QLabel(this)),
      m_words(new QVBoxLayout), m_steps(new QHBoxLayout),
      m_close(new FlatButton(QStringLiteral("close"), tr("Dismiss"), this))
{
    setProperty("look", QStringLiteral("notice"));
    setAttribute(Qt::WA_StyledBackground);
    m_icon->setFixedSize(measure::IconSize, measure::IconSize);
    for (QLabel *label : {m_text, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    }
    m_details->setProperty("role", QStringLiteral("dimmed"));
    m_details->setVisible(false);
    m_steps->setSpacing(4);
    m_close->setVisible(false);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::clear);

    m_words->setSpacing(4);
    m_words->addWidget(m_text);
    m_words->addWidget(m_details);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addLayout(m_words, 1);
    layout->addLayout(m_steps);
    layout->addWidget(m_close);
    hide();
}

void NoticeBar::showNotice(Kind kind, const QString &text, const QList<Step> &steps, const QString &details)
{
    const bool news = isHidden() || m_text->text() != text;
    m_kind = kind;
    m_iconName = iconNameOf(kind);
    m_text->setText(text);
    m_details->setText(details);
    m_details->setVisible(false);
    m_secret = nullptr;
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const Step &step : steps) {
        const std::function<void()> run = step.run;
        connect(addStep(step.text), &QPushButton::clicked, this, [run] {
            if (run)
                run();
        });
    }
    if (!details.isEmpty()) {
        connect(addStep(tr("Details")), &QPushButton::clicked, this,
            [this] { m_details->setVisible(!m_details->isVisible()); });
    }
    setProperty("kind", lookOf(kind));
    style()->unpolish(this);
    style()->polish(this);
    recolour();
    setAccessibleName(text);
    arrange();
    show();
    emit shown();
    if (news)
        announce(this, text);
}

void NoticeBar::setIconName(const QString &name)
{
    m_iconName = name;
    recolour();
}

void NoticeBar::askSecret(const QString &label, const QString &step, const std::function<void(const QString &)> &run)
{
    m_secret = new QLineEdit(this);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(label);
    m_secret->setAccessibleName(label);
    m_secret->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_secret->setFixedWidth(180);
    m_steps->insertWidget(0, m_secret);
    auto *go = new LinkButton(step, this);
    go->setAccessibleName(step);
    m_steps->insertWidget(1, go);
    const auto submit = [field = m_secret, run] {
        const QString typed = field->text();
        if (!typed.isEmpty())
            run(typed);
    };
    connect(go, &QPushButton::clicked, this, submit);
    connect(m_secret, &QLineEdit::returnPressed, this, submit);
    arrange();
}

void NoticeBar::setStacked(bool stacked)
{
    m_alwaysStacked = stacked;
    arrange();
}

void NoticeBar::arrange()
{
    constexpr int ComfortableText = 240;
    constexpr int BesideText = 12 + measure::IconSize + 10 + 10 + 8; // margins, icon, gaps
    const int room = width() - BesideText - (m_close->isHidden() ? 0 : m_close->sizeHint().width() + 10);
    const int wanted = qMin(ComfortableText, m_text->fontMetrics().horizontalAdvance(m_text->text()));
    const bool stacked = m_alwaysStacked || (m_steps->count() > 0 && room - m_steps->sizeHint().width() < wanted);
    if (stacked == m_stacked)
        return;
    m_stacked = stacked;
    static_cast<QLayout *>(m_steps->parent())->removeItem(m_steps);
    m_steps->setParent(nullptr);
    if (stacked)
        m_words->addLayout(m_steps);
    else
        static_cast<QHBoxLayout *>(layout())->insertLayout(2, m_steps);
    m_steps->setAlignment(stacked ? Qt::AlignLeft : Qt::Alignment());
}

void NoticeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void NoticeBar::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void NoticeBar::clear()
{
    if (isHidden())
        return;
    hide();
    emit cleared();
}

void NoticeBar::focusFirstStep()
{
    if (m_steps->count() > 0 && m_steps->itemAt(0)->widget() != nullptr)
        m_steps->itemAt(0)->widget()->setFocus(Qt::OtherFocusReason);
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void NoticeBar::recolour()
{
    if (m_iconName.isEmpty())
        return;
    const Colors &colors = Theme::colors();
    const QColor color = m_kind == Kind::Error ? colors.bad : m_kind == Kind::Warning ? colors.text : colors.accent;
    m_icon->setPixmap(iconPixmap(m_iconName, color, measure::IconSize, devicePixelRatioF()));
}

QPushButton *NoticeBar::addStep(const QString &text)
{
    auto *button = new LinkButton(text, this);
    button->setAccessibleName(text);
    m_steps->addWidget(button);
    return button;
}

} // namespace godwit::ui
