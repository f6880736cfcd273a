// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Some servers file what they send themselves; which ones is learned once for each account (NOTES section 2.11).
#include "sync/ImapAccount.h"

#include "base/Log.h"
#include "imap/FindByMessageId.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace godwit::sync {

namespace {
constexpr auto FilingTime = 20s; ///< until a server that files its own copy has done so
}

Task<Result<bool>> ImapExecutor::withdrawDoubledCopy(SentCopy copy)
{
    const Result<void> selected = co_await select(copy.mailbox);
    if (!selected)
        co_return tl::unexpected(selected.error());
    const QByteArrayList ids{copy.messageIdField.toUtf8()};
    const imap::FetchItems noMore;
    const Result<QList<imap::FetchData>> found = co_await imap::findByMessageId(m_session, ids, noMore);
    if (!found)
        co_return tl::unexpected(found.error());
    const bool oursIsThere = std::any_of(
        found->begin(), found->end(), [&copy](const imap::FetchData &message) { return message.uid == copy.uid; });
    if (!oursIsThere)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound); // moved on
    if (found->size() < 2)
        co_return false;
    m_touched.insert(copy.mailbox);
    const UidSet ours = UidSet::range(copy.uid, copy.uid);
    const Result<void> removed = co_await removeFromSelected(ours);
    if (!removed)
        co_return tl::unexpected(removed.error());
    co_return true;
}

void ImapAccount::learnWhoFiles(bool server)
{
    if (m_context.settings.serverSavesSent == server)
        return;
    qCInfo(lcSync) << "sent copies are filed by" << (server ? "the server" : "us");
    m_context.settings.serverSavesSent = server;
    const Result<void> stored = writer().updateAccount(m_context.key(), m_context.settings.toJson());
    if (!stored)
        qCWarning(lcSync) << describe(stored.error());
}

void ImapAccount::rememberSentCopies(ImapExecutor &executor)
{
    const QList<ImapExecutor::SentCopy> copies = executor.takeSentCopies();
    if (executor.foundFiledCopy())
        learnWhoFiles(true);
    if (m_context.settings.serverSavesSent)
        return; // known
    for (const ImapExecutor::SentCopy &copy : copies)
        m_sentCopies.append({copy, now() + FilingTime});
}

std::chrono::milliseconds ImapAccount::sentCopyDue() const
{
    return m_sentCopies.isEmpty() ? std::chrono::milliseconds::max() : m_sentCopies.constFirst().second;
}

Task<Result<void>> ImapAccount::lookForDoubledCopy(ImapSession session)
{
    const Turnstile::Turn turn = co_await m_operations.enter();
    const ImapExecutor::SentCopy copy = m_sentCopies.constFirst().first;
    ImapExecutor executor(*session, writer(), *m_context.clock, m_lessons, m_context.key(), ImapExecutor::Refused());
    const Result<bool> doubled = co_await executor.withdrawDoubledCopy(copy);
    if (!doubled && !doubled.error().connectionUsable())
        co_return tl::unexpected(doubled.error()); // over the next connection
    m_sentCopies.removeFirst();
    if (doubled)
        learnWhoFiles(*doubled);
    for (const store::MailboxKey mailbox : executor.takeTouched())
        markDirty(mailbox);
    co_return Result<void>{};
}

} // namespace godwit::sync
