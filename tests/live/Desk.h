// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "app/desktop/EngineHost.h"
#include "ui/common/Services.h"
#include "ui/common/Theme.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/Timing.h"

#include <QAbstractItemView>
#include <QHash>
#include <memory>

namespace godwit::test {

/// A keychain in memory; outlives restarts of the Desk.
class MemoryVault final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings account, Server server) override;
    Task<Result<void>> store(account::Settings account, Server server, QString password) override;
    Task<Result<void>> forget(account::Settings account) override;

private:
    QHash<QString, QString> m_secrets;
};

/// The program as its main() puts it together, on a profile of the test's, with everything that a person reaches found
/// by its accessible name.
class Desk {
public:
    Desk(const QString &profile, std::shared_ptr<MemoryVault> vault);
    ~Desk();
    Desk(const Desk &) = delete;
    Desk &operator=(const Desk &) = delete;

    bool opened() const { return m_window != nullptr; }
    ui::MainWindow &window() { return *m_window; }
    ui::Services &services() { return *m_services; }
    /// Set when the engine was told to start: after the first paint.
    bool engineStarted() const { return m_engineStarted; }

    QAbstractItemView &messages();
    QAbstractItemView &folders();
    int messageCount();
    int rowOfSubject(const QString &subject); ///< -1 when it is not in the list
    /// Clicks the row; false when it is not there.
    bool clickMessage(const QString &subject);
    QModelIndex folder(const QString &name); ///< "A/B"
    bool clickFolder(const QString &name);
    bool flag(const QString &subject, Flag flag);
    /// What a person would have seen when it went wrong, as NAME.png in the working directory.
    void keepPicture(const QString &name);

private:
    std::unique_ptr<ui::PreferencesStore> m_preferences;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<app::EngineHost> m_host;
    std::unique_ptr<sync::Actions> m_actions;
    std::unique_ptr<sync::Submissions> m_submissions;
    std::unique_ptr<sync::AccountActions> m_accounts;
    std::unique_ptr<ui::Services> m_services;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::Timing m_timing;
    bool m_engineStarted = false;
};

} // namespace godwit::test
