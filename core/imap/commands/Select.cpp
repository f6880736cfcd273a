// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/Select.h"

namespace godwit::imap {

namespace {
constexpr qsizetype KnownUidsOctets = 1000;
} // namespace

Select::Select(Mailbox mailbox, Access access)
{
    m_selected.state.mailbox = std::move(mailbox);
    m_selected.state.access = access;
}

Select &Select::resynchronise(UidValidity uidValidity, ModSeq since, UidSet known)
{
    m_knownValidity = uidValidity;
    m_since = since;
    m_known = std::move(known);
    return *this;
}

void Select::encode(Encoder &out) const
{
    out.atom(m_selected.state.access == Access::ReadOnly ? "EXAMINE" : "SELECT").mailbox(m_selected.state.mailbox);
    if (m_knownValidity && m_since) {
        out.open().atom("QRESYNC").open().number(m_knownValidity.value).number(m_since.value);
        const QByteArray known = m_known.toWire();
        if (!known.isEmpty() && known.size() <= KnownUidsOctets)
            out.set(known);
        out.close().close();
    } else if (out.capabilities().hasCondStore()) {
        out.open().atom("CONDSTORE").close();
    }
}

bool Select::claims(const Untagged &response) const
{
    return std::holds_alternative<ExistsData>(response) || std::holds_alternative<FlagsData>(response)
        || std::holds_alternative<StatusResponse>(response) || std::holds_alternative<VanishedData>(response)
        || std::holds_alternative<FetchData>(response);
}

void Select::takeCode(const ResponseCode &code)
{
    MailboxState &state = m_selected.state;
    if (const auto *uidValidity = code.as<UidValidity>())
        state.uidValidity = *uidValidity;
    else if (const auto *uidNext = code.as<Uid>())
        state.uidNext = *uidNext;
    else if (const auto *modSeq = code.as<ModSeq>())
        state.highestModSeq = *modSeq;
    else if (const auto *permanent = code.as<code::PermanentFlags>())
        state.permanentFlags = permanent->flags, state.newKeywords = permanent->newKeywords;
    else if (const auto *mailboxId = code.as<code::MailboxId>())
        state.mailboxId = mailboxId->id;
    else if (code.name == "NOMODSEQ")
        state.highestModSeq = {};
    else if (code.name == "READ-ONLY")
        state.access = Access::ReadOnly;
}

void Select::take(const Untagged &response)
{
    if (const auto *exists = std::get_if<ExistsData>(&response)) {
        m_selected.state.exists = exists->count;
    } else if (const auto *flags = std::get_if<FlagsData>(&response)) {
        m_selected.state.flags = flags->flags;
    } else if (const auto *status = std::get_if<StatusResponse>(&response)) {
        takeCode(status->code);
    } else if (const auto *vanished = std::get_if<VanishedData>(&response)) {
        m_selected.vanished = m_selected.vanished.united(vanished->uids);
    } else if (const auto *fetch = std::get_if<FetchData>(&response)) {
        if (m_selected.changed.size() < MaximumFetchedMessages)
            m_selected.changed.append(*fetch);
    }
}

Result<Selected> Select::finish(const Tagged &tagged) const
{
    if (!tagged.isOk())
        return tl::unexpected(toError(tagged.status));
    Select complete = *this;
    complete.takeCode(tagged.status.code);
    return complete.m_selected;
}

} // namespace godwit::imap
