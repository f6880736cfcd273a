// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace godwit::mime {

constexpr qsizetype MaximumLineOctets = 998; ///< RFC 5322 section 2.1.1, without CRLF

/// CRLF everywhere; bare CR and bare LF become one, NUL is dropped (S-124).
QByteArray withCrlf(const QByteArray &octets);
qsizetype longestLine(const QByteArray &octets);
bool hasEightBit(const QByteArray &octets);

/// Text with CRLF in the transfer encoding that suits it: as it is where it may be, else quoted-printable, or base64
/// where that is shorter.  `name` becomes the value for Content-Transfer-Encoding.
QByteArray encodedText(const QByteArray &crlf, bool allowEightBit, QByteArray &name);
QByteArray base64Lines(const QByteArray &octets);
QByteArray quotedPrintable(const QByteArray &crlf);

} // namespace godwit::mime
