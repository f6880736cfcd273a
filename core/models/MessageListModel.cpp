// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"

#include "models/internal/MessageListPrivate.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace godwit::models {

using namespace store;

namespace {

constexpr int PageRows = 50;
constexpr int CachedRows = 2000;

QVariant messageValue(const ListRow &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case SubjectRole:
        return row.subject;
    case FromRole:
        return QVariant::fromValue(row.from);
    case ToRole:
        return QVariant::fromValue(row.to);
    case DateRole:
        return row.date;
    case FlagsRole:
        return QVariant::fromValue(row.flags);
    case UnreadRole:
        return !row.flags.has(Flag::Seen);
    case FlaggedRole:
        return row.flags.has(Flag::Flagged);
    case AnsweredRole:
        return row.flags.has(Flag::Answered);
    case ForwardedRole:
        return row.flags.has(Flag::Forwarded);
    case DraftFlagRole:
        return row.flags.has(Flag::Draft);
    case AttachmentsRole:
        return row.attachments;
    case SnippetRole:
        return row.snippet;
    case SizeRole:
        return row.sizeOctets;
    case PlacementRole:
        return QVariant::fromValue(row.placement);
    case MessageKeyRole:
        return QVariant::fromValue(row.message);
    case MailboxOfRowRole:
        return QVariant::fromValue(row.mailbox);
    case PendingRole:
        return row.pending;
    case HasBodyRole:
        return row.hasBody;
    default:
        return {};
    }
}

/// Of a row that stands for a conversation.
QVariant conversationValue(const ListRow &row, const ThreadSummary &thread, int role)
{
    switch (role) {
    case UnreadRole:
        return thread.unread > 0;
    case FlaggedRole:
        return thread.flagged;
    case AttachmentsRole:
        return thread.attachments;
    default:
        return messageValue(row, role);
    }
}

} // namespace

MessageListModel::Private::Private(Reader &reader_) : reader(reader_), loader(reader_.profile()), cache(CachedRows)
{ }

MessageListModel::MessageListModel(Reader &reader, QObject *parent)
    : QAbstractListModel(parent), d(std::make_unique<Private>(reader))
{
    connect(&d->loader, &KeyLoader::loaded, this, &MessageListModel::take);
}

MessageListModel::~MessageListModel() = default;

MailboxKey MessageListModel::mailbox() const
{
    return d->mailbox;
}

ListOrder MessageListModel::order() const
{
    return d->order;
}

QString MessageListModel::filter() const
{
    return d->filter;
}

bool MessageListModel::isLoading() const
{
    return d->isLoading;
}

PlacementKey MessageListModel::placementAt(int row) const
{
    return row >= 0 && row < d->rows.size() ? d->rows.at(row).placement : PlacementKey();
}

qint64 MessageListModel::dateAt(int row) const
{
    return row >= 0 && row < d->rows.size() ? d->rows.at(row).date : 0;
}

int MessageListModel::rowOf(PlacementKey placement) const
{
    const auto found = std::find_if(
        d->rows.cbegin(), d->rows.cend(), [placement](const RowKey &row) { return row.placement == placement; });
    return found == d->rows.cend() ? -1 : int(found - d->rows.cbegin());
}

QList<PlacementKey> MessageListModel::placementsForRows(const QList<RowRange> &ranges) const
{
    QList<PlacementKey> placements;
    for (const RowRange &range : ranges) {
        const int last = std::min(range.last, int(d->rows.size()) - 1);
        for (int row = std::max(range.first, 0); row <= last; ++row)
            placements.append(d->rows.at(row).placement);
    }
    return d->standsForMore() ? d->reader.conversationPlacements(d->mailbox, placements) : placements;
}

std::optional<ListRow> MessageListModel::rowData(int row) const
{
    if (row < 0 || row >= d->rows.size())
        return std::nullopt;
    const PlacementKey key = d->rows.at(row).placement;
    if (!d->cache.contains(key))
        readPage(row);
    const Private::Row *cached = d->cache.object(key);
    return cached ? std::optional(cached->row) : std::nullopt;
}

void MessageListModel::readPage(int row) const
{
    QList<PlacementKey> page;
    const int first = row / PageRows * PageRows;
    for (int i = first; i < std::min(first + PageRows, int(d->rows.size())); ++i) {
        if (!d->cache.contains(d->rows.at(i).placement))
            page.append(d->rows.at(i).placement);
    }
    const QList<ListRow> read = d->reader.rows(page);
    QList<ThreadSummary> summaries;
    QHash<PlacementKey, int> depths;
    if (d->order.isGrouped() && d->filter.isEmpty()) {
        QSet<ThreadKey> threads;
        for (const ListRow &one : read)
            threads.insert(one.thread);
        if (d->order.grouping == Grouping::Tree)
            depths = d->reader.depths(d->mailbox, threads);
        else
            summaries = d->reader.threadSummaries(threads.values(), d->mailbox);
    }
    for (const ListRow &one : read) {
        auto *cached = new Private::Row{one, depths.value(one.placement), std::nullopt};
        for (const ThreadSummary &summary : std::as_const(summaries)) {
            if (summary.thread == one.thread)
                cached->thread = summary;
        }
        d->cache.insert(one.placement, cached);
    }
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->rows.size());
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == PlacementRole) // without reading a page
        return QVariant::fromValue(d->rows.at(index.row()).placement);
    const bool known = role == Qt::DisplayRole || (role >= SubjectRole && role <= ThreadRole);
    if (!known || !rowData(index.row()))
        return {};
    const Private::Row &row = *d->cache.object(d->rows.at(index.row()).placement);
    if (role == DepthRole)
        return row.depth;
    if (role == ThreadRole)
        return row.thread ? QVariant::fromValue(*row.thread) : QVariant();
    return row.thread ? conversationValue(row.row, *row.thread, role) : messageValue(row.row, role);
}

Qt::ItemFlags MessageListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : flags;
}

QStringList MessageListModel::mimeTypes() const
{
    return {QString::fromLatin1(PlacementsMimeType)};
}

QMimeData *MessageListModel::mimeData(const QModelIndexList &indexes) const
{
    QList<PlacementKey> placements;
    placements.reserve(indexes.size());
    for (const QModelIndex &index : indexes) {
        if (index.isValid() && index.row() < d->rows.size())
            placements.append(d->rows.at(index.row()).placement);
    }
    if (placements.isEmpty())
        return nullptr;
    if (d->standsForMore())
        placements = d->reader.conversationPlacements(d->mailbox, placements);
    auto *data = new QMimeData;
    data->setData(QString::fromLatin1(PlacementsMimeType), encode(placements));
    return data;
}

Qt::DropActions MessageListModel::supportedDragActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

QByteArray MessageListModel::encode(const QList<PlacementKey> &placements)
{
    QByteArray content;
    QDataStream stream(&content, QIODevice::WriteOnly);
    for (const PlacementKey placement : placements)
        stream << placement.value;
    return content;
}

QList<PlacementKey> MessageListModel::decode(const QByteArray &content)
{
    QList<PlacementKey> placements;
    QDataStream stream(content);
    while (!stream.atEnd()) {
        PlacementKey placement;
        stream >> placement.value;
        if (stream.status() != QDataStream::Ok || !placement)
            break;
        placements.append(placement);
    }
    return placements;
}

} // namespace godwit::models
