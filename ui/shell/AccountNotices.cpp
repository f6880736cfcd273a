// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AccountNotices.h"

#include "ui/accounts/Fingerprint.h"
#include "ui/accounts/StoredAccounts.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"

#include <algorithm>
#include <utility>

namespace godwit::ui {

namespace {

bool needsPerson(const sync::AccountStatus &status)
{
    using Phase = sync::AccountStatus::Phase;
    return status.phase == Phase::NeedsPassword || status.phase == Phase::Failed;
}

QString incomingProtocol(const account::Settings &settings)
{
    return settings.incoming == account::Incoming::Pop3 ? QStringLiteral("pop3") : QStringLiteral("imap");
}

bool same(const MailError &a, const MailError &b)
{
    return a.kind == b.kind && a.detail == b.detail && a.host == b.host && a.serverText == b.serverText
        && a.fingerprint == b.fingerprint;
}

/// The trusted certificates of the server that `settings` fetch from.
bool isAbout(const net::CertificateException &exception, const account::Settings &settings)
{
    return exception.protocol == incomingProtocol(settings) && exception.port == settings.incomingServer.port
        && exception.host.compare(settings.incomingServer.host, Qt::CaseInsensitive) == 0;
}

} // namespace

AccountNotices::AccountNotices(Services &services, NoticeBar &bar, QObject *parent)
    : QObject(parent), m_services(services), m_bar(bar)
{
    bar.setDismissable(true);
    connect(&bar, &NoticeBar::cleared, this, [this] { m_shown = {}; });
    connect(&services.accounts, &sync::AccountActions::failed, this, [this](const MailError &error) {
        if (std::exchange(m_trusting, {}))
            m_bar.showNotice(NoticeBar::Kind::Error, explain(error), {}, serverWords(error));
    });
    connect(&services.engine, &sync::Engine::serverAlert, this, [this](store::AccountKey account, const QString &text) {
        if (!m_shown)
            m_bar.showNotice(NoticeBar::Kind::Information,
                tr("Message from the server of %1: %2").arg(accountName(m_services.reader, account), text));
    });
}

void AccountNotices::take(const sync::AccountStatus &status)
{
    if (m_trusting == status.account)
        m_trusting = {};
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
    if (status.phase == sync::AccountStatus::Phase::NeedsPassword)
        askPassword(status);
    else if (status.error.kind == MailError::Kind::Tls && !status.error.fingerprint.isEmpty())
        askCertificate(status);
    else
        showFailure(status);
}

QString AccountNotices::sentence(const sync::AccountStatus &status) const
{
    return tr("%1: %2", "account: what is wrong")
        .arg(accountName(m_services.reader, status.account), explain(status.error));
}

void AccountNotices::showFailure(const sync::AccountStatus &status)
{
    QList<NoticeBar::Step> steps;
    if (status.error.kind != MailError::Kind::Storage) { // nothing in the settings makes room on a disk
        steps.append({tr("Account settings"), [this, account = status.account] {
                          emit accountSettingsRequested(account);
                      }});
    }
    steps.append({tr("Try again"), [this] {
                      m_bar.clear();
                      m_services.engine.refreshAll();
                  }});
    m_bar.showNotice(NoticeBar::Kind::Error, sentence(status), steps, serverWords(status.error));
}

void AccountNotices::askCertificate(const sync::AccountStatus &status)
{
    const store::AccountKey account = status.account;
    const auto show = [this, status] {
        showCertificate(status);
    };
    const auto settings = [this, account] {
        emit accountSettingsRequested(account);
    };
    const auto again = [this] {
        m_bar.clear();
        m_services.engine.refreshAll();
    };
    m_bar.showNotice(NoticeBar::Kind::Error, sentence(status),
        {{tr("Show certificate"), show}, {tr("Account settings"), settings}, {tr("Try again"), again}},
        serverWords(status.error));
}

void AccountNotices::showCertificate(const sync::AccountStatus &status)
{
    const auto settings = storedAccount(m_services.reader, status.account);
    if (!settings)
        return;
    const QString fingerprint = fingerprintText(status.error.fingerprint);
    const bool another = std::any_of(settings->exceptions.begin(), settings->exceptions.end(),
        [&settings](const net::CertificateException &one) { return isAbout(one, *settings); });
    const QString text = another
        ? tr("%1 shows another certificate than the one that you trusted. Trust it only if your provider confirms that "
             "it was changed, and this SHA-256 fingerprint:\n%2")
        : tr("Trust the certificate of %1 only if your provider confirms this SHA-256 fingerprint:\n%2");
    m_bar.showNotice(NoticeBar::Kind::Warning, text.arg(settings->incomingServer.host, fingerprint),
        {{tr("Trust this certificate"),
             [this, status] {
                 trust(status);
             }},
            {tr("Back"), [this] {
                 showNext();
             }}});
    m_bar.setIconName(QStringLiteral("shield"));
}

void AccountNotices::trust(const sync::AccountStatus &status)
{
    auto settings = storedAccount(m_services.reader, status.account);
    // Only for the server that was asked about: the settings may be others by now.
    if (!settings || settings->incomingServer.host.compare(status.error.host, Qt::CaseInsensitive) != 0)
        return;
    settings->exceptions.removeIf(
        [&settings](const net::CertificateException &one) { return isAbout(one, *settings); });
    settings->exceptions.append({incomingProtocol(*settings), settings->incomingServer.host,
        settings->incomingServer.port, status.error.fingerprint});
    m_troubled.remove(status.account);
    m_bar.clear();
    m_trusting = status.account;
    m_services.accounts.update(*settings, {});
    showNext();
}

void AccountNotices::askPassword(const sync::AccountStatus &status)
{
    const store::AccountKey account = status.account;
    const auto settings = [this, account] {
        emit accountSettingsRequested(account);
    };
    m_bar.showNotice(
        NoticeBar::Kind::Warning, sentence(status), {{tr("Account settings"), settings}}, serverWords(status.error));
    m_bar.setIconName(QStringLiteral("account"));
    m_bar.askSecret(tr("Password"), tr("Sign in"), [this, account](const QString &password) {
        m_troubled.remove(account);
        m_services.engine.providePassword(account, password, true);
        m_bar.clear();
    });
}

} // namespace godwit::ui
