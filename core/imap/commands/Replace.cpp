// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Replace.h"

namespace godwit::imap {

namespace {

Appended appendedBy(const code::AppendUid &code)
{
    if (code.uids.count() != 1)
        return {};
    return {code.uidValidity, {code.uids.ranges().constFirst().first}};
}

} // namespace

Replace::Replace(Uid old, Mailbox mailbox, AppendMessage message)
    : m_old(old), m_mailbox(std::move(mailbox)), m_message(std::move(message))
{ }

std::optional<MailError> Replace::refusal(const Situation &now) const
{
    if (!now.capabilities.hasReplace())
        return unlessOffered(false);
    return unlessFits(now.capabilities, m_message.octets.size());
}

void Replace::encode(Encoder &out) const
{
    out.atom("UID").atom("REPLACE").number(m_old.value).mailbox(m_mailbox);
    m_message.encode(out);
}

bool Replace::claims(const Untagged &response) const
{
    const auto *status = std::get_if<StatusResponse>(&response);
    return status && status->code.as<code::AppendUid>();
}

void Replace::take(const Untagged &response)
{
    m_appended = appendedBy(*std::get<StatusResponse>(response).code.as<code::AppendUid>());
}

Result<Appended> Replace::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    const auto *code = tagged.status.code.as<code::AppendUid>();
    return code ? appendedBy(*code) : m_appended;
}

} // namespace godwit::imap
