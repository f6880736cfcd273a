// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/Roles.h"
#include "store/Reader.h"

#include <QAbstractItemModel>
#include <memory>

namespace godwit::models {

struct MailboxNode;

/// Accounts and their mailboxes, nested by path; levels without a mailbox of their own are there all the same, not
/// selectable.  Where a server keeps everything beneath INBOX it stands beside it.  Exact row changes, so that what is
/// open stays open.
class MailboxTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    /// `reader` belongs to the model's thread and outlives the model.
    explicit MailboxTreeModel(store::Reader &reader, QObject *parent = nullptr);
    ~MailboxTreeModel() override;

    QModelIndex indexOf(store::MailboxKey mailbox) const;
    QModelIndex indexOf(store::AccountKey account) const;
    std::optional<store::Mailbox> mailbox(const QModelIndex &index) const; ///< none for accounts and bare levels
    store::AccountKey account(const QModelIndex &index) const;
    QStringList path(const QModelIndex &index) const; ///< empty for accounts

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    bool dropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;
    Qt::DropActions supportedDropActions() const override;
    Qt::DropActions supportedDragActions() const override;

public Q_SLOTS:
    /// To be connected to sync::Engine::changed (or store::Writer::changed).
    void apply(const godwit::store::Change &change);

Q_SIGNALS:
    void dropRequested(
        const QList<godwit::store::PlacementKey> &placements, godwit::store::MailboxKey target, Qt::DropAction action);
    /// A mailbox was dropped onto another (or onto its account): intent only, nothing has changed yet.
    void renameRequested(godwit::store::MailboxKey mailbox, const QStringList &newPath);

private:
    struct Private;
    QModelIndex indexFor(const MailboxNode *node) const;
    void merge(MailboxNode &shown, MailboxNode &fresh);

    std::unique_ptr<Private> d;
};

} // namespace godwit::models
