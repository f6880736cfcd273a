// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OutboxPanel.h"

#include "ui/common/Buttons.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/PlainText.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace godwit::ui {

OutboxPanel::OutboxPanel(Services &services, QWidget *parent)
    : QWidget(parent, Qt::Window), m_services(services), m_rows(new QWidget), m_layout(new QVBoxLayout(m_rows))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Outbox"));
    resize(520, 360);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_rows);
    area->setAccessibleName(tr("Outbox"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    m_layout->setContentsMargins(12, 12, 12, 12);
    m_layout->setSpacing(8);
    connect(&services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & store::Change::Outbox) != 0)
            rebuild();
    });
    rebuild();
}

QString OutboxPanel::stateWords(const store::Submission &submission, const QDateTime &now)
{
    using State = store::SubmissionState;
    const QString next = shortMoment(submission.next, now);
    switch (submission.state) {
    case State::Held:
        return tr("About to be sent");
    case State::Waiting:
        return submission.attempts > 0 && submission.next > now ? tr("Waiting; next try at %1").arg(next)
                                                                : tr("Waiting to be sent");
    case State::Scheduled:
        return tr("To be sent at %1").arg(next);
    case State::Sending:
        return tr("Being sent");
    case State::Failed:
        return tr("Not sent. %1").arg(explain(submission.error));
    case State::Unknown:
        return tr(
            "The connection broke at the last moment: nobody can know whether it was sent. Look whether it arrived "
            "before you send it again.");
    case State::Sent:
        break;
    }
    return tr("Sent");
}

void OutboxPanel::rebuild()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    const QList<store::Submission> outbox = m_services.reader.outbox();
    for (const store::Submission &submission : outbox)
        m_layout->addWidget(card(submission));
    if (outbox.isEmpty()) {
        auto *empty = new QLabel(tr("Everything has been sent."), m_rows);
        empty->setTextFormat(Qt::PlainText);
        empty->setProperty("role", QStringLiteral("dimmed"));
        empty->setAlignment(Qt::AlignCenter);
        m_layout->addWidget(empty);
    }
    m_layout->addStretch(1);
}

QWidget *OutboxPanel::card(const store::Submission &submission)
{
    using State = store::SubmissionState;
    auto *frame = new QFrame(m_rows);
    frame->setProperty("look", QStringLiteral("card"));
    frame->setAttribute(Qt::WA_StyledBackground);
    auto *subject = new ElidedLabel(frame);
    subject->setProperty("role", QStringLiteral("heading"));
    subject->setFullText(submission.subject.isEmpty() ? tr("(no subject)") : submission.subject);
    auto *to = new ElidedLabel(frame);
    to->setProperty("role", QStringLiteral("dimmed"));
    to->setFullText(tr("To %1").arg(submission.recipients.join(QStringLiteral(", "))));
    auto *state = new QLabel(stateWords(submission, QDateTime::currentDateTimeUtc()), frame);
    state->setTextFormat(Qt::PlainText);
    state->setWordWrap(true);
    if (submission.state == State::Failed || submission.state == State::Unknown)
        state->setProperty("role", QStringLiteral("bad"));
    state->setToolTip(plainToolTip(serverWords(submission.error)));
    auto *buttons = new QHBoxLayout;
    const store::SubmissionKey key = submission.key;
    if (submission.state != State::Sending) {
        auto *send = new LinkButton(submission.state == State::Unknown ? tr("Send again") : tr("Send now"), frame);
        const bool held = submission.state == State::Held || submission.state == State::Scheduled;
        connect(send, &QPushButton::clicked, this, [this, key, held] {
            if (held)
                m_services.submissions.release(key);
            else
                m_services.submissions.retry(key);
        });
        auto *edit = new LinkButton(tr("Edit"), frame);
        connect(edit, &QPushButton::clicked, this, [this, key] { emit editRequested(key); });
        buttons->addWidget(send);
        buttons->addWidget(edit);
    }
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(subject);
    layout->addWidget(to);
    layout->addWidget(state);
    layout->addLayout(buttons);
    return frame;
}

} // namespace godwit::ui
