// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace godwit::mime {

/// Folds undone and line ends gone, for one raw field value (RFC 5322 section 2.2.3); NUL dropped (S-048).
QByteArray unfolded(QByteArrayView raw);
/// White space runs become one space, other control characters a replacement mark (S-056); trimmed.
QString oneLine(const QString &text);
/// Encoded words made UTF-8 ones, neighbours of one charset joined, so that GMime need not know odd charsets nor
/// characters that were split over two words.  Structure stays encoded: a comma in a name is still part of the word.
QByteArray withUtf8Words(const QByteArray &raw);

} // namespace godwit::mime
