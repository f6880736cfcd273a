// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/TaskScope.h"
#include "smtp/Session.h"
#include "store/Outbox.h"
#include "sync/AccountContext.h"
#include "sync/Bell.h"
#include "sync/Turnstile.h"

#include <QObject>

namespace godwit::sync {

/// Connects to an account's outgoing server and signs in where the account does.
/// Errors: those of smtp::Session; Refused NotFound when the account does not send.
Task<Result<std::shared_ptr<smtp::Session>>> openSmtpSession(
    account::Settings settings, QString password, std::shared_ptr<Clock> clock, ConnectionHistory *history = nullptr);

/// Sends what the outbox holds for one account, one message after the other over one connection (NOTES section 3.2).
///
/// A row is Sending before MAIL goes out; whatever happens from then until the answer to the last dot makes it Unknown,
/// and nothing here ever sends an Unknown one (S-128).
class OutboxSender : public QObject {
    Q_OBJECT
public:
    explicit OutboxSender(const AccountContext &context);
    ~OutboxSender() override;

    void goLive();
    void goOffline();
    void wake() { m_bell.ring(); }
    void networkChanged();
    Task<void> stop(std::chrono::milliseconds limit);
    /// Sends now what is Held, Waiting or backing off (of `only`, unless it is empty); returns what is still there,
    /// with its errors.
    Task<QList<store::Submission>> flush(QList<store::SubmissionKey> only);

Q_SIGNALS:
    void settled(
        godwit::store::SubmissionKey submission, godwit::store::SubmissionState state, const godwit::MailError &error);
    /// A sent copy, or \Answered of the original, was put into the journal.
    void operationsQueued();

private:
    using SmtpSession = std::shared_ptr<smtp::Session>;

    Task<void> work();
    std::chrono::milliseconds untilDue();
    Task<Result<void>> connect();
    Task<void> disconnectLater();
    Task<void> sendAll(QList<store::Submission> submissions);
    /// False: the connection cannot be had; what follows would fail alike.
    Task<bool> sendOne(store::Submission submission, std::optional<store::Submission> following);
    Task<Result<smtp::DeliveryReport>> transmit(
        store::Submission submission, std::optional<store::Submission> following);
    std::optional<smtp::Submission> prepared(const store::Submission &submission);
    void conclude(const store::Submission &submission, const Result<smtp::DeliveryReport> &outcome);
    bool connectionFailed(const store::Submission &submission, const MailError &error);
    void sent(const store::Submission &submission, const smtp::DeliveryReport &report);
    /// Of a message that is cut off on the wire: whether anybody may have it.
    void abandon();
    void settle(store::SubmissionKey submission, store::SubmissionState state, const MailError &error = {});

    const AccountContext &m_context;
    store::Outbox m_outbox;
    SmtpSession m_session;
    Bell m_bell;
    Turnstile m_sending;
    bool m_live = false;
    bool m_paused = false; ///< sign-in or certificate: waits for the person
    int m_onThisConnection = 0;
    std::optional<store::Submission> m_current;
    store::SubmissionKey m_preparedKey; ///< whose envelope may be on its way already
    smtp::Submission m_prepared;
    TaskScope m_scope;
};

} // namespace godwit::sync
