// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>

namespace godwit::imap {

/// One entry of an address list (RFC 9051 section 7.5.2), undecoded.  Groups are flattened; NIL entries are left out.
struct EnvelopeAddress {
    QByteArray name; ///< may hold RFC 2047 words or raw 8-bit octets
    QByteArray mailbox;
    QByteArray host; ///< empty: the server had none
    /// local@host, or the local part alone.
    QByteArray addr() const { return host.isEmpty() ? mailbox : mailbox + '@' + host; }
};

/// The ENVELOPE of a message.  Everything is raw octets: mime/ decodes.  NIL is empty.
struct Envelope {
    QByteArray date, subject;
    QList<EnvelopeAddress> from, sender, replyTo, to, cc, bcc;
    QByteArray inReplyTo, messageId; ///< as the fields stood, with angle brackets
};

} // namespace godwit::imap
