// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

namespace godwit {

/// The English of the command line, from kind and detail: one sentence with the next step, then the server's own words.
QString errorSentence(const MailError &error);

} // namespace godwit
