// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"

namespace godwit::store {

class Batch;

/// Messages on their way out, and drafts.  A submission goes Waiting -> Sending -> Sent; what may have been sent is
/// Unknown and is never sent again by itself (S-128).
class Outbox {
public:
    explicit Outbox(Writer &writer) : m_writer(writer) { }

    struct NewSubmission {
        AccountKey account;
        QByteArray content; ///< RFC 5322 with Bcc
        QString envelopeFrom;
        QStringList recipients;
        SubmissionState state = SubmissionState::Waiting; ///< Held or Waiting or Scheduled
        QDateTime next; ///< not before; invalid: at once
        PlacementKey answered, forwarded;
        DraftKey draft; ///< removed in the same transaction
    };
    Result<SubmissionKey> add(const NewSubmission &submission);
    /// Those that may go out at `now`, oldest first: Waiting, Held and Scheduled whose time has come.
    QList<Submission> due(AccountKey account, const QDateTime &now) const;
    std::optional<QDateTime> nextDue(AccountKey account) const;
    Result<void> markSending(SubmissionKey key); ///< before any of its content
    /// Tried in vain: what was not even Sending (no connection) counts as an attempt here.
    Result<void> markWaiting(SubmissionKey key, const MailError &error, const QDateTime &next);
    Result<void> markFailed(SubmissionKey key, const MailError &error, const QList<RecipientResult> &refused = {});
    Result<void> markUnknown(SubmissionKey key, const MailError &error);
    /// Sent: the copy for the Sent mailbox (an Append operation, unless `fileCopy` is false), \Answered or $Forwarded
    /// of the original, and the removal from the outbox are one transaction.  Refused recipients stay as a Failed row.
    /// Before the server's first list nobody knows the Sent mailbox: then the copy waits, out of sight, until
    /// Writer::setMailboxes() names one or shows that there is none.
    Result<void> markSent(SubmissionKey key, const QList<RecipientResult> &refused, bool fileCopy);
    /// The user knows that what is Unknown went out: markSent() with nobody refused.  Any other state: NotFound.
    Result<void> markArrived(SubmissionKey key, bool fileCopy);
    Result<void> retry(SubmissionKey key); ///< the user's decision; also for Unknown
    Result<void> release(SubmissionKey key); ///< Held -> Waiting now
    Result<QByteArray> takeBack(SubmissionKey key); ///< out of the outbox, content returned; not while Sending
    /// What is Sending when the program starts becomes Unknown.
    Result<void> recoverAfterRestart();

    Result<DraftKey> saveDraft(const StoredDraft &draft); ///< key 0: a new one
    Result<void> removeDraft(DraftKey key);

private:
    Result<void> conclude(
        Batch &batch, const Submission &submission, const QList<RecipientResult> &refused, bool fileCopy);
    Writer &m_writer;
};

} // namespace godwit::store
