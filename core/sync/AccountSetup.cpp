// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AccountSetup.h"

#include "sync/Pop3Account.h"

#include <QUuid>

namespace godwit::sync {

using Server = account::Credentials::Server;

bool rememberForSession(account::Credentials &credentials, const account::Settings &settings, const QString &password)
{
    auto *const session = dynamic_cast<account::SessionCredentials *>(&credentials);
    if (!session)
        return false;
    session->remember(settings, Server::Incoming, password);
    session->remember(settings, Server::Outgoing, password);
    return true;
}

Task<bool> keepPassword(account::Credentials &credentials, account::Settings settings, QString password)
{
    const Result<void> stored = co_await credentials.store(settings, Server::Incoming, password);
    if (settings.sends() && !settings.outgoingUser.isEmpty())
        co_await credentials.store(settings, Server::Outgoing, password);
    co_return stored.has_value();
}

Task<Result<AddedAccount>> addAccount(
    store::Writer &writer, account::Credentials &credentials, account::Settings settings, QString password)
{
    if (settings.secretId.isEmpty())
        settings.secretId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (settings.label.isEmpty())
        settings.label = settings.email;
    const Result<store::AccountKey> key = writer.addAccount(settings.toJson());
    if (!key)
        co_return tl::unexpected(key.error());
    settings.key = *key;
    const Result<void> local = ensureLocalMailboxes(writer, settings);
    if (!local)
        co_return tl::unexpected(local.error());
    AddedAccount added;
    added.key = *key;
    if (!password.isEmpty() && settings.passwordCommand.isEmpty())
        added.passwordStored = co_await keepPassword(credentials, settings, password);
    co_return added;
}

Task<Result<void>> removeAccount(
    store::Writer &writer, account::Credentials &credentials, store::AccountKey account, bool keepMail)
{
    const std::optional<account::Settings> settings = accountSettings(writer.reader(), account);
    const Result<void> removed = writer.removeAccount(account, keepMail);
    if (!removed)
        co_return removed;
    if (settings)
        co_await credentials.forget(*settings);
    co_return removed;
}

std::optional<account::Settings> accountSettings(const store::Reader &reader, store::AccountKey account)
{
    for (const account::Settings &settings : allAccountSettings(reader)) {
        if (settings.key == account)
            return settings;
    }
    return std::nullopt;
}

QList<account::Settings> allAccountSettings(const store::Reader &reader)
{
    QList<account::Settings> result;
    for (const store::AccountRow &row : reader.accounts()) {
        if (auto settings = account::Settings::fromJson(row.settings)) {
            settings->key = row.key;
            result.append(*settings);
        }
    }
    return result;
}

Result<void> storeBodyRule(store::Writer &writer, store::MailboxKey mailbox, std::optional<account::BodyRule> rule)
{
    const std::optional<store::Mailbox> row = writer.reader().mailbox(mailbox);
    std::optional<account::Settings> settings = row ? accountSettings(writer.reader(), row->account) : std::nullopt;
    if (!settings || row->local)
        return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    if (rule)
        settings->mailboxBodies.insert(mailbox, *rule);
    else
        settings->mailboxBodies.remove(mailbox);
    return writer.updateAccount(settings->key, settings->toJson());
}

} // namespace godwit::sync
