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
    std::optional<qint64> appendLimit; ///< APPENDLIMIT (RFC 7889); absent also where there is none (NIL)
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
    /// ALL as it was sent: ESORT's order is in it (RFC 5267 section 3).
    QList<UidSet::Range> order;
    std::optional<quint32> count;
    Uid min, max;
    ModSeq highestModSeq;
    /// PARTIAL (RFC 9394): `order` and `all` hold the piece that was asked for.
    bool isPartial = false;
};

/// SORT (RFC 5256): UIDs, since only UID SORT is ever sent, in the server's order.
struct SortData {
    QList<Uid> uids;
    ModSeq highestModSeq;
};

/// QUOTAROOT (RFC 9208): which quotas count for a mailbox.
struct QuotaRootData {
    Mailbox mailbox;
    QByteArrayList roots;
};
/// QUOTA.  Values have 63 bits: Gmail's do not fit into 32.
struct QuotaData {
    struct Resource {
        QByteArray name; ///< upper case: "STORAGE" in units of 1024 octets, "MESSAGE", "MAILBOX"
        qint64 usage = 0;
        qint64 limit = 0;
    };
    QByteArray root; ///< may be empty
    QList<Resource> resources;
};

/// MYRIGHTS (RFC 4314, also from LIST-MYRIGHTS, RFC 8440).
struct RightsData {
    Mailbox mailbox;
    QByteArray rights; ///< one letter each; "c" and "d" of RFC 2086 are there beside what they stand for
    bool has(char right) const { return rights.contains(right); }
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
using Untagged = std::variant<StatusResponse, CapabilityData, ListData, MailboxStatus, SearchData, ESearchData,
    FlagsData, ExistsData, RecentData, ExpungeData, VanishedData, FetchData, NamespaceData, IdData, EnabledData,
    SortData, QuotaRootData, QuotaData, RightsData, UnknownData>;

/// `+ text`
struct Continuation {
    QByteArray text;
};

using Response = std::variant<Tagged, Continuation, Untagged>;

} // namespace godwit::imap
