// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QHash>
#include <QObject>

namespace godwit::ui {

class NoticeBar;

/// What an account needs from the person, in one bar above the panes: a password (typed right there), a decision about
/// a certificate, a look at its settings.  Goes away when the account is well again.
class AccountNotices : public QObject {
    Q_OBJECT
public:
    AccountNotices(Services &services, NoticeBar &bar, QObject *parent);
    void take(const sync::AccountStatus &status);

signals:
    void accountSettingsRequested(godwit::store::AccountKey account);

private:
    void showNext();
    void askPassword(const sync::AccountStatus &status);
    Services &m_services;
    NoticeBar &m_bar;
    QHash<store::AccountKey, sync::AccountStatus> m_troubled;
    store::AccountKey m_shown;
    MailError m_shownError;
};

} // namespace godwit::ui
