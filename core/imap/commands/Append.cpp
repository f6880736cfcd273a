// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Append.h"

namespace godwit::imap {

Append::Append(Mailbox mailbox, QByteArray message, QByteArrayList flags, QDateTime internalDate)
    : m_mailbox(std::move(mailbox)), m_message{std::move(message), std::move(flags), std::move(internalDate)}
{ }

void Append::encode(Encoder &out) const
{
    out.atom("APPEND").mailbox(m_mailbox);
    m_message.encode(out);
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
