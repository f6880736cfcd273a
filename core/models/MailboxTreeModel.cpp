// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MailboxTreeModel.h"

#include "models/MessageListModel.h"
#include "models/internal/MailboxNode.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace godwit::models {

using namespace store;

struct MailboxTreeModel::Private {
    explicit Private(Reader &reader_) : reader(reader_), root(readMailboxTree(reader_)) { }

    Reader &reader;
    std::unique_ptr<MailboxNode> root;

    static MailboxNode *node(const QModelIndex &index) { return static_cast<MailboxNode *>(index.internalPointer()); }
};

namespace {

QVariant accountValue(const MailboxNode &node, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return node.label;
    case MailboxRole:
        return QVariant::fromValue(MailboxKey());
    case PathRole:
        return QStringList();
    case RoleRole:
        return int(Role::None);
    case UnreadCountRole:
    case TotalCountRole:
        for (const auto &child : node.children) {
            if (child->mailbox && child->mailbox->role == Role::Inbox)
                return role == UnreadCountRole ? child->mailbox->unread : child->mailbox->total;
        }
        return qint64(0);
    case LocalRole:
    case SelectableRole:
    case SubscribedRole:
        return false;
    case RightsRole:
        return uint(Rights::All);
    default:
        return {};
    }
}

QVariant mailboxValue(const MailboxNode &node, int role)
{
    const Mailbox mailbox = node.mailbox.value_or(Mailbox());
    switch (role) {
    case Qt::DisplayRole:
        return node.path.last();
    case NameRole:
        return node.path.join(u'/');
    case MailboxRole:
        return QVariant::fromValue(mailbox.key);
    case PathRole:
        return node.path;
    case RoleRole:
        return int(mailbox.role);
    case UnreadCountRole:
        return mailbox.unread;
    case TotalCountRole:
        return mailbox.total;
    case LocalRole:
        return mailbox.local;
    case SelectableRole:
        return node.mailbox && mailbox.selectable;
    case SubscribedRole:
        return node.mailbox && mailbox.subscribed;
    case RightsRole:
        return uint(mailbox.rights.bits);
    default:
        return {};
    }
}

std::optional<MailboxKey> draggedMailbox(const QMimeData &data)
{
    if (!data.hasFormat(QString::fromLatin1(MailboxMimeType)))
        return std::nullopt;
    QDataStream stream(data.data(QString::fromLatin1(MailboxMimeType)));
    MailboxKey key;
    stream >> key.value;
    return stream.status() == QDataStream::Ok && key ? std::optional(key) : std::nullopt;
}

} // namespace

MailboxTreeModel::MailboxTreeModel(Reader &reader, QObject *parent)
    : QAbstractItemModel(parent), d(std::make_unique<Private>(reader))
{ }

MailboxTreeModel::~MailboxTreeModel() = default;

QModelIndex MailboxTreeModel::indexFor(const MailboxNode *node) const
{
    return node && node->parent ? createIndex(node->row(), 0, node) : QModelIndex();
}

QModelIndex MailboxTreeModel::indexOf(MailboxKey mailbox) const
{
    return mailbox ? indexFor(d->root->find(mailbox)) : QModelIndex();
}

QModelIndex MailboxTreeModel::indexOf(AccountKey account) const
{
    for (const auto &node : d->root->children) {
        if (node->account == account)
            return indexFor(node.get());
    }
    return {};
}

std::optional<Mailbox> MailboxTreeModel::mailbox(const QModelIndex &index) const
{
    return index.isValid() ? Private::node(index)->mailbox : std::nullopt;
}

AccountKey MailboxTreeModel::account(const QModelIndex &index) const
{
    return index.isValid() ? Private::node(index)->account : AccountKey();
}

QStringList MailboxTreeModel::path(const QModelIndex &index) const
{
    return index.isValid() ? Private::node(index)->path : QStringList();
}

QModelIndex MailboxTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const MailboxNode *node = parent.isValid() ? Private::node(parent) : d->root.get();
    return createIndex(row, column, node->children.at(std::size_t(row)).get());
}

QModelIndex MailboxTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexFor(Private::node(index)->parent) : QModelIndex();
}

int MailboxTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int((parent.isValid() ? Private::node(parent) : d->root.get())->children.size());
}

int MailboxTreeModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

QVariant MailboxTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MailboxNode &node = *Private::node(index);
    if (role == AccountRole)
        return QVariant::fromValue(node.account);
    if (role == IsAccountRole)
        return node.isAccount();
    return node.isAccount() ? accountValue(node, role) : mailboxValue(node, role);
}

Qt::ItemFlags MailboxTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags;
    const MailboxNode &node = *Private::node(index);
    if (node.mailbox && node.mailbox->role != Role::Inbox && node.mailbox->rights.has(Rights::DeleteMailbox))
        flags |= Qt::ItemIsDragEnabled;
    return flags | Qt::ItemIsDropEnabled;
}

QStringList MailboxTreeModel::mimeTypes() const
{
    return {QString::fromLatin1(PlacementsMimeType), QString::fromLatin1(MailboxMimeType)};
}

