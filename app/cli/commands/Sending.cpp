// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/Sending.h"

#include "app/ErrorSentences.h"
#include "app/common/ControlServer.h"
#include "store/Outbox.h"
#include "sync/AccountSetup.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace godwit::cli {

QString stateName(store::SubmissionState state)
{
    switch (state) {
    case store::SubmissionState::Held:
        return u"held"_s;
    case store::SubmissionState::Waiting:
        return u"waiting"_s;
    case store::SubmissionState::Scheduled:
        return u"scheduled"_s;
    case store::SubmissionState::Sending:
        return u"sending"_s;
    case store::SubmissionState::Failed:
        return u"failed"_s;
    case store::SubmissionState::Unknown:
        return u"unknown"_s;
    case store::SubmissionState::Sent:
        break;
    }
    return u"sent"_s;
}

QJsonObject submissionJson(const store::Submission &submission)
{
    QJsonArray to = QJsonArray::fromStringList(submission.recipients);
    for (const store::RecipientResult &refused : submission.refused) {
        if (!submission.recipients.contains(refused.addr))
            to.append(refused.addr);
    }
    const bool hasError = submission.state != store::SubmissionState::Sent
        && (submission.error.detail != MailError::Detail::None || !submission.error.serverText.isEmpty()
            || submission.state == store::SubmissionState::Failed
            || submission.state == store::SubmissionState::Unknown);
    return {{u"id"_s, submission.key.value}, {u"state"_s, stateName(submission.state)}, {u"to"_s, to},
        {u"subject"_s, submission.subject}, {u"attempts"_s, submission.attempts},
        {u"next"_s,
            submission.next.isValid() ? QJsonValue(submission.next.toUTC().toString(Qt::ISODate)) : QJsonValue()},
        {u"error"_s, hasError ? QJsonValue(errorSentence(submission.error)) : QJsonValue()}};
}

int Sending::open()
{
    m_run = std::make_unique<EngineRun>(m_context);
    const EngineRun::Outcome outcome = m_run->start();
    if (outcome == EngineRun::Outcome::Failed)
        return m_run->exitCode();
    m_elsewhere = outcome == EngineRun::Outcome::Elsewhere;
    if (m_elsewhere) {
        auto writer = store::Writer::open(m_context.profile);
        if (!writer)
            return m_context.fail(writer.error());
        m_ownWriter = std::move(*writer);
        m_writer = m_ownWriter.get();
    } else {
        m_writer = &m_run->engine().writer();
    }
    m_accounts = chosenAccounts(m_context, m_writer->reader());
    return m_accounts.isEmpty() ? int(NotFound) : int(Done);
}

const account::Settings *Sending::accountFor(const mime::AddressList &from) const
{
    for (const mime::Address &address : from) {
        for (const account::Settings &settings : m_accounts) {
            if (settings.email.compare(address.addr, Qt::CaseInsensitive) == 0)
                return &settings;
        }
    }
    return m_accounts.size() == 1 ? &m_accounts.constFirst() : nullptr;
}

int Sending::queue(const account::Settings &account, const QByteArray &message)
{
    if (!account.sends())
        return m_context.fail(Failed, u"The account %1 has no outgoing server."_s.arg(account.email));
    const mime::Envelope envelope = mime::parseEnvelope(message);
    store::Outbox::NewSubmission submission;
    submission.account = account.key;
    submission.content = message;
    submission.envelopeFrom = account.email;
    for (const mime::Address &address : envelope.to + envelope.cc + envelope.bcc) {
        if (address.addr.isEmpty() || submission.recipients.contains(address.addr, Qt::CaseInsensitive))
            continue;
        if (!mime::isValidAddrSpec(address.addr))
            return m_context.fail(Failed, u"%1 is no address that mail can be sent to."_s.arg(address.addr));
        submission.recipients.append(address.addr);
    }
    if (submission.recipients.isEmpty())
        return m_context.fail(Failed, u"The message has no recipient."_s);
    const Result<store::SubmissionKey> key = store::Outbox(*m_writer).add(submission);
    if (!key)
        return m_context.fail(key.error());
    m_queued[account.key].append(*key);
    return Done;
}

void Sending::flush(store::AccountKey account, const QList<store::SubmissionKey> &keys)
{
    if (!m_elsewhere) {
        m_run->wait(m_run->engine().flushOutbox(account, keys));
        // The copy for Sent and \Answered are done at once; what fails of it waits in the journal.
        m_run->wait(m_run->engine().carryOut(account));
        return;
    }
    QJsonArray submissions;
    for (const store::SubmissionKey key : keys)
        submissions.append(key.value);
    m_run->ask({{u"command"_s, u"flush"_s}, {u"account"_s, account.value}, {u"submissions"_s, submissions}});
}

void Sending::notifyElsewhere()
{
    if (m_elsewhere)
        app::askRunningInstance(m_context.profile, {{u"command"_s, u"changed"_s}}, 5000);
}

int Sending::finish(bool now)
{
    if (now) {
        for (auto entry = m_queued.cbegin(); entry != m_queued.cend(); ++entry)
            flush(entry.key(), entry.value());
    } else {
        notifyElsewhere();
    }
    QHash<store::SubmissionKey, store::Submission> left;
    for (const store::Submission &submission : m_writer->reader().outbox())
        left.insert(submission.key, submission);
    QJsonArray array;
    int result = Done;
    for (const QList<store::SubmissionKey> &keys : std::as_const(m_queued)) {
        for (const store::SubmissionKey key : keys) {
            const auto found = left.constFind(key);
            const bool gone = found == left.constEnd();
            array.append(gone ? QJsonObject{{u"id"_s, key.value}, {u"state"_s, u"sent"_s}} : submissionJson(*found));
            if (!m_context.json)
                m_context.print(u"%1: %2"_s.arg(key.value).arg(gone ? u"sent"_s : stateName(found->state)));
            if (now && !gone)
                result = m_context.fail(found->error);
        }
    }
    if (m_context.json)
        m_context.printJson(array);
    return result;
}

} // namespace godwit::cli
