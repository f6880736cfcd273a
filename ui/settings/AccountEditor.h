// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/common/Services.h"
#include "ui/settings/SettingsPage.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace godwit::ui {

class CheckLine;
class ChoiceBox;
class NoticeBar;
class ServerFields;
class SetupProbe;

/// Everything about one account.  "Test" tries the servers as they stand in the fields, "Save" stores them.
class AccountEditor : public SettingsPage {
    Q_OBJECT
public:
    explicit AccountEditor(Services &services, QWidget *parent = nullptr);

    void edit(const account::Settings &settings);
    store::AccountKey account() const { return m_stored.key; }
    bool isChanged() const { return m_changed; }

protected:
    void showEvent(QShowEvent *event) override;

signals:
    void doctorWanted(); ///< how its connections are

private:
    account::Settings fromFields() const;
    void markChanged();
    void buildFields();
    void showRule(const account::BodyRule &rule);
    void showLearnedServers();
    void buildButtons();
    void showWhatApplies();
    void test();
    void showTested(const sync::CheckResult &incoming, const sync::CheckResult &outgoing);
    void trust(const sync::CheckResult &result, const QString &protocol);
    void save();
    void revert();

    Services &m_services;
    account::Settings m_stored;
    bool m_changed = false, m_filling = false, m_saving = false;
    QLineEdit *m_label, *m_name, *m_email, *m_password, *m_authServers;
    QPlainTextEdit *m_signature;
    QCheckBox *m_enabled;
    ChoiceBox *m_bodies;
    QSpinBox *m_connections;
    QWidget *m_bodiesRow = nullptr, *m_connectionsRow = nullptr;
    ServerFields *m_servers;
    CheckLine *m_incoming, *m_outgoing;
    NoticeBar *m_notice;
    QPushButton *m_test, *m_revert, *m_save;
    SetupProbe *m_probe;
    QList<net::CertificateException> m_exceptions;
};

} // namespace godwit::ui
