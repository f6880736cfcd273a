// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Flags.h"

#include <algorithm>

namespace godwit {

namespace {

struct NamedFlag {
    Flag flag;
    const char *name;
};

constexpr NamedFlag NamedFlags[] = {{Flag::Seen, "\\Seen"}, {Flag::Answered, "\\Answered"},
    {Flag::Flagged, "\\Flagged"}, {Flag::Deleted, "\\Deleted"}, {Flag::Draft, "\\Draft"},
    {Flag::Forwarded, "$Forwarded"}, {Flag::MdnSent, "$MDNSent"}, {Flag::Junk, "$Junk"}, {Flag::NotJunk, "$NotJunk"},
    {Flag::Phishing, "$Phishing"}};

bool lessIgnoringCase(const QByteArray &left, const QByteArray &right)
{
    return left.compare(right, Qt::CaseInsensitive) < 0;
}

} // namespace

QByteArray wireName(Flag flag)
{
    for (const NamedFlag &named : NamedFlags) {
        if (named.flag == flag)
            return named.name;
    }
    return {};
}

std::optional<Flag> flagFromWire(QByteArrayView name)
{
    for (const NamedFlag &named : NamedFlags) {
        if (name.compare(named.name, Qt::CaseInsensitive) == 0)
            return named.flag;
    }
    return std::nullopt;
}

void Flags::add(const QByteArray &name)
{
    if (const auto flag = flagFromWire(name)) {
        set(*flag, true);
        return;
    }
    if (name.isEmpty() || name.compare("\\Recent", Qt::CaseInsensitive) == 0)
        return;
    const auto at = std::lower_bound(keywords.begin(), keywords.end(), name, lessIgnoringCase);
    if (at == keywords.end() || at->compare(name, Qt::CaseInsensitive) != 0)
        keywords.insert(at, name);
}

void Flags::remove(const QByteArray &name)
{
    if (const auto flag = flagFromWire(name)) {
        set(*flag, false);
        return;
    }
    const auto at = std::lower_bound(keywords.begin(), keywords.end(), name, lessIgnoringCase);
    if (at != keywords.end() && at->compare(name, Qt::CaseInsensitive) == 0)
        keywords.erase(at);
}

Flags Flags::fromWire(const QByteArrayList &names)
{
    Flags flags;
    for (const QByteArray &name : names)
        flags.add(name);
    return flags;
}

QByteArrayList Flags::toWire() const
{
    QByteArrayList names;
    for (const NamedFlag &named : NamedFlags) {
        if (has(named.flag))
            names.append(named.name);
    }
    return names + keywords;
}

} // namespace godwit
