// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "imap/commands/Fetch.h"

namespace godwit::imap {

/// The messages of the selected mailbox that have one of these Message-IDs, with or without angle brackets, and `items`
/// of each (ENVELOPE is always among them).
///
/// By SEARCH where the server is not known to get it wrong (Use::HeaderSearch: Yahoo and iCloud find nothing, Seznam
/// drops the connection).  A miss is no proof: what SEARCH did not find, or must not be asked for, is looked for among
/// the 500 newest messages, where anything must be that this connection's owner has just put there.  `session` is kept
/// alive by the caller.
Task<Result<QList<FetchData>>> findByMessageId(Session &session, QByteArrayList ids, FetchItems items);

} // namespace godwit::imap
