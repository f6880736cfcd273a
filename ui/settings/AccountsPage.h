// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace godwit::ui {

class AccountEditor;
class DoctorPage;
class LinkButton;
class NoticeBar;

/// The list of accounts and, beside it, the chosen one; adding one and removing one.
class AccountsPage : public QWidget {
    Q_OBJECT
public:
    explicit AccountsPage(Services &services, QWidget *parent = nullptr);

    void choose(store::AccountKey account);
    void showDoctor(store::AccountKey account); ///< its connections in place of its settings

private:
    void reload();
    void showCurrent();
    void startAdding();
    void askRemoval();
    void remove(bool keepMail);
    store::AccountKey current() const;

    Services &m_services;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    AccountEditor *m_editor;
    DoctorPage *m_doctor;
    QWidget *m_welcome = nullptr;
    NoticeBar *m_notice;
    LinkButton *m_add, *m_remove;
};

} // namespace godwit::ui
