// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/AccountsPage.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/accounts/WelcomePage.h"
#include "ui/common/Buttons.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/settings/AccountEditor.h"
#include "ui/settings/DoctorPage.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>
#include <algorithm>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int ListWidth = 188;
}

AccountsPage::AccountsPage(Services &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_list(new QListWidget(this)), m_stack(new QStackedWidget(this)),
      m_editor(new AccountEditor(services, this)), m_doctor(new DoctorPage(services, this)),
      m_notice(new NoticeBar(this)), m_add(new LinkButton(tr("Add account"), this)),
      m_remove(new LinkButton(tr("Remove"), this))
{
    m_list->setAccessibleName(tr("Accounts"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("look", u"side"_s);
    m_list->setFixedWidth(ListWidth);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_add->setAccessibleName(tr("Add account"));
    m_remove->setAccessibleName(tr("Remove account"));
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_doctor);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(8, 12, 8, 8);
    left->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addStretch();
    buttons->addWidget(m_remove);
    left->addLayout(buttons);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    m_notice->setStacked(true);
    auto *noticeRow = new QWidget(this);
    auto *noticeLayout = new QVBoxLayout(noticeRow);
    noticeLayout->setContentsMargins(24, 12, 24, 0);
    noticeLayout->addWidget(m_notice);
    noticeRow->hide();
    connect(m_notice, &NoticeBar::shown, noticeRow, &QWidget::show);
    connect(m_notice, &NoticeBar::cleared, noticeRow, &QWidget::hide);
    right->addWidget(noticeRow);
    right->addWidget(m_stack, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left);
    layout->addWidget(hairline(Qt::Vertical, this));
    layout->addLayout(right, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &AccountsPage::showCurrent);
    connect(m_add, &QPushButton::clicked, this, &AccountsPage::startAdding);
    connect(m_remove, &QPushButton::clicked, this, &AccountsPage::askRemoval);
    connect(m_editor, &AccountEditor::doctorWanted, this, [this] { showDoctor(current()); });
    connect(m_doctor, &DoctorPage::left, this, [this] {
        m_stack->setCurrentWidget(m_editor);
        m_editor->setFocus();
    });
    connect(&services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if (change.kinds & store::Change::Accounts)
            reload();
    });
    reload();
}

store::AccountKey AccountsPage::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return {item ? item->data(Qt::UserRole).toLongLong() : 0};
}

void AccountsPage::reload()
{
    const store::AccountKey chosen = current();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const account::Settings &account : storedAccounts(m_services.reader)) {
            auto *item = new QListWidgetItem(account.label.isEmpty() ? account.email : account.label, m_list);
            item->setData(Qt::UserRole, account.key.value);
            item->setToolTip(account.email.toHtmlEscaped());
            item->setSizeHint(QSize(0, measure::FolderRow + 4));
            if (account.key == chosen)
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem() && m_list->count() > 0)
            m_list->setCurrentRow(0);
    }
    m_remove->setEnabled(m_list->currentItem() != nullptr);
    showCurrent();
}

void AccountsPage::choose(store::AccountKey account)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toLongLong() == account.value)
            m_list->setCurrentRow(row);
    }
}

void AccountsPage::showCurrent()
{
    m_notice->clear();
    const std::optional<account::Settings> settings = storedAccount(m_services.reader, current());
    if (m_welcome) {
        m_stack->removeWidget(m_welcome);
        m_welcome->deleteLater();
        m_welcome = nullptr;
    }
    if (!settings) {
        startAdding();
        return;
    }
    // A change from elsewhere must not take away what is being typed.
    if (m_editor->account() != settings->key || !m_editor->isChanged())
        m_editor->edit(*settings);
    // Reloading for whatever reason does not end an examination.
    if (m_stack->currentWidget() != m_doctor || m_doctor->account() != settings->key)
        m_stack->setCurrentWidget(m_editor);
}

void AccountsPage::showDoctor(store::AccountKey account)
{
    choose(account);
    if (current() != account)
        return;
    m_doctor->examine(account);
    m_stack->setCurrentWidget(m_doctor);
}

void AccountsPage::startAdding()
{
    if (!m_welcome) {
        auto *welcome = new WelcomePage(m_services, m_stack);
        connect(welcome, &WelcomePage::finished, this, [this](store::AccountKey account) {
            reload();
            choose(account);
            showCurrent();
        });
        m_welcome = welcome;
        m_stack->addWidget(welcome);
    }
    m_stack->setCurrentWidget(m_welcome);
    m_welcome->setFocus();
}

void AccountsPage::askRemoval()
{
    const std::optional<account::Settings> settings = storedAccount(m_services.reader, current());
    if (!settings)
        return;
    QString question = tr("Remove %1 from this computer? On the server nothing is deleted.").arg(settings->email);
    const QList<store::Submission> outbox = m_services.reader.outbox();
    const auto unsent = std::count_if(outbox.begin(), outbox.end(),
        [&settings](const store::Submission &submission) { return submission.account == settings->key; });
    if (unsent > 0)
        question += u' ' + tr("%n message(s) in the outbox will never be sent.", nullptr, int(unsent));
    m_notice->showNotice(NoticeBar::Kind::Warning, question,
        {{tr("Remove, keep its mail here"),
             [this] {
                 remove(true);
             }},
            {tr("Remove with its mail"),
                [this] {
                    remove(false);
                }},
            {tr("Cancel"), [this] {
                 m_notice->clear();
             }}});
}

void AccountsPage::remove(bool keepMail)
{
    m_notice->clear();
    if (current())
        m_services.accounts.remove(current(), keepMail);
}

} // namespace godwit::ui
