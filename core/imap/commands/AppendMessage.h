// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Encoder.h"

namespace godwit::imap {

/// One message that goes to a server.
struct AppendMessage {
    QByteArray octets; ///< sent as they are
    QByteArrayList flags;
    QDateTime internalDate; ///< invalid: the server's clock

    /// Flags, date and literal.  Where UTF8=ACCEPT is enabled and the header holds UTF-8, as `UTF8 (~{n})` (RFC 6855
    /// section 4, which RFC 9755 lets servers go on taking).
    void encode(Encoder &out) const;
};

} // namespace godwit::imap
