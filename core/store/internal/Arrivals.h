// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Labels.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Messages.h"
#include "store/internal/Placements.h"

namespace godwit::store {

/// Messages that a server announces in one mailbox, one transaction.
class Arrivals {
public:
    Arrivals(Batch &batch, const MailboxRow &mailbox);

    /// The placement of `message` here: known, adopted or new.
    PlacementKey take(const IncomingMessage &message);
    void finish() { m_messages.flushAddresses(); }
    /// What the server now says of a message that we know.
    void update(const PlacementRow &row, const FlagUpdate &update);

private:
    bool isLiveHere(MessageKey message);
    std::optional<PlacementRow> waitingHere(MessageKey message);
    std::optional<PlacementRow> waitingUnderOtherDate(const IncomingMessage &message);
    void noteServerSide(MessageKey key, const IncomingMessage &message);
    void settle(const PlacementRow &row, const IncomingMessage &message);
    PlacementKey takeLabelled(const IncomingMessage &message);
    PlacementKey takeHere(const IncomingMessage &message);

    Batch &m_batch;
    MailboxRow m_mailbox;
    Messages m_messages;
    Placements m_placements;
    Labels m_labels;
};

/// The server has (mailbox, uid) no more: NOTES section 2.10.
void vanished(Batch &batch, const PlacementRow &row);

} // namespace godwit::store
