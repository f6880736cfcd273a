// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/internal/MailboxNode.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace godwit::models {

using namespace store;

namespace {

QString labelOf(const QByteArray &settings)
{
    const QJsonObject object = QJsonDocument::fromJson(settings).object();
    const QString label = object.value(QLatin1String("label")).toString();
    return label.isEmpty() ? object.value(QLatin1String("email")).toString() : label;
}

MailboxNode *append(MailboxNode &parent)
{
    auto node = std::make_unique<MailboxNode>();
    node->parent = &parent;
    node->account = parent.account;
    parent.children.push_back(std::move(node));
    return parent.children.back().get();
}

bool isInbox(const QString &level)
{
    return level.compare(QLatin1String("INBOX"), Qt::CaseInsensitive) == 0;
}

/// Whether this is a server that keeps everything beneath INBOX (Courier, Cyrus): for a person they stand beside it.
bool allBelowInbox(const QList<Mailbox> &mailboxes)
{
    bool someBelow = false;
    for (const Mailbox &mailbox : mailboxes) {
        if (mailbox.local || mailbox.path.isEmpty() || !isInbox(mailbox.path.constFirst()))
            return false;
        someBelow = someBelow || mailbox.path.size() > 1;
    }
    return someBelow;
}

/// The node for `path` below an account, with the levels that are missing; the first `hidden` levels have no node.
MailboxNode *place(MailboxNode &account, const QStringList &path, qsizetype hidden)
{
    MailboxNode *at = &account;
    for (qsizetype depth = hidden + 1; depth <= path.size(); ++depth) {
        const QStringList level = path.mid(0, depth);
        MailboxNode *child = at->childAt(level);
        if (!child) {
            child = append(*at);
            child->path = level;
        }
        at = child;
    }
    return at;
}

} // namespace

int MailboxNode::row() const
{
    if (!parent)
        return 0;
    const auto found = std::find_if(parent->children.cbegin(), parent->children.cend(),
        [this](const std::unique_ptr<MailboxNode> &child) { return child.get() == this; });
    return int(found - parent->children.cbegin());
}

bool MailboxNode::isSame(const MailboxNode &other) const
{
    if (account != other.account)
        return false;
    if (mailbox && other.mailbox)
        return mailbox->key == other.mailbox->key;
    return path == other.path;
}

bool MailboxNode::looksLike(const MailboxNode &other) const
{
    if (label != other.label || path != other.path || mailbox.has_value() != other.mailbox.has_value())
        return false;
    if (!mailbox)
        return true;
    return mailbox->role == other.mailbox->role && mailbox->selectable == other.mailbox->selectable
        && mailbox->subscribed == other.mailbox->subscribed && mailbox->local == other.mailbox->local
        && mailbox->total == other.mailbox->total && mailbox->unread == other.mailbox->unread
        && mailbox->rights == other.mailbox->rights;
}

MailboxNode *MailboxNode::childAt(const QStringList &childPath)
{
    for (const auto &child : children) {
        if (child->path == childPath)
            return child.get();
    }
    return nullptr;
}

MailboxNode *MailboxNode::find(MailboxKey key)
{
    if (mailbox && mailbox->key == key)
        return this;
    for (const auto &child : children) {
        if (MailboxNode *found = child->find(key))
            return found;
    }
    return nullptr;
}

std::unique_ptr<MailboxNode> readMailboxTree(const Reader &reader)
{
    auto root = std::make_unique<MailboxNode>();
    for (const AccountRow &row : reader.accounts()) {
        MailboxNode *account = append(*root);
        account->account = row.key;
        account->label = labelOf(row.settings);
        const QList<Mailbox> mailboxes = reader.mailboxes(row.key);
        const bool lifted = allBelowInbox(mailboxes);
        for (const Mailbox &mailbox : mailboxes) {
            MailboxNode *node = place(*account, mailbox.path, lifted && mailbox.path.size() > 1 ? 1 : 0);
            if (node->mailbox) { // two names of the server that read alike
                node = append(*node->parent);
                node->path = mailbox.path;
            }
            node->mailbox = mailbox;
        }
    }
    return root;
}

} // namespace godwit::models
