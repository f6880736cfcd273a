// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Pop3Fetch.h"

#include "base/Limits.h"
#include "base/Log.h"
#include "sync/Pop3Account.h"

#include <QCryptographicHash>

#include <algorithm>

namespace godwit::sync {

using store::Writer;

namespace {

constexpr qsizetype BatchMessages = 50;
constexpr qint64 BatchOctets = 2 * limits::MiB;

store::IncomingMessage toIncoming(const QByteArray &raw, const QDateTime &now)
{
    const mime::Message parsed = mime::parse(raw);
    store::IncomingMessage message;
    message.envelope = parsed.envelope;
    message.attachments = int(parsed.body.attachments.size());
    message.snippet = mime::snippet(parsed);
    message.internalDate = now;
    message.sizeOctets = raw.size();
    message.raw = raw;
    // POP3 gives no date of arrival: only the same octets are the same message.
    message.emailId = "sha256:" + QCryptographicHash::hash(raw, QCryptographicHash::Sha256).toHex();
    return message;
}

} // namespace

Task<SyncSummary> Pop3Fetch::run()
{
    m_summary.account = m_context.key();
    m_summary.mailboxes = 1;
    const auto started = m_context.clock->monotonic();
    const account::Settings settings = m_context.settings;
    const Result<QString> password =
        co_await m_context.credentials->password(settings, account::Credentials::Server::Incoming);
    if (!password) {
        m_summary.error = password.error();
        co_return m_summary;
    }
    const Result<Session> session =
        co_await openPop3Session(settings, *password, m_context.clock, m_signingIn, m_context.history.get());
    if (session) {
        if (m_progress)
            m_progress(0, 0); // looking what is new
        const Result<void> done = co_await conversation(*session);
        if (!done)
            m_summary.error = done.error();
        const auto statistics = (*session)->statistics();
        m_summary.octetsIn = statistics.octetsIn;
        m_summary.octetsOut = statistics.octetsOut;
        m_summary.commands = statistics.commands;
        m_summary.roundTrips = statistics.roundTrips;
    } else {
        m_summary.error = session.error();
    }
    m_summary.seconds = double((m_context.clock->monotonic() - started).count()) / 1000.0;
    co_return m_summary;
}

Task<Result<void>> Pop3Fetch::conversation(Session session)
{
    const auto inbox = m_context.writer.reader().mailboxByRole(m_context.key(), store::Role::Inbox);
    if (!inbox)
        co_return failure(MailError::Kind::Storage, MailError::Detail::NotFound);
    m_inbox = inbox->key;
    Result<QList<Entry>> all = co_await entries(session);
    if (!all)
        co_return tl::unexpected(all.error());
    QSet<QByteArray> known;
    for (const Writer::Pop3Row &row : m_context.writer.pop3Rows(m_context.key()))
        known.insert(row.uidl);
    QList<Entry> wanted;
    for (const Entry &entry : std::as_const(*all)) {
        if (!known.contains(entry.key))
            wanted.append(entry);
    }
    std::sort(wanted.begin(), wanted.end(), [](const Entry &a, const Entry &b) { return a.number > b.number; });
    const Result<void> fetched = co_await fetch(session, wanted);
    if (!fetched)
        co_return fetched;
    const Result<void> removed = co_await remove(session, std::move(*all));
    if (removed && m_refused)
        co_return tl::unexpected(*m_refused);
    co_return removed;
}

Task<Result<QList<Pop3Fetch::Entry>>> Pop3Fetch::entries(Session session)
{
    QList<Entry> result;
    const Result<pop3::MailboxSize> size = co_await session->stat();
    if (!size)
        co_return tl::unexpected(size.error());
    if (size->messages == 0)
        co_return result;
    const Result<QList<pop3::UniqueId>> ids = co_await session->uidl();
    if (!ids && !ids.error().connectionUsable())
        co_return tl::unexpected(ids.error());
    if (ids) {
        for (const pop3::UniqueId &id : *ids)
            result.append({id.number, id.id});
    } else {
        const Result<QList<pop3::ListedSize>> sizes = co_await session->list();
        if (!sizes)
            co_return tl::unexpected(sizes.error());
        for (const pop3::ListedSize &listed : *sizes)
            result.append({listed.number, QByteArray()});
    }
    QHash<QByteArray, int> uses;
    for (const Entry &entry : std::as_const(result))
        ++uses[entry.key];
    QList<qsizetype> unclear;
    for (qsizetype i = 0; i < result.size(); ++i) {
        if (result[i].key.isEmpty() || uses.value(result[i].key) > 1)
            unclear.append(i);
    }
    if (!unclear.isEmpty()) {
        const Result<void> identified = co_await identify(session, &result, unclear);
        if (!identified)
            co_return tl::unexpected(identified.error());
    }
    co_return result;
}

/// No UIDL, or the same one twice: the header tells messages apart (S-036).
Task<Result<void>> Pop3Fetch::identify(Session session, QList<Entry> *entries, QList<qsizetype> unclear)
{
    for (const qsizetype index : unclear) {
        Entry &entry = (*entries)[index];
        const Result<QByteArray> header = co_await session->top(entry.number, 0);
        if (!header && !header.error().connectionUsable())
            co_return tl::unexpected(header.error());
        if (header)
            entry.key += "#" + QCryptographicHash::hash(*header, QCryptographicHash::Sha256).toHex();
        else
            entry.key.clear();
    }
    const qsizetype before = entries->size();
    entries->removeIf([](const Entry &entry) { return entry.key.isEmpty(); });
    if (entries->size() != before)
        qCWarning(lcSync) << before - entries->size() << "messages cannot be told apart and stay on the server";
    co_return Result<void>{};
}

Task<Result<void>> Pop3Fetch::fetch(Session session, QList<Entry> wanted)
{
    QHash<int, QByteArray> keys;
    QList<int> numbers;
    for (const Entry &entry : wanted) {
        keys.insert(entry.number, entry.key);
        numbers.append(entry.number);
    }
    std::optional<MailError> broken;
    qint64 done = 0;
    const qint64 total = numbers.size();
    const auto take = [&](int number, Result<QByteArray> message) {
        if (broken)
            return;
        if (!message) {
            m_refused = message.error(); // this one only, which stays on the server
            return;
        }
        m_batch.append({keys.value(number), toIncoming(*message, m_context.clock->now())});
        m_batchOctets += message->size();
        ++done;
        if (m_batch.size() < BatchMessages && m_batchOctets < BatchOctets)
            return;
        const Result<void> committed = commit();
        if (!committed)
            broken = committed.error();
        if (m_progress)
            m_progress(done, total);
    };
    const Result<void> fetched = co_await session->retr(numbers, take);
    const Result<void> committed = broken ? Result<void>(tl::unexpected(*broken)) : commit();
    if (!committed)
        co_return committed;
    co_return fetched;
}

Result<void> Pop3Fetch::commit()
{
    const QList<Writer::Pop3Arrival> batch = std::exchange(m_batch, {});
    m_batchOctets = 0;
    if (batch.isEmpty())
        return {};
    const auto added = m_context.writer.addPop3Messages(m_context.key(), m_inbox, batch);
    if (!added)
        return tl::unexpected(added.error());
    m_summary.added += batch.size();
    m_summary.bodies += batch.size();
    return {};
}

Task<Result<void>> Pop3Fetch::remove(Session session, QList<Entry> all)
{
    using account::LeaveOnServer;
    const account::Settings &settings = m_context.settings;
    QHash<QByteArray, Writer::Pop3Row> rows;
    for (const Writer::Pop3Row &row : m_context.writer.pop3Rows(m_context.key()))
        rows.insert(row.uidl, row);
    QHash<int, QByteArray> keys;
    QList<int> numbers;
    QList<QByteArray> marked;
    for (const Entry &entry : all) {
        const auto row = rows.constFind(entry.key);
        if (row == rows.constEnd())
            continue;
        // Gone and still listed: the last QUIT did not do what it said.
        bool wanted = row->state != Writer::Pop3State::Kept;
        if (settings.leaveOnServer == LeaveOnServer::DeleteAfterFetch)
            wanted = true;
        else if (settings.leaveOnServer == LeaveOnServer::DeleteAfterDays && row->firstSeen.isValid())
            wanted = wanted || row->firstSeen.daysTo(m_context.clock->now()) >= settings.leaveDays;
        if (!wanted)
            continue;
        keys.insert(entry.number, entry.key);
        numbers.append(entry.number);
        marked.append(entry.key);
    }
    if (!marked.isEmpty()) {
        // It returns with everything on the disk.
        const Result<void> noted = m_context.writer.setPop3State(m_context.key(), marked, Writer::Pop3State::ToDelete);
        if (!noted)
            co_return noted;
        const Result<QList<int>> refused = co_await session->dele(numbers);
        if (!refused)
            co_return tl::unexpected(refused.error());
        for (const int number : *refused)
            marked.removeOne(keys.value(number));
    }
    const Result<void> ended = co_await session->quit();
    if (marked.isEmpty())
        co_return Result<void>{};
    if (!ended)
        co_return ended;
    co_return m_context.writer.setPop3State(m_context.key(), marked, Writer::Pop3State::Gone);
}

} // namespace godwit::sync
