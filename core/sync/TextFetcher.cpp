// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/TextFetcher.h"

#include "imap/commands/Fetch.h"
#include "mime/Skim.h"
#include "sync/TextPlan.h"

#include <QHash>

namespace godwit::sync {

namespace {

imap::Fetch fetchOf(Uid uid, const QByteArrayList &sections)
{
    imap::FetchItems items;
    for (const QByteArray &name : QByteArrayList{"HEADER"} + sections) {
        imap::FetchItems::Section section;
        section.name = name;
        items.sections.append(section);
    }
    return imap::Fetch::byUids(UidSet::fromList({uid.value}), items);
}

} // namespace

Task<Result<QList<TextFetcher::Missing>>> TextFetcher::fetch(QList<Missing> messages)
{
    constexpr qint64 WorthIt = 16 * 1024;
    QList<quint32> uids;
    for (const Missing &message : std::as_const(messages))
        uids.append(message.uid.value);
    imap::FetchItems structure;
    structure.items = imap::FetchItems::BodyStructure;
    const Result<imap::Fetched> told = co_await m_session.run(imap::Fetch::byUids(UidSet::fromList(uids), structure));
    if (!told)
        co_return tl::unexpected(told.error());
    QHash<quint32, TextPlan> plans;
    for (const imap::FetchData &data : told->messages) {
        if (data.uid && data.bodyStructure && !data.oddItems.contains("BODYSTRUCTURE"))
            plans.insert(data.uid.value, TextPlan(*data.bodyStructure));
    }
    QList<Missing> whole;
    QList<Missing> partly;
    std::vector<Task<Result<imap::Fetched>>> answers;
    for (const Missing &message : std::as_const(messages)) {
        const auto plan = plans.constFind(message.uid.value);
        const bool saves =
            plan != plans.constEnd() && !plan->sections().isEmpty() && message.sizeOctets - plan->octets() >= WorthIt;
        if (!saves) {
            whole.append(message);
            continue;
        }
        partly.append(message);
        answers.push_back(m_session.run(fetchOf(message.uid, plan->sections())));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Missing message = partly[qsizetype(i)];
        const Result<imap::Fetched> fetched = co_await answers[i];
        if (!fetched && !fetched.error().connectionUsable())
            co_return tl::unexpected(fetched.error());
        std::optional<QByteArray> excerpt;
        for (const imap::FetchData &data : fetched ? fetched->messages : QList<imap::FetchData>()) {
            if (data.uid == message.uid && !excerpt)
                excerpt = plans.constFind(message.uid.value)->assemble(data);
        }
        if (!excerpt) {
            whole.append(message);
            continue;
        }
        const Result<void> stored = m_writer.storeText(message.message, *excerpt, mime::skim(*excerpt).snippet);
        if (!stored)
            co_return tl::unexpected(stored.error());
        m_metering.saved(std::max<qint64>(message.sizeOctets - excerpt->size(), 0));
    }
    co_return whole;
}

} // namespace godwit::sync
