// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "store/Reader.h"

namespace godwit::sync {

/// How many bodies of a mailbox, the newest of those that are missing, its rule wants here: -1 all, 0 none.
qint64 bodiesWanted(
    const store::Reader &reader, store::MailboxKey mailbox, const account::BodyRule &rule, const QDateTime &now);

} // namespace godwit::sync
