// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Arrivals.h"

#include "store/internal/Operations.h"
#include "store/internal/Orders.h"

namespace godwit::store {

namespace {

bool mayHaveHappened(OperationState state)
{
    return state == OperationState::InFlight || state == OperationState::Unknown;
}

bool brings(OperationKind kind)
{
    return kind == OperationKind::Move || kind == OperationKind::Copy || kind == OperationKind::Append;
}

void itemDone(Batch &batch, OperationKey operation, PlacementKey placement)
{
    batch.database().run(
        "UPDATE operation_item SET state = 1 WHERE operation = ? AND placement = ?", operation, placement);
    Operations(batch).settle(operation);
}

/// A waiting move of a message that is not where it was: it is in the goal already, or was carried elsewhere since.
bool follow(Batch &batch, const PlacementRow &row, const WaitingItem &move)
{
    Placements placements(batch);
    std::optional<PlacementRow> goal, elsewhere;
    for (const PlacementRow &other : placements.ofMessage(row.message)) {
        if (other.key == row.key || !other.uid)
            continue;
        if (other.serverMailbox == move.target)
            goal = other;
        else if (other.key.value > move.newestPlacement)
            elsewhere = other;
    }
    if (!goal && !elsewhere)
        return false;
    if (goal)
        itemDone(batch, move.operation, row.key);
    placements.adopt(row, goal ? *goal : *elsewhere);
    return true;
}

void vanishedAlone(Batch &batch, const PlacementRow &row)
{
    Placements placements(batch);
    auto orphan = Placements::Orphan::Keep;
    if (row.pending > 0) {
        for (const WaitingItem &item : placements.waiting(row.key)) {
            if (item.kind == OperationKind::Expunge)
                orphan = Placements::Orphan::Purge;
            if (item.kind != OperationKind::Move)
                continue;
            if (follow(batch, row, item))
                return;
            if (!mayHaveHappened(item.state))
                continue;
            PlacementRow between = row; // our own MOVE took it away; its answer or the goal's refresh brings it back
            between.serverMailbox = {};
            between.uid = {};
            placements.refresh(row, between);
            return;
        }
    }
    placements.remove(row, orphan);
}

} // namespace

void vanished(Batch &batch, const PlacementRow &row)
{
    const auto mailbox = row.awaiting == PlacementRow::Label || !row.serverMailbox
        ? std::nullopt
        : Mailboxes(batch).load(row.serverMailbox);
    const bool home = mailbox && mailbox->holdsLabels;
    const QList<PlacementRow> labelled =
        home ? Labels(batch, mailbox->account).family(row.message) : QList<PlacementRow>();
    vanishedAlone(batch, row);
    Placements placements(batch);
    for (const PlacementRow &other : labelled) {
        const auto now = other.key == row.key ? std::nullopt : placements.load(other.key);
        if (now && now->awaiting == PlacementRow::Label)
            vanishedAlone(batch, *now);
    }
}

Arrivals::Arrivals(Batch &batch, const MailboxRow &mailbox)
    : m_batch(batch), m_mailbox(mailbox), m_messages(batch), m_placements(batch), m_labels(batch, mailbox.account)
{ }

void Arrivals::update(const PlacementRow &row, const FlagUpdate &update)
{
    PlacementRow after = row;
    after.serverFlags = update.flags;
    after.modSeq = update.modSeq;
    if (row.serverFlags != update.flags || row.modSeq != update.modSeq)
        m_placements.refresh(row, after);
    if (update.labels && m_mailbox.holdsLabels)
        m_labels.apply(after, *update.labels);
}

std::optional<PlacementRow> Arrivals::waitingHere(MessageKey message)
{
    for (const PlacementRow &row : m_placements.ofMessage(message)) {
        if (row.serverMailbox == m_mailbox.key && row.awaiting != PlacementRow::Nothing)
            return row;
        if (row.serverMailbox || row.pending == 0)
            continue;
        for (const WaitingItem &item : m_placements.waiting(row.key)) {
            if (brings(item.kind) && item.target == m_mailbox.key && mayHaveHappened(item.state))
                return row;
        }
    }
    return std::nullopt;
}

std::optional<PlacementRow> Arrivals::waitingUnderOtherDate(const IncomingMessage &message)
{
    for (const MessageKey candidate : m_messages.withMessageId(m_mailbox.account, message.envelope.messageId)) {
        auto row = waitingHere(candidate);
        if (row && row->awaiting != PlacementRow::Renumbering)
            return row;
    }
    return std::nullopt;
}

void Arrivals::settle(const PlacementRow &row, const IncomingMessage &message)
{
    for (const WaitingItem &item : m_placements.waiting(row.key)) {
        if (row.awaiting == PlacementRow::Nothing && brings(item.kind) && item.target == m_mailbox.key
            && mayHaveHappened(item.state)) {
            itemDone(m_batch, item.operation, row.key);
            break;
        }
    }
    PlacementRow after = row;
    after.serverMailbox = m_mailbox.key;
    after.uid = message.uid;
    after.serverFlags = message.flags;
    after.modSeq = message.modSeq;
    after.awaiting = PlacementRow::Nothing;
    m_placements.refresh(row, after);
}

bool Arrivals::isLiveHere(MessageKey message)
{
    for (const PlacementRow &row : m_placements.ofMessage(message)) {
        if (row.serverMailbox == m_mailbox.key && row.uid && row.awaiting == PlacementRow::Nothing)
            return true;
    }
    return false;
}

/// Its size may be another one: the rows stand elsewhere then.
void Arrivals::noteServerSide(MessageKey key, const IncomingMessage &message)
{
    const QList<PlacementRow> rows = m_placements.ofMessage(key);
    Orders orders(m_batch);
    for (const PlacementRow &row : rows)
        orders.remove(row);
    m_messages.noteServerSide(key, message);
    for (const PlacementRow &row : rows)
        orders.add(row);
}

PlacementKey Arrivals::take(const IncomingMessage &message)
{
    if (!m_mailbox.label.isEmpty())
        return takeLabelled(message);
    const PlacementKey key = takeHere(message);
    const auto row = message.labels && m_mailbox.holdsLabels ? m_placements.load(key) : std::nullopt;
    if (row)
        m_labels.apply(*row, *message.labels);
    return key;
}

/// What was fetched by the mailbox of a label before that was known to be one.
PlacementKey Arrivals::takeLabelled(const IncomingMessage &message)
{
    MessageKey key = m_messages.find(m_mailbox.account, message);
    if (const auto known = key ? m_labels.labelled(key, m_mailbox.key) : std::nullopt)
        return known->key;
    PlacementRow row;
    if (key)
        m_messages.adopted(key);
    else
        key = m_messages.insert(m_mailbox.account, message);
    row.message = key;
    row.sortDate = m_messages.sortDate(key);
    row.serverMailbox = m_mailbox.key;
    row.serverFlags = message.flags;
    row.awaiting = PlacementRow::Label;
    m_placements.recompute(row);
    m_placements.insert(row);
    m_messages.gatherAddresses(message.envelope, m_mailbox.role);
    return row.key;
}

PlacementKey Arrivals::takeHere(const IncomingMessage &message)
{
    if (const auto known = message.uid ? m_placements.byUid(m_mailbox.key, message.uid) : std::nullopt) {
        update(*known, {message.uid, message.flags, message.modSeq, {}});
        return known->key;
    }
    MessageKey key = m_messages.find(m_mailbox.account, message);
    if (!key && m_mailbox.holdsLabels && !message.envelope.messageId.isEmpty()) {
        key = m_labels.homeless(m_messages.withMessageId(m_mailbox.account, message.envelope.messageId));
        if (key)
            m_messages.noteServerSide(key, message);
    }
    if (message.uid) {
        auto waiting = key ? waitingHere(key) : std::nullopt;
        if (!waiting && (waiting = waitingUnderOtherDate(message)))
            noteServerSide(waiting->message, message);
        if (waiting) {
            settle(*waiting, message);
            return waiting->key;
        }
    }
    // Twice in one mailbox: two messages that only look alike must not share one body.
    if (key && message.emailId.isEmpty() && isLiveHere(key))
        key = {};
    PlacementRow row;
    if (key)
        m_messages.adopted(key);
    else
        key = m_messages.insert(m_mailbox.account, message);
    row.sortDate = m_messages.sortDate(key);
    row.message = key;
    row.serverMailbox = m_mailbox.key;
    row.uid = message.uid;
    row.serverFlags = message.flags;
    row.modSeq = message.modSeq;
    m_placements.recompute(row);
    m_placements.insert(row);
    m_messages.gatherAddresses(message.envelope, m_mailbox.role);
    return row.key;
}

} // namespace godwit::store
