// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QMetaType>
#include <optional>

namespace godwit {

/// Flags that have a bit of their own: the system flags of RFC 9051 section 2.3.2 and the registered keywords that
/// Godwit acts on (RFC 8457, 9979).  The values are stored in the database: append only.
enum class Flag : quint32 {
    Seen = 1U << 0,
    Answered = 1U << 1,
    Flagged = 1U << 2,
    Deleted = 1U << 3,
    Draft = 1U << 4,
    Forwarded = 1U << 5, ///< $Forwarded
    MdnSent = 1U << 6, ///< $MDNSent
    Junk = 1U << 7, ///< $Junk
    NotJunk = 1U << 8, ///< $NotJunk
    Phishing = 1U << 9, ///< $Phishing
};

/// The flags of one message in one mailbox.
struct Flags {
    quint32 bits = 0;
    QByteArrayList
        keywords; ///< all other keywords as the server spells them, sorted, without duplicates (ignoring case)

    bool has(Flag flag) const { return (bits & quint32(flag)) != 0; }
    void set(Flag flag, bool on) { bits = on ? bits | quint32(flag) : bits & ~quint32(flag); }
    bool operator==(const Flags &) const = default;

    /// Any spelling and case; `\Recent` is dropped.
    static Flags fromWire(const QByteArrayList &names);
    /// "\\Seen", "$Forwarded", ... system flags first.
    QByteArrayList toWire() const;
    void add(const QByteArray &wireName);
    void remove(const QByteArray &wireName);
};

/// "\\Seen" for Flag::Seen.
QByteArray wireName(Flag flag);
/// Empty where the name has no bit of its own; ignores case.
std::optional<Flag> flagFromWire(QByteArrayView name);

} // namespace godwit

Q_DECLARE_METATYPE(godwit::Flags)
