// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Buttons.h"

#include "ui/common/Icons.h"
#include "ui/common/PlainText.h"
#include "ui/common/Theme.h"

#include <QEvent>
#include <QFrame>

namespace godwit::ui {

namespace {
constexpr int RoomBesideIcon = 6;
} // namespace

FilledButton::FilledButton(const QString &text, const QString &iconName, QWidget *parent)
    : QPushButton(text, parent), m_iconName(iconName)
{
    setProperty("look", QStringLiteral("filled"));
    setIconSize({measure::IconSize + RoomBesideIcon, measure::IconSize});
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(QString(text).remove(u'&'));
    recolour();
}

void FilledButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        recolour();
}

void FilledButton::recolour()
{
    if (!m_iconName.isEmpty())
        setIcon(ui::icon(m_iconName, Theme::colors().accentText));
}

FlatButton::FlatButton(QWidget *parent) : QToolButton(parent)
{
    setAutoRaise(true);
    setIconSize({measure::IconSize, measure::IconSize});
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
}

FlatButton::FlatButton(const QString &iconName, const QString &accessibleName, QWidget *parent) : FlatButton(parent)
{
    setIcon(ui::icon(iconName));
    setText(accessibleName);
    setToolTip(plainToolTip(accessibleName));
    setAccessibleName(accessibleName);
}

void FlatButton::showText()
{
    setIconSize({measure::IconSize + RoomBesideIcon, measure::IconSize});
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

LinkButton::LinkButton(const QString &text, QWidget *parent) : QPushButton(text, parent)
{
    setProperty("look", QStringLiteral("link"));
    setCursor(Qt::PointingHandCursor);
    setFlat(true);
}

QWidget *hairline(Qt::Orientation orientation, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("look", QStringLiteral("hairline"));
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

} // namespace godwit::ui
