// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/FetchData.h"
#include "imap/wire/Mailbox.h"
#include "imap/wire/StatusResponse.h"

namespace godwit::imap {

struct CapabilityData {
    Capabilities capabilities;
};

/// LIST, LSUB and XLIST (RFC 9051 section 7.3.1, RFC 3501 section 7.2.3).
struct ListData {
    enum class Kind { List, Lsub };
    Kind kind = Kind::List;
    QByteArrayList attributes; ///< lower case, with backslash
    char delimiter = '\0'; ///< '\0': NIL, a flat mailbox
    Mailbox mailbox;
    QByteArray oldName; ///< OLDNAME (RFC 9051 section 6.3.9.7); empty: none
    bool has(QByteArrayView attribute) const { return attributes.contains(attribute); }
    bool isSelectable() const { return !has("\\noselect") && !has("\\nonexistent"); }
    bool isSubscribed() const { return kind == Kind::Lsub || has("\\subscribed"); }
};

/// STATUS; items that were not sent or made no sense are absent.
struct MailboxStatus {
    Mailbox mailbox;
    std::optional<quint32> messages, unseen;
    Uid uidNext;
    UidValidity uidValidity;
    ModSeq highestModSeq;
    std::optional<qint64> sizeOctets;
    QByteArray mailboxId;
};

/// SEARCH; of UIDs, since only UID SEARCH is ever sent.
struct SearchData {
    UidSet uids;
    ModSeq highestModSeq;
};

/// ESEARCH (RFC 4731).
struct ESearchData {
    QByteArray tag;
    bool byUid = false;
    std::optional<UidSet> all;
    std::optional<quint32> count;
    Uid min, max;
    ModSeq highestModSeq;
};

struct FlagsData {
    QByteArrayList flags;
};
struct ExistsData {
    quint32 count = 0;
};
struct RecentData {
    quint32 count = 0;
};
struct ExpungeData {
    SequenceNumber sequenceNumber;
};
/// VANISHED (RFC 7162 section 3.2.10).
struct VanishedData {
    bool earlier = false;
    UidSet uids;
};

/// NAMESPACE (RFC 2342).
struct NamespaceData {
    struct Entry {
        QByteArray prefix; ///< wire form
        char delimiter = '\0';
    };
    QList<Entry> personal, otherUsers, shared;
};

/// ID (RFC 2971); names in lower case.
struct IdData {
    QList<std::pair<QByteArray, QByteArray>> fields;
    QByteArray field(QByteArrayView name) const;
};

struct EnabledData {
    QByteArrayList capabilities; ///< upper case
};

/// Kept, counted, otherwise ignored.
struct UnknownData {
    QByteArray octets; ///< at most 1 KiB of it
};

/// One untagged response.  StatusResponse is OK, NO, BAD, BYE or PREAUTH.
using Untagged =
    std::variant<StatusResponse, CapabilityData, ListData, MailboxStatus, SearchData, ESearchData, FlagsData,
        ExistsData, RecentData, ExpungeData, VanishedData, FetchData, NamespaceData, IdData, EnabledData, UnknownData>;

/// `+ text`
struct Continuation {
    QByteArray text;
};

using Response = std::variant<Tagged, Continuation, Untagged>;

} // namespace godwit::imap
