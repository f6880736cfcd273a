// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Untagged.h"

namespace godwit::imap {

enum class Access { ReadWrite, ReadOnly };

/// A selected mailbox as the server described it (RFC 9051 section 6.3.2); kept up to date by the session.
struct MailboxState {
    Mailbox mailbox;
    Access access = Access::ReadWrite;
    quint32 exists = 0;
    UidValidity uidValidity; ///< 0: unknown
    Uid uidNext; ///< 0: unknown
    ModSeq highestModSeq; ///< 0: the mailbox keeps no mod-sequences (NOMODSEQ), or it was not asked
    QByteArrayList flags;
    QByteArrayList permanentFlags;
    bool newKeywords = false; ///< keywords may be invented
    QByteArray mailboxId; ///< MAILBOXID (RFC 8474): stays the same when the mailbox is renamed; empty: not told
};

/// What a SELECT with QRESYNC brought along.
struct Selected {
    MailboxState state;
    UidSet vanished; ///< VANISHED (EARLIER)
    QList<FetchData> changed; ///< flags and mod-sequences of messages that changed
};

} // namespace godwit::imap
