// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/QuitDialog.h"

#include "ui/common/Buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace godwit::ui {

QuitDialog::QuitDialog(Services &services, QWidget *parent)
    : QDialog(parent), m_services(services), m_text(new QLabel(this)),
      m_send(new FilledButton(tr("Send now"), {}, this))
{
    constexpr int LongestSendMs = 20'000;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Messages are waiting"));
    setModal(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setText(tr("%n message(s) waiting to be sent.", nullptr, heldMessages(services.reader)));
    auto *keep = new QPushButton(tr("Keep in Outbox"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(20);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    m_send->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        emit leave();
        accept();
    });
    connect(m_send, &QPushButton::clicked, this, &QuitDialog::sendNow);
    m_limit.setSingleShot(true);
    m_limit.setInterval(LongestSendMs);
    const auto done = [this] {
        emit leave();
        accept();
    };
    connect(&m_limit, &QTimer::timeout, this, done);
    connect(&services.engine, &sync::Engine::changed, this, [this, done](const store::Change &change) {
        if ((change.kinds & store::Change::Outbox) != 0 && m_limit.isActive() && !isBusy())
            done();
    });
}

int QuitDialog::heldMessages(const store::Reader &reader)
{
    const QList<store::Submission> outbox = reader.outbox();
    return int(std::count_if(outbox.begin(), outbox.end(),
        [](const store::Submission &row) { return row.state == store::SubmissionState::Held; }));
}

bool QuitDialog::isBusy() const
{
    const QList<store::Submission> outbox = m_services.reader.outbox();
    return std::any_of(outbox.begin(), outbox.end(), [](const store::Submission &row) {
        return row.state == store::SubmissionState::Held || row.state == store::SubmissionState::Sending
            || (row.state == store::SubmissionState::Waiting && row.attempts == 0);
    });
}

void QuitDialog::sendNow()
{
    m_send->setEnabled(false);
    m_text->setText(tr("Sending…"));
    m_limit.start();
    for (const store::Submission &row : m_services.reader.outbox()) {
        if (row.state == store::SubmissionState::Held)
            m_services.submissions.release(row.key);
    }
}

} // namespace godwit::ui
