// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Lexer.h"
#include "imap/wire/Untagged.h"

namespace godwit::imap {

/// Answers to SEARCH and SORT; `lexer` stands behind the response's name.  UIDs that cannot be are left out (S-028).
SearchData parseSearch(Lexer lexer);
ESearchData parseESearch(Lexer lexer);
SortData parseSort(Lexer lexer);

} // namespace godwit::imap
