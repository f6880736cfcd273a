// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ConnectionReport.h"

namespace godwit::imap {
class Session;
}
namespace godwit::pop3 {
class Session;
}
namespace godwit::smtp {
class Session;
}

namespace godwit::sync {

ConnectionFacts imapFacts(const imap::Session &session);
ConnectionFacts pop3Facts(const pop3::Session &session);
ConnectionFacts smtpFacts(const smtp::Session &session);

} // namespace godwit::sync
