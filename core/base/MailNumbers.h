// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QMetaType>
#include <compare>

namespace godwit {

/// Unique identifier of a message in a mailbox; 0 means "none yet" (RFC 9051 section 2.3.1.1).
struct Uid {
    quint32 value = 0;
    auto operator<=>(const Uid &) const = default;
    explicit operator bool() const { return value != 0; }
};

/// Every stored Uid is void when this changes; 0 means "unknown".
struct UidValidity {
    quint32 value = 0;
    auto operator<=>(const UidValidity &) const = default;
    explicit operator bool() const { return value != 0; }
};

/// Modification sequence, 63 bit (RFC 7162); 0 means "none".
struct ModSeq {
    quint64 value = 0;
    auto operator<=>(const ModSeq &) const = default;
    explicit operator bool() const { return value != 0; }
};

/// Position in the selected mailbox; dies inside the session.
struct SequenceNumber {
    quint32 value = 0;
    auto operator<=>(const SequenceNumber &) const = default;
};

/// A set of UIDs as ascending, disjoint, inclusive ranges.
class UidSet {
public:
    struct Range {
        quint32 first = 0;
        quint32 last = 0;
        bool operator==(const Range &) const = default;
    };

    UidSet() = default;
    static UidSet single(Uid uid);
    static UidSet range(Uid first, Uid last);
    /// From any order, with duplicates; zeros are dropped.
    static UidSet fromList(QList<quint32> uids);
    /// From ranges in any order, overlapping, either end first; zeros are dropped.
    static UidSet fromRanges(QList<Range> ranges);

    /// Amortised constant time when `uid` is above all others.
    void insert(Uid uid);
    bool contains(Uid uid) const;
    bool isEmpty() const { return m_ranges.isEmpty(); }
    quint64 count() const;
    const QList<Range> &ranges() const { return m_ranges; }
    QList<quint32> toList() const;
    UidSet united(const UidSet &other) const;
    UidSet subtracted(const UidSet &other) const;
    UidSet intersected(const UidSet &other) const;
    /// RFC 9051 `sequence-set`, ascending, e.g. "1:4,9".  Empty for the empty set.
    QByteArray toWire() const;
    /// Pieces whose wire form is at most `octets` long each.
    QList<UidSet> split(qsizetype octets) const;
    bool operator==(const UidSet &) const = default;

private:
    QList<Range> m_ranges;
};

} // namespace godwit

Q_DECLARE_METATYPE(godwit::Uid)
