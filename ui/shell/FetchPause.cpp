// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/FetchPause.h"

#include <QDataStream>

namespace godwit::ui {

namespace {
const QString Name = QStringLiteral("paused");
}

FetchPause::FetchPause(Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    restore();
    if (m_all)
        services.engine.setFetchingPaused(true);
    for (const store::AccountKey account : std::as_const(m_accounts))
        services.engine.setAccountPaused(account, true);
}

void FetchPause::restore()
{
    QDataStream in(m_services.preferences.windowState(Name));
    quint8 version = 0;
    bool all = false;
    QList<qint64> accounts;
    in >> version >> all >> accounts;
    if (in.status() != QDataStream::Ok || version != 1)
        return;
    m_all = all;
    for (const store::AccountRow &row : m_services.reader.accounts()) {
        if (accounts.contains(row.key.value))
            m_accounts.insert(row.key);
    }
}

void FetchPause::keep()
{
    QList<qint64> accounts;
    for (const store::AccountKey account : std::as_const(m_accounts))
        accounts.append(account.value);
    QByteArray state;
    QDataStream(&state, QIODevice::WriteOnly) << quint8(1) << m_all << accounts;
    m_services.preferences.setWindowState(Name, state);
    emit changed();
}

void FetchPause::setAll(bool paused)
{
    if (paused == m_all)
        return;
    m_all = paused;
    m_services.engine.setFetchingPaused(paused);
    keep();
}

void FetchPause::setAccount(store::AccountKey account, bool paused)
{
    if (paused == m_accounts.contains(account))
        return;
    if (paused)
        m_accounts.insert(account);
    else
        m_accounts.remove(account);
    m_services.engine.setAccountPaused(account, paused);
    keep();
}

void FetchPause::goOn()
{
    const QSet<store::AccountKey> accounts = m_accounts;
    for (const store::AccountKey account : accounts)
        setAccount(account, false);
    setAll(false);
}

} // namespace godwit::ui
