// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Labels.h"

#include "store/internal/Arrivals.h"
#include "store/internal/Operations.h"

namespace godwit::store {

namespace {

constexpr int SweepsBeforeRemoval = 2;

#define HOMELESS                                                                                                       \
    "SELECT p.id FROM mailbox b JOIN placement p ON p.server_mailbox = b.id WHERE b.account = ?1 AND b.label IS NOT "  \
    "NULL AND p.awaiting = 3 AND NOT EXISTS (SELECT 1 FROM placement h WHERE h.message = p.message AND "               \
    "h.server_mailbox = ?2)"

/// System labels in any case, "\Draft" by either of its names.
QByteArray normalised(const QByteArray &label)
{
    if (!label.startsWith('\\'))
        return label;
    const QByteArray lower = label.toLower();
    return lower == "\\drafts" ? QByteArray("\\draft") : lower;
}

bool mayHaveHappened(OperationState state)
{
    return state == OperationState::InFlight || state == OperationState::Unknown;
}

} // namespace

Labels::Labels(Batch &batch, AccountKey account)
    : m_batch(batch), m_db(batch.database()), m_placements(batch), m_account(account),
      m_home(Mailboxes(batch).labelsHome(account))
{ }

bool Labels::isHomeSide(const MailboxRow &mailbox) const
{
    if (!m_home || mailbox.local || mailbox.account != m_account)
        return false;
    const bool becoming = !mailbox.listed && mailbox.role != Role::Trash && mailbox.role != Role::Junk;
    return mailbox.holdsLabels || !mailbox.label.isEmpty() || becoming;
}

QList<PlacementRow> Labels::family(MessageKey message)
{
    QList<PlacementRow> rows = m_placements.ofMessage(message);
    rows.removeIf([this](const PlacementRow &row) {
        return row.awaiting != PlacementRow::Label && !(m_home && row.serverMailbox == m_home->key);
    });
    return rows;
}

std::optional<PlacementRow> Labels::homeOf(MessageKey message)
{
    for (const PlacementRow &row : family(message)) {
        if (row.awaiting != PlacementRow::Label)
            return row;
    }
    return std::nullopt;
}

std::optional<PlacementRow> Labels::labelled(MessageKey message, MailboxKey mailbox)
{
    for (const PlacementRow &row : family(message)) {
        if (row.awaiting == PlacementRow::Label && row.serverMailbox == mailbox)
            return row;
    }
    return std::nullopt;
}

void Labels::apply(const PlacementRow &home, const QByteArrayList &labels)
{
    if (m_mailboxes.isEmpty()) {
        for (const MailboxRow &mailbox : Mailboxes(m_batch).ofAccount(m_account)) {
            if (!mailbox.label.isEmpty())
                m_mailboxes.insert(normalised(mailbox.label), mailbox.key);
        }
    }
    QSet<MailboxKey> wanted;
    for (const QByteArray &label : labels) {
        if (const MailboxKey mailbox = m_mailboxes.value(normalised(label)))
            wanted.insert(mailbox);
    }
    const QSet<MailboxKey> all = wanted;
    const QList<PlacementRow> before = family(home.message);
    for (const PlacementRow &row : before) {
        if (row.awaiting != PlacementRow::Label)
            continue;
        if (wanted.remove(row.serverMailbox)) {
            PlacementRow after = row;
            after.serverFlags = home.serverFlags;
            if (row.serverFlags != after.serverFlags)
                m_placements.refresh(row, after);
        } else if (row.serverMailbox && !all.contains(row.serverMailbox)) {
            removeLabel(row, wanted);
        }
    }
    for (const MailboxKey mailbox : std::as_const(wanted)) {
        if (adoptArriving(home, mailbox))
            continue;
        PlacementRow row;
        row.message = home.message;
        row.serverMailbox = mailbox;
        row.awaiting = PlacementRow::Label;
        row.serverFlags = home.serverFlags;
        row.sortDate = home.sortDate;
        m_placements.recompute(row);
        m_placements.insert(row);
    }
    // What waits to be moved hides where the goal has the message already, and no longer does where it has not.
    for (const PlacementRow &row : family(home.message)) {
        if (row.pending > 0)
            m_placements.refresh(row, row);
    }
}

/// Another client, or we ourselves, took the label away.  A move that waits still wants its goal.
void Labels::removeLabel(const PlacementRow &row, QSet<MailboxKey> &wanted)
{
    for (const WaitingItem &item : row.pending > 0 ? m_placements.waiting(row.key) : QList<WaitingItem>()) {
        if (item.kind != OperationKind::Move || item.follows)
            continue;
        PlacementRow after = row;
        after.serverMailbox = {};
        if (mayHaveHappened(item.state) && wanted.remove(item.target)) {
            m_db.run(
                "UPDATE operation_item SET state = 1 WHERE operation = ? AND placement = ?", item.operation, row.key);
            Operations(m_batch).settle(item.operation);
            after.serverMailbox = item.target;
        }
        m_placements.refresh(row, after);
        return;
    }
    m_placements.remove(row, Placements::Orphan::Keep);
}

/// A copy of ours whose answer is still to come.
bool Labels::adoptArriving(const PlacementRow &home, MailboxKey mailbox)
{
    for (const PlacementRow &row : m_placements.ofMessage(home.message)) {
        if (row.serverMailbox || row.pending == 0)
            continue;
        for (const WaitingItem &item : m_placements.waiting(row.key)) {
            const bool brings = item.kind == OperationKind::Move || item.kind == OperationKind::Copy
                || item.kind == OperationKind::Append;
            if (!brings || item.target != mailbox || !mayHaveHappened(item.state))
                continue;
            m_db.run(
                "UPDATE operation_item SET state = 1 WHERE operation = ? AND placement = ?", item.operation, row.key);
            Operations(m_batch).settle(item.operation);
            PlacementRow after = row;
            after.serverMailbox = mailbox;
            after.awaiting = PlacementRow::Label;
            after.serverFlags = home.serverFlags;
            m_placements.refresh(row, after);
            return true;
        }
    }
    return false;
}

void Labels::convert(const MailboxRow &mailbox)
{
    if (!mailbox.label.isEmpty()) {
        m_db.run("UPDATE placement SET uid = NULL, modseq = NULL, awaiting = ?2 WHERE server_mailbox = ?1", mailbox.key,
            int(PlacementRow::Label));
    } else { // the server is asked again what is there
        m_db.run("UPDATE placement SET awaiting = ?2 WHERE server_mailbox = ?1 AND awaiting = ?3", mailbox.key,
            int(PlacementRow::Renumbering), int(PlacementRow::Label));
    }
    m_db.run(
        "UPDATE mailbox SET uid_next = NULL, highest_modseq = NULL, oldest_synced = NULL WHERE id = ?", mailbox.key);
    m_batch.note(Change::RowData);
    m_batch.reload(mailbox.key);
}

MessageKey Labels::homeless(const QList<MessageKey> &candidates)
{
    for (const MessageKey message : candidates) {
        const QList<PlacementRow> rows = m_placements.ofMessage(message);
        const bool onlyLabels = std::all_of(
            rows.cbegin(), rows.cend(), [](const PlacementRow &row) { return row.awaiting == PlacementRow::Label; });
        if (!rows.isEmpty() && onlyLabels)
            return message;
    }
    return {};
}

void Labels::sweep()
{
    if (!m_home)
        return;
    m_db.run("UPDATE placement SET missed = missed + 1 WHERE id IN (" HOMELESS ")", m_account, m_home->key);
    if (m_db.changedRows() == 0)
        return;
    QList<PlacementKey> lost;
    {
        Statement statement = m_db.query(HOMELESS " AND p.missed >= ?3", m_account, m_home->key, SweepsBeforeRemoval);
        while (statement.step())
            lost.append(statement.key<PlacementKey>(0));
    }
    for (const PlacementKey key : std::as_const(lost)) {
        if (const auto row = m_placements.load(key))
            vanished(m_batch, *row);
    }
}

} // namespace godwit::store
