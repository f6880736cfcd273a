// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QList>
#include <QStringList>

namespace godwit::smtp {

/// One message and where it goes.
struct Submission {
    QString envelopeFrom; ///< the return path; empty: the null return path
    QStringList recipients; ///< addr-specs; duplicates are sent once
    QByteArray message; ///< RFC 5322 octets with CRLF, Bcc already out (mime::prepareForTransfer)
};

struct RecipientResult {
    QString address;
    bool accepted = false;
    MailError error; ///< when not accepted: Refused, Temporary or NeedsLogin, with the enhanced status code
};

/// What the server said to each recipient, in the order of the submission.
struct DeliveryReport {
    QList<RecipientResult> recipients;
    QString serverText; ///< of the reply that accepted the message: often its queue number
    bool anyRefused() const
    {
        for (const RecipientResult &recipient : recipients) {
            if (!recipient.accepted)
                return true;
        }
        return false;
    }
};

} // namespace godwit::smtp
