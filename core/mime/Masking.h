// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace godwit::mime {

/// Where one header block has Content-Type, -Transfer-Encoding, -Disposition or -ID twice, the first one counts
/// (S-052), but GMime takes the last.  Gives the octets with the later names masked: same length, so that offsets
/// agree; the same QByteArray where nothing is to be masked.  Boundary lines beyond what limits::MimeParts could ever
/// need are masked too (S-060): then `truncated` is set, and the rest stays inside the last part.
QByteArray preparedForGMime(const QByteArray &octets, bool &truncated);
/// The name that was masked.
QByteArray unmaskedName(const QByteArray &name);

} // namespace godwit::mime
