// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionFixture.h"

namespace godwit::test {

SessionFixture::SessionFixture(Transcript transcript, int octetsPerRead, net::Security security)
    : server(std::move(transcript), octetsPerRead, security == net::Security::ImplicitTls)
{
    start(security);
}

SessionFixture::SessionFixture(const QString &transcriptFile, int octetsPerRead, net::Security security)
    : server(transcriptFile, octetsPerRead, security == net::Security::ImplicitTls)
{
    start(security);
}

void SessionFixture::start(net::Security security)
{
    imap::SessionOptions options;
    options.endpoint = {QStringLiteral("mail.example.test"), 993, security};
    options.clock = clock;
    session = std::make_unique<imap::Session>(server.takeTransport(), options);
}

bool SessionFixture::signIn()
{
    Task<Result<void>> connecting = session->connect();
    if (!finishes(connecting) || !connecting.result())
        return false;
    Task<Result<void>> login = session->authenticate(QStringLiteral("alice"), QStringLiteral("secret"));
    return finishes(login) && login.result().has_value();
}

QByteArray SessionFixture::prelude(const QByteArray &capabilities)
{
    return "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\n"
           "C: {tag} AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==\n"
           "S: {tag} OK [CAPABILITY IMAP4rev1 "
        + capabilities + "] Logged in\n";
}

} // namespace godwit::test
