// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PaneLayout.h"

#include "ui/common/Buttons.h"
#include "ui/common/Theme.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace godwit::ui {

namespace {

QString nameOf(Layout layout, const char *which)
{
    const char *name = layout == Layout::Classic ? "classic" : layout == Layout::Wide ? "wide" : "compact";
    return QStringLiteral("splitter-%1-%2").arg(QLatin1String(name), QLatin1String(which));
}

QSplitter *splitter(QWidget *parent)
{
    auto *made = new QSplitter(Qt::Horizontal, parent);
    made->setHandleWidth(1);
    made->setChildrenCollapsible(false);
    return made;
}

} // namespace

PaneLayout::PaneLayout(QWidget *folders, QWidget *list, QWidget *reader, PreferencesStore &preferences, QWidget *parent)
    : QWidget(parent), m_preferences(preferences), m_folders(folders), m_list(list), m_reader(reader),
      m_readerBox(new QWidget), m_backBar(new QWidget), m_outer(splitter(this)), m_inner(splitter(this))
{
    auto *back = new FlatButton(QStringLiteral("chevron-left"), tr("Back to the list"), m_backBar);
    back->showText();
    connect(back, &QToolButton::clicked, this, &PaneLayout::showList);
    auto *bar = new QHBoxLayout(m_backBar);
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(back);
    bar->addStretch(1);
    auto *box = new QVBoxLayout(m_readerBox);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_backBar);
    box->addWidget(m_reader, 1);
    m_backBar->hide();
    m_folders->setMinimumWidth(150);
    m_list->setMinimumWidth(240);
    m_readerBox->setMinimumWidth(320);
    m_outer->addWidget(m_folders);
    m_outer->addWidget(m_inner);
    m_inner->addWidget(m_list);
    m_inner->addWidget(m_readerBox);
    m_outer->setStretchFactor(1, 1);
    m_inner->setStretchFactor(1, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_outer);
    restore();
}

void PaneLayout::setArrangement(Layout layout)
{
    if (layout == m_layout)
        return;
    save();
    m_layout = layout;
    restore();
}

void PaneLayout::save()
{
    m_preferences.setWindowState(nameOf(m_layout, "outer"), m_outer->saveState());
    if (m_layout != Layout::Compact)
        m_preferences.setWindowState(nameOf(m_layout, "inner"), m_inner->saveState());
}

void PaneLayout::restore()
{
    const bool compact = m_layout == Layout::Compact;
    const bool wide = m_layout == Layout::Wide;
    m_backBar->setVisible(compact);
    m_list->show();
    m_readerBox->setVisible(!compact);
    emit readerShown(!compact);
    m_list->setMinimumHeight(wide ? 140 : 0);
    m_readerBox->setMinimumHeight(wide ? 180 : 0);
    if (!m_outer->restoreState(m_preferences.windowState(nameOf(m_layout, "outer"))))
        m_outer->setSizes({224, 1056});
    if (!compact && !m_inner->restoreState(m_preferences.windowState(nameOf(m_layout, "inner"))))
        m_inner->setSizes(wide ? QList<int>{340, 380} : QList<int>{376, 680});
    m_inner->setOrientation(wide ? Qt::Vertical : Qt::Horizontal);
    m_inner->setHandleWidth(1);
    m_outer->setHandleWidth(1);
}

void PaneLayout::showReader()
{
    if (m_layout != Layout::Compact)
        return;
    m_readerBox->show();
    m_list->hide();
    m_reader->setFocus();
    emit readerShown(true);
}

void PaneLayout::showList()
{
    if (m_layout != Layout::Compact)
        return;
    m_list->show();
    m_readerBox->hide();
    m_list->setFocus();
    emit readerShown(false);
}

bool PaneLayout::isReaderShown() const
{
    return !m_readerBox->isHidden();
}

} // namespace godwit::ui
