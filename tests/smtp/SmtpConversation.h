// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "smtp/Session.h"
#include "support/FakeClock.h"
#include "support/FakeTransport.h"
#include "support/ReplayServer.h"

namespace godwit::test {

/// An SMTP session over a FakeTransport, and what conversations with it look like.
struct SmtpConversation {
    using Steps = QList<std::pair<QByteArray, QByteArray>>;

    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    QPointer<FakeTransport> transport;
    std::unique_ptr<smtp::Session> session;

    explicit SmtpConversation(net::Security security = net::Security::ImplicitTls)
    {
        auto owned = std::make_unique<FakeTransport>(security == net::Security::ImplicitTls);
        transport = owned.get();
        session = std::make_unique<smtp::Session>(std::move(owned), options(security, clock));
    }

    static smtp::SessionOptions options(net::Security security, std::shared_ptr<Clock> clock)
    {
        smtp::SessionOptions options;
        options.endpoint = {QStringLiteral("mail.example.org"), 465, security};
        options.clock = std::move(clock);
        return options;
    }

    /// Serves `second` as soon as what the client sent since the step before ends with `first`; in order.
    void script(const QByteArray &greeting, Steps steps)
    {
        const auto left = std::make_shared<Steps>(std::move(steps));
        const auto heard = std::make_shared<QByteArray>();
        FakeTransport *const server = transport;
        QObject::connect(server, &FakeTransport::written, server, [=](const QByteArray &octets) {
            *heard += octets;
            if (left->isEmpty() || !heard->endsWith(left->first().first))
                return;
            heard->clear();
            server->serve(left->takeFirst().second);
        });
        server->serve(greeting);
    }

    static smtp::Submission submission(const QByteArray &message = "Subject: one\r\n\r\n1\r\n",
        const QStringList &recipients = {QStringLiteral("bob@example.org")})
    {
        return {QStringLiteral("alice@example.org"), recipients, message};
    }

    /// connect(), authenticate() where there is a user, send(): the first error ends it.
    static Task<Result<smtp::DeliveryReport>> deliver(smtp::Session *session, QString user, smtp::Submission submission)
    {
        const Result<void> connected = co_await session->connect();
        if (!connected)
            co_return tl::unexpected(connected.error());
        if (!user.isEmpty()) {
            const Result<void> signedIn = co_await session->authenticate(user, QStringLiteral("secret"));
            if (!signedIn)
                co_return tl::unexpected(signedIn.error());
        }
        co_return co_await session->send(submission);
    }
    Task<Result<smtp::DeliveryReport>> deliver(smtp::Submission submission = SmtpConversation::submission())
    {
        return deliver(session.get(), {}, std::move(submission));
    }

    static Task<Result<void>> connectOnly(smtp::Session *session) { co_return co_await session->connect(); }

    static Task<Result<void>> signIn(smtp::Session *session, QString user, QString password)
    {
        const Result<void> connected = co_await session->connect();
        if (!connected)
            co_return tl::unexpected(connected.error());
        co_return co_await session->authenticate(user, password);
    }
};

/// The same against a transcript.
struct SmtpReplay {
    ReplayServer server;
    smtp::Session session;
    SmtpReplay(const Transcript &transcript, int octetsPerRead, net::Security security = net::Security::ImplicitTls)
        : server(transcript, octetsPerRead, security == net::Security::ImplicitTls),
          session(server.takeTransport(), SmtpConversation::options(security, std::make_shared<FakeClock>()))
    { }
};

} // namespace godwit::test
