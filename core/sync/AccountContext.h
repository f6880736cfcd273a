// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "account/Settings.h"
#include "base/Clock.h"
#include "store/Writer.h"
#include "sync/ConnectionHistory.h"
#include "sync/Metering.h"

#include <memory>

namespace godwit::sync {

/// What the conversations of one account share.  The engine outlives them all.
struct AccountContext {
    store::Writer &writer;
    std::shared_ptr<account::Credentials> credentials;
    std::shared_ptr<Clock> clock;
    account::Settings settings; ///< with its key
    Metering &metering;
    std::shared_ptr<ConnectionHistory> history = {}; ///< of its account

    store::AccountKey key() const { return settings.key; }
};

} // namespace godwit::sync
