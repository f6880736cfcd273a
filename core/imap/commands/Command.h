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
    Last, ///< others may be in flight before it, none behind (COMPRESS)
    ChangesNames, ///< until it is answered only what is spelled the same either way may follow (ENABLE UTF8=ACCEPT)
};

/// What a command can look at to find that it must not be sent.
struct Situation {
    const Capabilities &capabilities; ///< as offered, without what the server is known to get wrong
    const QSet<QByteArray> &enabled; ///< by ENABLE
};

/// What Session::run() drives.  Sans-IO: encode(), twice at times; take() for each untagged response that the command
/// claims, in order of arrival; finish() with the tagged response.
///
/// Optional members: `std::optional<MailError> refusal(const Situation &) const`, asked before the command is queued,
/// which ends it without a word on the wire; `Pipelining pipelining() const`, where Order is not the same for all;
/// `void know(const std::optional<MailboxState> &)`, called before finish(): what is selected by then;
/// `QByteArrayList disproved() const`, asked after finish(): capabilities that the answer has shown to be broken, and
/// `bool mustRepeat() const`: without them the command is worth repeating.
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

template <typename C>
concept RepeatableCommand = requires(const C &command)
{
    {
        command.mustRepeat()
        } -> std::same_as<bool>;
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
    /// Refused with [CANNOT] (RFC 5530), as a server would say that it has no such thing.
    static std::optional<MailError> unlessOffered(bool offered);
    /// Refused/TooLarge where APPENDLIMIT=n says so (RFC 7889).
    static std::optional<MailError> unlessFits(const Capabilities &capabilities, qint64 octets);
};

} // namespace godwit::imap
