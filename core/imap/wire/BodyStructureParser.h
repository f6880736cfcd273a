// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/BodyStructure.h"
#include "imap/wire/Lexer.h"

namespace godwit::imap {

/// `value` is the whole list with its parentheses.  std::nullopt: unknown structure; fetch the message and look.
std::optional<BodyPart> parseBodyStructure(QByteArrayView value);

} // namespace godwit::imap
