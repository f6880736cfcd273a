// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"
#include "imap/commands/MailboxState.h"

namespace godwit::imap {

/// Opens a mailbox and collects what the server says about it.
///
/// SELECT, or EXAMINE for ReadOnly: RFC 9051 section 6.3.2, 6.3.3; CONDSTORE and QRESYNC: RFC 7162.  Needs the
/// authenticated or selected state; after an error no mailbox is selected.  CONDSTORE is asked for by itself where the
/// server has it.  Errors: Refused (NotFound where the server says NONEXISTENT or TRYCREATE).
class Select : public CommandBase {
public:
    static constexpr Pipelining Order = Pipelining::ChangesMailbox;
    using Value = Selected;
    Select(Mailbox mailbox, Access access);
    /// Ask for everything since (RFC 7162 section 3.2.5); needs ENABLE QRESYNC before.  `known` may be empty; it is
    /// left out where its wire form is longer than 1000 octets.
    Select &resynchronise(UidValidity uidValidity, ModSeq since, UidSet known);

    const Mailbox &mailbox() const { return m_selected.state.mailbox; }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<Selected> finish(const Tagged &tagged) const;

private:
    void takeCode(const ResponseCode &code);

    Selected m_selected;
    UidValidity m_knownValidity;
    ModSeq m_since;
    UidSet m_known;
};

} // namespace godwit::imap
