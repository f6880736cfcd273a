// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/MessageListModel.h"
#include "models/internal/KeyLoader.h"
#include "models/internal/RowList.h"

#include <QCache>

namespace godwit::models {

struct MessageListModel::Private {
    explicit Private(store::Reader &reader);

    store::Reader &reader;
    KeyLoader loader;
    store::MailboxKey mailbox;
    store::ListOrder order;
    QString filter;
    QList<store::RowKey> rows;
    /// What is read in pages.
    struct Row {
        store::ListRow row;
        int depth = 0;
        std::optional<store::ThreadSummary> thread;
    };
    mutable QCache<store::PlacementKey, Row> cache;
    /// Waiting for the loader.  Slice: what it brings goes to the end.  Whole: it replaces everything, told as exact
    /// changes.
    enum class Expect { Nothing, Slice, Whole } expect = Expect::Nothing;
    bool isLoading = false;
    bool standsForMore() const
    {
        return order.isGrouped() && order.grouping == store::Grouping::Conversations && filter.isEmpty();
    }
    bool reloadWhenDone = false; ///< asked for while a slice was on its way
    QList<store::Change::MailboxRows> deferred; ///< came while the loader was reading: it may know them or not
};

} // namespace godwit::models
