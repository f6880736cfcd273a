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
/// Why `right` is not given there, as a sentence.
QString forbiddenText(store::Rights rights, store::Rights::Right right);
/// Everything that is not allowed; empty where nothing is forbidden.
QString rightsText(store::Rights rights);
/// What is in it can only be looked at.
bool isReadOnly(store::Rights rights);
/// Name of the icon for ui::icon().
QString mailboxIconName(store::Role role);

} // namespace godwit::ui
