// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/MailboxTracker.h"

namespace godwit::imap {

void MailboxTracker::open(const MailboxState &state)
{
    m_selected = state;
    m_update.reset();
}

void MailboxTracker::close()
{
    m_selected.reset();
    m_update.reset();
}

MailboxUpdate &MailboxTracker::update()
{
    if (!m_update) {
        m_update.emplace();
        m_update->mailbox = m_selected->mailbox;
    }
    return *m_update;
}

void MailboxTracker::sawNonsense()
{
    ++m_nonsense;
    update().resynchronise = true;
}

void MailboxTracker::exists(quint32 count)
{
    if (!m_selected)
        return;
    if (count < m_selected->exists)
        sawNonsense();
    m_selected->exists = count;
    update().exists = count;
}

void MailboxTracker::expunge(SequenceNumber number)
{
    if (!m_selected)
        return;
    if (number.value == 0 || number.value > m_selected->exists) {
        sawNonsense();
        return;
    }
    --m_selected->exists;
    ++update().expunged;
    update().exists = m_selected->exists;
    update().resynchronise = true; // numbers die with the session: which one it was is found by comparing
}

void MailboxTracker::vanished(const VanishedData &data)
{
    if (!m_selected || data.earlier)
        return;
    const quint64 count = data.uids.count();
    if (count > m_selected->exists) {
        sawNonsense();
        return;
    }
    m_selected->exists -= quint32(count);
    update().vanished = update().vanished.united(data.uids);
    update().exists = m_selected->exists;
}

void MailboxTracker::fetch(const FetchData &data)
{
    if (!m_selected || (!data.flags && !data.labels))
        return;
    if (data.labels || !data.uid || update().flags.size() >= MaximumFlagChanges) {
        update().resynchronise = true;
        return;
    }
    FetchData flagsOnly;
    flagsOnly.uid = data.uid;
    flagsOnly.flags = data.flags;
    flagsOnly.modSeq = data.modSeq;
    update().flags.append(flagsOnly);
}

void MailboxTracker::code(const ResponseCode &code)
{
    if (!m_selected)
        return;
    if (const auto *uidNext = code.as<Uid>()) {
        m_selected->uidNext = *uidNext;
    } else if (const auto *modSeq = code.as<ModSeq>()) {
        if (*modSeq < m_selected->highestModSeq)
            sawNonsense(); // S-045
        m_selected->highestModSeq = *modSeq;
        update().highestModSeq = *modSeq;
    } else if (const auto *uidValidity = code.as<UidValidity>()) {
        if (*uidValidity != m_selected->uidValidity)
            sawNonsense(); // S-044
        m_selected->uidValidity = *uidValidity;
    } else if (const auto *permanent = code.as<code::PermanentFlags>()) {
        m_selected->permanentFlags = permanent->flags;
        m_selected->newKeywords = permanent->newKeywords;
    } else if (code.name == "READ-ONLY") {
        m_selected->access = Access::ReadOnly;
    } else if (code.name == "CLOSED") {
        close();
    }
}

std::optional<MailboxUpdate> MailboxTracker::takeUpdate()
{
    return std::exchange(m_update, std::nullopt);
}

} // namespace godwit::imap
