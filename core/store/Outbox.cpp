// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"

#include "mime/Message.h"
#include "store/internal/Codec.h"
#include "store/internal/Compression.h"
#include "store/internal/SentCopies.h"
#include "store/internal/Submissions.h"
#include "store/internal/WriterPrivate.h"

namespace godwit::store {

namespace {

using Detail = MailError::Detail;
constexpr auto Durable = Batch::Durability::Durable;

std::optional<Submission> load(Connection &database, SubmissionKey key)
{
    Statement statement = database.query("SELECT " SUBMISSION_COLUMNS " FROM submission WHERE id = ?", key);
    return statement.step() ? std::optional(readSubmission(statement)) : std::nullopt;
}

std::optional<QByteArray> content(Connection &database, SubmissionKey key)
{
    Statement statement = database.query("SELECT encoding, octets, data FROM submission WHERE id = ?", key);
    return statement.step() ? unpack({int(statement.integer(0)), statement.integer(1), statement.blob(2)})
                            : std::nullopt;
}

struct NewState {
    SubmissionState state = SubmissionState::Waiting;
    MailError error;
    QDateTime next;
};

void writeState(Batch &batch, SubmissionKey key, const NewState &to)
{
    const bool failed = to.error.kind != MailError().kind || to.error.detail != Detail::None
        || !to.error.serverText.isEmpty() || !to.error.responseCode.isEmpty();
    Statement statement =
        batch.database().query("UPDATE submission SET state = ?2, next_ms = ?3, error = ?4 WHERE id = ?1", key,
            int(to.state), codec::milliseconds(to.next));
    statement.bindText(4, failed ? codec::encodeError(to.error) : QByteArray());
    statement.run();
    batch.note(Change::Outbox);
}

/// \Answered or $Forwarded on what was answered; nothing that "undo" should find.
void markOriginals(Batch &batch, const Submission &submission)
{
    for (const auto &[placement, flag] :
        {std::pair(submission.answered, Flag::Answered), std::pair(submission.forwarded, Flag::Forwarded)}) {
        if (!placement)
            continue;
        Queue queue(batch);
        const auto original = Placements(batch).load(placement);
        const auto mailbox = original ? queue.mailboxRow(original->mailbox) : std::nullopt;
        if (mailbox && !mailbox->rights.has(Rights::SetFlags))
            continue; // nobody could take note of it
        queue.setFlags({placement}, {wireName(flag)}, {});
        queue.finish();
        for (const OperationKey operation : queue.operations())
            batch.database().run("UPDATE operation SET undoable = 0 WHERE id = ?", operation);
    }
}

/// Only what is new is packed and written; what the draft does not list any more goes.
void writeDraftFiles(Connection &database, DraftKey key, const QList<DraftFile> &files)
{
    QSet<QByteArray> stored;
    {
        Statement statement = database.query("SELECT id FROM draft_file WHERE draft = ?", key);
        while (statement.step())
            stored.insert(statement.blob(0));
    }
    QSet<QByteArray> listed;
    for (const DraftFile &file : files) {
        if (listed.contains(file.id))
            continue;
        listed.insert(file.id);
        if (stored.remove(file.id))
            continue;
        const Packed packed = pack(file.content);
        database.run("INSERT INTO draft_file (draft, id, encoding, octets, data) VALUES (?, ?, ?, ?, ?)", key, file.id,
            packed.encoding, packed.octets, packed.data);
    }
    for (const QByteArray &gone : std::as_const(stored))
        database.run("DELETE FROM draft_file WHERE draft = ? AND id = ?", key, gone);
}

/// A row of its own for the copy, beside the one of those who were refused.
void keepForCopy(Connection &database, SubmissionKey key)
{
    database.run(
        "INSERT INTO submission (account, state, envelope_from, recipients, subject, addressees, message_id, "
        "attempts, created_ms, encoding, octets, data) SELECT account, ?2, envelope_from, recipients, subject, "
        "addressees, message_id, attempts, created_ms, encoding, octets, data FROM submission WHERE id = ?1",
        key, int(SubmissionState::Sent));
}

/// Neither on the wire nor sent: the person may still do something about it.
bool isOpen(const std::optional<Submission> &row)
{
    return row && row->state != SubmissionState::Sending && row->state != SubmissionState::Sent;
}

} // namespace

Result<SubmissionKey> Outbox::add(const NewSubmission &submission)
{
    const mime::Envelope envelope = mime::parseEnvelope(submission.content);
    const Packed packed = pack(submission.content);
    Batch batch(*m_writer.d->connection, Durable);
    Connection &database = batch.database();
    if (!database.number("SELECT 1 FROM account WHERE id = ?", submission.account))
        return batch.fail(Detail::NotFound);
    database.run("INSERT INTO submission (account, state, envelope_from, recipients, subject, addressees, message_id, "
                 "created_ms, next_ms, answered, forwarded, encoding, octets, data) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        submission.account, int(submission.state),
        submission.envelopeFrom.isNull() ? QString::fromLatin1("") : submission.envelopeFrom,
        submission.recipients.isEmpty() ? QString::fromLatin1("") : codec::joinList(submission.recipients),
        envelope.subject.value_or(QString()), codec::encodeAddresses(envelope.to), envelope.messageId,
        QDateTime::currentMSecsSinceEpoch(), codec::milliseconds(submission.next), submission.answered,
        submission.forwarded, packed.encoding, packed.octets, packed.data);
    const SubmissionKey key{database.lastInsertId()};
    if (submission.draft) {
        database.run("DELETE FROM draft WHERE id = ?", submission.draft);
        batch.note(Change::Drafts);
    }
    Messages messages(batch);
    for (const mime::AddressList &list : {envelope.to, envelope.cc, envelope.bcc})
        messages.gatherWritten(list);
    messages.flushAddresses();
    batch.note(Change::Outbox);
    return valueAfter(m_writer.d->finish(batch), key);
}

QList<Submission> Outbox::due(AccountKey account, const QDateTime &now) const
{
    QList<Submission> rows;
    Connection &database = *m_writer.d->connection;
    database.clearError();
    Statement statement = database.query("SELECT " SUBMISSION_COLUMNS " FROM submission WHERE account = ? "
                                         "AND state IN (0, 1, 2) AND (next_ms IS NULL OR next_ms <= ?) ORDER BY id",
        account, now.toMSecsSinceEpoch());
    while (statement.step())
        rows.append(readSubmission(statement));
    return rows;
}

std::optional<QDateTime> Outbox::nextDue(AccountKey account) const
{
    Connection &database = *m_writer.d->connection;
    database.clearError();
    const auto next = database.number(
        "SELECT min(ifnull(next_ms, created_ms)) FROM submission WHERE account = ? AND state IN (0, 1, 2)", account);
    return next ? std::optional(codec::fromMilliseconds(*next)) : std::nullopt;
}

Result<void> Outbox::markSending(SubmissionKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    const bool maySend = row
        && (row->state == SubmissionState::Held || row->state == SubmissionState::Waiting
            || row->state == SubmissionState::Scheduled);
    if (!maySend)
        return batch.fail(Detail::NotFound);
    batch.database().run(
        "UPDATE submission SET state = ?2, attempts = attempts + 1 WHERE id = ?1", key, int(SubmissionState::Sending));
    batch.note(Change::Outbox);
    return m_writer.d->finish(batch);
}

Result<void> Outbox::markWaiting(SubmissionKey key, const MailError &error, const QDateTime &next)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    if (!row)
        return batch.fail(Detail::NotFound);
    if (row->state != SubmissionState::Sending) // it did not come that far, which was an attempt all the same
        batch.database().run("UPDATE submission SET attempts = attempts + 1 WHERE id = ?", key);
    writeState(batch, key, {SubmissionState::Waiting, error, next});
    return m_writer.d->finish(batch);
}

