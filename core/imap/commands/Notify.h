// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// NOTIFY: RFC 5465.  Authenticated state; needs capabilities().hasNotify().  From now on the server tells by itself:
/// the selected mailbox through Session::mailboxChanged(), others through statusChanged() and mailboxListed().  Some
/// servers only do so during IDLE: go on idling.  Errors: Refused "BADEVENT" (ask for less).
class Notify : public CommandBase {
public:
    using Value = void;
    enum class Scope { Personal, Subscribed };
    struct Wish {
        Scope scope = Scope::Personal;
        bool initialStatus = true; ///< STATUS of each of them at once: what LIST-STATUS would have told
        bool flagChanges = true; ///< of mailboxes that are not selected
        bool tree = true; ///< mailboxes made, renamed, deleted, subscribed
    };
    static Notify set(Wish wish) { return Notify(wish); }
    /// Silence; news of the selected mailbox come as usual only after another SELECT.
    static Notify none() { return Notify(std::nullopt); }

    std::optional<MailError> refusal(const Situation &now) const { return unlessOffered(now.capabilities.hasNotify()); }
    void encode(Encoder &out) const;
    Result<void> finish(const Tagged &tagged) const { return done(tagged); }

private:
    explicit Notify(std::optional<Wish> wish) : m_wish(wish) { }
    std::optional<Wish> m_wish;
};

} // namespace godwit::imap
