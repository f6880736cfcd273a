// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/LineSpeed.h"

#include "base/Limits.h"

#include <algorithm>

namespace godwit::imap {

using namespace std::chrono_literals;

void LineSpeed::received(qint64 octets, std::chrono::milliseconds now)
{
    constexpr auto LongestGap = 200ms;
    constexpr auto ShortestBurst = 50ms;
    constexpr qint64 EnoughOctets = 128 * limits::KiB;
    constexpr qint64 EnoughAtAnySpeed = limits::MiB;
    const bool goesOn = m_octets >= 0 && now - m_last <= LongestGap;
    m_last = now;
    if (!goesOn) {
        // When the first piece set out is not known: the clock starts with its arrival, and it does not count.
        m_start = now;
        m_octets = 0;
        return;
    }
    m_octets += octets;
    const auto took = now - m_start;
    if (m_octets < EnoughOctets || (took < ShortestBurst && m_octets < EnoughAtAnySpeed))
        return;
    const qint64 speed = m_octets * 1000 / std::max(took.count(), std::chrono::milliseconds::rep(1));
    m_best = std::max(speed, m_best.value_or(0));
}

bool LineSpeed::isWorthCompressing(std::optional<qint64> octetsPerSecond)
{
    constexpr qint64 FastLine = 32 * limits::MiB;
    return !octetsPerSecond || *octetsPerSecond < FastLine;
}

} // namespace godwit::imap
