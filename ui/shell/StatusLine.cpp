// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusLine.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/Buttons.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/MailboxText.h"
#include "ui/common/Theme.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <algorithm>

namespace godwit::ui {

StatusLine::StatusLine(Services &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_text(new ElidedLabel(this)), m_goOn(new LinkButton(tr("Go on"), this)),
      m_pending(new LinkButton(QString(), this)), m_outbox(new LinkButton(QString(), this)),
      m_progress(new ElidedLabel(this, Qt::ElideLeft)), m_bar(new QProgressBar(this))
{
    constexpr int RestMs = 250;
    setProperty("pane", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(qMax(measure::StatusBar, fontMetrics().height() + 8));
    for (ElidedLabel *label : {m_text, m_progress})
        label->setProperty("role", QStringLiteral("small"));
    m_text->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_goOn->setAccessibleName(tr("Go on fetching mail ahead"));
    m_goOn->setToolTip(tr("Go on fetching mail ahead"));
    for (QPushButton *button : {m_goOn, m_pending, m_outbox}) {
        button->setProperty("size", QStringLiteral("small"));
        button->setVisible(false);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(140);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of fetching mail"));
    m_bar->setVisible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(16);
    layout->addWidget(m_text);
    layout->addWidget(m_goOn);
    layout->addStretch(1);
    layout->addWidget(m_pending);
    layout->addWidget(m_outbox);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    m_clock.start();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RestMs);
    connect(&m_refresh, &QTimer::timeout, this, &StatusLine::updateWaiting);
    connect(m_goOn, &QPushButton::clicked, this, &StatusLine::goOnClicked);
    connect(m_pending, &QPushButton::clicked, this, &StatusLine::operationsClicked);
    connect(m_outbox, &QPushButton::clicked, this, &StatusLine::outboxClicked);
    connect(&services.engine, &sync::Engine::statusChanged, this, [this](const sync::AccountStatus &status) {
        m_words.take(status, m_clock.elapsed());
        updateSync();
        emit statusTaken(status);
    });
    connect(&services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & (store::Change::Journal | store::Change::Outbox)) != 0 && !m_refresh.isActive())
            m_refresh.start();
    });
    updateWaiting();
    updateSync();
}

void StatusLine::setWorkOffline(bool offline)
{
    m_workOffline = offline;
    updateSync();
}

void StatusLine::setPaused(bool paused)
{
    m_paused = paused;
    updateSync();
}

void StatusLine::setHover(const QString &target)
{
    m_hover = target;
    updateSync();
}

QString StatusLine::text() const
{
    return m_text->fullText();
}

QString StatusLine::outboxText() const
{
    return m_outbox->isHidden() ? QString() : m_outbox->text();
}

QString StatusLine::operationsText() const
{
    return m_pending->isHidden() ? QString() : m_pending->text();
}

void StatusLine::updateSync()
{
    const SyncSentence sentence = m_words.sentence(
        [this](store::MailboxKey key) {
            const auto mailbox = key ? m_services.reader.mailbox(key) : std::nullopt;
            return mailbox ? mailboxText(*mailbox) : QString();
        },
        [this](store::AccountKey key) { return accountName(m_services.reader, key); }, m_workOffline);
    QString text = sentence.text;
    if (m_paused) {
        const QString paused = tr("Fetching mail ahead is paused");
        text = text.isEmpty() || text == SyncWords::upToDate() ? paused : tr("%1 · %2", "two states").arg(text, paused);
    }
    m_text->setFullText(m_hover.isEmpty() ? text : m_hover);
    m_goOn->setVisible(m_paused && m_hover.isEmpty());
    m_progress->setFullText(sentence.progress);
    m_progress->setVisible(!sentence.progress.isEmpty());
    m_bar->setVisible(sentence.permille >= 0);
    m_bar->setValue(sentence.permille);
}

void StatusLine::updateWaiting()
{
    const auto show = [](QPushButton *button, const QString &text) {
        button->setText(text);
        button->setAccessibleName(text);
        button->setVisible(!text.isEmpty());
    };
    show(m_pending, operationsSentence(m_services.reader.openOperations()));
    show(m_outbox, outboxSentence(m_services.reader.outbox()));
}

QString StatusLine::operationsSentence(const QList<store::Operation> &operations) const
{
    const auto refused = std::count_if(operations.begin(), operations.end(),
        [](const store::Operation &operation) { return operation.state == store::OperationState::Refused; });
    if (refused > 0)
        return tr("%n change(s) did not work", nullptr, int(refused));
    const qsizetype waiting = operations.size();
    return waiting > 0 ? tr("%n change(s) to be sent to the server", nullptr, int(waiting)) : QString();
}

QString StatusLine::outboxSentence(const QList<store::Submission> &outbox) const
{
    using State = store::SubmissionState;
    const auto count = [&outbox](State state) {
        return int(
            std::count_if(outbox.begin(), outbox.end(), [state](const auto &row) { return row.state == state; }));
    };
    if (const int failed = count(State::Failed); failed > 0)
        return tr("%n message(s) could not be sent", nullptr, failed);
    if (const int unknown = count(State::Unknown); unknown > 0)
        return tr("%n message(s) may or may not have been sent", nullptr, unknown);
    if (const int sending = count(State::Sending); sending > 0)
        return tr("Sending %n message(s)", nullptr, sending);
    if (const int waiting = count(State::Waiting); waiting > 0)
        return tr("%n message(s) waiting to be sent", nullptr, waiting);
    if (const int held = count(State::Held); held > 0)
        return tr("%n message(s) about to be sent", nullptr, held);
    if (const int scheduled = count(State::Scheduled); scheduled > 0)
        return tr("%n message(s) to be sent later", nullptr, scheduled);
    return {};
}

} // namespace godwit::ui
