// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeClock.h"

namespace godwit::test {

Task<void> FakeClock::sleep(std::chrono::milliseconds duration)
{
    const OneShot<bool> woken;
    m_sleepers.emplace(m_monotonic + duration, woken);
    co_await woken;
}

void FakeClock::advance(std::chrono::milliseconds duration)
{
    const std::chrono::milliseconds goal = m_monotonic + duration;
    while (!m_sleepers.empty() && m_sleepers.begin()->first <= goal) {
        const auto next = m_sleepers.begin();
        m_now = m_now.addMSecs((next->first - m_monotonic).count());
        m_monotonic = next->first;
        const OneShot<bool> woken = next->second;
        m_sleepers.erase(next);
        woken.set(true);
    }
    m_now = m_now.addMSecs((goal - m_monotonic).count());
    m_monotonic = goal;
}

} // namespace godwit::test
