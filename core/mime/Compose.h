// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"

namespace godwit::mime {

struct AttachmentSource {
    QString filename;
    QString type; ///< "application/pdf"; empty: by name and content
    QByteArray content;
    QString contentId; ///< set for images that the HTML refers to by cid:
};

/// A message as its writer made it.
struct Draft {
    Address from;
    AddressList to, cc, bcc, replyTo;
    QString subject;
    QString text; ///< Unicode, LF
    QString html; ///< empty: text/plain only
    QList<AttachmentSource> attachments;
    QStringList inReplyTo, references; ///< without angle brackets
    QString messageId; ///< without angle brackets; empty: one is made from the sender's domain
    QDateTime date; ///< in the zone to be written; invalid: now, UTC offset 0
    QList<HeaderField> extraHeaders; ///< e.g. X-Godwit-Draft-Id; values are encoded and folded here (S-126)
};

/// RFC 5322 octets with CRLF, every line at most 998 octets; 8-bit parts are left 8-bit only if `allowEightBit`.
/// Bcc stays in: sending takes it out.  Errors: Refused when an address is not valid (S-125).
Result<QByteArray> build(const Draft &draft, bool allowEightBit = false);

/// For the wire (SMTP DATA): Bcc and Resent-Bcc removed, CRLF only, no NUL, lines of at most 998 octets.
/// When `eightBit` is false and the message holds 8-bit octets, the parts are re-encoded and the rest stays as it is.
QByteArray prepareForTransfer(const QByteArray &message, bool eightBit);
bool isSevenBit(const QByteArray &message);

/// A new unique Message-ID without angle brackets, under the domain of `from`; names no host or user (S-134).
QString makeMessageId(const QString &from);

enum class ReplyKind { Sender, All, List, Forward };
/// Recipients, subject, references and quoted text of an answer.  `self`: the user's own addresses, which are left out.
/// `intro` is the line above the quote, already in the user's language.
Draft makeReply(const Message &original, ReplyKind kind, const QStringList &self, const QString &intro);

} // namespace godwit::mime
