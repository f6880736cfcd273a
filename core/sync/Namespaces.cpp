// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Namespaces.h"

#include <algorithm>

namespace godwit::sync {

using store::Rights;
using store::Share;

Namespaces::Namespaces(const imap::NamespaceData &data)
{
    // Own ones first: of two prefixes alike the first counts.
    for (const auto &[entries, share] : {std::pair(&data.personal, Share::Own),
             std::pair(&data.otherUsers, Share::OtherUsers), std::pair(&data.shared, Share::Shared)}) {
        for (const imap::NamespaceData::Entry &entry : *entries)
            m_roots.append({entry.prefix, share, entry.delimiter});
    }
    std::stable_sort(
        m_roots.begin(), m_roots.end(), [](const Root &a, const Root &b) { return a.prefix.size() > b.prefix.size(); });
}

bool Namespaces::Root::holds(const imap::Mailbox &mailbox) const
{
    if (mailbox.wireName.startsWith(prefix))
        return true;
    const bool delimited = delimiter != '\0' && prefix.endsWith(delimiter);
    return delimited && imap::Mailbox{prefix.chopped(1)} == mailbox;
}

Share Namespaces::shareOf(const imap::Mailbox &mailbox) const
{
    if (mailbox.isInbox())
        return Share::Own;
    for (const Root &root : m_roots) {
        if (root.holds(mailbox))
            return root.share;
    }
    return Share::Own;
}

QByteArrayList Namespaces::rootsOfOthers() const
{
    constexpr qsizetype Enough = 20;
    QByteArrayList prefixes;
    for (const Root &root : m_roots) {
        if (root.share != Share::Own && !root.prefix.isEmpty() && prefixes.size() < Enough)
            prefixes.append(root.prefix);
    }
    return prefixes;
}

Rights rightsFrom(const imap::RightsData &data)
{
    Rights rights;
    rights.bits = 0;
    constexpr std::pair<const char *, Rights::Right> Letters[] = {{"i", Rights::Insert}, {"te", Rights::RemoveMessages},
        {"s", Rights::KeepSeen}, {"w", Rights::SetFlags}, {"k", Rights::CreateBelow}, {"x", Rights::DeleteMailbox}};
    for (const auto &[letters, right] : Letters) {
        const QByteArrayView needed(letters);
        if (std::all_of(needed.begin(), needed.end(), [&data](char letter) { return data.has(letter); }))
            rights.bits |= right;
    }
    return rights;
}

} // namespace godwit::sync