Result<void> Outbox::markFailed(SubmissionKey key, const MailError &error, const QList<RecipientResult> &refused)
{
    Batch batch(*m_writer.d->connection, Durable);
    if (!load(batch.database(), key))
        return batch.fail(Detail::NotFound);
    writeState(batch, key, {SubmissionState::Failed, error, {}});
    Statement statement = batch.database().query("UPDATE submission SET refused = ?2 WHERE id = ?1", key);
    statement.bindText(2, codec::encodeRecipients(refused));
    statement.run();
    return m_writer.d->finish(batch);
}

Result<void> Outbox::markUnknown(SubmissionKey key, const MailError &error)
{
    Batch batch(*m_writer.d->connection, Durable);
    if (!load(batch.database(), key))
        return batch.fail(Detail::NotFound);
    writeState(batch, key, {SubmissionState::Unknown, error, {}});
    return m_writer.d->finish(batch);
}

Result<void> Outbox::markSent(SubmissionKey key, const QList<RecipientResult> &refused, bool fileCopy)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    if (!row)
        return batch.fail(Detail::NotFound);
    return conclude(batch, *row, refused, fileCopy);
}

Result<void> Outbox::markArrived(SubmissionKey key, bool fileCopy)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    if (!row || row->state != SubmissionState::Unknown)
        return batch.fail(Detail::NotFound);
    return conclude(batch, *row, {}, fileCopy);
}

