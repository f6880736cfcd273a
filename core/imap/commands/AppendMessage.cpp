// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/AppendMessage.h"

#include <algorithm>

namespace godwit::imap {

namespace {

bool hasUtf8Header(const QByteArray &octets)
{
    qsizetype end = octets.indexOf("\r\n\r\n");
    if (end < 0)
        end = octets.size();
    return std::any_of(octets.begin(), octets.begin() + end, [](char c) { return uchar(c) >= 0x80; });
}

} // namespace

void AppendMessage::encode(Encoder &out) const
{
    if (!flags.isEmpty())
        out.flags(flags);
    if (internalDate.isValid())
        out.dateTime(internalDate);
    if (out.speaksUtf8() && out.capabilities().has("UTF8=ACCEPT") && hasUtf8Header(octets))
        out.atom("UTF8").open().literal8(octets).close();
    else
        out.literal(octets);
}

} // namespace godwit::imap
