// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "base/Clock.h"
#include "imap/Session.h"

#include <memory>

namespace godwit::sync {

/// What a certificate exception, a CA file and the proxy mean for one side of an account.
net::ConnectionOptions connectionOptions(const account::Settings &settings, const QString &protocol);
imap::SessionOptions imapOptions(const account::Settings &settings, const std::shared_ptr<Clock> &clock);

using ImapSession = std::shared_ptr<imap::Session>;

/// Connects, signs in, says who we are (RFC 2971) and enables CONDSTORE and QRESYNC where offered.  `announce` is
/// called with the session as soon as it exists, so that its alerts can be heard. Errors: those of Session::connect()
/// and authenticate().
Task<Result<ImapSession>> openImapSession(account::Settings settings, QString password, std::shared_ptr<Clock> clock,
    std::function<void(const ImapSession &)> announce = {});

} // namespace godwit::sync
