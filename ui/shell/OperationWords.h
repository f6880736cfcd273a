// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

namespace godwit::ui {

/// "Moved 3 messages to Invoices", for the toast after an action.  Empty for what needs no word (a flag on one message
/// is seen at once).
QString doneSentence(const store::Operation &operation, const store::Reader &reader);
/// "Moving 3 messages to Invoices", for a notice about what was refused.
QString attemptSentence(const store::Operation &operation, const store::Reader &reader);

} // namespace godwit::ui
