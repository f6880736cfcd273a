// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/MailboxUpdate.h"

namespace godwit::imap {

/// Keeps the state of the selected mailbox while the server talks, and gathers what it said for MailboxUpdate. Nonsense
/// (S-028) never leaves the state unsound: it asks for a resynchronisation.
class MailboxTracker {
public:
    const std::optional<MailboxState> &selected() const { return m_selected; }
    void open(const MailboxState &state);
    void close();

    void exists(quint32 count);
    void expunge(SequenceNumber number);
    void vanished(const VanishedData &data);
    void fetch(const FetchData &data);
    void code(const ResponseCode &code);

    /// What was gathered since the last call, if anything.
    std::optional<MailboxUpdate> takeUpdate();
    int nonsense() const { return m_nonsense; }

private:
    static constexpr qsizetype MaximumFlagChanges = 5000;
    MailboxUpdate &update();
    void sawNonsense();

    std::optional<MailboxState> m_selected;
    std::optional<MailboxUpdate> m_update;
    int m_nonsense = 0;
};

} // namespace godwit::imap
