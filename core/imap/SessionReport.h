// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/QuirkReason.h"
#include "imap/Session.h"

#include <QStringList>

namespace godwit::imap {

/// What a connection is and does, for people who look for a fault: plain values, no secrets, no mail, and nothing that
/// names the user.
struct SessionReport {
    struct QuirkNote {
        QString name; ///< "iCloud"
        QString why; ///< English, for people
        QByteArrayList capabilitiesOff;
        QuirkReason reason = QuirkReason::WholeWordSearch; ///< the same for a program
    };

    QString host;
    QString serverName; ///< of ID: vendor, name and version; empty where it was not told
    QList<std::pair<QByteArray, QByteArray>> serverId; ///< all of ID
    QByteArrayList offeredBeforeLogin, offeredAfterLogin; ///< sorted
    QByteArrayList enabled; ///< by ENABLE
    QByteArrayList used; ///< offered, known to Godwit, and not switched off
    QByteArrayList switchedOff; ///< offered, known to be wrong
    QByteArrayList unknown; ///< offered, of no use to Godwit
    QList<QuirkNote> quirks;
    QByteArrayList learned; ///< capabilities that proved wrong in this session
    QString tlsProtocol, tlsCipher; ///< empty: clear text
    bool isCompressed = false;
    /// How much smaller compression makes what comes in and goes out: 4.0 is a quarter.  1 without compression.
    double ratioIn = 1, ratioOut = 1;
    /// While octets came in; std::nullopt: too few came to tell.  LineSpeed::isWorthCompressing() judges it.
    std::optional<qint64> octetsPerSecond;
    std::optional<std::chrono::milliseconds> roundTrip; ///< the quickest answer to a command that was alone in flight
    Statistics statistics;
    QStringList log; ///< what was said, oldest first, as WireLog writes it: no secrets, no message text

    /// All of it as plain text in English, to be sent along with a question.
    QString toText() const;
};

} // namespace godwit::imap
