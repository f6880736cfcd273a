// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

/// How values are kept in columns.  Reading tolerates anything.
namespace godwit::store::codec {

/// Joined by U+001F; a null string for an empty list.
QString joinList(const QStringList &list);
QStringList splitList(const QString &text);
/// Flag and keyword names, joined by blanks; null for an empty list.
QByteArray joinNames(const QByteArrayList &names);
QByteArrayList splitNames(const QByteArray &text);

/// What the columns of `message` do not hold of an envelope.
QByteArray encodeEnvelope(const mime::Envelope &envelope);
void decodeEnvelope(const QByteArray &octets, mime::Envelope &envelope);
QByteArray encodeAddresses(const mime::AddressList &list);
mime::AddressList decodeAddresses(const QByteArray &octets);

QByteArray encodeError(const MailError &error);
MailError decodeError(const QByteArray &json);
QByteArray encodeRecipients(const QList<RecipientResult> &results);
QList<RecipientResult> decodeRecipients(const QByteArray &json);

std::optional<qint64> seconds(const QDateTime &time);
QDateTime fromSeconds(qint64 seconds);
std::optional<qint64> milliseconds(const QDateTime &time);
QDateTime fromMilliseconds(qint64 milliseconds);

/// NOTES section 2.1: the Message-ID, or what identifies the header where there is none.
qint64 matchKey(const mime::Envelope &envelope);
qint64 idKey(const QString &messageId); ///< matchKey() of a message with this Message-ID
/// DESIGN section 11, "Order of a list".
qint64 sortDate(const mime::Envelope &envelope, const QDateTime &internalDate);
/// Case folded words, each behind a blank, for addressesLike().
QString foldedWords(const mime::Address &address);

} // namespace godwit::store::codec
