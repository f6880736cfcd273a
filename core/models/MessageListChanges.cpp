// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "models/internal/MessageListPrivate.h"

namespace godwit::models {

using namespace store;

namespace {

constexpr int SliceRows = 20'000;
constexpr qint64 MaximumReserved = 2'000'000; // the number may be a server's
/// Each run costs the views a signal; beyond this many the rows are rearranged at once.
constexpr qsizetype MaximumRuns = 64;

} // namespace

void MessageListModel::setMailbox(MailboxKey mailbox, ListOrder order)
{
    beginResetModel();
    d->loader.cancel();
    d->mailbox = mailbox;
    d->order = order;
    d->filter.clear();
    d->deferred.clear();
    d->reloadWhenDone = false;
    d->cache.clear();
    const auto opened = mailbox ? d->reader.mailbox(mailbox) : std::nullopt;
    const qint64 total = opened ? opened->total : 0;
    const bool atOnce = d->reader.keepsOrder(mailbox, order.by) || total <= SortedAtOnce;
    d->rows = mailbox && atOnce ? d->reader.orderedRowKeys(mailbox, order, FirstRows) : QList<RowKey>();
    const bool more = mailbox && (!atOnce || d->rows.size() == FirstRows);
    if (more && order == ListOrder()) // room for the rest: growing would copy a million rows within one turn
        d->rows.reserve(qsizetype(std::min(total, MaximumReserved)));
    d->expect = Private::Expect::Nothing;
    endResetModel();
    if (!more)
        setLoading(false);
    else if (order == ListOrder())
        requestSlice();
    else
        requestWhole();
}

void MessageListModel::setOrder(ListOrder order)
{
    if (order == d->order)
        return;
    const bool small = !d->isLoading && d->rows.size() <= SortedAtOnce;
    if (d->filter.isEmpty() && !small && d->reader.keepsOrder(d->mailbox, order.by)) {
        setMailbox(d->mailbox, order);
        return;
    }
    d->order = order;
    d->cache.clear();
    if (!d->mailbox)
        return;
    if (d->filter.isEmpty() && small)
        rearrange(difference(d->rows, d->reader.orderedRowKeys(d->mailbox, order)));
    else
        requestWhole();
}

bool MessageListModel::isByDate() const
{
    return d->order.by == SortBy::Date;
}

void MessageListModel::setFilter(const QString &text)
{
    if (text == d->filter)
        return;
    d->filter = text;
    if (d->order.isGrouped())
        d->cache.clear(); // what is found stands for itself
    requestWhole();
}

void MessageListModel::setLoading(bool loading)
{
    if (d->isLoading == loading)
        return;
    d->isLoading = loading;
    Q_EMIT loadingChanged(loading);
}

void MessageListModel::requestSlice()
{
    d->expect = Private::Expect::Slice;
    setLoading(true);
    KeyLoader::Request request;
    request.mailbox = d->mailbox;
    request.limit = SliceRows;
    request.after = d->rows.isEmpty() ? std::nullopt : std::optional(d->rows.last());
    d->loader.load(request);
}

void MessageListModel::requestWhole()
{
    d->expect = Private::Expect::Whole;
    d->deferred.clear();
    d->reloadWhenDone = false;
    setLoading(true);
    KeyLoader::Request request;
    request.mailbox = d->mailbox;
    request.filter = d->filter;
    request.order = d->order;
    request.before = d->rows;
    d->loader.load(request);
}

void MessageListModel::take(const Difference &loaded)
{
    const QList<RowKey> &rows = loaded.rows;
    const auto expected = std::exchange(d->expect, Private::Expect::Nothing);
    if (expected == Private::Expect::Slice && !rows.isEmpty()) {
        beginInsertRows({}, int(d->rows.size()), int(d->rows.size() + rows.size()) - 1);
        d->rows.append(rows);
        endInsertRows();
    } else if (expected == Private::Expect::Whole) {
        replaceRows(loaded);
    }
    const bool more = expected == Private::Expect::Slice && rows.size() == SliceRows;
    const auto deferred = std::exchange(d->deferred, {});
    if (std::exchange(d->reloadWhenDone, false)) {
        requestWhole();
        return;
    }
    if (more)
        d->expect = Private::Expect::Slice; // rows below the last one are still to come
    for (const Change::MailboxRows &changed : deferred)
        applyRows(changed);
    if (d->expect == Private::Expect::Whole)
        return;
    if (more)
        requestSlice();
    else
        setLoading(false);
}

void MessageListModel::apply(const Change &change)
{
    if (!d->mailbox)
        return;
    if ((change.kinds & (Change::Accounts | Change::Mailboxes)) && !d->reader.mailbox(d->mailbox)) {
        const MailboxKey gone = d->mailbox;
        setMailbox({});
        Q_EMIT mailboxGone(gone);
        return;
    }
    for (const Change::MailboxRows &rows : change.rows) {
        if (rows.mailbox != d->mailbox)
            continue;
        for (const PlacementKey key : rows.changed)
            d->cache.remove(key);
        if (d->standsForMore() && !rows.changed.isEmpty()) {
            d->cache.clear(); // a row sums up others
            announceAll();
        }
        if (rows.reload)
            d->cache.clear();
        if (d->expect == Private::Expect::Nothing)
            applyRows(rows);
        else if (rows.reload || (d->expect == Private::Expect::Whole && !d->filter.isEmpty()))
            d->reloadWhenDone = true;
        else
            d->deferred.append(rows);
        if (rows.reload)
            announceAll();
        else
            announce(rows.changed);
    }
}

void MessageListModel::applyRows(const Change::MailboxRows &rows)
{
    if (d->order.isGrouped() && d->filter.isEmpty() && !rows.reload) {
        applyGrouped(rows);
        return;
    }
    // Whether a new row passes the filter, and where it stands in an order by text, only the database knows.
    const bool asks = !d->filter.isEmpty() ? !rows.added.isEmpty() : !isByDate() && !holdsAll(rows.added);
    if (rows.reload || asks) {
        requestWhole();
        return;
    }
    removeRowsOf(rows.removed);
    if (!isByDate())
        return;
    QList<RowKey> added;
    const bool open = d->expect == Private::Expect::Slice; // rows below the last come with a later slice
    for (const RowKey &row : rows.added) {
        if (contains(d->rows, row, d->order.direction)
            || (open && !d->rows.isEmpty() && isBefore(d->rows.last(), row, d->order.direction)))
            continue;
        added.append(row);
    }
    if (d->order.direction == SortDirection::Ascending)
        std::reverse(added.begin(), added.end());
    insertRowsOf(added);
}

/// A row that stands for a conversation stays the same row, selected or not, when a newer message comes into it or the
/// one that it showed goes.
void MessageListModel::applyGrouped(const Change::MailboxRows &rows)
{
    if (d->order.grouping == Grouping::Conversations && rows.added.size() + rows.removed.size() <= MaximumRuns) {
        for (const RowKey &added : rows.added) {
            const auto now = d->reader.row(added.placement);
            const PlacementKey before =
                now ? d->reader.newestBeside(d->mailbox, now->thread, added.placement) : PlacementKey();
            const auto shown = before ? d->reader.row(before) : std::nullopt;
            if (shown && d->reader.newestBeside(d->mailbox, now->thread, {}) == added.placement)
                rename(before, added);
        }
        for (const PlacementKey removed : rows.removed) {
            const Private::Row *known = d->cache.object(removed);
            const PlacementKey heir =
                known ? d->reader.newestBeside(d->mailbox, known->row.thread, removed) : PlacementKey();
            if (heir && rowOf(heir) < 0)
                rename(removed, {dateAt(rowOf(removed)), heir});
        }
    }
    removeRowsOf(rows.removed);
    const auto mailbox = d->reader.mailbox(d->mailbox);
    if (mailbox && mailbox->total <= SortedAtOnce)
        replaceRows(difference(d->rows, d->reader.orderedRowKeys(d->mailbox, d->order)));
    else
        requestWhole();
    if (d->order.grouping == Grouping::Conversations || !rows.added.isEmpty()) {
        d->cache.clear(); // counts, and how deep they stand
        announceAll();
    }
}

/// Its place is put right by whoever calls this.
void MessageListModel::rename(PlacementKey from, RowKey to)
{
    const int row = rowOf(from);
    if (row < 0 || rowOf(to.placement) >= 0)
        return;
    d->rows[row] = to;
    Q_EMIT dataChanged(index(row), index(row));
}

bool MessageListModel::holdsAll(const QList<RowKey> &added) const
{
    QSet<PlacementKey> wanted;
    for (const RowKey &row : added)
        wanted.insert(row.placement);
    return positionsOf(d->rows, wanted).size() == wanted.size();
}

void MessageListModel::removeRowsOf(const QList<PlacementKey> &placements)
{
    const QList<Run> runs = runsOf(positionsOf(d->rows, QSet<PlacementKey>(placements.cbegin(), placements.cend())));
    if (runs.size() > MaximumRuns) {
        Difference steps;
        const QSet<PlacementKey> names(placements.cbegin(), placements.cend());
        QList<RowKey> gone;
        for (const RowKey &row : std::as_const(d->rows))
            (names.contains(row.placement) ? gone : steps.kept).append(row);
        steps.rows = steps.keptThenFresh = steps.kept;
        steps.keptThenGone = steps.kept + gone;
        rearrange(steps);
        return;
    }
    removeRuns(runs);
}

void MessageListModel::removeRuns(const QList<Run> &runs)
{
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        d->rows.remove(run->first, run->last - run->first + 1);
        endRemoveRows();
    }
}

