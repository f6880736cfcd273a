// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace godwit::smtp {

/// A message as DATA carries it (RFC 5321 section 4.5.2), without the final ".": dots at the start of a line are
/// doubled, every line ends with CRLF and so does the last.  A bare CR or LF becomes CRLF: were one sent, servers would
/// disagree about where the message ends (S-124).  NUL is dropped.
QByteArray dotStuffed(QByteArrayView message);

/// Whether an octet is above 127.
bool isEightBit(QByteArrayView message);

} // namespace godwit::smtp
