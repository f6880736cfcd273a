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

/// One connection of a history; nothing happens where none is kept, or where it is gone.
class ConnectionTrace {
public:
    ConnectionTrace() = default;
    ConnectionTrace(ConnectionHistory *history, ConnectionHistory::Number number) : m_history(history), m_number(number)
    { }
    void signedIn() const
    {
        if (m_history)
            m_history->signedIn(m_number);
    }
    void ended(const std::optional<MailError> &why) const
    {
        if (m_history)
            m_history->ended(m_number, why);
    }

private:
    QPointer<ConnectionHistory> m_history;
    ConnectionHistory::Number m_number = 0;
};

/// The session in a pointer whose end the history hears of.  `Session` tells by lost() when it ended by itself.
template <typename Session>
std::shared_ptr<Session> watched(std::unique_ptr<Session> session, ConnectionHistory *history, ServerSide side,
    const QString &protocol, const net::Endpoint &endpoint, ConnectionFacts (*facts)(const Session &),
    ConnectionTrace &trace)
{
    if (!history)
        return std::shared_ptr<Session>(std::move(session));
    Session *const raw = session.release();
    trace = ConnectionTrace(history, history->begin(side, protocol, endpoint, [raw, facts] { return facts(*raw); }));
    QObject::connect(raw, &Session::lost, history, [trace](const MailError &error) { trace.ended(error); });
    return std::shared_ptr<Session>(raw, [trace](Session *last) {
        trace.ended(std::nullopt);
        delete last;
    });
}

} // namespace godwit::sync
