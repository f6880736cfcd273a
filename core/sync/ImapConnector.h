// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "base/Clock.h"
#include "imap/Session.h"
#include "sync/ConnectionHistory.h"

#include <memory>

namespace godwit::sync {

/// What a certificate exception, a CA file and the proxy mean for one side of an account.
net::ConnectionOptions connectionOptions(const account::Settings &settings, const QString &protocol);
imap::SessionOptions imapOptions(const account::Settings &settings, const std::shared_ptr<Clock> &clock);

using ImapSession = std::shared_ptr<imap::Session>;

struct ConnectHooks {
    /// As soon as the session exists, so that its alerts can be heard.
    std::function<void(const ImapSession &)> announce;
    /// Connected, and safely where that was asked for: the password goes out next.
    std::function<void()> signingIn;
    /// Signed in, and ENABLE is on its way: what is put into the pipeline now travels along with it.
    std::function<void(const ImapSession &)> alongside;
    ConnectionHistory *history = nullptr; ///< where the connection is remembered; none for a trial
};

/// Connects, signs in, says who we are (RFC 2971) and enables what is offered and of use: CONDSTORE and QRESYNC (RFC
/// 7162), UTF8=ACCEPT (RFC 9755), UIDONLY (RFC 9586).
/// Errors: those of Session::connect() and authenticate().
Task<Result<ImapSession>> openImapSession(
    account::Settings settings, QString password, std::shared_ptr<Clock> clock, ConnectHooks hooks);

struct ServerLessons;
/// COMPRESS=DEFLATE (RFC 4978) as soon as what came in over this connection, or one before, shows that the line is slow
/// enough for it to pay; until somebody has measured it, not.  Costs a look where there is nothing to do, and one round
/// trip when it is begun.  Errors: those of Session::compress().
Task<Result<void>> compressWhereItPays(imap::Session &session, ServerLessons &lessons);

} // namespace godwit::sync