void MessageListModel::insertRowsOf(const QList<RowKey> &added)
{
    struct Group {
        int at = 0; // row in the list as it is now
        qsizetype first = 0, last = 0;
    };
    QList<Group> groups;
    for (qsizetype i = 0; i < added.size(); ++i) {
        const int at = lowerBound(d->rows, added.at(i), d->order.direction);
        if (!groups.isEmpty() && groups.last().at == at)
            groups.last().last = i;
        else
            groups.append({at, i, i});
    }
    if (groups.size() > MaximumRuns) {
        Difference steps;
        steps.keptThenGone = steps.kept = d->rows;
        steps.keptThenFresh = steps.kept + added;
        steps.rows.reserve(d->rows.size() + added.size());
        const auto before = [direction = d->order.direction](const RowKey &left, const RowKey &right) {
            return isBefore(left, right, direction);
        };
        std::merge(
            d->rows.cbegin(), d->rows.cend(), added.cbegin(), added.cend(), std::back_inserter(steps.rows), before);
        rearrange(steps);
        return;
    }
    for (auto group = groups.crbegin(); group != groups.crend(); ++group) {
        const qsizetype count = group->last - group->first + 1;
        beginInsertRows({}, group->at, group->at + int(count) - 1);
        d->rows.insert(group->at, count, RowKey());
        std::copy_n(added.cbegin() + group->first, count, d->rows.begin() + group->at);
        endInsertRows();
    }
}

