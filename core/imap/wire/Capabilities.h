// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QSet>

namespace godwit::imap {

/// What a server says it can do (RFC 9051 section 7.2.2).  Names are compared without case; kept in upper case.
class Capabilities {
public:
    Capabilities() = default;
    explicit Capabilities(const QByteArrayList &names);

    bool has(const char *name) const { return m_names.contains(QByteArray(name)); }
    bool has(const QByteArray &name) const { return m_names.contains(name); }
    bool isEmpty() const { return m_names.isEmpty(); }
    /// Sorted.
    QByteArrayList names() const;
    void add(const QByteArray &name) { m_names.insert(name.toUpper()); }
    void remove(const QByteArray &name) { m_names.remove(name.toUpper()); }

    /// LITERAL+, or IMAP4rev2 and LITERAL- up to 4096 octets (RFC 7888).
    bool allowsNonSynchronising(qsizetype literalOctets) const;
    /// EXPUNGE of exactly our messages, COPYUID, APPENDUID; part of IMAP4rev2.
    bool hasUidPlus() const { return has("UIDPLUS") || has("IMAP4REV2"); }
    /// CONDSTORE is implied by QRESYNC (RFC 7162 section 3.2.3).
    bool hasCondStore() const { return has("CONDSTORE") || has("QRESYNC"); }
    /// RETURN options of LIST (RFC 5258).
    bool hasListExtended() const { return has("LIST-EXTENDED") || has("IMAP4REV2"); }
    bool hasListStatus() const { return has("LIST-STATUS") || has("IMAP4REV2"); }
    bool hasSpecialUse() const { return has("SPECIAL-USE") || has("IMAP4REV2"); }
    bool hasMove() const { return has("MOVE") || has("IMAP4REV2"); }
    bool hasESearch() const { return has("ESEARCH") || has("IMAP4REV2"); }
    bool hasUnselect() const { return has("UNSELECT") || has("IMAP4REV2"); }
    bool hasNamespace() const { return has("NAMESPACE") || has("IMAP4REV2"); }
    bool hasIdle() const { return has("IDLE") || has("IMAP4REV2"); }
    bool operator==(const Capabilities &) const = default;

private:
    QSet<QByteArray> m_names;
};

} // namespace godwit::imap
