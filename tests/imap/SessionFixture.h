// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "support/FakeClock.h"
#include "support/ReplayServer.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace godwit::test {

/// A session that talks to a transcript.  Defaults: implicit TLS, a clock that the test moves.
class SessionFixture {
public:
    explicit SessionFixture(
        Transcript transcript, int octetsPerRead = 0, net::Security security = net::Security::ImplicitTls);
    SessionFixture(
        const QString &transcriptFile, int octetsPerRead, net::Security security = net::Security::ImplicitTls);

    /// Greeting and login, as almost every transcript begins (prelude()); false if one failed.
    bool signIn();
    /// `* OK`, CAPABILITY, AUTHENTICATE PLAIN for signIn(); `capabilities` beyond IMAP4rev1, AUTH=PLAIN and SASL-IR.
    static QByteArray prelude(const QByteArray &capabilities);

    ReplayServer server;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::unique_ptr<imap::Session> session;

private:
    void start(net::Security security);
};

/// Runs the event loop, without a pause, until `condition` holds; false when it never does.
template <typename Condition> bool comesTrue(Condition condition)
{
    constexpr int LongestMilliseconds = 20'000;
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < LongestMilliseconds)
        QCoreApplication::processEvents();
    return condition();
}

template <typename T> bool finishes(const Task<T> &task)
{
    return comesTrue([&task] { return task.isDone(); });
}

} // namespace godwit::test
