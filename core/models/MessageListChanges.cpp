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

void MessageListModel::setMailbox(MailboxKey mailbox)
{
    beginResetModel();
    d->loader.cancel();
    d->mailbox = mailbox;
    d->filter.clear();
    d->deferred.clear();
    d->reloadWhenDone = false;
    d->cache.clear();
    d->rows = mailbox ? d->reader.rowKeys(mailbox, FirstRows) : QList<RowKey>();
    if (d->rows.size() == FirstRows) { // room for the rest: growing would copy a million rows within one turn
        const auto opened = d->reader.mailbox(mailbox);
        d->rows.reserve(qsizetype(std::min(opened ? opened->total : 0, MaximumReserved)));
    }
    d->expect = Private::Expect::Nothing;
    endResetModel();
    if (d->rows.size() == FirstRows)
        requestSlice();
    else
        setLoading(false);
}

void MessageListModel::setFilter(const QString &text)
{
    if (text == d->filter)
        return;
    d->filter = text;
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
    d->loader.load({d->mailbox, {}, SliceRows, d->rows.isEmpty() ? std::nullopt : std::optional(d->rows.last())});
}

void MessageListModel::requestWhole()
{
    d->expect = Private::Expect::Whole;
    d->deferred.clear();
    d->reloadWhenDone = false;
    setLoading(true);
    d->loader.load({d->mailbox, d->filter, -1, std::nullopt});
}

void MessageListModel::take(const QList<RowKey> &rows)
{
    const auto expected = std::exchange(d->expect, Private::Expect::Nothing);
    if (expected == Private::Expect::Slice && !rows.isEmpty()) {
        beginInsertRows({}, int(d->rows.size()), int(d->rows.size() + rows.size()) - 1);
        d->rows.append(rows);
        endInsertRows();
    } else if (expected == Private::Expect::Whole) {
        replaceRows(rows);
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
    if (rows.reload || (!d->filter.isEmpty() && !rows.added.isEmpty())) {
        requestWhole(); // whether a new row passes the filter only the database knows
        return;
    }
    removeRowsOf(rows.removed);
    QList<RowKey> added;
    const bool open = d->expect == Private::Expect::Slice; // rows below the last come with a later slice
    for (const RowKey &row : rows.added) {
        if (contains(d->rows, row) || (open && !d->rows.isEmpty() && isBefore(d->rows.last(), row)))
            continue;
        added.append(row);
    }
    insertRowsOf(added);
}

void MessageListModel::removeRowsOf(const QList<PlacementKey> &placements)
{
    const QList<Run> runs = runsOf(positionsOf(d->rows, QSet<PlacementKey>(placements.cbegin(), placements.cend())));
    if (runs.size() > MaximumRuns) {
        QList<RowKey> kept;
        const QSet<PlacementKey> gone(placements.cbegin(), placements.cend());
        std::copy_if(d->rows.cbegin(), d->rows.cend(), std::back_inserter(kept),
            [&gone](const RowKey &row) { return !gone.contains(row.placement); });
        rearrange(kept);
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
        const int at = lowerBound(d->rows, added.at(i));
        if (!groups.isEmpty() && groups.last().at == at)
            groups.last().last = i;
        else
            groups.append({at, i, i});
    }
    if (groups.size() > MaximumRuns) {
        QList<RowKey> merged;
        merged.reserve(d->rows.size() + added.size());
        std::merge(
            d->rows.cbegin(), d->rows.cend(), added.cbegin(), added.cend(), std::back_inserter(merged), isBefore);
        rearrange(merged);
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

void MessageListModel::replaceRows(const QList<RowKey> &rows)
{
    const Difference steps = difference(d->rows, rows);
    if (steps.removed.size() + steps.added.size() > MaximumRuns) {
        rearrange(rows);
        return;
    }
    removeRuns(steps.removed);
    for (const Run &run : steps.added) {
        beginInsertRows({}, run.first, run.last);
        d->rows.insert(run.first, run.last - run.first + 1, RowKey());
        std::copy(rows.cbegin() + run.first, rows.cbegin() + run.last + 1, d->rows.begin() + run.first);
        endInsertRows();
    }
}

/// Leads to `rows` with four signals, however scattered the changes are: what goes is gathered at the end and removed,
/// what comes is added at the end and put in its place.  Selections and the current row follow their messages.
void MessageListModel::rearrange(const QList<RowKey> &rows)
{
    QList<RowKey> kept, gone, fresh;
    std::set_intersection(
        d->rows.cbegin(), d->rows.cend(), rows.cbegin(), rows.cend(), std::back_inserter(kept), isBefore);
    std::set_difference(
        d->rows.cbegin(), d->rows.cend(), rows.cbegin(), rows.cend(), std::back_inserter(gone), isBefore);
    std::set_difference(
        rows.cbegin(), rows.cend(), d->rows.cbegin(), d->rows.cend(), std::back_inserter(fresh), isBefore);
    if (!gone.isEmpty()) {
        permute(kept + gone);
        beginRemoveRows({}, int(kept.size()), int(d->rows.size()) - 1);
        d->rows = kept;
        endRemoveRows();
    }
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, int(kept.size()), int(kept.size() + fresh.size()) - 1);
    d->rows = kept + fresh;
    endInsertRows();
    permute(rows);
}

/// The same rows in another order.
void MessageListModel::permute(const QList<RowKey> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QHash<PlacementKey, int> wanted; // persistent indexes are few; the rows may be a million
    for (const QModelIndex &index : before)
        wanted.insert(d->rows.at(index.row()).placement, -1);
    for (int row = 0; row < rows.size() && !wanted.isEmpty(); ++row) {
        const auto found = wanted.find(rows.at(row).placement);
        if (found != wanted.end())
            *found = row;
    }
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after.append(index(wanted.value(d->rows.at(old.row()).placement)));
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
