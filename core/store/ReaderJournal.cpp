// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Reader.h"

#include "store/internal/Codec.h"
#include "store/internal/Compression.h"
#include "store/internal/Operations.h"
#include "store/internal/ReaderPrivate.h"
#include "store/internal/Submissions.h"

namespace godwit::store {

namespace {

#define DRAFT_COLUMNS "id, account, saved_ms, open, answered, forwarded, server_copy, encoding, octets, data"

StoredDraft readDraft(const Statement &statement)
{
    StoredDraft draft;
    draft.key = statement.key<DraftKey>(0);
    draft.account = statement.key<AccountKey>(1);
    draft.saved = codec::fromMilliseconds(statement.integer(2));
    draft.open = statement.integer(3) != 0;
    draft.answered = statement.key<PlacementKey>(4);
    draft.forwarded = statement.key<PlacementKey>(5);
    draft.serverCopy = statement.key<PlacementKey>(6);
    draft.content = unpack({int(statement.integer(7)), statement.integer(8), statement.blob(9)}).value_or(QByteArray());
    return draft;
}

} // namespace

QList<Operation> Reader::operations(qint64 limit) const
{
    QList<Operation> rows;
    Statement statement =
        d->fresh().query("SELECT " OPERATION_COLUMNS " FROM operation o ORDER BY o.id DESC LIMIT ?", limit);
    while (statement.step())
        rows.append(readOperation(statement).operation);
    return rows;
}

QList<Operation> Reader::openOperations(qint64 limit) const
{
    QList<Operation> rows;
    Statement statement = d->fresh().query(
        "SELECT " OPERATION_COLUMNS " FROM operation o WHERE o.state IN (0, 1, 3, 4) ORDER BY o.id LIMIT ?", limit);
    while (statement.step())
        rows.append(readOperation(statement).operation);
    return rows;
}

std::optional<Operation> Reader::operation(OperationKey key) const
{
    Statement statement = d->fresh().query("SELECT " OPERATION_COLUMNS " FROM operation o WHERE o.id = ?", key);
    return statement.step() ? std::optional(readOperation(statement).operation) : std::nullopt;
}

QList<Submission> Reader::outbox() const
{
    QList<Submission> rows;
    Statement statement = d->fresh().query(
        "SELECT " SUBMISSION_COLUMNS " FROM submission WHERE state <> ? ORDER BY id", int(SubmissionState::Sent));
    while (statement.step())
        rows.append(readSubmission(statement));
    return rows;
}

std::optional<QByteArray> Reader::submissionContent(SubmissionKey key) const
{
    Statement statement = d->fresh().query("SELECT encoding, octets, data FROM submission WHERE id = ?", key);
    if (!statement.step())
        return std::nullopt;
    return unpack({int(statement.integer(0)), statement.integer(1), statement.blob(2)});
}

QList<StoredDraft> Reader::drafts() const
{
    QList<StoredDraft> rows;
    Statement statement = d->fresh().query("SELECT " DRAFT_COLUMNS " FROM draft ORDER BY saved_ms DESC, id DESC");
    while (statement.step())
        rows.append(readDraft(statement));
    return rows;
}

std::optional<StoredDraft> Reader::draft(DraftKey key) const
{
    Connection &database = d->fresh();
    Statement statement = database.query("SELECT " DRAFT_COLUMNS " FROM draft WHERE id = ?", key);
    if (!statement.step())
        return std::nullopt;
    StoredDraft draft = readDraft(statement);
    Statement files = database.query("SELECT id, encoding, octets, data FROM draft_file WHERE draft = ?", key);
    while (files.step()) {
        const auto content = unpack({int(files.integer(1)), files.integer(2), files.blob(3)});
        if (content)
            draft.files.append({files.blob(0), *content});
    }
    return draft;
}

mime::AddressList Reader::addressesLike(const QString &start, int limit) const
{
    mime::AddressList found;
    const QString folded = codec::foldedWords({start.trimmed(), {}});
    if (folded.isEmpty())
        return found;
    Statement statement =
        d->fresh().query("SELECT name, spelling FROM address WHERE instr(words, ?) > 0 "
                         "ORDER BY written > 0 DESC, written DESC, received DESC, last_seen DESC, addr LIMIT ?",
            folded, limit);
    while (statement.step())
        found.append({statement.text(0), statement.text(1)});
    return found;
}

Acquaintance Reader::acquaintance(const QString &addr) const
{
    Statement statement =
        d->fresh().query("SELECT written, received FROM address WHERE addr = ?", addr.trimmed().toLower());
    return statement.step() ? Acquaintance{statement.integer(0), statement.integer(1)} : Acquaintance();
}

mime::AddressList Reader::correspondents(int limit) const
{
    mime::AddressList found;
    Statement statement = d->fresh().query(
        "SELECT name, spelling FROM address WHERE written > 0 ORDER BY written DESC, last_seen DESC LIMIT ?", limit);
    while (statement.step())
        found.append({statement.text(0), statement.text(1)});
    return found;
}

AccountKey Reader::accountOf(MessageKey message) const
{
    Statement statement = d->fresh().query("SELECT account FROM message WHERE id = ?", message);
    return statement.step() ? statement.key<AccountKey>(0) : AccountKey();
}

bool Reader::isOwnMessage(MessageKey message) const
{
    Statement statement = d->fresh().query("SELECT 1 FROM placement p JOIN mailbox m ON m.id = p.mailbox "
                                           "WHERE p.message = ? AND m.role IN (?, ?) LIMIT 1",
        message, int(Role::Drafts), int(Role::Sent));
    return statement.step();
}

} // namespace godwit::store
