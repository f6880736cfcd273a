// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/WelcomeForm.h"

#include "ui/accounts/CheckLine.h"
#include "ui/accounts/ProviderHint.h"
#include "ui/accounts/ServerFields.h"
#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/NoticeBar.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int CardWidth = 440;
constexpr int CardMargin = 32;
constexpr int FieldHeight = 34;
} // namespace

WelcomeForm::WelcomeForm(QWidget *parent)
    : QFrame(parent), subtitle(new QLabel(this)), hint(new ProviderHint(this)),
      servers(new ServerFields(ServerFields::Extent::Basic, this)), incoming(new CheckLine(this)),
      outgoing(new CheckLine(this)), notice(new NoticeBar(this)), byHand(new LinkButton(tr("Set up by hand"), this)),
      proceed(new FilledButton(tr("Continue"), {}, this))
{
    setObjectName(u"welcomeCard"_s);
    setProperty("look", u"card"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(CardWidth);
    auto *title = new QLabel(tr("Add your mail"), this);
    title->setProperty("role", u"title"_s);
    subtitle->setProperty("role", u"dimmed"_s);
    subtitle->setTextFormat(Qt::PlainText);
    subtitle->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(CardMargin, CardMargin, CardMargin, CardMargin);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addSpacing(8);
    layout->addWidget(subtitle);
    name = addField(layout, tr("Name"));
    email = addField(layout, tr("Email"));
    email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    layout->addSpacing(8);
    layout->addWidget(hint);
    password = addField(layout, tr("Password"));
    password->setEchoMode(QLineEdit::Password);
    auto *reveal = password->addAction(icon(u"eye"_s), QLineEdit::TrailingPosition);
    reveal->setText(tr("Show password"));
    reveal->setToolTip(tr("Show password"));
    reveal->setCheckable(true);
    connect(reveal, &QAction::toggled, this,
        [this](bool on) { password->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
    notice->setStacked(true);
    auto *results = new QVBoxLayout;
    results->setContentsMargins(0, 16, 0, 0);
    results->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{servers, incoming, outgoing, notice})
        results->addWidget(widget);
    layout->addLayout(results);
    layout->addSpacing(24);
    auto *buttons = new QHBoxLayout;
    byHand->setStyleSheet(u"padding-left: 0"_s); // its text begins where the fields do
    buttons->addWidget(byHand);
    buttons->addStretch();
    buttons->addWidget(proceed);
    layout->addLayout(buttons);
    byHand->setAccessibleName(tr("Set up by hand"));
    proceed->setMinimumHeight(30);
    proceed->setMinimumWidth(92);
    servers->hide();
    m_order =
        QList<QWidget *>{name, email, hint->link(), password} + servers->fields() + QList<QWidget *>{byHand, proceed};
    for (QWidget *inner : servers->findChildren<QLineEdit *>())
        inner->setMinimumHeight(FieldHeight - 4);
}

/// As high as the wrapped sentences need at this width: a layout around it asks for the height of one line only.
bool WelcomeForm::event(QEvent *event)
{
    const bool done = QFrame::event(event);
    const int wanted = event->type() == QEvent::LayoutRequest ? layout()->totalHeightForWidth(CardWidth) : height();
    if (wanted != height()) {
        setFixedHeight(wanted);
        emit heightChanged();
    }
    return done;
}

/// Qt's chain leaves the card behind the fields that are folded away; Tab goes down the card and then on.
bool WelcomeForm::focusNextPrevChild(bool next)
{
    const qsizetype step = next ? 1 : -1;
    const qsizetype now = m_order.indexOf(QApplication::focusWidget());
    for (qsizetype i = now + step; now >= 0 && i >= 0 && i < m_order.size(); i += step) {
        QWidget *candidate = m_order.at(i);
        if (!candidate->isVisible() || !candidate->isEnabled())
            continue;
        candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    return QFrame::focusNextPrevChild(next);
}

QLineEdit *WelcomeForm::addField(QVBoxLayout *layout, const QString &caption)
{
    auto *label = new QLabel(caption, this);
    label->setProperty("role", u"dimmed"_s);
    auto *field = new QLineEdit(this);
    field->setAccessibleName(caption);
    field->setFixedHeight(FieldHeight);
    label->setBuddy(field);
    layout->addSpacing(16);
    layout->addWidget(label);
    layout->addSpacing(6);
    layout->addWidget(field);
    return field;
}

void WelcomeForm::setServersShown(bool shown)
{
    servers->setVisible(shown);
    byHand->setText(shown ? tr("Find the servers for me") : tr("Set up by hand"));
    byHand->setAccessibleName(byHand->text());
}

bool WelcomeForm::serversShown() const
{
    return !servers->isHidden();
}

void WelcomeForm::setBusy(bool busy)
{
    if (busy)
        byHand->setFocus(); // else it goes astray when the fields are switched off
    for (QWidget *widget : std::initializer_list<QWidget *>{name, email, password, servers})
        widget->setEnabled(!busy);
    proceed->setEnabled(!busy);
    byHand->setText(busy ? tr("Stop") : serversShown() ? tr("Find the servers for me") : tr("Set up by hand"));
    byHand->setAccessibleName(byHand->text());
}

} // namespace godwit::ui
