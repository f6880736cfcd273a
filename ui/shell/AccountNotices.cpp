// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AccountNotices.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"

namespace godwit::ui {

namespace {

bool needsPerson(const sync::AccountStatus &status)
{
    using Phase = sync::AccountStatus::Phase;
    return status.phase == Phase::NeedsPassword || status.phase == Phase::Failed;
}

bool same(const MailError &a, const MailError &b)
{
    return a.kind == b.kind && a.detail == b.detail && a.host == b.host && a.serverText == b.serverText;
}

} // namespace

AccountNotices::AccountNotices(Services &services, NoticeBar &bar, QObject *parent)
    : QObject(parent), m_services(services), m_bar(bar)
{
    bar.setDismissable(true);
    connect(&bar, &NoticeBar::cleared, this, [this] { m_shown = {}; });
    connect(&services.engine, &sync::Engine::serverAlert, this, [this](store::AccountKey account, const QString &text) {
        if (!m_shown)
            m_bar.showNotice(NoticeBar::Kind::Information,
                tr("Message from the server of %1: %2").arg(accountName(m_services.reader, account), text));
    });
}

void AccountNotices::take(const sync::AccountStatus &status)
{
    if (needsPerson(status)) {
        m_troubled.insert(status.account, status);
        if (m_shown != status.account || !same(m_shownError, status.error))
            showNext();
        return;
    }
    const bool well = status.phase == sync::AccountStatus::Phase::UpToDate
        || status.phase == sync::AccountStatus::Phase::Synchronising
        || status.phase == sync::AccountStatus::Phase::Offline;
    if (well && m_troubled.remove(status.account) > 0 && m_shown == status.account) {
        m_bar.clear();
        showNext();
    }
}

void AccountNotices::showNext()
{
    if (m_troubled.isEmpty())
        return;
    const sync::AccountStatus status =
        m_troubled.contains(m_shown) ? m_troubled.value(m_shown) : m_troubled.cbegin().value();
    m_shown = status.account;
    m_shownError = status.error;
    const store::AccountKey account = status.account;
    const auto settings = [this, account] {
        emit accountSettingsRequested(account);
    };
    if (status.phase == sync::AccountStatus::Phase::NeedsPassword) {
        askPassword(status);
        return;
    }
    const bool certificate = status.error.kind == MailError::Kind::Tls;
    const auto again = [this] {
        m_bar.clear();
        m_services.engine.refreshAll();
    };
    QList<NoticeBar::Step> steps{{certificate ? tr("See the certificate") : tr("Account settings"), settings}};
    if (!certificate)
        steps.append({tr("Try again"), again});
    m_bar.showNotice(NoticeBar::Kind::Error,
        tr("%1: %2", "account: what is wrong").arg(accountName(m_services.reader, account), explain(status.error)),
        steps, serverWords(status.error));
}

void AccountNotices::askPassword(const sync::AccountStatus &status)
{
    const store::AccountKey account = status.account;
    const auto settings = [this, account] {
        emit accountSettingsRequested(account);
    };
    m_bar.showNotice(NoticeBar::Kind::Warning,
        tr("%1: %2", "account: what is wrong").arg(accountName(m_services.reader, account), explain(status.error)),
        {{tr("Account settings"), settings}}, serverWords(status.error));
    m_bar.setIconName(QStringLiteral("account"));
    m_bar.askSecret(tr("Password"), tr("Sign in"), [this, account](const QString &password) {
        m_troubled.remove(account);
        m_services.engine.providePassword(account, password, true);
        m_bar.clear();
    });
}

} // namespace godwit::ui
