// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/QuitDialog.h"

#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace godwit::ui {

QuitDialog::QuitDialog(Services &services, QWidget *parent)
    : QDialog(parent), m_services(services), m_text(new QLabel(this)), m_details(new QLabel(this)),
      m_send(new FilledButton(tr("Send now"), {}, this)), m_keep(new QPushButton(tr("Keep in Outbox"), this))
{
    constexpr int LongestSendMs = 20'000;
    constexpr int Narrowest = 400;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Messages are waiting"));
    setModal(true);
    setMinimumWidth(Narrowest);
    for (QLabel *label : {m_text, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_details->setProperty("role", QStringLiteral("dimmed"));
    m_details->hide();
    m_text->setText(tr("%n message(s) waiting to be sent.", nullptr, heldMessages(services.reader)));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_details);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    m_send->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        emit leave();
        accept();
    });
    connect(m_send, &QPushButton::clicked, this, &QuitDialog::sendNow);
    m_limit.setSingleShot(true);
    m_limit.setInterval(LongestSendMs);
    connect(&m_limit, &QTimer::timeout, this, [this] { tellLeftOver(tr("Sending takes longer than usual."), {}); });
    connect(&services.submissions, &sync::Submissions::failed, this, [this](const MailError &error) {
        if (m_limit.isActive())
            tellLeftOver(explain(error), serverWords(error));
    });
    connect(&services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & store::Change::Outbox) != 0 && m_limit.isActive())
            outboxChanged();
    });
}

int QuitDialog::heldMessages(const store::Reader &reader)
{
    const QList<store::Submission> outbox = reader.outbox();
    return int(std::count_if(outbox.begin(), outbox.end(),
        [](const store::Submission &row) { return row.state == store::SubmissionState::Held; }));
}

QList<store::Submission> QuitDialog::leftOver() const
{
    QList<store::Submission> rows = m_services.reader.outbox();
    rows.removeIf([this](const store::Submission &row) {
        return !m_asked.contains(row.key) || row.state == store::SubmissionState::Sent;
    });
    return rows;
}

void QuitDialog::outboxChanged()
{
    const QList<store::Submission> rows = leftOver();
    const bool busy = std::any_of(rows.begin(), rows.end(), [](const store::Submission &row) {
        return row.state == store::SubmissionState::Held || row.state == store::SubmissionState::Sending
            || (row.state == store::SubmissionState::Waiting && row.attempts == 0);
    });
    if (busy)
        return;
    if (rows.isEmpty()) {
        m_limit.stop();
        emit leave();
        accept();
        return;
    }
    const store::Submission &first = rows.first();
    tellLeftOver(first.state == store::SubmissionState::Unknown
            ? tr("The connection broke at the last moment: nobody can know whether the message was sent.")
            : tr("It could not be sent. %1").arg(explain(first.error)),
        serverWords(first.error));
}

void QuitDialog::tellLeftOver(const QString &what, const QString &details)
{
    m_limit.stop();
    setWindowTitle(tr("Not everything was sent"));
    m_text->setText(
        what + u' ' + tr("%n message(s) will stay in the outbox if you quit now.", nullptr, int(leftOver().size())));
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
    m_send->hide();
    m_keep->setText(tr("Quit"));
    m_keep->setDefault(true);
}

void QuitDialog::sendNow()
{
    m_send->setEnabled(false);
    m_text->setText(tr("Sending…"));
    m_limit.start();
    for (const store::Submission &row : m_services.reader.outbox()) {
        if (row.state != store::SubmissionState::Held)
            continue;
        m_asked.insert(row.key);
        m_services.submissions.release(row.key);
    }
    outboxChanged(); // it went out while the question stood there
}

} // namespace godwit::ui
