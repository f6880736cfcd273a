// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/BodyFetcher.h"

#include "base/Limits.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Select.h"
#include "sync/BodyWorker.h"
#include "sync/TextFetcher.h"

#include <QElapsedTimer>
#include <QHash>
#include <deque>

using namespace std::chrono_literals;

namespace godwit::sync {

namespace {

constexpr qsizetype BatchMessages = 100;
constexpr qint64 BatchOctets = 2 * limits::MiB;
constexpr qint64 ListedAtOnce = 2000;
constexpr qint64 TextsAtOnce = 20;
/// Batches on their way.  Two keep a slow line busy; while a batch is written, a fast server would run dry with them.
constexpr qsizetype LeastAhead = 2;
constexpr qsizetype MostAhead = 6;
constexpr auto QuickBatch = 200ms;

} // namespace

Task<Result<void>> BodyFetcher::select(store::MailboxKey mailbox)
{
    const std::optional<store::Mailbox> row = m_writer.reader().mailbox(mailbox);
    if (!row || row->wireName.isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const imap::Mailbox wanted{row->wireName};
    if (!m_session.selected() || !(m_session.selected()->mailbox == wanted)) {
        const Result<imap::Selected> selected = co_await m_session.run(imap::Select(wanted, imap::Access::ReadWrite));
        if (!selected)
            co_return tl::unexpected(selected.error());
    }
    const UidValidity known = m_writer.reader().syncPoint(mailbox).uidValidity;
    if (known && m_session.selected() && m_session.selected()->uidValidity
        && m_session.selected()->uidValidity != known)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound); // the next refresh renumbers
    co_return Result<void>{};
}

/// The newest that are asked for at all.
QList<BodyFetcher::Missing> BodyFetcher::missing(store::MailboxKey mailbox, qint64 limit)
{
    using Texts = store::Writer::Texts;
    const Texts texts = m_metering.isActive() ? Texts::Suffice : Texts::Count;
    QList<Missing> found = m_writer.missingBodies(m_account, mailbox, limit + qint64(m_givenUp.size()), texts);
    for (const Missing &message : std::as_const(found)) {
        if (message.sizeOctets > limits::MessageOctets)
            m_givenUp.insert(message.message);
    }
    found.removeIf([this](const Missing &message) { return m_givenUp.contains(message.message) || !message.uid; });
    return found;
}

QList<QList<BodyFetcher::Missing>> BodyFetcher::batched(const QList<Missing> &messages) const
{
    const auto limit = qsizetype(m_session.capabilities().messageLimit().value_or(0)); // RFC 9738
    const qsizetype most = limit > 0 ? std::min(limit, BatchMessages) : BatchMessages;
    QList<QList<Missing>> result;
    qint64 octets = 0;
    for (const Missing &message : messages) {
        const bool full =
            result.isEmpty() || result.constLast().size() >= most || octets + message.sizeOctets > BatchOctets;
        if (full) {
            result.append(QList<Missing>());
            octets = 0;
        }
        result.last().append(message);
        octets += message.sizeOctets;
    }
    return result;
}

QList<QList<BodyFetcher::Missing>> BodyFetcher::batches(store::MailboxKey mailbox, qint64 limit)
{
    return batched(missing(mailbox, limit < 0 ? ListedAtOnce : std::min(limit, ListedAtOnce)));
}

Task<Result<BodyFetcher::Bodies>> BodyFetcher::fetchBatch(QList<Missing> batch)
{
    QHash<quint32, store::MessageKey> wanted;
    QList<quint32> uids;
    for (const Missing &missing : batch) {
        wanted.insert(missing.uid.value, missing.message);
        uids.append(missing.uid.value);
    }
    const auto bodies = std::make_shared<Bodies>();
    imap::Fetch fetch = imap::Fetch::byUids(UidSet::fromList(uids), imap::FetchItems::source());
    fetch.forEach([bodies, &wanted](const imap::FetchData &data) {
        const imap::BodySection *const section = data.section("");
        const auto found = wanted.constFind(data.uid.value);
        if (!section || section->nil || found == wanted.constEnd())
            return;
        store::Writer::BodyToStore body;
        body.message = *found;
        body.raw = section->content;
        bodies->append(std::move(body));
        wanted.erase(found);
    });
    const Result<imap::Fetched> fetched = co_await m_session.run(std::move(fetch));
    if (!fetched && !fetched.error().connectionUsable())
        co_return tl::unexpected(fetched.error());
    for (const store::MessageKey message : std::as_const(wanted))
        m_givenUp.insert(message);
    co_return std::move(*bodies);
}

Task<Result<qint64>> BodyFetcher::fetchMissing(store::MailboxKey mailbox, Hooks hooks)
{
    qint64 stored = 0;
    while (!(hooks.interrupted && hooks.interrupted()) && (hooks.limit < 0 || stored < hooks.limit)) {
        if (m_metering.isActive()) {
            const Result<qint64> brought = co_await fetchSomeTexts(mailbox, hooks, stored);
            if (!brought)
                co_return brought;
            if (*brought == 0)
                break;
            stored += *brought;
            continue;
        }
        const QList<QList<Missing>> todo = batches(mailbox, hooks.limit < 0 ? -1 : hooks.limit - stored);
        if (todo.isEmpty())
            break;
        const Result<void> selected = co_await select(mailbox);
        if (!selected)
            co_return tl::unexpected(selected.error());
        const Result<qint64> brought = co_await fetchAll(todo, hooks, stored);
        if (!brought)
            co_return brought;
        stored = *brought;
    }
    co_return stored;
}

Task<Result<qint64>> BodyFetcher::fetchSomeTexts(store::MailboxKey mailbox, Hooks hooks, qint64 stored)
{
    const qint64 most = hooks.limit < 0 ? TextsAtOnce : std::min(TextsAtOnce, hooks.limit - stored);
    const QList<Missing> some = missing(mailbox, most);
    if (some.isEmpty())
        co_return 0;
    const Result<void> selected = co_await select(mailbox);
    if (!selected)
        co_return tl::unexpected(selected.error());
    QList<Missing> whole, large;
    for (const Missing &message : some)
        (message.sizeOctets > TextFetcher::SmallOctets ? large : whole).append(message);
    if (!large.isEmpty()) {
        TextFetcher texts(m_session, m_writer, m_metering);
        const Result<QList<Missing>> left = co_await texts.fetch(large);
        if (!left)
            co_return tl::unexpected(left.error());
        whole.append(*left);
    }
    const qsizetype before = m_givenUp.size();
    const Result<qint64> fetched = co_await fetchAll(batched(whole), Hooks(), 0);
    if (!fetched)
        co_return fetched;
    const qint64 came = some.size() - (m_givenUp.size() - before);
    if (hooks.progress)
        hooks.progress(stored + came, qint64(missing(mailbox, ListedAtOnce).size()));
    co_return std::max<qint64>(came, 1); // those that were refused are not asked again
}

/// Three things at once: the server sends the next batches, a worker reads and compresses one, one is written.
Task<Result<qint64>> BodyFetcher::fetchAll(QList<QList<Missing>> todo, Hooks hooks, qint64 stored)
{
    qint64 left = 0;
    for (const QList<Missing> &batch : std::as_const(todo))
        left += batch.size();
    std::deque<Task<Result<Bodies>>> fetching;
    const auto askAhead = [&] {
        while (qsizetype(fetching.size()) < m_ahead && !todo.isEmpty() && !(hooks.interrupted && hooks.interrupted()))
            fetching.push_back(fetchBatch(todo.takeFirst()));
    };
    Task<Bodies> reading;
    QElapsedTimer sinceLast;
    sinceLast.start();
    for (askAhead(); !fetching.empty() || reading.isValid();) {
        Result<Bodies> fetched = Bodies();
        if (!fetching.empty()) {
            fetched = co_await fetching.front();
            fetching.pop_front();
            // What has been asked for cannot be called back: only a server that answers at once is asked for more.
            m_ahead = std::chrono::milliseconds(sinceLast.restart()) < QuickBatch ? MostAhead : LeastAhead;
            askAhead();
        }
        Bodies ready;
        if (reading.isValid())
            ready = co_await reading;
        reading = Task<Bodies>();
        if (fetched && !fetched->isEmpty())
            reading = readBodies(std::move(*fetched), m_writer.bodyKeeper());
        if (!ready.isEmpty()) {
            const Result<void> kept = m_writer.storeBodies(ready);
            if (!kept)
                co_return tl::unexpected(kept.error());
            stored += ready.size();
            left -= ready.size();
            if (hooks.progress)
                hooks.progress(stored, left);
        }
        if (!fetched)
            co_return tl::unexpected(fetched.error());
    }
    co_return stored;
}

Task<Result<void>> BodyFetcher::fetchOne(store::PlacementKey placement, BodyWanted wantedBody)
{
    const std::optional<store::ListRow> row = m_writer.reader().row(placement);
    if (!row)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    if (row->hasBody)
        co_return Result<void>{};
    const bool textIsEnough = wantedBody == BodyWanted::Readable && m_metering.isActive();
    if (textIsEnough && row->hasText)
        co_return Result<void>{};
    // It may lie elsewhere than where it is shown: moved here and not yet there, or here by a label.
    const std::optional<Missing> wanted = m_writer.missingBody(row->message);
    if (!wanted)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const Result<void> selected = co_await select(wanted->mailbox);
    if (!selected)
        co_return selected;
    QList<Missing> batch;
    batch.append(*wanted);
    if (textIsEnough && wanted->sizeOctets > TextFetcher::SmallOctets) {
        TextFetcher texts(m_session, m_writer, m_metering);
        const Result<QList<Missing>> left = co_await texts.fetch(batch);
        if (!left)
            co_return tl::unexpected(left.error());
        if (left->isEmpty())
            co_return Result<void>{};
    }
    Result<Bodies> fetched = co_await fetchBatch(batch);
    if (!fetched)
        co_return tl::unexpected(fetched.error());
    if (fetched->isEmpty())
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const Bodies ready = co_await readBodies(std::move(*fetched), m_writer.bodyKeeper());
    co_return m_writer.storeBodies(ready);
}

} // namespace godwit::sync
