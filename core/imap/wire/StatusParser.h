// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Lexer.h"
#include "imap/wire/StatusResponse.h"

namespace godwit::imap {

/// The kind that `word` names; std::nullopt: it is no status.
std::optional<StatusResponse::Kind> statusKind(QByteArrayView word);
/// `[CODE ...] text`, both optional; `lexer` stands behind OK.
StatusResponse parseStatus(StatusResponse::Kind kind, QByteArrayView rest);

} // namespace godwit::imap
