// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "store/sqlite/Statement.h"

namespace godwit::store {

#define SUBMISSION_COLUMNS                                                                                             \
    "id, account, state, envelope_from, recipients, subject, addressees, message_id, attempts, created_ms, next_ms, "  \
    "error, refused, answered, forwarded"
Submission readSubmission(const Statement &statement);

} // namespace godwit::store
