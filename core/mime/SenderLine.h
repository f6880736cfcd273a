// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"

namespace godwit::mime {

/// What is wrong with the line that says who a message is from (S-049, S-052).
///
/// Whatever is wrong, one rule says who is shown, listed, answered and forwarded: the first mailbox of the first From
/// field, as parseAddressList() reads it.  Sender and Reply-To are never put in its place (S-053).
enum class SenderFault {
    None,
    Missing, ///< no From, or none with an address
    Repeated, ///< several From fields (RFC 5322 section 3.6: exactly one)
    Group, ///< group syntax (RFC 5322 section 3.6.2 allows none, RFC 6854 only where no address is to be shown)
    Malformed, ///< a second address without a comma, brackets that do not match or are missing, words behind the
               ///< address
};
SenderFault senderFault(const QList<HeaderField> &headers);

/// The first From field as it stands, on one line, encoded words not decoded; empty when there is none.
QString senderLine(const QList<HeaderField> &headers);

} // namespace godwit::mime
