// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsPage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int CaptionWidth = 160;
constexpr int MaximumCaptionHeight = 32;
constexpr int PageMargin = 24;
constexpr int MaximumContentWidth = 640;
} // namespace

SettingsPage::SettingsPage(const QString &title, QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(title.isEmpty() ? tr("Account") : title);
    auto *holder = new QWidget;
    holder->setProperty("pane", u"paper"_s);
    holder->setAttribute(Qt::WA_StyledBackground);
    auto *content = new QWidget(holder);
    content->setMaximumWidth(MaximumContentWidth);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto *outer = new QVBoxLayout(holder);
    outer->setContentsMargins(PageMargin, PageMargin - 4, PageMargin, PageMargin);
    outer->setSpacing(0);
    outer->addWidget(content);
    outer->addStretch();
    auto *heading = new QLabel(title, content);
    heading->setProperty("role", u"title"_s);
    m_column->addWidget(heading);
    m_column->addSpacing(4);
    heading->setVisible(!title.isEmpty());
    setWidget(holder);
}

void SettingsPage::addSection(const QString &title)
{
    m_column->addSpacing(12);
    auto *label = new QLabel(title, widget());
    label->setProperty("role", u"heading"_s);
    m_column->addWidget(label);
}

QLabel *SettingsPage::addRow(const QString &caption, QWidget *control, const QString &note)
{
    auto *row = new QWidget(widget());
    auto *label = new QLabel(caption, row);
    label->setFixedWidth(CaptionWidth);
    label->setWordWrap(true);
    label->setBuddy(control);
    if (control->accessibleName().isEmpty() && !control->focusProxy())
        control->setAccessibleName(caption);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(control);
    if (!note.isEmpty()) {
        auto *text = new QLabel(note, row);
        text->setProperty("role", u"small"_s);
        text->setWordWrap(true);
        right->addWidget(text);
    }
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(16);
    layout->addWidget(label, 0, Qt::AlignTop);
    layout->addLayout(right, 1);
    label->setMinimumHeight(qMin(control->sizeHint().height(), MaximumCaptionHeight));
    m_column->addWidget(row);
    return label;
}

void SettingsPage::addWide(QWidget *wide)
{
    m_column->addWidget(wide);
}

void SettingsPage::addNote(const QString &text)
{
    auto *label = new QLabel(text, widget());
    label->setProperty("role", u"dimmed"_s);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

} // namespace godwit::ui
