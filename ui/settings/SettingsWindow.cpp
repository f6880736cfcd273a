// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsWindow.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"
#include "ui/settings/AccountsPage.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/PrivacyPage.h"
#include "ui/settings/ShortcutsPage.h"
#include "ui/settings/WritingPage.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QStackedWidget>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int SideWidth = 168;
constexpr QSize DefaultSize(860, 620);
const QString GeometryName = u"settings"_s;
} // namespace

SettingsWindow::SettingsWindow(Services &services, QWidget *parent)
    : QWidget(parent, Qt::Window), m_services(services), m_pages(new QListWidget(this)),
      m_stack(new QStackedWidget(this)), m_accounts(new AccountsPage(services, this))
{
    setWindowTitle(tr("Settings"));
    setProperty("pane", u"paper"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_pages->setAccessibleName(tr("Settings"));
    m_pages->setFrameShape(QFrame::NoFrame);
    m_pages->setProperty("look", u"side"_s);
    m_pages->setIconSize({measure::IconSize, measure::IconSize});
    addPage(u"account"_s, tr("Accounts"), m_accounts);
    addPage(u"settings"_s, tr("General"), new GeneralPage(services, this));
    addPage(u"compose"_s, tr("Writing"), new WritingPage(services.preferences, this));
    addPage(u"shield"_s, tr("Privacy"), new PrivacyPage(services.preferences, this));
    addPage(u"keyboard"_s, tr("Shortcuts"), new ShortcutsPage(this));

    auto *side = new QWidget(this);
    side->setProperty("pane", u"sidebar"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(SideWidth);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(8, 12, 8, 8);
    sideLayout->addWidget(m_pages);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addWidget(hairline(Qt::Vertical, this));
    layout->addWidget(m_stack, 1);
    connect(m_pages, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_pages->setCurrentRow(int(Page::General));
    resize(DefaultSize);
    restoreGeometry(services.preferences.windowState(GeometryName));
}

void SettingsWindow::addPage(const QString &iconName, const QString &title, QWidget *page)
{
    auto *item = new QListWidgetItem(icon(iconName), title, m_pages);
    item->setSizeHint(QSize(0, measure::FolderRow + 4));
    m_stack->addWidget(page);
}

void SettingsWindow::open(Page page)
{
    m_pages->setCurrentRow(int(page));
    show();
    raise();
    activateWindow();
}

void SettingsWindow::openAccount(store::AccountKey account)
{
    m_accounts->choose(account);
    open(Page::Accounts);
}

void SettingsWindow::openDoctor(store::AccountKey account)
{
    m_accounts->showDoctor(account);
    open(Page::Accounts);
}

void SettingsWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Close)) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void SettingsWindow::closeEvent(QCloseEvent *event)
{
    m_services.preferences.setWindowState(GeometryName, saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace godwit::ui
