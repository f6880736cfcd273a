// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Command.h"

namespace godwit::imap {

Result<void> CommandBase::done(const Tagged &tagged)
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    return {};
}

} // namespace godwit::imap
