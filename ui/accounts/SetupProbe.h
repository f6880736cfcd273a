// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Providers.h"
#include "sync/Actions.h"

#include <QObject>

namespace godwit::ui {

/// Tries servers live, in their order, until one incoming and one outgoing work or nothing is left to try.
class SetupProbe : public QObject {
    Q_OBJECT
public:
    SetupProbe(sync::AccountActions &actions, QObject *parent);

    enum class Trust {
        Named, ///< the person or the provider table names these servers
        Guessed, ///< names by convention: the next one is tried also when TLS fails, and another user name once
    };
    struct Plan {
        account::Settings base;
        QList<account::ServerCandidate> incoming, outgoing;
        Trust trust = Trust::Named;
    };
    /// Answers with finished(), unless cancel() came first.
    void start(const Plan &plan, const QString &password);
    void cancel();
    bool isRunning() const { return m_running; }
    /// Of the check that is under way.
    quint64 ticket() const { return m_ticket; }

signals:
    void trying(const QString &incomingHost, const QString &outgoingHost);
    /// `settings`: the base with the servers of these results, the best of what was tried.
    void finished(const godwit::account::Settings &settings, const godwit::sync::CheckResult &incoming,
        const godwit::sync::CheckResult &outgoing);

private:
    /// One of both directions.
    struct Side {
        QList<account::ServerCandidate> candidates;
        qsizetype next = 0;
        bool open = false;
        account::ServerCandidate best;
        sync::CheckResult result;
        int rank = -1;
    };
    void step();
    void checked(quint64 ticket, const sync::CheckResult &incoming, const sync::CheckResult &outgoing);
    void take(Side &side, const sync::CheckResult &result);
    account::Settings settings(
        const account::ServerCandidate &incoming, const account::ServerCandidate &outgoing) const;

    sync::AccountActions &m_actions;
    Plan m_plan;
    QString m_password;
    Side m_incoming, m_outgoing;
    quint64 m_ticket = 0;
    bool m_running = false;
};

} // namespace godwit::ui
