// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Sender.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace godwit::ui {

Sender::Sender(Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    connect(&services.submissions, &sync::Submissions::queued, this, &Sender::someoneQueued);
    connect(&services.submissions, &sync::Submissions::failed, this, [this](const MailError &error) {
        if (!m_waiting)
            return;
        m_waiting = false;
        emit failed(error);
    });
    connect(&services.submissions, &sync::Submissions::takenBack, this, [this](store::SubmissionKey submission) {
        if (!m_submission || submission != m_submission)
            return;
        m_submission = {};
        emit takenBack(submission);
    });
    connect(&services.engine, &sync::Engine::submissionSettled, this, [this](store::SubmissionKey submission) {
        if (m_submission && submission == m_submission)
            emit settled();
    });
}

void Sender::send(const ComposeState &state, const account::Settings &account, store::DraftKey draft)
{
    m_pending = {};
    m_pending.account = account.key;
    m_pending.envelopeFrom = account.email;
    m_pending.recipients = envelopeRecipients(state);
    m_pending.answered = state.answered;
    m_pending.forwarded = state.forwarded;
    m_pending.draft = draft;
    m_messageId = state.messageId;
    m_building = true;
    const QPointer<Sender> self(this);
    QThreadPool::globalInstance()->start([self, message = toMimeDraft(state, account, Purpose::Send)] {
        const Result<QByteArray> content = mime::build(message);
        QMetaObject::invokeMethod(qApp, [self, content] {
            if (self)
                self->built(content);
        });
    });
}

void Sender::built(const Result<QByteArray> &content)
{
    m_building = false;
    if (!content) {
        emit failed(content.error());
        return;
    }
    m_pending.content = *content;
    const int hold = m_services.preferences.current().undoSendSeconds;
    m_pending.state = hold > 0 ? store::SubmissionState::Held : store::SubmissionState::Waiting;
    if (hold > 0)
        m_pending.next = QDateTime::currentDateTimeUtc().addSecs(hold);
    m_waiting = true;
    m_services.submissions.send(m_pending);
    m_pending.content.clear();
}

/// Every window hears of every message that was queued; its Message-ID says whose it is.
void Sender::someoneQueued(store::SubmissionKey submission)
{
    if (!m_waiting)
        return;
    bool ours = true; // not there any more: it went out already, and nothing else was waiting to be told
    for (const store::Submission &row : m_services.reader.outbox()) {
        if (row.key == submission)
            ours = row.messageIdField.contains(m_messageId);
    }
    if (!ours)
        return;
    m_waiting = false;
    m_submission = submission;
    emit queued();
}

} // namespace godwit::ui
