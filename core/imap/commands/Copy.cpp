// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Copy.h"

namespace godwit::imap {

void Copy::encode(Encoder &out) const
{
    out.atom("UID").atom("COPY").set(m_uids).mailbox(m_goal);
}

bool Copy::claims(const Untagged &response) const
{
    const auto *status = std::get_if<StatusResponse>(&response);
    return status && status->code.as<code::CopyUid>();
}

void Copy::take(const Untagged &response)
{
    m_copied = *std::get<StatusResponse>(response).code.as<code::CopyUid>();
}

Result<code::CopyUid> Copy::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    if (const auto *copied = tagged.status.code.as<code::CopyUid>())
        return *copied;
    code::CopyUid copied = m_copied;
    if (const auto *limit = tagged.status.code.as<code::MessageLimit>())
        copied.limit = *limit;
    return copied;
}

} // namespace godwit::imap
