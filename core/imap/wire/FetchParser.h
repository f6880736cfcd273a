// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/FetchData.h"
#include "imap/wire/Lexer.h"
#include "imap/wire/Mailbox.h"

namespace godwit::imap {

/// The list of a FETCH or UIDFETCH response.  What cannot be read is named in oddItems, the rest is kept.
FetchData parseFetch(QByteArrayView list, Names names = Names::ModifiedUtf7);
/// `" 1-Jan-2024 12:00:00 +0100"`, without the quotes; std::nullopt for the likes of 00-Jan-0000.
std::optional<QDateTime> parseInternalDate(QByteArrayView text);

} // namespace godwit::imap
