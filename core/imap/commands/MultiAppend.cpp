// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/MultiAppend.h"

namespace godwit::imap {

MultiAppend::MultiAppend(Mailbox mailbox, QList<AppendMessage> messages)
    : m_mailbox(std::move(mailbox)), m_messages(std::move(messages))
{ }

std::optional<MailError> MultiAppend::refusal(const Situation &now) const
{
    if (m_messages.isEmpty() || !now.capabilities.has("MULTIAPPEND"))
        return unlessOffered(false);
    for (const AppendMessage &message : m_messages) {
        if (const auto refused = unlessFits(now.capabilities, message.octets.size()))
            return refused;
    }
    return std::nullopt;
}

void MultiAppend::encode(Encoder &out) const
{
    out.atom("APPEND").mailbox(m_mailbox);
    for (const AppendMessage &message : m_messages)
        message.encode(out);
}

Result<AppendedMany> MultiAppend::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    AppendedMany appended;
    const auto *code = tagged.status.code.as<code::AppendUid>();
    if (!code || code->uids.count() != quint64(m_messages.size()))
        return appended;
    appended.uidValidity = code->uidValidity;
    for (const quint32 uid : code->uids.toList()) // ascending: UIDs are given in order of arrival
        appended.uids.append(Uid{uid});
    return appended;
}

} // namespace godwit::imap
