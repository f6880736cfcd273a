// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OutboxPanel.h"

#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"

namespace godwit::ui {

namespace {

/// The server's own words; where it refused some recipients, about each of them.
QString detailsOf(const store::Submission &submission)
{
    QStringList lines;
    for (const store::RecipientResult &result : submission.refused) {
        if (!result.accepted)
            lines.append(QStringLiteral("%1: %2").arg(result.addr, serverWords(result.error)));
    }
    return lines.isEmpty() ? serverWords(submission.error) : lines.join(u'\n');
}

} // namespace

OutboxPanel::OutboxPanel(Services &services, QWidget *parent) : CardWindow(tr("Outbox"), parent), m_services(services)
{
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
        return submission.attempts > 0 && submission.next > now
            ? tr("%1 Next try at %2.", "why it was not sent; when").arg(explain(submission.error), next)
            : tr("Waiting to be sent");
    case State::Scheduled:
        return tr("To be sent at %1").arg(next);
    case State::Sending:
        return tr("Being sent");
    case State::Failed:
        if (submission.error.kind == MailError::Kind::Refused && submission.error.detail == MailError::Detail::None
            && !detailsOf(submission).isEmpty())
            return tr("Not sent. The server refused it:", "the server's own words follow");
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
    QList<Card> cards;
    for (const store::Submission &submission : m_services.reader.outbox())
        cards.append(card(submission));
    setCards(cards, tr("Everything has been sent."));
}

CardWindow::Card OutboxPanel::card(const store::Submission &submission)
{
    using State = store::SubmissionState;
    Card card;
    card.heading = submission.subject.isEmpty() ? tr("(no subject)") : submission.subject;
    card.subheading = tr("To %1").arg(submission.recipients.join(QStringLiteral(", ")));
    card.state = stateWords(submission, QDateTime::currentDateTimeUtc());
    card.bad = submission.state == State::Failed || submission.state == State::Unknown;
    card.details = detailsOf(submission);
    if (submission.state == State::Sending)
        return card;
    const store::SubmissionKey key = submission.key;
    auto *send = new LinkButton(submission.state == State::Unknown ? tr("Send again") : tr("Send now"), nullptr);
    const bool held = submission.state == State::Held || submission.state == State::Scheduled;
    connect(send, &QPushButton::clicked, this, [this, key, held] {
        if (held)
            m_services.submissions.release(key);
        else
            m_services.submissions.retry(key);
    });
    auto *edit = new LinkButton(tr("Edit"), nullptr);
    connect(edit, &QPushButton::clicked, this, [this, key] { emit editRequested(key); });
    card.buttons = {send, edit};
    if (submission.state == State::Unknown) {
        auto *arrived = new LinkButton(tr("It has arrived"), nullptr);
        arrived->setToolTip(tr("Counts as sent: a copy goes to the sent mail, and nothing is sent again."));
        connect(arrived, &QPushButton::clicked, this, [this, key] { m_services.submissions.markArrived(key); });
        card.buttons.prepend(arrived);
    }
    const auto kind = submission.error.kind;
    if (card.bad && (kind == MailError::Kind::Tls || kind == MailError::Kind::NeedsLogin)) {
        auto *settings = new LinkButton(tr("Account settings"), nullptr);
        connect(settings, &QPushButton::clicked, this,
            [this, account = submission.account] { emit accountSettingsRequested(account); });
        card.buttons.append(settings);
    }
    return card;
}

} // namespace godwit::ui
