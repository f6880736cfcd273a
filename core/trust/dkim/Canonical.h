// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <functional>

namespace godwit::trust::dkim {

enum class Canonicalisation { Simple, Relaxed };

/// A field as it stands in the message: name, colon, folds, without the line end at its end; line ends are CRLF.
struct RawField {
    QByteArray name; ///< lower case, blanks around it gone
    QByteArray octets;
};
struct RawMessage {
    QList<RawField> fields; ///< in order
    QByteArrayView body; ///< of the octets given
};
/// Cuts a message at the first empty line.  Lines that are no fields are left out; at most `MaximumHeaderOctets` of the
/// header are looked at.
RawMessage cut(const QByteArray &raw);
constexpr qsizetype MaximumHeaderOctets = 4 * 1024 * 1024;

/// RFC 6376 sections 3.4.1 and 3.4.2; without CRLF at its end.
QByteArray canonicalField(const QByteArray &field, Canonicalisation how);
/// RFC 6376 sections 3.4.3 and 3.4.4.  Hands the octets out piece by piece; a bare LF ends a line too, since some
/// stores keep messages so.  Linear, and nothing of the size of the message is copied.
void canonicalBody(QByteArrayView body, Canonicalisation how, const std::function<void(QByteArrayView)> &sink);

} // namespace godwit::trust::dkim
