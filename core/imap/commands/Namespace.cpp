// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Namespace.h"

namespace godwit::imap {

void Namespace::take(const Untagged &response)
{
    m_data = std::get<NamespaceData>(response);
}

Result<NamespaceData> Namespace::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_data;
}

} // namespace godwit::imap
