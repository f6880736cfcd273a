// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "base/MailError.h"
#include "base/Task.h"

#include <QHash>
#include <memory>

namespace godwit::account {

/// Where secrets come from.  Implemented over QtKeychain in app/, over a command in core/, in memory in tests.
class Credentials {
public:
    Credentials() = default;
    virtual ~Credentials() = default;
    Credentials(const Credentials &) = delete;
    Credentials &operator=(const Credentials &) = delete;

    enum class Server { Incoming, Outgoing };

    /// Errors: NeedsLogin with CredentialsMissing: nobody knows it (keychain locked, absent or without the entry: the
    /// three cannot be told apart, so nothing stored is ever forgotten because of it).  Ask the user.
    virtual Task<Result<QString>> password(Settings account, Server server) = 0;
    /// Keeps the password for this session in any case; Storage when it could not be stored for the next one.
    virtual Task<Result<void>> store(Settings account, Server server, QString password) = 0;
    virtual Task<Result<void>> forget(Settings account) = 0;
};

/// Runs Settings::passwordCommand (10 s at most).  Never logs its output.
class CommandCredentials final : public Credentials {
public:
    Task<Result<QString>> password(Settings account, Server server) override;
    Task<Result<void>> store(Settings account, Server server, QString password) override;
    Task<Result<void>> forget(Settings account) override;
};

/// What the program uses: asks the command where the account names one, then what this session remembers, then
/// `vault` (may be null: nothing is kept beyond the session).  Without an entry of its own the outgoing server gets the
/// incoming one's password.
class SessionCredentials final : public Credentials {
public:
    explicit SessionCredentials(std::shared_ptr<Credentials> vault) : m_vault(std::move(vault)) { }

    Task<Result<QString>> password(Settings account, Server server) override;
    Task<Result<void>> store(Settings account, Server server, QString password) override;
    Task<Result<void>> forget(Settings account) override;
    /// For this session only.
    void remember(const Settings &account, Server server, const QString &password);

private:
    std::shared_ptr<Credentials> m_vault;
    CommandCredentials m_command;
    QHash<QString, QString> m_passwords;
};

/// The name of an account's entry in a vault: stable for the life of the account.
QString vaultEntry(const Settings &account, Credentials::Server server);

} // namespace godwit::account
