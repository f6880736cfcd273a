// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Untagged.h"

namespace godwit::imap {

/// Reads one framed response into its typed form.  What is odd in an untagged response becomes UnknownData or an absent
/// item; `names` says how the connection spells mailbox names.  Protocol only where the conversation itself cannot go
/// on (a tagged response that is no status).
Result<Response> parseResponse(QByteArrayView octets, Names names = Names::ModifiedUtf7);

} // namespace godwit::imap
