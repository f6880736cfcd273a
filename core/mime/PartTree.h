// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"

namespace godwit::mime {

/// The shape of a message: leaves point into Message::parts.
struct PartNode {
    QString multipart; ///< subtype of a multipart; empty for a leaf
    QString start; ///< content-id of the root of a multipart/related (RFC 2387 section 3.2)
    qsizetype part = -1; ///< index into Message::parts; -1 for a multipart
    QList<PartNode> children;
};

/// What the reader shows (RFC 2046 section 5.1.4, RFC 2387).
Body chooseBody(const PartNode &root, const QList<Part> &parts);

/// parse() without the header: parts and body.  No "From " line may stand in front.
Message parseParts(const QByteArray &octets);

/// RFC 2045 section 6; an unknown encoding leaves the octets as they are.
QByteArray decodeTransfer(QByteArrayView octets, const QByteArray &encoding);

} // namespace godwit::mime
