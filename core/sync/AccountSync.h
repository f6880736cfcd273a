// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/TaskScope.h"
#include "sync/AccountContext.h"
#include "sync/Engine.h"
#include "sync/OutboxSender.h"

#include <QObject>

namespace godwit::sync {

/// Everything that one account does by itself; what is common to all kinds: the outbox and the status.
/// Lives in the engine's thread, owned by the engine.
class AccountSync : public QObject {
    Q_OBJECT
public:
    explicit AccountSync(AccountContext context);
    ~AccountSync() override;

    /// Begins to keep itself up to date.  Passive accounts only do what they are asked for.
    virtual void goLive();
    /// Ends all conversations; nothing goes out until goLive().
    virtual void goOffline();
    bool isLive() const { return m_live; }
    /// Finishes what is on the wire and logs out, within `limit`.
    virtual Task<void> stop(std::chrono::milliseconds limit);

    virtual Task<SyncSummary> syncOnce(Engine::SyncOptions options);
    Task<QList<store::Submission>> flushOutbox(QList<store::SubmissionKey> only);

    /// What waits in the journal, over a connection of its own.
    virtual Task<Result<void>> carryOut();

    virtual void refreshAll() { }
    virtual void refreshMailbox(store::MailboxKey) { }
    virtual void showOrder(store::MailboxKey, store::ListOrder) { }
    virtual void fetchBody(store::PlacementKey placement, BodyWanted wanted);
    virtual void journalChanged();
    virtual void networkChanged();
    virtual void suspend() { } ///< the machine is about to sleep
    virtual void reconnect() { networkChanged(); } ///< it woke: no connection of before is to be believed
    virtual void passwordProvided();
    /// Other settings of the kind that needs no other connection.
    void takeSettings(const account::Settings &settings)
    {
        m_context.settings = settings;
        settingsTaken();
    }
    virtual void settingsTaken() { }
    void setPaused(bool paused);

    const AccountContext &context() const { return m_context; }
    const AccountStatus &status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(const godwit::sync::AccountStatus &status);
    void bodyFetched(godwit::store::PlacementKey placement);
    void bodyFailed(godwit::store::PlacementKey placement, const godwit::MailError &error);
    void operationRefused(godwit::store::OperationKey operation, const godwit::MailError &error);
    void submissionSettled(
        godwit::store::SubmissionKey submission, godwit::store::SubmissionState state, const godwit::MailError &error);
    void serverAlert(godwit::store::AccountKey account, const QString &text);

protected:
    void setStatus(AccountStatus status);
    void setPhase(AccountStatus::Phase phase, const MailError &error = {});

    AccountContext m_context;
    TaskScope m_scope;
    virtual void pauseChanged() { }
    bool m_live = false;
    bool m_paused = false; ///< nothing is fetched ahead

private:
    AccountStatus m_status;
    std::unique_ptr<OutboxSender> m_outbox;
};

} // namespace godwit::sync
