// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Command.h"

namespace godwit::imap {

Result<void> CommandBase::done(const Tagged &tagged)
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return {};
}

std::optional<MailError> CommandBase::unlessOffered(bool offered)
{
    if (offered)
        return std::nullopt;
    MailError error;
    error.kind = MailError::Kind::Refused;
    error.responseCode = "CANNOT";
    return error;
}

std::optional<MailError> CommandBase::unlessFits(const Capabilities &capabilities, qint64 octets)
{
    const std::optional<qint64> limit = capabilities.appendLimit();
    if (!limit || octets <= *limit)
        return std::nullopt;
    MailError error;
    error.kind = MailError::Kind::Refused;
    error.detail = MailError::Detail::TooLarge;
    error.responseCode = "TOOBIG";
    return error;
}

} // namespace godwit::imap
