// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "base/Clock.h"
#include "sync/ConnectionReport.h"

#include <QObject>
#include <QPointer>
#include <deque>
#include <functional>
#include <memory>

namespace godwit::sync {

/// Remembers the connections of one account.  Lives in the engine's thread; sessions that outlive it do not mind.
class ConnectionHistory : public QObject {
    Q_OBJECT
public:
    explicit ConnectionHistory(std::shared_ptr<Clock> clock) : m_clock(std::move(clock)) { }

    using Number = quint64;
    using Look = std::function<ConnectionFacts()>;
    /// `look` is asked until ended().
    Number begin(ServerSide side, const QString &protocol, const net::Endpoint &endpoint, Look look);
    void signedIn(Number number);
    /// Only the first time counts.
    void ended(Number number, const std::optional<MailError> &why);
    ConnectionReport report(const account::Settings &settings) const;

    static constexpr std::size_t MaximumConnections = 30;
    static constexpr std::size_t MaximumLogs = 10;

private:
    struct Entry {
        Number number = 0;
        ConnectionRecord record;
        Look look; ///< empty once it has ended
        bool signedIn = false;
        ConnectionFacts facts() const;
    };
    Entry *find(Number number);
    std::shared_ptr<Clock> m_clock;
    std::deque<Entry> m_entries; ///< newest first
    Number m_next = 1;
};

/// The session in a pointer whose end the history hears of.  `Session` tells by lost() when it ended by itself.
template <typename Session>
std::shared_ptr<Session> watched(std::unique_ptr<Session> session, ConnectionHistory *history, ServerSide side,
    const QString &protocol, const net::Endpoint &endpoint, ConnectionFacts (*facts)(const Session &),
    ConnectionHistory::Number *number = nullptr)
{
    if (!history)
        return std::shared_ptr<Session>(std::move(session));
    Session *const raw = session.release();
    const auto made = history->begin(side, protocol, endpoint, [raw, facts] { return facts(*raw); });
    if (number)
        *number = made;
    QObject::connect(
        raw, &Session::lost, history, [history, made](const MailError &error) { history->ended(made, error); });
    return std::shared_ptr<Session>(raw, [keeper = QPointer<ConnectionHistory>(history), made](Session *last) {
        if (keeper)
            keeper->ended(made, std::nullopt);
        delete last;
    });
}

} // namespace godwit::sync
