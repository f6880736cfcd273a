// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

#include <chrono>

namespace godwit::sync {

/// How far a mailbox has been fetched, and how fast: the pace since it, or a new pass over it, was begun.
class FetchProgress {
public:
    AccountStatus at(store::MailboxKey mailbox, qint64 done, qint64 total, std::chrono::milliseconds now)
    {
        if (mailbox != m_mailbox || done < m_last || total != m_total) {
            m_mailbox = mailbox;
            m_first = done;
            m_total = total;
            m_since = now;
        }
        m_last = done;
        AccountStatus status;
        status.phase = AccountStatus::Phase::Synchronising;
        status.mailbox = mailbox;
        status.done = done;
        status.total = total;
        const auto elapsed = (now - m_since).count();
        status.perSecond = elapsed > 0 ? 1000.0 * double(done - m_first) / double(elapsed) : 0.0;
        return status;
    }

private:
    store::MailboxKey m_mailbox;
    qint64 m_first = 0, m_last = 0, m_total = 0;
    std::chrono::milliseconds m_since{0};
};

} // namespace godwit::sync
