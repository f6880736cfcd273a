// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QSet>
#include <optional>

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
    void remove(const QByteArray &name);

    /// IMAP4rev2 without rev1: what rev2 folds in need not be listed.  (With rev1 it would have to be enabled first,
    /// and is not: two large hosts break on it.)
    bool isRev2Only() const { return has("IMAP4REV2") && !has("IMAP4REV1"); }
    /// LITERAL+ of any length; LITERAL- and IMAP4rev2 up to 4096 octets (RFC 7888).
    bool allowsNonSynchronising(qsizetype literalOctets) const;
    /// APPENDLIMIT=n: the largest message that any mailbox takes; bare APPENDLIMIT: STATUS tells (RFC 7889).
    std::optional<qint64> appendLimit() const;
    bool hasAppendLimitPerMailbox() const { return has("APPENDLIMIT"); }
    /// MESSAGELIMIT=n: how many messages one command may touch (RFC 9738); SAVELIMIT is not used.
    std::optional<quint32> messageLimit() const;
    /// PARTIAL of UID FETCH and SEARCH, counted from either end (RFC 9394).
    bool hasPartial() const { return has("PARTIAL"); }
    /// COMPRESS=DEFLATE (RFC 4978).
    bool hasCompress() const { return has("COMPRESS=DEFLATE"); }
    /// SORT; SORT=DISPLAY is asked for where it is there (RFC 5256, 5957).
    bool hasSort() const { return has("SORT"); }
    bool hasQuota() const { return has("QUOTA"); }
    bool hasNotify() const { return has("NOTIFY"); }
    bool hasReplace() const { return has("REPLACE"); }
    bool hasBinary() const { return has("BINARY"); }
    bool hasObjectId() const { return has("OBJECTID"); }
    /// MAILBOXID of STATUS: part of OBJECTID, and wrong on its own at some servers ("STATUS=MAILBOXID" removed).
    bool hasStatusMailboxId() const { return hasObjectId() && !m_removed.contains("STATUS=MAILBOXID"); }
    bool hasGmail() const { return has("X-GM-EXT-1"); }
    bool hasStatusSize() const { return has("STATUS=SIZE") || isRev2Only(); }
    /// EXPUNGE of exactly our messages, COPYUID, APPENDUID; part of IMAP4rev2.
    bool hasUidPlus() const { return has("UIDPLUS") || isRev2Only(); }
    /// CONDSTORE is implied by QRESYNC (RFC 7162 section 3.2.3).
    bool hasCondStore() const { return has("CONDSTORE") || has("QRESYNC"); }
    /// RETURN options of LIST (RFC 5258).
    bool hasListExtended() const { return has("LIST-EXTENDED") || isRev2Only(); }
    bool hasListStatus() const { return has("LIST-STATUS") || isRev2Only(); }
    bool hasSpecialUse() const { return has("SPECIAL-USE") || isRev2Only(); }
    bool hasMove() const { return has("MOVE") || isRev2Only(); }
    bool hasESearch() const { return has("ESEARCH") || isRev2Only(); }
    bool hasUnselect() const { return has("UNSELECT") || isRev2Only(); }
    bool hasNamespace() const { return has("NAMESPACE") || isRev2Only(); }
    bool hasIdle() const { return has("IDLE") || isRev2Only(); }
    bool operator==(const Capabilities &) const = default;

private:
    std::optional<qint64> valueOf(const QByteArray &name) const;

    QSet<QByteArray> m_names;
    QSet<QByteArray> m_removed; ///< also what is no name of its own
};

} // namespace godwit::imap
