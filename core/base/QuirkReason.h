// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace godwit {

/// What is odd about a mail server (the rows of imap::Quirks): the window says it in the person's language.
enum class QuirkReason {
    WholeWordSearch, ///< and 15 connections for all devices together
    EstimatedSizes, ///< RFC822.SIZE; ESEARCH without its results
    DropsAtNamespace,
    EnablesNothing, ///< ENABLE QRESYNC; ESEARCH gives COUNT only
    FindsNoHeaderFields,
    RefusesMoves,
    UnreliableFlagSearch,
    IgnoresSearches,
    EmptyStatusList,
    LeavesOutParts,
    ForgetsIdle,
    FewConnections,
    WrongMailboxIds,
    OddEnvelopes,
    RejectsListOptions,
    EmptyListWithOptions,
    DropsAtUnknownFields, ///< and copies no drafts
};

} // namespace godwit
