// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "mime/Address.h"

#include <QByteArrayList>
#include <QDateTime>
#include <optional>

namespace godwit::mime {

/// What the list, threads and the header block need; from a parsed message or from an IMAP ENVELOPE.
struct Envelope {
    std::optional<QString> subject; ///< decoded, unfolded, one line
    AddressList from, sender, replyTo, to, cc, bcc;
    std::optional<QDateTime> date; ///< UTC; absent when the field is missing or unreadable
    QString messageId; ///< without angle brackets; empty when absent
    QStringList inReplyTo, references; ///< without angle brackets, in order
    QString listId;
};

/// A leaf part, or the entry of a message/rfc822.
struct Part {
    QString path; ///< IMAP section number: "1", "2.1" (RFC 9051 section 6.4.5.1)
    QString type; ///< "text/plain", lower case
    std::optional<QString> charset; ///< as declared, lower case
    std::optional<QString> disposition; ///< lower case
    std::optional<QString> filename; ///< decoded, not cleaned: see cleanFileName()
    QString contentId; ///< without angle brackets
    bool formatFlowed = false, delSp = false; ///< RFC 3676
    QByteArray transferEncoding; ///< as declared, lower case; empty when absent (RFC 2045 section 6)
    bool container = false; ///< message/rfc822: its content follows as entries of their own
    QByteArray content; ///< transfer encoding undone; empty for containers
};

/// What the reader shows, chosen from multipart/alternative, related and mixed.
struct Body {
    QString text; ///< the text/plain reading, Unicode, LF; made from HTML where there is no plain part
    bool textIsFlowed = false, textDelSp = false;
    QString html; ///< unsanitised HTML, Unicode; empty when there is none
    QList<qsizetype> attachments; ///< indexes into Message::parts, shown in the strip
    QList<qsizetype> inlineImages; ///< indexes into Message::parts that cid: may refer to
};

struct HeaderField {
    QByteArray name;
    QByteArray value; ///< raw, unfolded
};

struct Message {
    Envelope envelope;
    QList<HeaderField> headers; ///< in order, at most limits::HeaderShownOctets
    QList<Part> parts; ///< depth first
    Body body;
    bool truncated = false; ///< a limit of base/Limits.h was met; the reader says so
};

/// Reads any octets as a message; bad input gives a tolerant reading, never an error.  Thread-safe.
Message parse(const QByteArray &raw);
/// Only the header block.
Envelope parseEnvelope(const QByteArray &raw);
/// A leading "From " line and the like are not part of it.
/// RFC 2047 and raw 8-bit, as one line.
QString decodeHeaderText(const QByteArray &raw);
/// Octets in a declared charset; unknown names and invalid octets give replacement characters (S-063).
QString decodeText(const QByteArray &octets, const QString &charset);
/// RFC 5322 date, leniently; UTC.
std::optional<QDateTime> parseDate(const QByteArray &field);
/// The first lines of what the writer said, one line, for the message list.
QString snippet(const Message &message, qsizetype characters = 160);
/// One safe file name: no separators, no control or bidi characters, no leading dot or dash, at most 120 characters,
/// its true ending kept visible (S-113, S-114).  `fallback` when nothing is left.
QString cleanFileName(const QString &name, const QString &fallback);

} // namespace godwit::mime

Q_DECLARE_METATYPE(godwit::mime::Message)
