// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "store/Reader.h"

namespace godwit::ui {

/// The accounts of the profile in their order; what cannot be read is left out.
QList<account::Settings> storedAccounts(const store::Reader &reader);
std::optional<account::Settings> storedAccount(const store::Reader &reader, store::AccountKey key);
/// What the tree calls it: its label, or its address; empty when there is no such account.
QString accountName(const store::Reader &reader, store::AccountKey key);
/// The addresses of all of them.
QStringList ownAddresses(const QList<account::Settings> &accounts);

} // namespace godwit::ui
