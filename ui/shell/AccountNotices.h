// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QHash>
#include <QObject>

namespace godwit::ui {

class NoticeBar;

/// What an account needs from the person, in one bar above the panes: a password (typed right there), a decision about
/// a certificate (shown right there, trusted in a step of its own, S-013), a look at its settings, room on the disk.
/// Goes away when the account is well again.
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
    void askCertificate(const sync::AccountStatus &status);
    void showCertificate(const sync::AccountStatus &status);
    void trust(const sync::AccountStatus &status);
    void showFailure(const sync::AccountStatus &status);
    QString sentence(const sync::AccountStatus &status) const;
    Services &m_services;
    NoticeBar &m_bar;
    QHash<store::AccountKey, sync::AccountStatus> m_troubled;
    store::AccountKey m_shown;
    MailError m_shownError;
    store::AccountKey m_trusting; ///< whose settings are being stored with another exception
};

} // namespace godwit::ui
