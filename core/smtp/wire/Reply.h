// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QByteArrayList>

namespace godwit::smtp {

/// One complete reply (RFC 5321 section 4.2).
struct Reply {
    int code = 0; ///< 200 to 599
    QByteArray enhancedCode; ///< "5.7.1" (RFC 3463), empty when there is none
    QByteArrayList lines; ///< texts without code; the enhanced code is taken out of them

    bool isPositive() const { return code / 100 == 2; }
    bool isIntermediate() const { return code / 100 == 3; }
    bool isTemporary() const { return code / 100 == 4; }

    /// All lines in one, without control characters, at most 512 characters.
    QString text() const;
    /// For a 4xx or 5xx reply: NeedsLogin for 530, 534, 535 and 538, else Temporary or Refused; TooLarge for 552 with
    /// 5.3.4 or none, and 5.2.3.  For others Protocol: not the reply that was due.
    MailError toError() const;
};

} // namespace godwit::smtp
