// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderBar.h"

#include "ui/common/Buttons.h"
#include "ui/common/Theme.h"
#include "ui/reader/ReaderActions.h"

#include <QHBoxLayout>
#include <QMenu>

namespace godwit::ui {

namespace {

FlatButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new FlatButton(parent);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    return button;
}

} // namespace

ReaderBar::ReaderBar(const ReaderActions &actions, QWidget *parent) : QWidget(parent)
{
    setProperty("pane", QStringLiteral("paper"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(measure::PaneHeader);
    FlatButton *reply = buttonFor(actions.reply, this);
    reply->showText();
    auto *more = new FlatButton(QStringLiteral("more"), tr("More"), this);
    auto *menu = new QMenu(more);
    menu->addActions({actions.viewPlain, actions.viewSimplified, actions.viewOriginal});
    menu->addSeparator();
    menu->addActions({actions.find, actions.zoomIn, actions.zoomOut, actions.zoomReset});
    menu->addSeparator();
    menu->addActions({actions.saveAs, actions.print, actions.viewSource});
    more->setMenu(menu);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(4);
    layout->addWidget(reply);
    layout->addWidget(buttonFor(actions.replyAll, this));
    layout->addWidget(buttonFor(actions.forward, this));
    layout->addStretch(1);
    layout->addWidget(buttonFor(actions.archive, this));
    layout->addWidget(buttonFor(actions.remove, this));
    layout->addWidget(more);
}

} // namespace godwit::ui
