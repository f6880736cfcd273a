// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>

namespace godwit::mime {

struct DecodedLines {
    qsizetype taken = 0; ///< octets read, a whole number of quanta
    qsizetype made = 0; ///< octets written
};
/// Base64 as nearly all of it is: quanta of four, lines ending between them.  Stops in front of anything else (padding,
/// a line that ends elsewhere, strange octets), which is GMime's to read.  `out` has room for 3 octets where 4 are
/// read.
///
/// Decoding attachments is an eighth of reading all mail; GMime looks at one octet at a time.
DecodedLines decodeBase64Lines(QByteArrayView octets, char *out);

} // namespace godwit::mime
