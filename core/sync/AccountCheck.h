// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

namespace godwit::sync {

/// Signs in to both servers of an account, both at once, and signs out again.  Nothing is stored; `outgoingPassword`
/// may be the same.
Task<std::pair<CheckResult, CheckResult>> checkAccount(
    account::Settings settings, QString password, QString outgoingPassword, std::shared_ptr<Clock> clock);

} // namespace godwit::sync
