// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/StoredAccounts.h"

namespace godwit::ui {

QList<account::Settings> storedAccounts(const store::Reader &reader)
{
    QList<account::Settings> accounts;
    for (const store::AccountRow &row : reader.accounts()) {
        std::optional<account::Settings> settings = account::Settings::fromJson(row.settings);
        if (!settings)
            continue;
        settings->key = row.key;
        accounts << *settings;
    }
    return accounts;
}

std::optional<account::Settings> storedAccount(const store::Reader &reader, store::AccountKey key)
{
    for (const account::Settings &settings : storedAccounts(reader)) {
        if (settings.key == key)
            return settings;
    }
    return std::nullopt;
}

QString accountName(const store::Reader &reader, store::AccountKey key)
{
    const auto settings = storedAccount(reader, key);
    if (!settings)
        return {};
    return settings->label.isEmpty() ? settings->email : settings->label;
}

QStringList ownAddresses(const QList<account::Settings> &accounts)
{
    QStringList addresses;
    for (const account::Settings &settings : accounts)
        addresses << settings.email;
    return addresses;
}

} // namespace godwit::ui
