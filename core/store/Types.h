// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Flags.h"
#include "base/MailError.h"
#include "base/MailNumbers.h"
#include "mime/Message.h"

#include <QDateTime>
#include <QMetaType>
#include <optional>

namespace godwit::store {

/// Row keys of the store; never reused, never shown to a server.
template <typename Tag> struct Key {
    qint64 value = 0;
    auto operator<=>(const Key &) const = default;
    explicit operator bool() const { return value != 0; }
    friend size_t qHash(Key key, size_t seed = 0) { return ::qHash(key.value, seed); }
};
using AccountKey = Key<struct AccountTag>;
using MailboxKey = Key<struct MailboxTag>;
using MessageKey = Key<struct MessageTag>; ///< one real message: header, body
using PlacementKey = Key<struct PlacementTag>; ///< a message in a mailbox: what a list row and the command line name.
                                               ///< Keeps its value when the message is moved.
using ThreadKey = Key<struct ThreadTag>; ///< a conversation; may change when two are united
using OperationKey = Key<struct OperationTag>;
using SubmissionKey = Key<struct SubmissionTag>; ///< a row of the outbox
using DraftKey = Key<struct DraftTag>;

enum class Role { None, Inbox, Drafts, Sent, Trash, Junk, Archive }; // stored: append only

/// Whose it is (RFC 2342).
enum class Share { Own, OtherUsers, Shared }; // stored: append only

/// What the server lets this account do with a mailbox (RFC 4314).  All of it where the server does not say.
struct Rights {
    enum Right : quint32 {
        Insert = 1, ///< append, copy and move into it
        RemoveMessages = 2, ///< delete and move out of it
        KeepSeen = 4,
        SetFlags = 8, ///< others than \Seen and \Deleted
        CreateBelow = 16,
        DeleteMailbox = 32, ///< or rename it
        All = 63
    };
    quint32 bits = All;
    bool has(Right right) const { return (bits & right) != 0; }
    bool operator==(const Rights &) const = default;
};

/// A mailbox as people see it: server state with pending operations on top.
struct Mailbox {
    MailboxKey key;
    AccountKey account;
    QByteArray wireName; ///< as the server spells it (modified UTF-7 or UTF-8); empty for local mailboxes
    QStringList path; ///< decoded levels from the root
    char delimiter = '\0'; ///< '\0': flat
    Role role = Role::None;
    bool selectable = true;
    bool subscribed = true;
    bool local = false; ///< exists only here (POP3 accounts, local folders)
    qint64 total = 0;
    qint64 unread = 0;
    Share share = Share::Own;
    Rights rights;
    bool holdsLabels = false; ///< Gmail's All Mail
    QByteArray label; ///< Gmail's label that makes its placements ("\\Inbox", "Work"); empty: a mailbox of its own

