// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "imap/commands/Fetch.h"

namespace godwit::imap {

/// Fetches sections, those that say so without their transfer encoding (BINARY, RFC 3516); where the server cannot undo
/// it (Refused "UNKNOWN-CTE", or no such section in the answer) the same again as they are.  BodySection::decoded tells
/// which it was.  `session` is kept alive by the caller.
Task<Result<Fetched>> fetchDecoded(Session &session, UidSet uids, FetchItems items);

} // namespace godwit::imap
