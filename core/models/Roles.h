// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <Qt>

namespace godwit::models {

/// Roles of MessageListModel.  Qt::DisplayRole is the subject.
enum MessageRole {
    SubjectRole = Qt::UserRole + 1, ///< QString
    FromRole, ///< mime::Address
    ToRole, ///< mime::Address: the first To, for Sent and Drafts
    DateRole, ///< QDateTime, UTC
    FlagsRole, ///< godwit::Flags
    UnreadRole, ///< bool, and so are the next four
    FlaggedRole,
    AnsweredRole,
    ForwardedRole,
    DraftFlagRole,
    AttachmentsRole, ///< int
    SnippetRole, ///< QString, empty until the body is here
    SizeRole, ///< qint64, octets
    PlacementRole, ///< store::PlacementKey
    MessageKeyRole, ///< store::MessageKey
    MailboxOfRowRole, ///< store::MailboxKey
    PendingRole, ///< bool: an operation on it has not reached the server yet
    HasBodyRole, ///< bool
    DepthRole, ///< int: in Grouping::Tree, how many it stands below; else 0
    ThreadRole, ///< store::ThreadSummary of a row that stands for a conversation; invalid elsewhere
};

/// Roles of MailboxTreeModel.  Qt::DisplayRole is the last level of the path as the server names it, or the account's
/// label; the window translates the names of roles.
enum MailboxTreeRole {
    MailboxRole = Qt::UserRole + 101, ///< store::MailboxKey; 0 for accounts and for levels that are no mailbox
    AccountRole, ///< store::AccountKey
    IsAccountRole, ///< bool: a root
    NameRole, ///< QString: "A/B", what commands take; of accounts the label
    PathRole, ///< QStringList: levels from the root
    RoleRole, ///< int(store::Role)
    UnreadCountRole, ///< qint64; of accounts the unread of the inbox
    TotalCountRole, ///< qint64
    LocalRole, ///< bool
    SelectableRole, ///< bool: holds messages
    SubscribedRole, ///< bool
    RightsRole, ///< uint: store::Rights::bits; all of them where there is no mailbox
};

/// What is dragged out of the message list and onto a mailbox: placement keys, see MessageListModel::encode().
constexpr char PlacementsMimeType[] = "application/x-godwit-placements";
/// A mailbox on its way to another parent.
constexpr char MailboxMimeType[] = "application/x-godwit-mailbox";

} // namespace godwit::models