    bool isLabel() const { return !label.isEmpty(); }
    QString name() const { return path.join(u'/'); } ///< what commands take as MAILBOX
};

/// What is known of the server's side of a mailbox (NOTES section 2.1).
struct SyncPoint {
    UidValidity uidValidity;
    Uid uidNext;
    ModSeq highestModSeq;
    quint32 exists = 0;
    Uid oldestSynced; ///< first sync walks down; 1 when it reached the bottom, 0 before it began
    QDateTime lastFlagSweep;
};

/// Order of a list: Date, corrected as DESIGN section 11 says.  Newest first means descending (date, key).
struct RowKey {
    qint64 date = 0; ///< seconds since the epoch, UTC
    PlacementKey placement;
    bool operator==(const RowKey &) const = default;
};

/// What a list is ordered by.  Sender and Recipient: the name that is shown, else the address; Subject: the base
/// subject of RFC 5256.  Case and width make no difference.
enum class SortBy { Date, Sender, Recipient, Subject, Size }; // stored: append only
enum class SortDirection { Descending, Ascending };
/// How messages that answer each other stand in a list by date: each by itself; below what it answers, where its
/// conversation's newest message stands; or one row for all of them.
enum class Grouping { Flat, Tree, Conversations }; // stored: append only
struct ListOrder {
    SortBy by = SortBy::Date;
    SortDirection direction = SortDirection::Descending; ///< of equals the newest first, in Ascending order
    Grouping grouping = Grouping::Flat;
    bool isGrouped() const { return grouping != Grouping::Flat && by == SortBy::Date; }
    bool operator==(const ListOrder &) const = default;
};
/// So many rows are read and sorted within a frame; beyond that an order is worth keeping.
constexpr qint64 SortedAtOnce = 2000;
/// A row with what it is ordered by: octets that compare as the rows do.
struct SortEntry {
    QByteArray key;
    RowKey row;
};

/// What one list row shows.
struct ListRow {
    PlacementKey placement;
    MessageKey message;
    MailboxKey mailbox;
    QString subject;
    mime::Address from; ///< first From; in Sent and Drafts the first To is what people look for: see `to`
    mime::Address to;
    QDateTime date; ///< UTC
    Flags flags;
    qint64 sizeOctets = 0;
    int attachments = 0;
    QString snippet; ///< empty until the body is here
    bool hasBody = false;
    bool hasText = false; ///< without the body: its text parts are here (Reader::readable())
    Uid uid; ///< the server's, once it is known
    bool pending = false; ///< an operation on it has not reached the server yet
    ThreadKey thread;
};

/// What a list row shows of a conversation.
struct ThreadSummary {
    ThreadKey thread;
    int messages = 0; ///< in all mailboxes but Trash, Junk and Drafts
    int unread = 0; ///< in the mailbox asked about: what is marked as read there
    mime::AddressList participants; ///< in the order in which they first wrote
    bool flagged = false;
    bool muted = false;
    int attachments = 0;
};

/// A message of a conversation, where it is best shown from.
struct ThreadRow {
    ListRow row;
    MessageKey parent; ///< the nearest ancestor that is here too; 0: the first, or of one that is not here
    int depth = 0;
};

/// A message as the server announced it, on its way into the store.
struct IncomingMessage {
    Uid uid;
    Flags flags;
    ModSeq modSeq;
    QDateTime internalDate;
    qint64 sizeOctets = 0;
    mime::Envelope envelope;
    int attachments = 0; ///< from BODYSTRUCTURE, or counted
    QByteArray emailId; ///< RFC 8474 EMAILID or X-GM-MSGID; empty when not offered
    QByteArray raw; ///< the whole message where it came along (POP3, append); else empty
    QString snippet; ///< of `raw`; a null string: the store makes it, at the price of parsing
    /// X-GM-LABELS, of the mailbox that holds labels: each makes a placement in the mailbox of that label.
    std::optional<QByteArrayList> labels = {};
};

struct FlagUpdate {
    Uid uid;
    Flags flags;
    ModSeq modSeq;
    std::optional<QByteArrayList> labels = {}; ///< as of IncomingMessage
};

// ---- the journal -------------------------------------------------------------------------------------------------

enum class OperationKind { // stored: append only
    SetFlags,
    Move,
    Copy,
    Expunge,
    Append,
    CreateMailbox,
    RenameMailbox,
    DeleteMailbox,
    Subscribe,
    Unsubscribe
};
enum class OperationState { Pending, InFlight, Done, Refused, Unknown, Undone, Dropped }; // stored: append only

struct Operation {
    OperationKey key;
    AccountKey account;
    OperationKind kind = OperationKind::SetFlags;
    OperationState state = OperationState::Pending;
    QDateTime at; ///< when the user acted, UTC
    int attempts = 0;
    MailboxKey target; ///< Move, Copy, Append: the goal.  Mailbox operations: the mailbox itself.
    QByteArrayList addFlags, removeFlags; ///< SetFlags, by IMAP name
    QStringList path, newPath; ///< mailbox operations
    qint64 messages = 0; ///< how many placements it is about
    bool undoable = false;
    MailError error; ///< of the last attempt; meaningful for Refused and Unknown
};

/// One message of an operation, as the executor needs it.
struct OperationItem {
    PlacementKey placement;
    MessageKey message;
    MailboxKey serverMailbox; ///< where the server has it; empty while it exists only here
    Uid uid; ///< in serverMailbox
    /// Gmail's, by which the message is where the operation found it; then serverMailbox is All Mail, and without `uid`
    /// the message is known by its `emailId` alone.
    QByteArray label;
    QByteArray emailId;
    QString messageIdField; ///< for looking it up after a lost answer
    QDateTime internalDate;
    qint64 sizeOctets = 0;
    Flags flags; ///< as the user sees them
};

// ---- outbox ------------------------------------------------------------------------------------------------------

enum class SubmissionState { Held, Waiting, Scheduled, Sending, Failed, Unknown, Sent }; // stored: append only

struct RecipientResult {
    QString addr;
    bool accepted = false;
    MailError error;
};

struct Submission {
    SubmissionKey key;
    AccountKey account;
    SubmissionState state = SubmissionState::Waiting;
    QString envelopeFrom;
    QStringList recipients; ///< addr-specs still to be served
    QString subject;
    mime::AddressList to;
    QString messageIdField;
    int attempts = 0;
    QDateTime created, next; ///< `next`: not before
    MailError error;
    QList<RecipientResult> refused;
    PlacementKey answered, forwarded; ///< gets \Answered or $Forwarded once it is sent
};

/// A file of a draft.
struct DraftFile {
    QByteArray id; ///< the composer's, never used for other content
    QByteArray content;
};

/// A message being written; survives a crash within a second.
struct StoredDraft {
    DraftKey key;
    AccountKey account;
    QByteArray content; ///< the composer's own serialisation, without the files
    QList<DraftFile> files; ///< each is written once however often the draft is saved
    QDateTime saved;
    bool open = false; ///< its window was open when it was saved: reopen it after a crash
    PlacementKey answered, forwarded;
    PlacementKey serverCopy; ///< its copy in the Drafts mailbox
};

// ---- change notices ----------------------------------------------------------------------------------------------

/// What one committed transaction changed.  Small: where many rows changed it says so and names none.
struct Change {
    enum Kind : quint32 {
        Accounts = 1,
        Mailboxes = 2, ///< tree: added, removed, renamed, roles, subscription
        Counts = 4, ///< total, unread
        Rows = 8, ///< added and removed placements
        RowData = 16, ///< flags, snippets, body presence
        Journal = 32,
        Outbox = 64,
        Drafts = 128,
    };
    quint32 kinds = 0;
    QList<MailboxKey> mailboxes; ///< whose rows or counts changed
    struct MailboxRows {
        MailboxKey mailbox;
        QList<RowKey> added;
        QList<PlacementKey> removed;
        QList<PlacementKey> changed;
        bool reload = false; ///< more than MaximumListedRows changed: ask again
    };
    QList<MailboxRows> rows;
    static constexpr qsizetype MaximumListedRows = 5000;
};

} // namespace godwit::store

Q_DECLARE_METATYPE(godwit::store::Change)
Q_DECLARE_METATYPE(godwit::store::PlacementKey)
Q_DECLARE_METATYPE(godwit::store::MailboxKey)
Q_DECLARE_METATYPE(godwit::store::AccountKey)
Q_DECLARE_METATYPE(godwit::store::OperationKey)
Q_DECLARE_METATYPE(godwit::store::SubmissionKey)
Q_DECLARE_METATYPE(godwit::store::MessageKey)
Q_DECLARE_METATYPE(godwit::store::DraftKey)
Q_DECLARE_METATYPE(godwit::store::ThreadSummary)
