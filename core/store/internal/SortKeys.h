// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "store/sqlite/Statement.h"

namespace godwit::store {

/// What sortKey() reads of `message m`.
#define SORT_COLUMNS "m.subject, m.from_name, m.from_addr, m.to_name, m.to_addr, m.size"

/// Octets that compare as people expect rows to stand: texts folded as RFC 5051 does (full decomposition, case folded),
/// numbers with the greatest octet first.  `first`: where SORT_COLUMNS begin.
QByteArray sortKey(SortBy by, const Statement &columns, int first);
/// Changes when the same row would have another key: orders with other keys are of no use.
qint64 sortKeysVersion();

} // namespace godwit::store
