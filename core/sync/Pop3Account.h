// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pop3/Session.h"
#include "sync/AccountSync.h"
#include "sync/Backoff.h"
#include "sync/Bell.h"
#include "sync/Turnstile.h"

namespace godwit::sync {

/// Makes the mailboxes that exist only here: all of them for POP3, all but INBOX for an account that only sends.
Result<void> ensureLocalMailboxes(store::Writer &writer, const account::Settings &settings);

/// Connects to a POP3 server and signs in; `signingIn` is called between the two.  Errors: those of pop3::Session.
Task<Result<std::shared_ptr<pop3::Session>>> openPop3Session(account::Settings settings, QString password,
    std::shared_ptr<Clock> clock, std::function<void()> signingIn = {}, ConnectionHistory *history = nullptr);

/// A POP3 account: its mail lives in local mailboxes, fetched every ten minutes and when asked for (NOTES section 3.1).
///
/// A message and its UIDL are one transaction, so that nothing is fetched twice; DELE is sent only for what is safely
/// on the disk, and only the answer to QUIT makes a message Gone.
class Pop3Account final : public AccountSync {
    Q_OBJECT
public:
    explicit Pop3Account(AccountContext context) : AccountSync(std::move(context)) { }
    ~Pop3Account() override { m_scope.cancel(); }

    void goLive() override;
    Task<void> stop(std::chrono::milliseconds limit) override;
    Task<SyncSummary> syncOnce(Engine::SyncOptions options) override;
    void refreshAll() override;
    void fetchBody(store::PlacementKey placement, BodyWanted wanted) override;
    void networkChanged() override;
    void reconnect() override;
    void passwordProvided() override;

private:
    Task<void> work();

    Turnstile m_fetching;
    Bell m_bell;
    ConnectionBackoff m_backoff = connectionBackoff();
};

} // namespace godwit::sync
