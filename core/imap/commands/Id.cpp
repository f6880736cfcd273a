// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Id.h"

namespace godwit::imap {

void Id::encode(Encoder &out) const
{
    out.atom("ID").open();
    for (const auto &[name, value] : m_fields)
        out.string(name).string(value);
    out.close();
}

void Id::take(const Untagged &response)
{
    m_answer = std::get<IdData>(response);
}

Result<IdData> Id::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_answer;
}

} // namespace godwit::imap
