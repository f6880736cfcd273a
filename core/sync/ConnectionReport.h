// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/QuirkReason.h"
#include "net/Endpoint.h"
#include "store/Types.h"

namespace godwit::sync {

enum class ServerSide { Incoming, Outgoing };

/// What a server offers and what becomes of it; names as the protocol spells them, sorted.
struct ServerFacts {
    struct Quirk {
        QString name; ///< "iCloud"
        QuirkReason reason = QuirkReason::WholeWordSearch;
        QStringList switchedOff;
    };
    QString name; ///< as it names itself; empty where it does not
    QStringList offered;
    QStringList used; ///< offered, known to Godwit, and not switched off
    QStringList enabled; ///< on top of that, by request
    QStringList switchedOff; ///< offered, known to be wrong
    QStringList disproved; ///< of those, what proved wrong over this connection
    QStringList unused; ///< offered, of no use to Godwit
    QList<Quirk> quirks;
    bool isKnown() const { return !offered.isEmpty(); }
};

/// What is known of one connection while it lives; of POP3 and SMTP no log.
struct ConnectionFacts {
    QString tlsProtocol, tlsCipher; ///< empty: clear text, or not connected yet
    bool signedIn = false;
    bool compressed = false;
    std::optional<qint64> roundTripMs; ///< the quickest answer
    qint64 octetsIn = 0, octetsOut = 0;
    std::optional<MailError> loss; ///< why it ended by itself
    ServerFacts server;
    QStringList log; ///< what was said, oldest first
};

struct ConnectionRecord {
    ServerSide side = ServerSide::Incoming;
    QString protocol; ///< "imap", "pop3", "smtp"
    net::Endpoint endpoint;
    QDateTime began, ended; ///< UTC; `ended` is invalid while it lives
    std::optional<MailError> why; ///< it ended; none: Godwit closed it
    ConnectionFacts facts;
    bool isOpen() const { return !ended.isValid(); }
};

/// The connections of one account since the engine was started, for people who look for a fault.  No passwords, nothing
/// of messages; addresses and the names that the account signs in with are masked.
struct ConnectionReport {
    store::AccountKey account;
    QList<ConnectionRecord> connections; ///< newest first; of the older ones without a log
    std::optional<ConnectionRecord> latest(
        ServerSide side) const; ///< that got as far as to know the server, else the newest
};

/// `text` without the local parts of addresses, and without `names` (in any case; of three characters and more).
QString maskedText(QString text, const QStringList &names);

} // namespace godwit::sync

Q_DECLARE_METATYPE(godwit::sync::ConnectionReport)
