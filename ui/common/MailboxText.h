// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

namespace godwit::ui {

/// How a mailbox is called in the window: role mailboxes by their role in the person's language, others by the last
/// level of their path.
QString mailboxText(const store::Mailbox &mailbox);
/// All levels, "Travel › 2026".
QString mailboxPathText(const store::Mailbox &mailbox);
/// "Inbox", "Drafts", ...; empty for Role::None.
QString roleText(store::Role role);
/// Name of the icon for ui::icon().
QString mailboxIconName(store::Role role);

} // namespace godwit::ui
