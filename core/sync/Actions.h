// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "store/Outbox.h"
#include "store/Types.h"
#include "sync/Engine.h"

#include <QObject>
#include <functional>

namespace godwit::sync {

/// What the window asks for.  Lives in the window's thread and hands every call to the engine's; the local effect
/// arrives as Engine::changed within a frame or two, refusals as Engine::operationRefused.  Nothing here waits.
/// Outlives the engine's thread.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(Engine &engine, QObject *parent = nullptr);

    void setFlags(
        const QList<store::PlacementKey> &placements, const QByteArrayList &add, const QByteArrayList &remove);
    void move(const QList<store::PlacementKey> &placements, store::MailboxKey target);
    void copy(const QList<store::PlacementKey> &placements, store::MailboxKey target);
    void archive(const QList<store::PlacementKey> &placements); ///< to the account's Archive, made when missing
    void remove(const QList<store::PlacementKey> &placements); ///< to Trash; in Trash for good
    void expunge(const QList<store::PlacementKey> &placements);
    void undo(std::optional<store::OperationKey> operation = std::nullopt);
    void redo(store::OperationKey undone);
    void retry(store::OperationKey operation);
    void drop(store::OperationKey operation);

    void createMailbox(store::AccountKey account, const QStringList &path);
    void renameMailbox(store::MailboxKey mailbox, const QStringList &newPath);
    void deleteMailbox(store::MailboxKey mailbox);
    void emptyMailbox(store::MailboxKey mailbox); ///< removes all its messages for good
    void setSubscribed(store::MailboxKey mailbox, bool subscribed);

Q_SIGNALS:
    /// For the toast: one per user action.  `messages` is 0 for mailbox operations.
    void performed(const godwit::store::Operation &operation);
    void failed(const godwit::MailError &error); ///< it could not even be queued

private:
    void perform(std::function<Result<QList<store::OperationKey>>(store::Writer &)> action);
    Engine &m_engine;
};

/// Drafts, the outbox and accounts, likewise.
class Submissions : public QObject {
    Q_OBJECT
public:
    explicit Submissions(Engine &engine, QObject *parent = nullptr);

    void send(const store::Outbox::NewSubmission &submission);
    void retry(store::SubmissionKey submission);
    void release(store::SubmissionKey submission);
    void takeBack(store::SubmissionKey submission); ///< answers with takenBack()
    void markArrived(store::SubmissionKey submission); ///< Outbox::markArrived(), with a copy where others get one
    void saveDraft(const store::StoredDraft &draft, quint64 ticket); ///< answers with draftSaved()
    void removeDraft(store::DraftKey draft);
    /// Puts the message into the account's Drafts mailbox in place of `previous` and forgets the local draft.
    void fileDraft(
        store::DraftKey draft, const QByteArray &message, store::AccountKey account, store::PlacementKey previous);
    void importMessage(store::MailboxKey target, const QByteArray &message);

Q_SIGNALS:
    void queued(godwit::store::SubmissionKey submission);
    void takenBack(godwit::store::SubmissionKey submission, const QByteArray &content);
    void draftSaved(quint64 ticket, godwit::store::DraftKey draft);
    void failed(const godwit::MailError &error);

private:
    void tell(const Result<void> &result);
    Engine &m_engine;
};

class AccountActions : public QObject {
    Q_OBJECT
public:
    explicit AccountActions(Engine &engine, QObject *parent = nullptr);

    /// Tries both servers without storing anything; answers with checked().
    void check(const account::Settings &settings, const QString &password, quint64 ticket);
    void add(const account::Settings &settings, const QString &password); ///< answers with added()
    void update(const account::Settings &settings, const QString &newPassword); ///< empty: unchanged
    void remove(store::AccountKey account, bool keepMail);
    /// What is kept whole of one mailbox; std::nullopt: as its account says.  Takes effect without a new connection.
    void setBodyRule(store::MailboxKey mailbox, std::optional<account::BodyRule> rule);

Q_SIGNALS:
    void checked(quint64 ticket, const godwit::sync::CheckResult &incoming, const godwit::sync::CheckResult &outgoing);
    void added(godwit::store::AccountKey account, bool passwordStored);
    void failed(const godwit::MailError &error);

private:
    class Worker;
    template <typename Work> void hand(Work work);
    Engine &m_engine;
};

} // namespace godwit::sync

Q_DECLARE_METATYPE(godwit::sync::CheckResult)
