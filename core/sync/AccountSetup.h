// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "store/Writer.h"

namespace godwit::sync {

struct AddedAccount {
    store::AccountKey key;
    bool passwordStored = false; ///< false: known for this session only
};

/// Stores an account, its local mailboxes and its password (none where a command gives it or it is empty).
Task<Result<AddedAccount>> addAccount(
    store::Writer &writer, account::Credentials &credentials, account::Settings settings, QString password);
/// At once, for both servers, where the program keeps passwords for a session at all.  False: it does not.
bool rememberForSession(account::Credentials &credentials, const account::Settings &settings, const QString &password);
/// For both servers.  False: for this session only.
Task<bool> keepPassword(account::Credentials &credentials, account::Settings settings, QString password);
Task<Result<void>> removeAccount(
    store::Writer &writer, account::Credentials &credentials, store::AccountKey account, bool keepMail);

/// What is kept whole of one mailbox; std::nullopt: as its account says.  Errors: NotFound, Storage.
Result<void> storeBodyRule(store::Writer &writer, store::MailboxKey mailbox, std::optional<account::BodyRule> rule);

/// The stored settings of one account, with its key.
std::optional<account::Settings> accountSettings(const store::Reader &reader, store::AccountKey account);
QList<account::Settings> allAccountSettings(const store::Reader &reader);

} // namespace godwit::sync
