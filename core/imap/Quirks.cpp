// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Quirks.h"

namespace godwit::imap {

namespace {

struct Quirk {
    const char *capability; ///< marker, or nullptr
    const char *idName; ///< marker in ID "name" or "vendor", lower case, or nullptr
    QByteArrayList off;
};

/// Each row has a transcript in tests/replay/imap/quirks that shows what it is for.
const QList<Quirk> &table()
{
    static const QList<Quirk> rows{
        // iCloud: OK to ENABLE QRESYNC without ENABLED and malformed VANISHED; ESEARCH gives COUNT whatever was asked.
        {"XAPPLEPUSHSERVICE", nullptr, {"QRESYNC", "ESEARCH", "BINARY"}},
        // Exchange 2003 and 2007 drop the link at NAMESPACE.
        {nullptr, "microsoft exchange server 2003", {"NAMESPACE"}},
        {nullptr, "microsoft exchange server 2007", {"NAMESPACE"}},
    };
    return rows;
}

} // namespace

Capabilities withoutQuirks(Capabilities capabilities)
{
    for (const Quirk &quirk : table()) {
        if (!quirk.capability || !capabilities.has(quirk.capability))
            continue;
        for (const QByteArray &name : quirk.off)
            capabilities.remove(name);
    }
    return capabilities;
}

Capabilities withoutQuirks(Capabilities capabilities, const IdData &id)
{
    const QByteArray name = (id.field("vendor") + ' ' + id.field("name")).toLower();
    for (const Quirk &quirk : table()) {
        if (!quirk.idName || !name.contains(quirk.idName))
            continue;
        for (const QByteArray &off : quirk.off)
            capabilities.remove(off);
    }
    return capabilities;
}

bool mustAskAgain(const Capabilities &capabilities)
{
    return capabilities.isEmpty() || capabilities.has("XAPPLEPUSHSERVICE");
}

} // namespace godwit::imap
