// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QStringList>

namespace godwit::imap {

/// How a connection spells mailbox names: RFC 3501 section 5.1.3; UTF-8 after ENABLE UTF8=ACCEPT (RFC 9755).
enum class Names { ModifiedUtf7, Utf8 };

/// The name of a mailbox exactly as the server spells it: what goes back on the wire (NOTES of RFC 9051 section 5.1).
/// Any octets except CR, LF and NUL come from people; from servers any octets at all.
struct Mailbox {
    QByteArray wireName; ///< in modified UTF-7; translated at the border where the connection speaks UTF-8

    static Mailbox fromWire(QByteArray name, Names names);
    QByteArray toWire(Names names) const;
    bool isInbox() const { return wireName.compare("INBOX", Qt::CaseInsensitive) == 0; }
    /// INBOX in any case is one mailbox; all other names count octet by octet.
    bool operator==(const Mailbox &other) const { return wireName == other.wireName || (isInbox() && other.isInbox()); }
    /// The levels for people.  Broken modified UTF-7 and raw UTF-8 are shown as well as can be.
    QStringList path(char delimiter) const;
    /// From levels that a person typed.  `delimiter` '\0': the levels must be one.
    static Mailbox fromPath(const QStringList &path, char delimiter);
};

} // namespace godwit::imap
