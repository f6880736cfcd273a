// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

namespace godwit::cli {

/// What a script sees.  Part of the stable contract.
enum ExitCode {
    Done = 0,
    Failed = 1, ///< refused or failed
    WrongUsage = 2,
    NotFound = 3,
    LoginNeeded = 4,
    NetworkTrouble = 5,
    CertificateTrouble = 6,
};

ExitCode exitCodeFor(const MailError &error);

} // namespace godwit::cli
