// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Encoder.h"

#include <chrono>

namespace godwit::imap {

/// What a SEARCH or SORT looks for: RFC 9051 section 6.4.4 and the extensions named below.  Keys that are joined by
/// and() must all match.  Text is UTF-8; whether servers look for words or for pieces of words differs, so merge what
/// they find with what is known here.  Dates are days of the server's zone: widen them by one.
class SearchKeys {
public:
    static SearchKeys all();
    static SearchKeys uids(const UidSet &uids);
    static SearchKeys flag(const QByteArray &name); ///< "\\Seen", "$Forwarded"
    static SearchKeys withoutFlag(const QByteArray &name);
    static SearchKeys header(const QByteArray &field, const QString &text);
    static SearchKeys from(const QString &text);
    static SearchKeys to(const QString &text);
    static SearchKeys cc(const QString &text);
    static SearchKeys subject(const QString &text);
    static SearchKeys body(const QString &text);
    static SearchKeys anywhere(const QString &text); ///< TEXT
    static SearchKeys since(const QDate &day); ///< by internal date
    static SearchKeys before(const QDate &day);
    static SearchKeys sentSince(const QDate &day); ///< by the Date field
    static SearchKeys sentBefore(const QDate &day);
    static SearchKeys largerThan(quint64 octets);
    static SearchKeys smallerThan(quint64 octets);
    /// WITHIN (RFC 5032), to the second and free of zones.
    static SearchKeys olderThan(std::chrono::seconds age);
    static SearchKeys youngerThan(std::chrono::seconds age);
    /// SAVEDATE (RFC 8514): came into this mailbox before, since.
    static SearchKeys savedBefore(const QDate &day);
    static SearchKeys savedSince(const QDate &day);
    static SearchKeys emailId(const QByteArray &id); ///< EMAILID, or X-GM-MSGID with Gmail
    static SearchKeys threadId(const QByteArray &id);
    /// Gmail's own syntax, as in its search field (X-GM-RAW).
    static SearchKeys gmail(const QString &text);
    /// Near misses too, where the server has SEARCH=FUZZY (RFC 6203); exactly `keys` elsewhere.
    static SearchKeys fuzzy(const SearchKeys &keys);
    static SearchKeys either(const SearchKeys &one, const SearchKeys &other);
    static SearchKeys none(const SearchKeys &keys); ///< NOT
    SearchKeys &with(const SearchKeys &keys); ///< and

    /// Whether the server knows all of these keys.
    bool isPossible(const Capabilities &capabilities) const;
    /// Whether CHARSET must be said (RFC 9051 section 6.4.4; never with UTF8=ACCEPT).
    bool needsCharset() const;
    void encode(Encoder &out) const;

private:
    struct Word {
        enum class Kind { Ours, Astring, Text, Open, Close, Fuzzy, EmailId, ThreadId };
        Kind kind = Kind::Ours;
        QByteArray octets;
    };
    static SearchKeys key(const QByteArray &name);
    static SearchKeys text(const QByteArray &name, const QString &text);
    static SearchKeys day(const QByteArray &name, const QDate &day);
    SearchKeys &append(Word::Kind kind, const QByteArray &octets = {});
    SearchKeys &appendGroup(const SearchKeys &keys);

    QList<Word> m_words;
    QByteArrayList m_needs; ///< capabilities
};

} // namespace godwit::imap
