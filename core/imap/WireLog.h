// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Encoder.h"

namespace godwit::imap::wireLog {

/// One line for lcImap's debug level.  Passwords, literals and whatever belongs to a message are replaced by their
/// length (S-151), in every build.
QByteArray command(const QList<Encoder::Piece> &pieces);
QByteArray response(QByteArrayView octets);

} // namespace godwit::imap::wireLog
