// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SendFeedback.h"

#include "ui/common/ErrorText.h"
#include "ui/common/Toast.h"

#include <utility>

namespace godwit::ui {

SendFeedback::SendFeedback(Services &services, Toast &toast, QObject *parent)
    : QObject(parent), m_services(services), m_toast(toast)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &SendFeedback::tick);
    connect(&services.submissions, &sync::Submissions::queued, this, &SendFeedback::queued);
    connect(&services.submissions, &sync::Submissions::takenBack, this, [this] { m_undoing = false; });
    connect(&services.submissions, &sync::Submissions::failed, this, [this](const MailError &error) {
        if (!std::exchange(m_undoing, false))
            return;
        const bool gone = error.detail == MailError::Detail::NotFound;
        m_toast.showMessage(gone ? tr("Too late: the message is on its way already") : explain(error));
    });
    connect(&services.engine, &sync::Engine::submissionSettled, this, &SendFeedback::settled);
}

std::optional<store::Submission> SendFeedback::find(store::SubmissionKey key) const
{
    for (const store::Submission &submission : m_services.reader.outbox()) {
        if (submission.key == key)
            return submission;
    }
    return std::nullopt;
}

QString SendFeedback::countdown(const store::Submission &submission) const
{
    QString who = submission.recipients.isEmpty() ? QString() : submission.recipients.first();
    if (!submission.to.isEmpty() && !submission.to.first().name.isEmpty())
        who = submission.to.first().name;
    const int others = int(submission.recipients.size()) - 1;
    if (others > 0)
        who = tr("%1 and %n other(s)", nullptr, others).arg(who);
    const qint64 left = qMax<qint64>(0, (QDateTime::currentDateTimeUtc().msecsTo(submission.next) + 500) / 1000);
    return left > 0 ? tr("Sending to %1 in %n s", nullptr, int(left)).arg(who) : tr("Sending to %1").arg(who);
}

void SendFeedback::queued(store::SubmissionKey key)
{
    const auto submission = find(key);
    if (!submission || submission->state != store::SubmissionState::Held)
        return;
    m_held = key;
    const auto undo = [this] {
        this->undo();
    };
    const auto now = [this, key] {
        m_services.submissions.release(key);
    };
    m_toast.showMessage(countdown(*submission), undo, {{tr("Send now"), now}}, 0);
    m_timer.start();
}

void SendFeedback::undo()
{
    if (!m_held)
        return;
    m_timer.stop();
    m_toast.dismiss();
    m_undoing = true;
    m_services.submissions.takeBack(std::exchange(m_held, {}));
}

void SendFeedback::tick()
{
    const auto submission = find(m_held);
    if (submission && submission->state == store::SubmissionState::Held
        && submission->next > QDateTime::currentDateTimeUtc()) {
        m_toast.updateText(countdown(*submission));
        return;
    }
    m_timer.stop();
    m_held = {};
    m_toast.dismiss();
}

void SendFeedback::settled(store::SubmissionKey key, store::SubmissionState state)
{
    if (key == m_held) {
        m_timer.stop();
        m_held = {};
        m_toast.dismiss();
    }
    const QList<Toast::Step> show{{tr("Show"), [this] {
                                       emit failed();
                                   }}};
    if (state == store::SubmissionState::Sent)
        m_toast.showMessage(tr("Message sent"));
    else if (state == store::SubmissionState::Failed)
        m_toast.showMessage(tr("A message could not be sent"), {}, show);
    else if (state == store::SubmissionState::Unknown)
        m_toast.showMessage(tr("A message may or may not have been sent"), {}, show);
}

} // namespace godwit::ui
