// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/Roles.h"
#include "store/Reader.h"

#include <QAbstractListModel>
#include <memory>

namespace godwit::models {

struct Difference;
struct Run;

/// Rows `first` to `last`, both included.
struct RowRange {
    int first = 0;
    int last = -1;
};

/// The messages of one mailbox, newest first or in another order.  Holds sixteen octets a row; what a row shows is read
/// in pages when a view asks for it.  Tells views the exact rows that come and go, so that selection and scroll
/// position stay; the model is reset only by setMailbox() and setOrder().
class MessageListModel : public QAbstractListModel {
    Q_OBJECT
public:
    /// `reader` belongs to the model's thread and outlives the model; a worker opens one of its own on the same
    /// profile.
    explicit MessageListModel(store::Reader &reader, QObject *parent = nullptr);
    ~MessageListModel() override;

    /// The first FirstRows rows are here when this returns, the rest follows.  0 shows nothing.  In an order that
    /// is not kept (store::Reader::keepsOrder()) all rows of a large mailbox follow.
    void setMailbox(store::MailboxKey mailbox, store::ListOrder order = {});
    /// A small mailbox is rearranged at once, so that selections stay; a large one is reset when the order is kept,
    /// else it stays as it is until it has been sorted.
    void setOrder(store::ListOrder order);
    store::ListOrder order() const;
    store::MailboxKey mailbox() const;
    /// Only rows whose subject or sender holds `text`; empty: all.  The result arrives by row changes.
    void setFilter(const QString &text);
    QString filter() const;
    /// Whether rows are still on their way.
    bool isLoading() const;

    store::PlacementKey placementAt(int row) const; ///< 0 when there is no such row
    /// store::RowKey::date, seconds since the epoch, without reading a page: for the heads that the view paints above
    /// groups.  0 when there is no such row.
    qint64 dateAt(int row) const;
    int rowOf(store::PlacementKey placement) const; ///< -1 when it is not here
    /// A row that stands for a conversation means all of it that is in this mailbox.
    QList<store::PlacementKey> placementsForRows(const QList<RowRange> &ranges) const;
    std::optional<store::ListRow> rowData(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override;

    /// The content of PlacementsMimeType.
    static QByteArray encode(const QList<store::PlacementKey> &placements);
    static QList<store::PlacementKey> decode(const QByteArray &content);

    static constexpr int FirstRows = 200;

public Q_SLOTS:
    /// To be connected to sync::Engine::changed (or store::Writer::changed).
    void apply(const godwit::store::Change &change);

Q_SIGNALS:
    void loadingChanged(bool loading);
    /// The mailbox that is shown went away (deleted here or by another client); the model is empty now.
    void mailboxGone(godwit::store::MailboxKey mailbox);

private:
    struct Private;
    void setLoading(bool loading);
    void requestSlice();
    void requestWhole();
    bool isByDate() const;
    bool holdsAll(const QList<store::RowKey> &added) const;
    void take(const Difference &loaded);
    void applyRows(const store::Change::MailboxRows &rows);
    void applyGrouped(const store::Change::MailboxRows &rows);
    void rename(store::PlacementKey from, store::RowKey to);
    void readPage(int row) const;
    void removeRowsOf(const QList<store::PlacementKey> &placements);
    void removeRuns(const QList<Run> &runs);
    void insertRowsOf(const QList<store::RowKey> &added);
    void replaceRows(const Difference &steps);
    void rearrange(const Difference &steps);
    void permute(const QList<store::RowKey> &rows);
    void announce(const QList<store::PlacementKey> &changed);
    void announceAll();

    std::unique_ptr<Private> d;
};

} // namespace godwit::models
