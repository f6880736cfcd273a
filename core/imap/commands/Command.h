// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Encoder.h"
#include "imap/wire/Untagged.h"

#include <concepts>

namespace godwit::imap {

/// How a command stands to its neighbours in the pipeline.
enum class Pipelining {
    Free, ///< others may be in flight before and behind it
    ChangesMailbox, ///< SELECT and its like: what arrives before its turn belongs to the mailbox before
    Alone, ///< nothing else in flight, before or behind (AUTHENTICATE, STARTTLS, IDLE)
};

/// What Session::run() drives.  Sans-IO: encode() once; take() for each untagged response that the command claims, in
/// order of arrival; finish() with the tagged response.
template <typename C>
concept Command = requires(C &command, const C &constant, Encoder &out, const Untagged &response, const Tagged &tagged)
{
    typename C::Value;
    constant.encode(out);
    {
        constant.claims(response)
        } -> std::same_as<bool>;
    command.take(response);
    {
        constant.finish(tagged)
        } -> std::same_as<Result<typename C::Value>>;
    {
        C::Order
        } -> std::convertible_to<Pipelining>;
};

/// What one answer may hold at most, whatever a server repeats: a mailbox of millions, a tree of many thousands.
constexpr qsizetype MaximumListedMailboxes = 100'000;
constexpr qsizetype MaximumFetchedMessages = 5'000'000;

/// Defaults: claims nothing, waits for the tagged response.
class CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::Free;
    bool claims(const Untagged &) const { return false; }
    void take(const Untagged &) { }

protected:
    static Result<void> done(const Tagged &tagged);
};

} // namespace godwit::imap