void MessageListModel::replaceRows(const Difference &steps)
{
    if (!steps.sameOrder || steps.removed.size() + steps.added.size() > MaximumRuns) {
        rearrange(steps);
        return;
    }
    if (steps.removed.isEmpty() && steps.added.size() == 1) {
        beginInsertRows({}, steps.added.first().first, steps.added.first().last);
        d->rows = steps.rows;
        endInsertRows();
        return;
    }
    removeRuns(steps.removed);
    for (const Run &run : steps.added) {
        beginInsertRows({}, run.first, run.last);
        d->rows.insert(run.first, run.last - run.first + 1, RowKey());
        std::copy(steps.rows.cbegin() + run.first, steps.rows.cbegin() + run.last + 1, d->rows.begin() + run.first);
        endInsertRows();
    }
}

/// With at most four signals, however scattered the changes are: what goes is gathered at the end and removed, what
/// comes is added at the end and put in its place.  Selections and the current row follow their messages.
void MessageListModel::rearrange(const Difference &steps)
{
    const int kept = int(steps.kept.size());
    if (steps.keptThenGone.size() > kept || !steps.sameOrder)
        permute(steps.keptThenGone);
    if (steps.keptThenGone.size() > kept) {
        beginRemoveRows({}, kept, int(steps.keptThenGone.size()) - 1);
        d->rows = steps.kept;
        endRemoveRows();
    }
    if (steps.keptThenFresh.size() == kept)
        return;
    beginInsertRows({}, kept, int(steps.keptThenFresh.size()) - 1);
    d->rows = steps.keptThenFresh;
    endInsertRows();
    permute(steps.rows);
}

/// The same rows in another order.
void MessageListModel::permute(const QList<RowKey> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QSet<PlacementKey> wanted; // persistent indexes are few; the rows may be a million
    for (const QModelIndex &index : before)
        wanted.insert(d->rows.at(index.row()).placement);
    QHash<PlacementKey, int> found;
    for (const int row : positionsOf(rows, wanted))
        found.insert(rows.at(row).placement, row);
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after.append(index(found.value(d->rows.at(old.row()).placement, -1)));
    d->rows = rows;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void MessageListModel::announce(const QList<PlacementKey> &changed)
{
    const QList<Run> runs = runsOf(positionsOf(d->rows, QSet<PlacementKey>(changed.cbegin(), changed.cend())));
    if (runs.size() > MaximumRuns) {
        announceAll();
        return;
    }
    for (const Run &run : runs)
        Q_EMIT dataChanged(index(run.first), index(run.last));
}

void MessageListModel::announceAll()
{
    if (!d->rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(d->rows.size()) - 1));
}

} // namespace godwit::models
