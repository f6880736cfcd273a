// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AccountCheck.h"

#include "sync/ImapConnector.h"
#include "sync/OutboxSender.h"
#include "sync/Pop3Account.h"

namespace godwit::sync {

namespace {

CheckResult resultFor(const net::Endpoint &endpoint)
{
    CheckResult result;
    result.host = endpoint.host;
    result.port = endpoint.port;
    result.security = endpoint.security;
    return result;
}

QStringList names(const QByteArrayList &capabilities)
{
    QStringList result;
    for (const QByteArray &capability : capabilities)
        result.append(QString::fromLatin1(capability));
    return result;
}

Task<CheckResult> checkImap(account::Settings settings, QString password, std::shared_ptr<Clock> clock)
{
    CheckResult result = resultFor(settings.incomingServer);
    const Result<ImapSession> session = co_await openImapSession(settings, password, clock, ConnectHooks());
    if (!session) {
        result.error = session.error();
        co_return result;
    }
    result.ok = true;
    result.capabilities = names((*session)->capabilities().names());
    co_await (*session)->logout();
    co_return result;
}

Task<CheckResult> checkPop3(account::Settings settings, QString password, std::shared_ptr<Clock> clock)
{
    CheckResult result = resultFor(settings.incomingServer);
    const Result<std::shared_ptr<pop3::Session>> session = co_await openPop3Session(settings, password, clock);
    if (!session) {
        result.error = session.error();
        co_return result;
    }
    result.ok = true;
    result.capabilities = names((*session)->capabilities().toWire());
    co_await (*session)->quit();
    co_return result;
}

Task<CheckResult> checkIncoming(account::Settings settings, QString password, std::shared_ptr<Clock> clock)
{
    if (settings.incoming == account::Incoming::Imap)
        co_return co_await checkImap(settings, password, clock);
    if (settings.incoming == account::Incoming::Pop3)
        co_return co_await checkPop3(settings, password, clock);
    CheckResult nothing;
    nothing.ok = true;
    co_return nothing;
}

Task<CheckResult> checkOutgoing(account::Settings settings, QString password, std::shared_ptr<Clock> clock)
{
    CheckResult result = resultFor(settings.outgoingServer);
    if (!settings.sends()) {
        result.ok = true;
        co_return result;
    }
    const Result<std::shared_ptr<smtp::Session>> session = co_await openSmtpSession(settings, password, clock);
    if (!session) {
        result.error = session.error();
        co_return result;
    }
    result.ok = true;
    result.capabilities = names((*session)->capabilities().toWire());
    co_await (*session)->quit();
    co_return result;
}

} // namespace

Task<std::pair<CheckResult, CheckResult>> checkAccount(
    account::Settings settings, QString password, QString outgoingPassword, std::shared_ptr<Clock> clock)
{
    const Task<CheckResult> incoming = checkIncoming(settings, password, clock);
    const Task<CheckResult> outgoing = checkOutgoing(settings, outgoingPassword, clock);
    const CheckResult in = co_await incoming;
    const CheckResult out = co_await outgoing;
    co_return std::make_pair(in, out);
}

} // namespace godwit::sync
