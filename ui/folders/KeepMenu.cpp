// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/KeepMenu.h"

#include "ui/accounts/StoredAccounts.h"

#include <QActionGroup>

namespace godwit::ui {

using account::BodyPolicy;
using account::BodyRule;

QString bodyRuleText(const BodyRule &rule)
{
    switch (rule.policy) {
    case BodyPolicy::HeadersOnly:
        return KeepMenu::tr("Senders and subjects only");
    case BodyPolicy::RecentDays:
        return KeepMenu::tr("Whole messages of the last %n day(s)", nullptr, rule.days);
    case BodyPolicy::Everything:
        break;
    }
    return KeepMenu::tr("Whole messages");
}

QList<BodyRule> offeredBodyRules()
{
    return {{BodyPolicy::Everything, 30}, {BodyPolicy::RecentDays, 30}, {BodyPolicy::RecentDays, 90},
        {BodyPolicy::RecentDays, 365}, {BodyPolicy::HeadersOnly, 30}};
}

KeepMenu::KeepMenu(Services &services, QWidget *parent)
    : QMenu(tr("Keep on this computer"), parent), m_services(services), m_group(new QActionGroup(this))
{
    setAccessibleName(title());
    connect(this, &QMenu::aboutToShow, this, &KeepMenu::fill);
}

void KeepMenu::setMailbox(store::MailboxKey mailbox)
{
    m_mailbox = mailbox;
    const auto row = mailbox ? m_services.reader.mailbox(mailbox) : std::nullopt;
    m_account = row && !row->local && row->selectable ? storedAccount(m_services.reader, row->account) : std::nullopt;
    if (m_account && m_account->incoming != account::Incoming::Imap)
        m_account.reset();
    fill();
}

void KeepMenu::fill()
{
    clear();
    if (!m_account)
        return;
    m_account = storedAccount(m_services.reader, m_account->key); // another window may have changed it
    if (!m_account)
        return;
    const auto own = m_account->mailboxBodies.constFind(m_mailbox);
    const bool differs = own != m_account->mailboxBodies.cend();
    add(tr("As in the account: %1", "what is kept").arg(bodyRuleText({m_account->bodyPolicy, m_account->bodyDays})),
        std::nullopt, !differs);
    addSeparator();
    QList<BodyRule> rules = offeredBodyRules();
    const auto same = [](const BodyRule &one, const BodyRule &other) {
        return one.policy == other.policy && (one.policy != BodyPolicy::RecentDays || one.days == other.days);
    };
    const bool offered =
        !differs || std::any_of(rules.cbegin(), rules.cend(), [&](const BodyRule &rule) { return same(rule, *own); });
    if (!offered)
        rules.append(*own);
    for (const BodyRule &rule : std::as_const(rules))
        add(bodyRuleText(rule), rule, differs && same(rule, *own));
}

void KeepMenu::add(const QString &text, std::optional<BodyRule> rule, bool checked)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    m_group->addAction(action);
    connect(action, &QAction::triggered, this, [this, rule] { choose(rule); });
}

void KeepMenu::choose(std::optional<BodyRule> rule)
{
    if (!m_account)
        return;
    if (rule)
        m_account->mailboxBodies.insert(m_mailbox, *rule);
    else
        m_account->mailboxBodies.remove(m_mailbox);
    m_services.accounts.update(*m_account, {});
}

} // namespace godwit::ui
