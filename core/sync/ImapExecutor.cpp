// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ImapExecutor.h"

#include "base/Log.h"

namespace godwit::sync {

using store::Operation;
using store::OperationKind;
using store::OperationState;

namespace {

/// Done twice they would leave two messages.
bool mustNotRepeat(OperationKind kind)
{
    return kind == OperationKind::Move || kind == OperationKind::Copy || kind == OperationKind::Append;
}

bool mergeable(const Operation &a, const Operation &b)
{
    return a.kind == OperationKind::SetFlags && b.kind == a.kind && a.addFlags == b.addFlags
        && a.removeFlags == b.removeFlags && b.state == a.state;
}

bool waits(const Operation &operation)
{
    return operation.state == OperationState::Pending || operation.state == OperationState::InFlight
        || operation.state == OperationState::Unknown;
}

} // namespace

ImapExecutor::ImapExecutor(imap::Session &session, store::Writer &writer, const Clock &clock, ServerLessons &lessons,
    store::AccountKey account, Refused refused)
    : m_session(session), m_writer(writer), m_journal(writer), m_clock(clock), m_lessons(lessons), m_account(account),
      m_refused(std::move(refused))
{ }

Task<Result<void>> ImapExecutor::run()
{
    m_blocked.clear();
    m_blockedPlacements.clear();
    m_oneByOne = false;
    for (;;) {
        const QList<Operation> group = nextGroup();
        if (group.isEmpty())
            co_return Result<void>{};
        if (group.constFirst().state != OperationState::Pending && mustNotRepeat(group.constFirst().kind)
            && !isLabelling(group.constFirst())) {
            const Result<void> settled = co_await settle(group.constFirst());
            if (!settled) {
                const Result<void> concluded = conclude(group, settled);
                if (!concluded)
                    co_return concluded;
                continue;
            }
            const auto now = m_writer.reader().operation(group.constFirst().key);
            if (!now || now->state == OperationState::Done || m_blocked.contains(group.constFirst().key))
                continue;
        }
        const Result<bool> needless = isNeedless(group.constFirst());
        if (!needless)
            co_return tl::unexpected(needless.error());
        if (*needless)
            continue;
        const Result<void> outcome = co_await carryOut(group);
        const Result<void> concluded = conclude(group, outcome);
        if (!concluded)
            co_return concluded;
    }
}

Result<bool> ImapExecutor::isNeedless(const Operation &operation)
{
    if (operation.kind != OperationKind::Move || operation.state != OperationState::Pending)
        return cancelsOut(operation);
    const Result<void> left = m_journal.supersede(operation.key);
    if (!left)
        return tl::unexpected(left.error());
    const auto now = m_writer.reader().operation(operation.key);
    return !now || now->state == OperationState::Done;
}

/// Marked and unmarked again before anything went out: both are done, and the server hears of neither.  Each message
/// of such an operation had been the other way before it (Journal), so that nothing is lost by saying nothing.
Result<bool> ImapExecutor::cancelsOut(const Operation &operation)
{
    const bool oneFlag = operation.kind == OperationKind::SetFlags && operation.state == OperationState::Pending
        && operation.attempts == 0 && operation.addFlags.size() + operation.removeFlags.size() == 1;
    if (!oneFlag)
        return false;
    const auto placementsOf = [this](const Operation &one) {
        QSet<store::PlacementKey> placements;
        for (const store::OperationItem &item : m_journal.items(one.key))
            placements.insert(item.placement);
        return placements;
    };
    const QSet<store::PlacementKey> ours = placementsOf(operation);
    for (const Operation &later : m_journal.pending(m_account)) {
        if (later.key.value <= operation.key.value)
            continue;
        const QSet<store::PlacementKey> theirs = placementsOf(later);
        const bool inverse = later.kind == OperationKind::SetFlags && later.state == OperationState::Pending
            && later.addFlags == operation.removeFlags && later.removeFlags == operation.addFlags && theirs == ours;
        if (inverse) {
            const Result<void> first = m_journal.markDone(operation.key);
            const Result<void> second = first ? m_journal.markDone(later.key) : first;
            return second ? Result<bool>(true) : tl::unexpected(second.error());
        }
        if (theirs.intersects(ours))
            return false;
    }
    return false;
}

/// The oldest operation that is not blocked, with neighbours that can share its commands.
QList<Operation> ImapExecutor::nextGroup()
{
    QList<Operation> group;
    for (const Operation &operation : m_journal.pending(m_account)) {
        if (m_blocked.contains(operation.key))
            continue;
        // What has not left a mailbox yet would go with it.
        bool waitsForBlocked = operation.kind == OperationKind::DeleteMailbox && !m_blocked.isEmpty();
        if (!m_blockedPlacements.isEmpty()) {
            for (const store::OperationItem &item : m_journal.items(operation.key))
                waitsForBlocked = waitsForBlocked || m_blockedPlacements.contains(item.placement);
        }
        if (waitsForBlocked) {
            block(operation);
            continue;
        }
        if (!group.isEmpty() && (m_oneByOne || !mergeable(group.constFirst(), operation)))
            break;
        group.append(operation);
    }
    return group;
}

void ImapExecutor::block(const Operation &operation)
{
    m_blocked.insert(operation.key);
    for (const store::OperationItem &item : m_journal.items(operation.key))
        m_blockedPlacements.insert(item.placement);
}

Task<Result<void>> ImapExecutor::carryOut(QList<Operation> group)
{
    const Operation &first = group.constFirst();
    switch (first.kind) {
    case OperationKind::SetFlags:
        co_return co_await setFlags(group);
    case OperationKind::Move:
    case OperationKind::Copy:
        co_return co_await transfer(first);
    case OperationKind::Expunge:
        co_return co_await expunge(first);
    case OperationKind::Append:
        co_return co_await append(first);
    case OperationKind::CreateMailbox:
        co_return co_await createMailbox(first);
    case OperationKind::RenameMailbox:
        co_return co_await renameMailbox(first);
    case OperationKind::DeleteMailbox:
        co_return co_await deleteMailbox(first);
    case OperationKind::Subscribe:
    case OperationKind::Unsubscribe:
        break;
    }
    const Result<void> begun = m_journal.markInFlight(first.key);
    if (!begun)
        co_return begun;
    co_return co_await subscribe(wireMailbox(first.target, first.path), first.kind == OperationKind::Subscribe);
}

/// Writes down what became of the group.  An error is returned only where going on makes no sense.
Result<void> ImapExecutor::conclude(const QList<Operation> &group, const Result<void> &outcome)
{
    bool allOver = true;
    for (const Operation &operation : group) {
        Result<void> marked;
        // Taken back by the person, or settled by a refresh, before it went out.
        const auto state = m_writer.reader().operation(operation.key);
        const bool over = !outcome && outcome.error().detail == MailError::Detail::NotFound && state && !waits(*state);
        allOver = allOver && over;
        if (over || m_blocked.contains(operation.key)) {
            continue;
        } else if (outcome) {
            const auto now = m_writer.reader().operation(operation.key);
            if (now && now->state == OperationState::Done)
                continue;
            marked = m_journal.markDone(operation.key);
        } else if (outcome.error().kind == MailError::Kind::Refused) {
            if (group.size() > 1) {
                m_oneByOne = true; // one of them is to blame: find out which
                marked = m_journal.markPending(operation.key, outcome.error());
            } else {
                marked = m_journal.markRefused(operation.key, outcome.error());
                m_listChanged = m_listChanged || operation.kind >= OperationKind::CreateMailbox;
                qCInfo(lcSync) << "operation refused:" << describe(outcome.error());
                if (marked && m_refused)
                    m_refused(operation.key, outcome.error());
            }
        } else if (outcome.error().kind == MailError::Kind::Storage) {
            return outcome;
        } else if (operation.state == OperationState::Pending
            && !(outcome.error().detail == MailError::Detail::UnknownOutcome && mustNotRepeat(operation.kind))) {
            marked = m_journal.markPending(operation.key, outcome.error());
        } else {
            marked = m_journal.markUnknown(operation.key, outcome.error()); // also what was so before: not settled yet
        }
        if (!marked)
            return marked;
    }
    if (outcome || allOver || outcome.error().kind == MailError::Kind::Refused)
        return {};
    return outcome;
}

} // namespace godwit::sync
