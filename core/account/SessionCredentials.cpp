// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Credentials.h"

using namespace Qt::StringLiterals;

namespace godwit::account {

QString vaultEntry(const Settings &account, Credentials::Server server)
{
    const QString name = account.secretId.isEmpty() ? account.email : account.secretId;
    return name + (server == Credentials::Server::Incoming ? "/incoming"_L1 : "/outgoing"_L1);
}

void SessionCredentials::remember(const Settings &account, Server server, const QString &password)
{
    m_passwords.insert(vaultEntry(account, server), password);
}

Task<Result<QString>> SessionCredentials::password(Settings account, Server server)
{
    if (!account.passwordCommand.isEmpty())
        co_return co_await m_command.password(account, server);
    if (const auto known = m_passwords.constFind(vaultEntry(account, server)); known != m_passwords.constEnd())
        co_return *known;
    if (server == Server::Outgoing) {
        if (const auto known = m_passwords.constFind(vaultEntry(account, Server::Incoming));
            known != m_passwords.constEnd())
            co_return *known;
    }
    Result<QString> found = failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
    if (!m_vault)
        co_return found;
    found = co_await m_vault->password(account, server);
    if (!found && server == Server::Outgoing)
        found = co_await m_vault->password(account, Server::Incoming);
    if (found)
        remember(account, server, *found);
    co_return found;
}

Task<Result<void>> SessionCredentials::store(Settings account, Server server, QString password)
{
    remember(account, server, password);
    if (!m_vault)
        co_return failure(MailError::Kind::Storage, MailError::Detail::CredentialsMissing);
    co_return co_await m_vault->store(account, server, password);
}

Task<Result<void>> SessionCredentials::forget(Settings account)
{
    m_passwords.remove(vaultEntry(account, Server::Incoming));
    m_passwords.remove(vaultEntry(account, Server::Outgoing));
    if (m_vault)
        co_return co_await m_vault->forget(account);
    co_return Result<void>{};
}

} // namespace godwit::account
