// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/QuotaRoot.h"

namespace godwit::imap {

bool QuotaRoot::claims(const Untagged &response) const
{
    return std::holds_alternative<QuotaRootData>(response) || std::holds_alternative<QuotaData>(response);
}

void QuotaRoot::take(const Untagged &response)
{
    constexpr qsizetype MaximumQuotas = 1000;
    if (const auto *roots = std::get_if<QuotaRootData>(&response))
        m_quotas.roots = roots->roots;
    else if (m_quotas.quotas.size() < MaximumQuotas)
        m_quotas.quotas.append(std::get<QuotaData>(response));
}

Result<Quotas> QuotaRoot::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return m_quotas;
}

} // namespace godwit::imap