Result<void> Outbox::conclude(
    Batch &batch, const Submission &submission, const QList<RecipientResult> &refused, bool fileCopy)
{
    Connection &database = batch.database();
    const SubmissionKey key = submission.key;
    const auto raw = content(database, key);
    if (!raw)
        return batch.fail(Detail::DatabaseDamaged);
    SentCopies copies(batch);
    const bool copyWaits = fileCopy && !copies.canFile(submission.account);
    if (fileCopy && !copyWaits) {
        Queue queue(batch);
        copies.file(queue, submission.account, *raw);
        queue.finish();
    }
    markOriginals(batch, submission);
    QStringList left;
    for (const RecipientResult &result : refused)
        left.append(result.addr);
    if (copyWaits && !left.isEmpty())
        keepForCopy(database, key);
    if (left.isEmpty() && copyWaits) {
        writeState(batch, key, {SubmissionState::Sent, {}, {}});
    } else if (left.isEmpty()) {
        database.run("DELETE FROM submission WHERE id = ?", key);
    } else { // the others have it: only who was refused is still to be served, and the original is marked already
        writeState(batch, key, {SubmissionState::Failed, refused.first().error, {}});
        Statement statement = database.query(
            "UPDATE submission SET recipients = ?2, answered = NULL, forwarded = NULL, refused = ?3 WHERE id = ?1", key,
            codec::joinList(left));
        statement.bindText(3, codec::encodeRecipients(refused));
        statement.run();
    }
    batch.note(Change::Outbox);
    return m_writer.d->finish(batch);
}

Result<void> Outbox::retry(SubmissionKey key)
{
    return release(key);
}

Result<void> Outbox::release(SubmissionKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    if (!isOpen(row))
        return batch.fail(Detail::NotFound);
    writeState(batch, key, {SubmissionState::Waiting, {}, {}});
    return m_writer.d->finish(batch);
}

Result<QByteArray> Outbox::takeBack(SubmissionKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    const auto row = load(batch.database(), key);
    if (!isOpen(row))
        return batch.fail(Detail::NotFound);
    const auto raw = content(batch.database(), key);
    if (!raw)
        return batch.fail(Detail::DatabaseDamaged);
    batch.database().run("DELETE FROM submission WHERE id = ?", key);
    batch.note(Change::Outbox);
    return valueAfter(m_writer.d->finish(batch), *raw);
}

Result<void> Outbox::recoverAfterRestart()
{
    Batch batch(*m_writer.d->connection, Durable);
    MailError error;
    error.kind = MailError::Kind::Network;
    error.detail = Detail::UnknownOutcome;
    Statement interrupted =
        batch.database().query("SELECT id FROM submission WHERE state = ?", int(SubmissionState::Sending));
    QList<SubmissionKey> keys;
    while (interrupted.step())
        keys.append(interrupted.key<SubmissionKey>(0));
    for (const SubmissionKey key : std::as_const(keys))
        writeState(batch, key, {SubmissionState::Unknown, error, {}});
    return m_writer.d->finish(batch);
}

Result<DraftKey> Outbox::saveDraft(const StoredDraft &draft)
{
    const Packed packed = pack(draft.content);
    const QDateTime saved = draft.saved.isValid() ? draft.saved : QDateTime::currentDateTimeUtc();
    Batch batch(*m_writer.d->connection, Durable);
    Connection &database = batch.database();
    DraftKey key = draft.key;
    if (!key) {
        database.run("INSERT INTO draft (account, saved_ms, encoding, octets, data) VALUES (?, 0, 0, 0, x'')",
            draft.account.value);
        key = {database.lastInsertId()};
    }
    database.run(
        "UPDATE draft SET account = ?2, saved_ms = ?3, open = ?4, answered = ?5, forwarded = ?6, server_copy = ?7, "
        "encoding = ?8, octets = ?9, data = ?10 WHERE id = ?1",
        key, draft.account.value, saved.toMSecsSinceEpoch(), draft.open ? 1 : 0, draft.answered, draft.forwarded,
        draft.serverCopy, packed.encoding, packed.octets, packed.data);
    if (batch.isGood() && database.changedRows() == 0)
        return batch.fail(Detail::NotFound);
    writeDraftFiles(database, key, draft.files);
    batch.note(Change::Drafts);
    return valueAfter(m_writer.d->finish(batch), key);
}

Result<void> Outbox::removeDraft(DraftKey key)
{
    Batch batch(*m_writer.d->connection, Durable);
    batch.database().run("DELETE FROM draft WHERE id = ?", key);
    batch.note(Change::Drafts);
    return m_writer.d->finish(batch);
}

} // namespace godwit::store
