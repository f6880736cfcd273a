// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

namespace godwit::sync {

/// What a mailbox is for by its SPECIAL-USE attributes (RFC 6154; any case: Cyrus writes `\sent`).
store::Role roleFromAttributes(const QByteArrayList &attributes);
/// By its last level, for servers without SPECIAL-USE: names that providers and mail programs give, in many languages.
store::Role roleFromName(const QString &name);

struct RoleCandidate {
    QStringList path;
    QByteArrayList attributes;
    bool selectable = true;
};
/// One role each: attributes first, then names, nearer to the root first.  INBOX is the inbox.
QList<store::Role> assignRoles(const QList<RoleCandidate> &mailboxes);

} // namespace godwit::sync
