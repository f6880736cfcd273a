// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Envelope.h"
#include "imap/wire/Lexer.h"

namespace godwit::imap {

/// `value` is the whole list with its parentheses.  std::nullopt where it is no envelope; fetch the header instead.
std::optional<Envelope> parseEnvelopeList(QByteArrayView value);

} // namespace godwit::imap
