// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QByteArrayList>

namespace godwit::pop3 {

/// One complete reply; for a multi-line one with its body.
struct Reply {
    enum class Status { Ok, Error, Continue }; ///< +OK, -ERR, "+ " (RFC 5034)
    Status status = Status::Ok;
    QByteArray responseCode; ///< "IN-USE", "SYS/TEMP" (RFC 2449, 3206), empty when there is none
    QByteArray text; ///< what follows the status and the code
    QByteArray body; ///< octets with the stuffed dots taken out, without the final line
    bool truncated = false; ///< the body was over the limit

    bool isOk() const { return status == Status::Ok; }
    QByteArrayList bodyLines() const;
    /// For -ERR: Temporary for IN-USE, LOGIN-DELAY and SYS/TEMP, NeedsLogin for AUTH, else Refused; otherwise Protocol.
    MailError toError() const;
};

} // namespace godwit::pop3
