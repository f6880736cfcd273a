// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"

namespace godwit::mime {

/// The envelope that these fields give; of a field that occurs twice the first counts (S-052).
Envelope envelopeOf(const QList<HeaderField> &headers);
/// Only the first mailbox of the first From field (SenderLine.h), without reading the rest; an empty `addr` where there
/// is none.
Address parseSender(const QByteArray &raw);
/// Where the message begins: behind a leading mbox "From " line.
qsizetype messageStart(const QByteArray &raw);

} // namespace godwit::mime
