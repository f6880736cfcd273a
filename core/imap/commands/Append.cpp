// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Append.h"

namespace godwit::imap {

Append::Append(Mailbox mailbox, QByteArray message, QByteArrayList flags, QDateTime internalDate)
    : m_mailbox(std::move(mailbox)), m_message(std::move(message)), m_flags(std::move(flags)),
      m_internalDate(std::move(internalDate))
{ }

void Append::encode(Encoder &out) const
{
    out.atom("APPEND").mailbox(m_mailbox);
    if (!m_flags.isEmpty())
        out.flags(m_flags);
    if (m_internalDate.isValid())
        out.dateTime(m_internalDate);
    out.literal(m_message);
}

Result<Appended> Append::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    Appended appended;
    const auto *code = tagged.status.code.as<code::AppendUid>();
    if (code && code->uids.count() == 1) {
        appended.uidValidity = code->uidValidity;
        appended.uid = {code->uids.ranges().constFirst().first};
    }
    return appended;
}

} // namespace godwit::imap
