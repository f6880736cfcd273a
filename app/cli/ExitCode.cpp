// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"

namespace godwit::cli {

ExitCode exitCodeFor(const MailError &error)
{
    using Kind = MailError::Kind;
    using Detail = MailError::Detail;
    if (error.detail == Detail::NotFound)
        return NotFound;
    switch (error.kind) {
    case Kind::NeedsLogin:
        return LoginNeeded;
    case Kind::Network:
    case Kind::Protocol:
        return NetworkTrouble;
    case Kind::Tls:
        return CertificateTrouble;
    case Kind::Refused:
    case Kind::Temporary:
    case Kind::Storage:
    case Kind::Cancelled:
        return Failed;
    }
    return Failed;
}

} // namespace godwit::cli
