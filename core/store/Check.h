// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QStringList>

namespace godwit::store {

struct CheckReport {
    QStringList problems; ///< empty: clean
    qint64 messages = 0, placements = 0, bodies = 0, operations = 0;
};

/// Integrity of a profile: integrity_check, foreign_key_check, counts, bodies that decompress, placements without a
/// message, overlay equal to what the journal says, outbox rows with content.  Reads only; NotFound
/// as for Reader::open().
Result<CheckReport> checkStore(const QString &profile);

} // namespace godwit::store
