// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Labels.h"
#include "store/internal/Mailboxes.h"
#include "store/internal/Messages.h"
#include "store/internal/Operations.h"
#include "store/internal/Placements.h"

namespace godwit::store {

/// One action of the user: local effect and queued operations, all in one transaction and one undo step.
class Queue {
public:
    explicit Queue(Batch &batch, OperationKey inverseOf = {});

    void setFlags(const QList<PlacementKey> &keys, const QByteArrayList &add, const QByteArrayList &remove);
    /// False: a message would have to be carried elsewhere and its body is not here.
    [[nodiscard]] bool move(const QList<PlacementKey> &keys, const MailboxRow &target);
    [[nodiscard]] bool copy(const QList<PlacementKey> &keys, const MailboxRow &target);
    void expunge(const QList<PlacementKey> &keys);
    PlacementKey append(const MailboxRow &target, const IncomingMessage &message);
    /// Of what `append`, into `target`, takes the place of.
    void expungeAfter(OperationKey append, const MailboxRow &target, const QList<PlacementKey> &keys);
    /// The account's mailbox of this role; made, as part of this action, where there is none.
    std::optional<MailboxRow> mailboxFor(AccountKey account, Role role, const QString &name);
    /// A mailbox operation that waits.
    OperationKey mailbox(OperationKind kind, const MailboxRow &target, const QStringList &path,
        const QStringList &newPath, OperationState state);

    /// Once, before the transaction is committed.
    void finish();
    const QList<OperationKey> &operations() const { return m_operations; }
    std::optional<MailboxRow> mailboxRow(MailboxKey key);

private:
    struct Item {
        PlacementKey placement, source;
        MailboxKey origin;
        Flags added, removed;
        ItemState state = ItemState::Waiting;
        bool follows = false;
    };
    /// The operation of this action for one account, made when it is first needed.
    OperationRow &operation(OperationKind kind, AccountKey account, MailboxKey target, OperationState state);
    OperationRow fresh(OperationKind kind, AccountKey account, MailboxKey target, OperationState state);
    void insert(OperationRow &row);
    void insertSingle(OperationRow &row);
    void addItem(OperationRow &row, const Item &item);
    void effect(const PlacementRow &row, OperationRow &operation, Item item, bool local);
    Labels &labels(AccountKey account);
    /// The other placements of a message that Gmail's labels show in several mailboxes.
    QList<PlacementRow> twins(const PlacementRow &row, AccountKey account);
    void setFlagsOf(const PlacementRow &row, const MailboxRow &mailbox, bool isTwin);
    void moveOnServer(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target);
    bool carry(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target, bool isMove);
    bool carryToServer(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target, bool isMove);
    bool carryHome(const PlacementRow &row, const MailboxRow &target, bool isMove);
    void moveBetweenLocal(const PlacementRow &row, const MailboxRow &target);
    void duplicate(const PlacementRow &row, const MailboxRow &target);
    void expungeRow(const PlacementRow &row, const MailboxRow &mailbox, OperationKey dependsOn);

    Batch &m_batch;
    Connection &m_db;
    Placements m_placements;
    Operations m_table;
    OperationKey m_inverseOf;
    qint64 m_step = 0;
    QDateTime m_now;
    QByteArrayList m_add, m_remove;
    QList<OperationRow> m_open;
    QList<OperationKey> m_operations;
    QHash<MailboxKey, std::optional<MailboxRow>> m_mailboxes;
    QHash<AccountKey, std::shared_ptr<Labels>> m_labels;
};

} // namespace godwit::store
