// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Actions.h"

#include "store/Journal.h"
#include "store/Outbox.h"

namespace godwit::sync {

using store::Journal;
using store::Outbox;

namespace {

/// Runs `work` in the engine's thread, `answer` with its result in the thread of `receiver`.
template <typename Work, typename Answer> void ask(Engine &engine, QObject *receiver, Work work, Answer answer)
{
    Engine *const where = &engine;
    QMetaObject::invokeMethod(
        where,
        [where, receiver, work, answer] {
            if (!where->isOpen() && !where->openError())
                return; // not started
            using Answered = decltype(work(where->writer()));
            const Answered result =
                where->isOpen() ? work(where->writer()) : Answered(tl::unexpected(*where->openError()));
            where->journalChanged();
            QMetaObject::invokeMethod(
                receiver, [answer, result] { answer(result); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

account::Settings accountOf(const store::Reader &reader, store::SubmissionKey key)
{
    const QList<store::Submission> outbox = reader.outbox();
    const auto row = std::find_if(
        outbox.begin(), outbox.end(), [key](const store::Submission &submission) { return submission.key == key; });
    for (const store::AccountRow &account : reader.accounts()) {
        if (row != outbox.end() && account.key == row->account)
            return account::Settings::fromJson(account.settings).value_or(account::Settings());
    }
    return {};
}

QDateTime dateOf(const QByteArray &message)
{
    return mime::parseEnvelope(message).date.value_or(QDateTime::currentDateTimeUtc());
}

} // namespace

Submissions::Submissions(Engine &engine, QObject *parent) : QObject(parent), m_engine(engine)
{ }

void Submissions::send(const Outbox::NewSubmission &submission)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).add(submission); },
        [this](const Result<store::SubmissionKey> &key) {
            if (key)
                Q_EMIT queued(*key);
            else
                Q_EMIT failed(key.error());
        });
}

void Submissions::tell(const Result<void> &result)
{
    if (!result)
        Q_EMIT failed(result.error());
}

void Submissions::retry(store::SubmissionKey submission)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).retry(submission); },
        [this](const Result<void> &result) { tell(result); });
}

void Submissions::release(store::SubmissionKey submission)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).release(submission); },
        [this](const Result<void> &result) { tell(result); });
}

void Submissions::takeBack(store::SubmissionKey submission)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).takeBack(submission); },
        [this, submission](const Result<QByteArray> &content) {
            if (content)
                Q_EMIT takenBack(submission, *content);
            else
                Q_EMIT failed(content.error());
        });
}

void Submissions::markArrived(store::SubmissionKey submission)
{
    const auto work = [=](store::Writer &writer) {
        const bool fileCopy = !accountOf(writer.reader(), submission).serverSavesSent.value_or(false);
        return Outbox(writer).markArrived(submission, fileCopy);
    };
    ask(m_engine, this, work, [this](const Result<void> &result) { tell(result); });
}

void Submissions::saveDraft(const store::StoredDraft &draft, quint64 ticket)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).saveDraft(draft); },
        [this, ticket](const Result<store::DraftKey> &key) {
            if (key)
                Q_EMIT draftSaved(ticket, *key);
            else
                Q_EMIT failed(key.error());
        });
}

void Submissions::removeDraft(store::DraftKey draft)
{
    ask(
        m_engine, this, [=](store::Writer &writer) { return Outbox(writer).removeDraft(draft); },
        [this](const Result<void> &result) { tell(result); });
}

void Submissions::fileDraft(
    store::DraftKey draft, const QByteArray &message, store::AccountKey account, store::PlacementKey previous)
{
    const auto work = [=](store::Writer &writer) -> Result<void> {
        auto drafts = writer.reader().mailboxByRole(account, store::Role::Drafts);
        // Made where it is missing, but only once the server has told what it has: before that the draft stays here.
        if (!drafts && !writer.reader().mailboxes(account).isEmpty()) {
            const auto made = Journal(writer).createMailbox(account, {QStringLiteral("Drafts")}, store::Role::Drafts);
            if (!made)
                return tl::unexpected(made.error());
            drafts = writer.reader().mailboxByRole(account, store::Role::Drafts);
        }
        if (!drafts)
            return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
        const Journal::NewMessage copy{message, Flags::fromWire({"\\Draft", "\\Seen"}), {}};
        const auto filed = Journal(writer).fileDraft(draft, drafts->key, copy, previous);
        return filed ? Result<void>() : tl::unexpected(filed.error());
    };
    ask(m_engine, this, work, [this](const Result<void> &result) { tell(result); });
}

void Submissions::importMessage(store::MailboxKey target, const QByteArray &message)
{
    ask(
        m_engine, this,
        [=](store::Writer &writer) {
            return Journal(writer).append(target, message, Flags::fromWire({"\\Seen"}), dateOf(message));
        },
        [this](const Result<store::PlacementKey> &placement) {
            if (!placement)
                Q_EMIT failed(placement.error());
        });
}

} // namespace godwit::sync
