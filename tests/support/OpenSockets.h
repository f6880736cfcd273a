// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace godwit::test {

/// How many sockets this process holds open.  A test compares it with what it was before: a connection that was closed
/// goes by itself, a moment later, and must have gone before the event loop does.
int openSockets();

/// Deletes what waits for deletion; to be called once openSockets() is down again.
void deletePending();

} // namespace godwit::test
