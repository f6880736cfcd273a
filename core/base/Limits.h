// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>

/// Everything that a server or a message controls is bounded here (CASES, "Limits proposed").
namespace godwit::limits {
constexpr qsizetype KiB = 1024;
constexpr qsizetype MiB = 1024 * KiB;

constexpr qsizetype ImapLineOctets = 32 * MiB; ///< a SEARCH of a million UIDs is one line
constexpr qsizetype ImapNestingDepth = 100;
constexpr qsizetype LiteralOctets = 150 * MiB;
constexpr qsizetype MessageOctets = 150 * MiB;
constexpr qsizetype ReplyLineOctets = 8 * KiB; ///< SMTP and POP3
constexpr int ReplyLines = 500;
constexpr qsizetype ReplyOctets = 64 * KiB;
constexpr int MimeDepth = 100;
constexpr int NestedMessages = 50;
constexpr int MimeParts = 10000;
constexpr qsizetype HeaderShownOctets = 1 * MiB;
constexpr qsizetype HeaderKeptOctets = 16 * MiB;
constexpr int AddressesShown = 500;
constexpr qsizetype HtmlOctets = 10 * MiB;
constexpr int HtmlTableDepth = 6;
constexpr qsizetype ImageDecodedOctets = 64 * MiB;
constexpr qsizetype DataImageOctets = 5 * MiB;
} // namespace godwit::limits
