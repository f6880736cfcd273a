// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <array>
#include <chrono>

namespace godwit::sync {

/// Growing pauses between tries; the last one repeats.
template <std::size_t N> class Backoff {
public:
    explicit constexpr Backoff(std::array<std::chrono::seconds, N> pauses) : m_pauses(pauses) { }
    std::chrono::seconds next() { return m_pauses[std::min(m_failures++, N - 1)]; }
    void reset() { m_failures = 0; }
    /// The attempt that comes is made before its time: its failure says nothing new.
    void repeat() { m_failures -= m_failures > 0 ? 1 : 0; }

private:
    std::array<std::chrono::seconds, N> m_pauses;
    std::size_t m_failures = 0;
};

/// Connections: quick at first, never more often than every five minutes once it looks lasting.
inline auto connectionBackoff()
{
    using std::chrono::seconds;
    return Backoff(std::array{
        seconds(1), seconds(2), seconds(5), seconds(10), seconds(30), seconds(60), seconds(120), seconds(300)});
}
using ConnectionBackoff = decltype(connectionBackoff());

/// Submissions (S-131): 1, 5, 15, 60 minutes, then hourly.  `attempts` counts those already made.
inline std::chrono::seconds submissionPause(int attempts)
{
    using std::chrono::minutes;
    constexpr std::array<minutes, 4> pauses{minutes(1), minutes(5), minutes(15), minutes(60)};
    const auto index = std::size_t(std::clamp(attempts - 1, 0, int(pauses.size()) - 1));
    return pauses[index];
}

} // namespace godwit::sync
