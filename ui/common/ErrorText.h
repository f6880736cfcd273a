// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

namespace godwit::ui {

/// What went wrong and what to do about it, in the user's language, from kind and detail.  One or two sentences.
QString explain(const MailError &error);
/// The server's own words for the Details part; empty when there are none.
QString serverWords(const MailError &error);

} // namespace godwit::ui
