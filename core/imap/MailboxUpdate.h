// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/MailboxState.h"

#include <QMetaType>

namespace godwit::imap {

/// What the server told about the selected mailbox without being asked; all that arrived in one go.
struct MailboxUpdate {
    Mailbox mailbox;
    std::optional<quint32> exists; ///< new count, after all of this update
    quint32 expunged = 0; ///< EXPUNGEs: how many went, not which
    UidSet vanished; ///< which went (QRESYNC)
    QList<FetchData> flags; ///< messages whose flags changed, with their UIDs
    ModSeq highestModSeq; ///< 0: not told
    /// Something changed that cannot be named (flags without a UID, Gmail's labels, EXPUNGE, too many changes, nonsense
    /// from the server): compare the mailbox.
    bool resynchronise = false;
};

} // namespace godwit::imap

Q_DECLARE_METATYPE(godwit::imap::MailboxUpdate)
