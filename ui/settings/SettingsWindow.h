// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace godwit::ui {

class AccountsPage;

/// Accounts and preferences.  Preferences apply at once; an account's servers with Save.
class SettingsWindow : public QWidget {
    Q_OBJECT
public:
    enum class Page { Accounts, General, Writing, Privacy, Shortcuts };
    /// A window of its own, also with a parent.
    explicit SettingsWindow(Services &services, QWidget *parent = nullptr);

    /// Shows and raises the window.
    void open(Page page = Page::General);
    /// The Accounts page with this account chosen, e.g. from "Edit account" in a bar.
    void openAccount(store::AccountKey account);
    /// How its connections are.
    void openDoctor(store::AccountKey account);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void addPage(const QString &iconName, const QString &title, QWidget *page);

    Services &m_services;
    QListWidget *m_pages;
    QStackedWidget *m_stack;
    AccountsPage *m_accounts;
};

} // namespace godwit::ui
