// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/common/Services.h"

#include <QMenu>

class QActionGroup;

namespace godwit::ui {

/// Which messages of a folder are kept on this computer whole: as in the account, or otherwise.  Chosen, it is stored.
class KeepMenu : public QMenu {
    Q_OBJECT
public:
    explicit KeepMenu(Services &services, QWidget *parent = nullptr);

    /// 0, or a mailbox that exists only here: nothing can be chosen.
    void setMailbox(store::MailboxKey mailbox);
    bool isUseful() const { return m_account.has_value(); }

private:
    void fill();
    void add(const QString &text, std::optional<account::BodyRule> rule, bool checked);
    void choose(std::optional<account::BodyRule> rule);

    Services &m_services;
    store::MailboxKey m_mailbox;
    std::optional<account::Settings> m_account;
    QActionGroup *m_group;
};

/// "Whole messages", "Whole messages of the last 30 days", "Senders and subjects only"
QString bodyRuleText(const account::BodyRule &rule);
/// What is offered; each may be chosen for an account and for a folder.
QList<account::BodyRule> offeredBodyRules();

} // namespace godwit::ui
