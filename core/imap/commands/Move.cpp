// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Move.h"

namespace godwit::imap {

void Move::encode(Encoder &out) const
{
    out.atom("UID").atom("MOVE").set(m_uids).mailbox(m_goal);
}

bool Move::claims(const Untagged &response) const
{
    const auto *status = std::get_if<StatusResponse>(&response);
    return status && status->code.as<code::CopyUid>();
}

void Move::take(const Untagged &response)
{
    m_copied = *std::get<StatusResponse>(response).code.as<code::CopyUid>();
}

Result<code::CopyUid> Move::finish(const Tagged &tagged) const
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
