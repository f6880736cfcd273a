// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ImapConnector.h"

#include "imap/LineSpeed.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Id.h"
#include "net/TlsTransport.h"
#include "sync/ConnectionFacts.h"
#include "sync/MailboxRefresh.h"

using namespace Qt::StringLiterals;

namespace godwit::sync {

net::ConnectionOptions connectionOptions(const account::Settings &settings, const QString &protocol)
{
    net::ConnectionOptions options;
    options.protocol = protocol;
    options.extraCaFile = settings.extraCaFile;
    options.exceptions = settings.exceptions;
    return options;
}

imap::SessionOptions imapOptions(const account::Settings &settings, const std::shared_ptr<Clock> &clock)
{
    imap::SessionOptions options;
    options.endpoint = settings.incomingServer;
    options.serverName = settings.incomingServer.host;
    options.clock = clock;
    options.compression = imap::SessionOptions::Compression::WhereOffered;
    return options;
}

namespace {

QByteArrayList worthEnabling(const imap::Capabilities &offered)
{
    QByteArrayList wanted;
    if (!offered.has("ENABLE"))
        return wanted;
    if (offered.has("QRESYNC"))
        wanted << "QRESYNC"
               << "CONDSTORE";
    if (offered.has("UTF8=ACCEPT"))
        wanted << "UTF8=ACCEPT";
    if (offered.has("UIDONLY")) // without it Yahoo hides all but the newest messages of a large mailbox
        wanted << "UIDONLY";
    return wanted;
}

} // namespace

Task<Result<void>> compressWhereItPays(imap::Session &session, ServerLessons &lessons)
{
    if (const auto measured = session.octetsPerSecond())
        lessons.octetsPerSecond = measured;
    const bool possible =
        !session.isCompressed() && !lessons.refusesCompression && session.capabilities().hasCompress();
    const bool pays = lessons.octetsPerSecond && imap::LineSpeed::isWorthCompressing(lessons.octetsPerSecond);
    if (!possible || !pays)
        co_return Result<void>{};
    const Result<bool> begun = co_await session.compress();
    if (!begun)
        co_return tl::unexpected(begun.error());
    lessons.refusesCompression = !*begun;
    co_return Result<void>{};
}

Task<Result<ImapSession>> openImapSession(
    account::Settings settings, QString password, std::shared_ptr<Clock> clock, ConnectHooks hooks)
{
    auto transport = net::makeTransport(settings.incomingServer, connectionOptions(settings, u"imap"_s));
    ConnectionTrace trace;
    const ImapSession session =
        watched(std::make_unique<imap::Session>(std::move(transport), imapOptions(settings, clock)), hooks.history,
            ServerSide::Incoming, u"imap"_s, settings.incomingServer, &imapFacts, trace);
    if (hooks.announce)
        hooks.announce(session);
    const Result<void> connected = co_await session->connect();
    if (!connected) {
        trace.ended(connected.error());
        co_return tl::unexpected(connected.error());
    }
    if (hooks.signingIn)
        hooks.signingIn();
    const Result<void> signedIn = co_await session->authenticate(settings.incomingUser, password);
    if (!signedIn) {
        trace.ended(signedIn.error());
        co_return tl::unexpected(signedIn.error());
    }
    trace.signedIn();
    const imap::Capabilities capabilities = session->capabilities();
    Task<Result<imap::IdData>> identified;
    if (capabilities.has("ID")) {
        const imap::Id::Fields fields{{"name", "Godwit"}, {"version", "1"}};
        identified = session->run(imap::Id(fields));
    }
    Task<Result<QByteArrayList>> enabled;
    const QByteArrayList wanted = worthEnabling(capabilities);
    if (!wanted.isEmpty())
        enabled = session->run(imap::Enable(wanted));
    if (hooks.alongside)
        hooks.alongside(session);
    // Refusals of either are no reason to give up; a lost connection shows at the next command.
    if (identified.isValid())
        co_await identified;
    if (enabled.isValid())
        co_await enabled;
    if (!session->isUsable())
        co_return failure(MailError::Kind::Network, MailError::Detail::ConnectionLost);
    co_return session;
}

} // namespace godwit::sync
