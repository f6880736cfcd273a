// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "base/Clock.h"
#include "store/Journal.h"
#include "sync/Engine.h"
#include "torture/FaultProxy.h"
#include "torture/SecondClient.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

namespace godwit::torture {

/// The system's clock, so many times as fast: a limit of a minute is over in seconds.
class HurryingClock final : public Clock {
public:
    explicit HurryingClock(int factor) : m_factor(factor) { }
    QDateTime now() const override { return m_clock.now(); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic() * m_factor; }
    Task<void> sleep(std::chrono::milliseconds duration) override { return m_clock.sleep(duration / m_factor); }

private:
    SystemClock m_clock;
    int m_factor;
};

/// Our engine with one account at a real server, through a proxy that may spoil it, and a hand that does things at
/// random: flags, moves, removals, appends, new and renamed mailboxes.
class LiveClient {
public:
    /// `hurry`: how much faster time passes, so that nobody waits for a time limit as long as people do.
    LiveClient(const ServerAddress &server, FaultProxy &proxy, int hurry = 10,
        net::Security security = net::Security::ImplicitTls);
    ~LiveClient();

    sync::SyncSummary syncOnce(bool *ended = nullptr);
    /// Refreshes until one has no error; empty, or what the last error was.
    QString settle(int tries = 6);
    /// One random act of a person; what it may have removed for good is noted.
    void act(QRandomGenerator &random);
    enum class Names { Wire, Path }; ///< Path: as people see them, also before the server has heard of it
    Picture picture(Names names = Names::Wire) const;
    /// Message-IDs that a person has removed for good, or may have.
    const QStringList &expunged() const { return m_expunged; }
    /// Of messages that act() has put there.
    const QStringList &appended() const { return m_appended; }
    /// What act() did to which message.
    const QStringList &story() const { return m_story; }
    /// Operations that still wait, as text; empty: none.
    QString waiting() const;
    QString check(); ///< ends the engine; empty: the store is clean

    store::Writer &writer() { return m_engine->writer(); }
    const store::Reader &reader() const { return m_engine->writer().reader(); }
    store::AccountKey account() const { return m_account; }
    store::MailboxKey mailbox(const QString &name) const;

private:
    store::PlacementKey anyMessage(QRandomGenerator &random) const;
    store::MailboxKey anyMailbox(QRandomGenerator &random) const;
    void note(store::PlacementKey key);
    void tell(store::PlacementKey key, const QString &what);

    QTemporaryDir m_profile{QStringLiteral("/dev/shm/gwlive-XXXXXX")};
    store::AccountKey m_account;
    std::unique_ptr<sync::Engine> m_engine;
    QStringList m_expunged, m_appended, m_story;
    int m_number = 0;
};

} // namespace godwit::torture
