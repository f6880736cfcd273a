// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Untagged.h"

namespace godwit::imap {

/// Capabilities that are known to be broken are taken away; nothing is ever added.  Recognised by a capability that
/// only such a server has.
Capabilities withoutQuirks(Capabilities capabilities);
/// Recognised by the name that the server gave to ID.
Capabilities withoutQuirks(Capabilities capabilities, const IdData &id);
/// Whether the capabilities that come along with the login cannot be believed (iCloud's proxy).
bool mustAskAgain(const Capabilities &capabilities);

} // namespace godwit::imap
