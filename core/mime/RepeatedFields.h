// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace godwit::mime {

/// Where one header block has Content-Type, -Transfer-Encoding, -Disposition or -ID twice, the first one counts
/// (S-052), but GMime takes the last.  Gives the octets with the later names masked: same length, so that offsets
/// agree; the same QByteArray where nothing is repeated.
QByteArray withoutRepeatedFields(const QByteArray &octets);
/// The name that was masked.
QByteArray unmaskedName(const QByteArray &name);

} // namespace godwit::mime
