// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Flags.h"
#include "base/MailNumbers.h"
#include "imap/wire/Capabilities.h"
#include "imap/wire/Mailbox.h"

#include <QDateTime>
#include <QList>

namespace godwit::imap {

/// Puts one command on the wire.  Whatever text it is given, the result is one command (S-035): strings become an atom,
/// a quoted string or a literal, by what they hold and by what the server can do; blanks between the words come by
/// themselves.
///
/// The result is pieces: a piece after a synchronising literal's announcement waits for the server's `+`.
class Encoder {
public:
    enum class Gate {
        Open, ///< may follow at once
        Continuation, ///< after the server's `+`
        ContinuationAndRelease, ///< after `+` and when the session says so: DONE of IDLE
    };
    struct Piece {
        QByteArray octets;
        Gate gate = Gate::Open;
        bool secret = false; ///< never logged: passwords, message text
    };

    /// `names` Utf8: the connection has UTF8=ACCEPT enabled, and quoted strings may hold UTF-8.
    Encoder(const QByteArray &tag, const Capabilities &capabilities, Names names = Names::ModifiedUtf7);

    const Capabilities &capabilities() const { return m_capabilities; }
    bool speaksUtf8() const { return m_names == Names::Utf8; }
    /// A word of ours: never text from outside.
    Encoder &atom(QByteArrayView word);
    Encoder &number(quint64 value);
    /// Sequence set in wire form, ours.
    Encoder &set(const QByteArray &wire) { return atom(wire); }
    /// The empty set is said as the highest UID there can be, which no message has.
    Encoder &set(const UidSet &uids) { return atom(uids.isEmpty() ? QByteArray("4294967295") : uids.toWire()); }
    /// Text from outside: an atom where it can be one, else quoted, else a literal.
    Encoder &astring(QByteArrayView text);
    /// Text from outside, never as an atom.
    Encoder &string(QByteArrayView text);
    /// The same, kept out of every log: what a person searches for.
    Encoder &privateString(QByteArrayView text);
    Encoder &mailbox(const Mailbox &mailbox);
    /// `(\\Seen $Forwarded)`; flags that could not be said safely are left out.
    Encoder &flags(const QByteArrayList &names);
    /// RFC 9051 `date-time`, UTC.
    Encoder &dateTime(const QDateTime &time);
    Encoder &open(); ///< `(`
    Encoder &close(); ///< `)`
    /// Octets of any size as a literal; not copied.
    Encoder &literal(const QByteArray &octets);
    /// The same as literal8 (RFC 3516), which may hold NUL and UTF-8 headers.
    Encoder &literal8(const QByteArray &octets);
    /// A list of Gmail's labels: `\Inbox` stays a flag, other names are mailbox names.
    Encoder &labels(const QByteArrayList &names);
    /// The next strings are passwords or the like: kept out of every log.
    Encoder &secret(QByteArrayView text);
    /// A secret word of ours as it stands (base64 of SASL-IR).
    Encoder &credential(const QByteArray &word);
    /// A line of its own behind a `+` (SASL, DONE of IDLE).
    Encoder &continuationLine(const QByteArray &line, Gate gate, bool isSecret);

    /// Ends the command and hands over its pieces.
    QList<Piece> finish();

private:
    void separate();
    void write(QByteArrayView octets);
    void announce(const QByteArray &octets, bool isSecret, const char *start = "{");
    bool canBeQuoted(QByteArrayView text) const;

    const Capabilities &m_capabilities;
    Names m_names;
    QList<Piece> m_pieces;
    bool m_needsBlank = false;
    bool m_lineEnded = false;
};

} // namespace godwit::imap