QMimeData *MailboxTreeModel::mimeData(const QModelIndexList &indexes) const
{
    const auto dragged = indexes.isEmpty() ? std::nullopt : mailbox(indexes.first());
    if (!dragged)
        return nullptr;
    QByteArray content;
    QDataStream(&content, QIODevice::WriteOnly) << dragged->key.value;
    auto *data = new QMimeData;
    data->setData(QString::fromLatin1(MailboxMimeType), content);
    return data;
}

bool MailboxTreeModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const
{
    Q_UNUSED(row)
    Q_UNUSED(column)
    if (!data || !parent.isValid() || !(action & supportedDropActions()))
        return false;
    const MailboxNode &goal = *Private::node(parent);
    if (data->hasFormat(QString::fromLatin1(PlacementsMimeType)))
        return goal.mailbox && goal.mailbox->selectable && goal.mailbox->rights.has(Rights::Insert);
    if (goal.mailbox && !goal.mailbox->rights.has(Rights::CreateBelow))
        return false;
    const auto dragged = draggedMailbox(*data);
    const MailboxNode *node = dragged ? d->root->find(*dragged) : nullptr;
    if (!node || node->account != goal.account || node->parent == &goal || node->mailbox->role == Role::Inbox)
        return false;
    if (goal.path + QStringList{node->path.last()} == node->path)
        return false; // where it is: beneath INBOX, and shown beside it
    for (const MailboxNode *above = &goal; above; above = above->parent) {
        if (above == node)
            return false; // into itself
    }
    return true;
}

bool MailboxTreeModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const MailboxNode &goal = *Private::node(parent);
    if (data->hasFormat(QString::fromLatin1(PlacementsMimeType))) {
        const auto placements = MessageListModel::decode(data->data(QString::fromLatin1(PlacementsMimeType)));
        if (placements.isEmpty())
            return false;
        Q_EMIT dropRequested(placements, goal.mailbox->key, action);
        return true;
    }
    const auto dragged = draggedMailbox(*data);
    const QString level = d->root->find(*dragged)->path.last();
    Q_EMIT renameRequested(*dragged, goal.path + QStringList{level});
    return true;
}

Qt::DropActions MailboxTreeModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

Qt::DropActions MailboxTreeModel::supportedDragActions() const
{
    return Qt::MoveAction;
}

void MailboxTreeModel::apply(const Change &change)
{
    if (change.kinds & (Change::Accounts | Change::Mailboxes)) {
        const auto fresh = readMailboxTree(d->reader);
        merge(*d->root, *fresh);
        return;
    }
    if (!(change.kinds & Change::Counts))
        return;
    for (const MailboxKey key : change.mailboxes) {
        MailboxNode *node = d->root->find(key);
        const auto now = node ? d->reader.mailbox(key) : std::nullopt;
        if (!now || (now->total == node->mailbox->total && now->unread == node->mailbox->unread))
            continue;
        node->mailbox = now;
        const QModelIndex at = indexFor(node);
        Q_EMIT dataChanged(at, at, {UnreadCountRole, TotalCountRole});
        if (now->role == Role::Inbox) {
            const QModelIndex root = indexOf(node->account);
            Q_EMIT dataChanged(root, root, {UnreadCountRole, TotalCountRole});
        }
    }
}

/// Makes `shown` like `fresh`, telling each step; takes new branches out of `fresh`.
void MailboxTreeModel::merge(MailboxNode &shown, MailboxNode &fresh)
{
    auto &have = shown.children;
    auto &want = fresh.children;
    const QModelIndex at = indexFor(&shown);
    for (int row = int(have.size()) - 1; row >= 0; --row) {
        const MailboxNode &old = *have.at(std::size_t(row));
        const bool stays =
            std::any_of(want.cbegin(), want.cend(), [&old](const auto &node) { return node->isSame(old); });
        if (stays)
            continue;
        beginRemoveRows(at, row, row);
        have.erase(have.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(want.size()); ++row) {
        auto &wanted = want.at(std::size_t(row));
        const auto found =
            std::find_if(have.begin() + row, have.end(), [&wanted](const auto &node) { return node->isSame(*wanted); });
        if (found == have.end()) {
            beginInsertRows(at, row, row);
            wanted->parent = &shown;
            have.insert(have.begin() + row, std::move(wanted));
            endInsertRows();
            continue;
        }
        if (const int from = int(found - have.begin()); from != row) {
            beginMoveRows(at, from, from, at, row);
            std::rotate(have.begin() + row, have.begin() + from, have.begin() + from + 1);
            endMoveRows();
        }
        MailboxNode &kept = *have.at(std::size_t(row));
        if (!kept.looksLike(*wanted)) {
            kept.label = wanted->label;
            kept.path = wanted->path;
            kept.mailbox = wanted->mailbox;
            const QModelIndex index = indexFor(&kept);
            Q_EMIT dataChanged(index, index);
        }
        merge(kept, *wanted);
    }
}

} // namespace godwit::models
