// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QByteArrayList>
#include <QStringList>

namespace godwit::smtp {

/// An addr-spec as it may stand between the angle brackets of MAIL and RCPT: printable ASCII, no spaces, no brackets, a
/// dot-atom or plain quoted string, a domain (A-labels are made from Unicode ones) or address literal.
/// Refused, with the address as the text: 5.1.3 for anything else (S-125), 5.6.7 for a local part beyond ASCII, which
/// would need SMTPUTF8 (RFC 6531).
Result<QByteArray> mailboxOctets(const QString &address);

/// The validated addresses of one transaction.
struct Envelope {
    QByteArray from; ///< empty: the null return path
    QByteArrayList recipients; ///< each once; domains compare without case
    QStringList names; ///< of the recipients, as the caller spells them

    /// Refused: an address is not valid, or there is no recipient.
    static Result<Envelope> make(const QString &from, const QStringList &recipients);
};

} // namespace godwit::smtp
