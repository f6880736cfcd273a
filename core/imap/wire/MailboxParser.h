// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Lexer.h"
#include "imap/wire/Untagged.h"

namespace godwit::imap {

/// Responses that tell about mailboxes; `lexer` stands behind the response's name.
ListData parseList(Lexer lexer, ListData::Kind kind, Names names);
MailboxStatus parseMailboxStatus(Lexer lexer, Names names);
NamespaceData parseNamespace(Lexer lexer, Names names);
QuotaRootData parseQuotaRoot(Lexer lexer, Names names);
QuotaData parseQuota(Lexer lexer);
RightsData parseRights(Lexer lexer, Names names);

} // namespace godwit::imap
