// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Task.h"
#include "store/Writer.h"

#include <QList>

namespace godwit::sync {

/// Reads and compresses messages in a worker of the global thread pool, and writes them where bulk mail lies: snippet
/// and number of attachments.  Goes on in the calling thread, from its event loop.
Task<QList<store::Writer::BodyToStore>> readBodies(
    QList<store::Writer::BodyToStore> bodies, store::Writer::BodyKeeper keep);

/// The same here and now.
void readBody(store::Writer::BodyToStore &body);

} // namespace godwit::sync
