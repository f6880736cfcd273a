// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OperationsPanel.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/shell/OperationWords.h"

#include <algorithm>

namespace godwit::ui {

using State = store::OperationState;

OperationsPanel::OperationsPanel(Services &services, QWidget *parent)
    : CardWindow(tr("Pending changes"), parent), m_services(services)
{
    constexpr int RestMs = 250;
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RestMs);
    connect(&m_refresh, &QTimer::timeout, this, &OperationsPanel::rebuild);
    connect(&services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & store::Change::Journal) != 0 && !m_refresh.isActive())
            m_refresh.start();
    });
    rebuild();
}

QString OperationsPanel::stateWords(const store::Operation &operation)
{
    switch (operation.state) {
    case State::Pending:
        return operation.attempts > 0 && operation.error.kind != MailError::Kind::Cancelled
            ? tr("Waiting for the next try. %1").arg(explain(operation.error))
            : tr("Waiting for the server");
    case State::InFlight:
        return tr("On its way to the server");
    case State::Refused:
        return tr("Not done, and shown as the server has it. %1").arg(explain(operation.error));
    case State::Unknown:
        return tr("The connection broke before the answer came. Godwit looks on the server whether it is done before "
                  "it tries again.");
    case State::Done:
    case State::Undone:
    case State::Dropped:
        break;
    }
    return {};
}

void OperationsPanel::rebuild()
{
    m_accounts = storedAccounts(m_services.reader);
    QList<Card> bad, others;
    for (const store::Operation &operation : m_services.reader.openOperations())
        (operation.state == State::Refused ? bad : others).append(card(operation));
    setCards(bad + others, tr("The servers have everything that you did."));
}

CardWindow::Card OperationsPanel::card(const store::Operation &operation)
{
    Card card;
    card.heading = attemptSentence(operation, m_services.reader);
    card.subheading = shortMoment(operation.at, QDateTime::currentDateTimeUtc());
    const auto account = std::find_if(m_accounts.begin(), m_accounts.end(),
        [&](const account::Settings &settings) { return settings.key == operation.account; });
    if (m_accounts.size() > 1 && account != m_accounts.end())
        card.subheading = tr("%1, %2", "account, moment").arg(account->label, card.subheading);
    card.state = stateWords(operation);
    card.bad = operation.state == State::Refused;
    card.details = serverWords(operation.error);
    const store::OperationKey key = operation.key;
    if (operation.state == State::Refused) {
        auto *again = new LinkButton(tr("Try again"));
        connect(again, &QPushButton::clicked, this, [this, key] { m_services.actions.retry(key); });
        card.buttons.append(again);
    }
    if (operation.state != State::InFlight) {
        auto *giveUp = new LinkButton(tr("Give up"));
        giveUp->setToolTip(tr("Forget this change and show what the server has"));
        connect(giveUp, &QPushButton::clicked, this, [this, key] { m_services.actions.drop(key); });
        card.buttons.append(giveUp);
    }
    return card;
}

} // namespace godwit::ui
