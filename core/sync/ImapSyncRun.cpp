// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ImapSyncRun.h"

#include "sync/BodyPlan.h"

using namespace Qt::StringLiterals;

namespace godwit::sync {

ImapSyncRun::ImapSyncRun(
    AccountContext &context, ServerLessons &lessons, Turnstile &operations, ImapExecutor::Refused refused)
    : m_context(context), m_lessons(lessons), m_operations(operations), m_refused(std::move(refused))
{
    m_summary.account = context.key();
    connect(&context.writer, &store::Writer::changed, this, &ImapSyncRun::count);
}

void ImapSyncRun::count(const store::Change &change)
{
    if (!m_counting)
        return;
    for (const store::Change::MailboxRows &rows : change.rows) {
        m_summary.added += rows.added.size();
        m_summary.vanished += rows.removed.size();
        m_summary.changed += rows.changed.size();
    }
}

Task<SyncSummary> ImapSyncRun::run(Engine::SyncOptions options)
{
    const auto started = m_context.clock->monotonic();
    const account::Settings settings = m_context.settings;
    const Result<QString> password =
        co_await m_context.credentials->password(settings, account::Credentials::Server::Incoming);
    if (!password) {
        m_summary.error = password.error();
        co_return m_summary;
    }
    m_known = m_context.writer.reader().mailboxes(m_context.key()).size() > 1;
    FirstFlight flight(m_context.writer, *m_context.clock, m_lessons, m_context.key());
    ConnectHooks hooks;
    hooks.history = m_context.history.get();
    hooks.alongside = [this, &flight, &options](const ImapSession &made) {
        beginFlight(flight, made, options);
    };
    Result<ImapSession> session = co_await openImapSession(settings, *password, m_context.clock, hooks);
    if (session) {
        const Result<void> done = co_await conversation(*session, options, &flight);
        m_counting = false;
        if (!done)
            m_summary.error = done.error();
        const imap::Statistics &statistics = (*session)->statistics();
        m_summary.octetsIn = statistics.octetsIn;
        m_summary.octetsOut = statistics.octetsOut;
        m_summary.commands = statistics.commands;
        m_summary.roundTrips = statistics.roundTrips;
        if ((*session)->isUsable())
            co_await (*session)->logout();
    } else {
        m_summary.error = session.error();
    }
    m_summary.seconds = double((m_context.clock->monotonic() - started).count()) / 1000.0;
    co_return m_summary;
}

Task<Result<void>> ImapSyncRun::carryOutOnly()
{
    const account::Settings settings = m_context.settings;
    const Result<QString> password =
        co_await m_context.credentials->password(settings, account::Credentials::Server::Incoming);
    if (!password)
        co_return tl::unexpected(password.error());
    ConnectHooks hooks;
    hooks.history = m_context.history.get();
    const Result<ImapSession> session = co_await openImapSession(settings, *password, m_context.clock, hooks);
    if (!session)
        co_return tl::unexpected(session.error());
    // Before the first list nobody knows the mailboxes that a sent copy could go to.
    if (m_context.writer.reader().mailboxes(m_context.key()).size() <= 1) {
        MailboxLister lister(**session, m_context.writer, m_context.key());
        const Result<QList<ListedMailbox>> listed = co_await lister.run();
        if (!listed)
            co_return tl::unexpected(listed.error());
    }
    const Result<void> done = co_await carryOutOperations(*session);
    if ((*session)->isUsable())
        co_await (*session)->logout();
    co_return done;
}

Task<Result<void>> ImapSyncRun::carryOutOperations(ImapSession session)
{
    const Turnstile::Turn turn = co_await m_operations.enter();
    ImapExecutor executor(*session, m_context.writer, *m_context.clock, m_lessons, m_context.key(), m_refused);
    const Result<void> done = co_await executor.run();
    m_listChanged = executor.takeListChanged();
    co_return done;
}

MailboxRefresh::Hooks ImapSyncRun::refreshHooks(store::MailboxKey mailbox) const
{
    MailboxRefresh::Hooks hooks;
    if (m_progress) {
        hooks.progress = [this, mailbox](qint64 done, qint64 total) {
            m_progress(mailbox, done, total);
        };
    }
    return hooks;
}

Task<Result<void>> ImapSyncRun::refresh(ImapSession session, ListedMailbox mailbox)
{
    MailboxRefresh refresh(
        *session, m_context.writer, *m_context.clock, m_lessons, mailbox.key, refreshHooks(mailbox.key));
    const Result<void> opened = co_await refresh.open(FlagSweep::Whole);
    if (!opened)
        co_return opened;
    co_return co_await refresh.walkDown();
}

/// The list goes out at once unless an operation has to be carried out first; INBOX with it where it was never read.
void ImapSyncRun::beginFlight(FirstFlight &flight, const ImapSession &session, const Engine::SyncOptions &options)
{
    const store::Reader &reader = m_context.writer.reader();
    if (m_known && !store::Journal(m_context.writer).pending(m_context.key(), 1).isEmpty())
        return;
    const auto inbox = reader.mailboxByRole(m_context.key(), store::Role::Inbox);
    const bool fresh = inbox && reader.syncPoint(inbox->key).oldestSynced;
    const bool wanted = options.mailbox.isEmpty() && !fresh;
    m_counting = wanted;
    // Without mod-sequences every mailbox is opened and compared whatever its numbers say; to count them takes a server
    // as long as to open them.
    const bool numbersMatter = !m_known || !options.mailbox.isEmpty() || session->capabilities().hasCondStore();
    flight.begin(
        session, wanted ? FirstFlight::What::ListAndInbox : FirstFlight::What::List,
        [this](store::MailboxKey mailbox) { return refreshHooks(mailbox); },
        numbersMatter ? MailboxLister::Statuses::Now : MailboxLister::Statuses::Later);
}

Task<Result<QList<ListedMailbox>>> ImapSyncRun::list(ImapSession session, FirstFlight *flight)
{
    if (flight->hasBegun()) {
        Result<QList<ListedMailbox>> listed = co_await flight->listing();
        co_return listed;
    }
    MailboxLister lister(*session, m_context.writer, m_context.key());
    Result<QList<ListedMailbox>> listed = co_await lister.run();
    co_return listed;
}

Task<Result<void>> ImapSyncRun::refreshAll(ImapSession session, QList<ListedMailbox> mailboxes, FirstFlight *flight)
{
    Result<void> outcome;
    Result<void> opened;
    const bool begun = flight->opened().isValid();
    if (begun)
        opened = co_await flight->opened();
    for (const ListedMailbox &mailbox : std::as_const(mailboxes)) {
        ++m_summary.mailboxes;
        Result<void> refreshed;
        if (begun && mailbox.key == flight->inbox()) {
            refreshed = opened;
            if (refreshed)
                refreshed = co_await flight->refresh().walkDown();
        } else if (!isUnchanged(mailbox, m_context.writer.reader())) {
            refreshed = co_await refresh(session, mailbox);
        }
        if (refreshed)
            continue;
        if (!refreshed.error().connectionUsable() || refreshed.error().kind == MailError::Kind::Storage)
            co_return refreshed;
        // One mailbox that cannot be opened does not keep the others from being read; one that went away between the
        // list and its turn is nobody's fault.
        const Result<bool> listed = co_await stillListed(session, mailbox.key);
        if (!listed)
            co_return tl::unexpected(listed.error());
        if (*listed)
            outcome = refreshed;
    }
    co_return outcome;
}

Task<Result<bool>> ImapSyncRun::stillListed(ImapSession session, store::MailboxKey mailbox)
{
    MailboxLister lister(*session, m_context.writer, m_context.key());
    const Result<QList<ListedMailbox>> listed = co_await lister.run(MailboxLister::Statuses::Later);
    if (!listed)
        co_return tl::unexpected(listed.error());
    co_return std::any_of(listed->cbegin(), listed->cend(),
        [mailbox](const ListedMailbox &candidate) { return candidate.key == mailbox; });
}

Task<Result<void>> ImapSyncRun::conversation(ImapSession session, Engine::SyncOptions options, FirstFlight *flight)
{
    // The first time nothing is known yet that an operation could be about.
    if (m_known && !flight->hasBegun()) {
        const Result<void> done = co_await carryOutOperations(session);
        if (!done)
            co_return done;
    }
    Result<QList<ListedMailbox>> listed = co_await list(session, flight);
    if (!listed)
        co_return tl::unexpected(listed.error());
    if (!options.mailbox.isEmpty()) {
        const auto wanted = m_context.writer.reader().mailboxByName(m_context.key(), options.mailbox);
        if (!wanted)
            co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound, options.mailbox);
        const auto home = wanted->isLabel() ? m_context.writer.reader().labelsHome(m_context.key()) : std::nullopt;
        const store::MailboxKey key = home ? home->key : wanted->key;
        listed->removeIf([key](const ListedMailbox &mailbox) { return mailbox.key != key; });
    }
    m_counting = true;
    Result<void> outcome = co_await refreshAll(session, *listed, flight);
    m_counting = false;
    if (!outcome && (!outcome.error().connectionUsable() || outcome.error().kind == MailError::Kind::Storage))
        co_return outcome;
    if (!m_known || !m_context.writer.reader().operations(1).isEmpty()) {
        const Result<void> done = co_await carryOutOperations(session);
        if (!done)
            co_return done;
        if (m_listChanged) {
            MailboxLister again(*session, m_context.writer, m_context.key());
            const Result<QList<ListedMailbox>> relisted = co_await again.run();
            if (!relisted)
                co_return tl::unexpected(relisted.error());
        }
    }
    if (options.headersOnly)
        co_return outcome;
    BodyFetcher bodies(*session, m_context.writer, m_context.metering, m_context.key());
    for (const ListedMailbox &mailbox : std::as_const(*listed)) {
        if (!m_context.writer.reader().mailbox(mailbox.key))
            continue; // it went away meanwhile
        const Result<void> compressed = co_await compressWhereItPays(*session, m_lessons);
        if (!compressed)
            co_return compressed;
        BodyFetcher::Hooks hooks;
        hooks.progress = [this, key = mailbox.key](qint64 done, qint64 left) {
            if (m_progress)
                m_progress(key, done, done + left);
        };
        const account::BodyRule rule = m_context.settings.bodiesOf(mailbox.key);
        hooks.limit = bodiesWanted(m_context.writer.reader(), mailbox.key, rule, m_context.clock->now());
        const Result<qint64> fetched = co_await bodies.fetchMissing(mailbox.key, hooks);
        if (!fetched) {
            if (!fetched.error().connectionUsable())
                co_return tl::unexpected(fetched.error());
            outcome = tl::unexpected(fetched.error());
            continue;
        }
        m_summary.bodies += *fetched;
    }
    co_return outcome;
}

} // namespace godwit::sync
