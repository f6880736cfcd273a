// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

#include <QHash>
#include <functional>

namespace godwit::ui {

/// What the status line says about all accounts together.
struct SyncSentence {
    QString text; ///< "Everything up to date", "No connection, next try in 20 s"
    QString progress; ///< "Archive: 18,400 of 29,700 messages, 2 min left"; empty: nothing is being fetched
    int permille = -1; ///< of `progress`; -1: not known
    bool trouble = false;
};

/// Turns the engine's status values into sentences.  Estimates the time left from the pace seen.
class SyncWords {
public:
    void take(const sync::AccountStatus &status, qint64 nowMs);
    static QString upToDate(); ///< what the sentence is where there is nothing to say
    void forget(store::AccountKey account) { m_accounts.remove(account); }
    /// `mailboxName` names AccountStatus::mailbox, `accountName` the account that signs in.
    SyncSentence sentence(const std::function<QString(store::MailboxKey)> &mailboxName,
        const std::function<QString(store::AccountKey)> &accountName, bool workOffline) const;

private:
    struct Seen {
        sync::AccountStatus status;
        qint64 startMs = 0, nowMs = 0;
        qint64 startDone = 0;
    };
    static QString progressOf(const Seen &seen, const QString &mailbox);
    QHash<store::AccountKey, Seen> m_accounts;
};

} // namespace godwit::ui
