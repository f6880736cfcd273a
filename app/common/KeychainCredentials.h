// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"

namespace godwit::app {

/// The desktop's secret service through QtKeychain, encrypted or not at all: without a service nothing is stored.
/// May be used from any thread; the service is always asked from the main thread.
///
/// A locked keychain reads like a missing entry, so a missing entry never means that nothing is stored.
class KeychainCredentials final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings account, Server server) override;
    Task<Result<void>> store(account::Settings account, Server server, QString password) override;
    Task<Result<void>> forget(account::Settings account) override;
};

} // namespace godwit::app
