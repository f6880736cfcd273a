// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ConnectionReport.h"
#include "ui/common/Services.h"
#include "ui/settings/SettingsPage.h"

#include <QTimer>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace godwit::ui {

class EmptyState;

/// The connections of one account, for whoever looks for a fault: what the servers offer, what is used of it, what is
/// odd about them, how the last connections went.  Live while it is to be seen.
class DoctorPage : public SettingsPage {
    Q_OBJECT
public:
    explicit DoctorPage(Services &services, QWidget *parent = nullptr);

    void examine(store::AccountKey account);
    store::AccountKey account() const { return m_report.account; }

signals:
    void left(); ///< back to the account

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Section {
        QWidget *widget = nullptr;
        QLabel *text = nullptr;
    };
    Section addText(const QString &title);
    void buildHead();
    void buildEnd();
    void show(const sync::ConnectionReport &report);
    void showConnections();
    void ask();
    void save();

    static constexpr int RefreshMs = 1500;

    Services &m_services;
    sync::ConnectionReport m_report;
    QLabel *m_name;
    EmptyState *m_empty;
    QWidget *m_facts = nullptr; ///< everything that there is when something is known
    Section m_incoming, m_outgoing, m_used, m_quirks;
    QListWidget *m_connections;
    QPlainTextEdit *m_log;
    QPushButton *m_copy, *m_showLog, *m_save;
    QLabel *m_said;
    QTimer m_timer;
};

} // namespace godwit::ui
