// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Clock.h"
#include "base/OneShot.h"

#include <map>

namespace godwit::test {

/// A clock that only moves when the test says so.
class FakeClock final : public Clock {
public:
    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    Task<void> sleep(std::chrono::milliseconds duration) override;

    /// Moves both clocks and wakes, in order, every sleeper whose time has come.
    void advance(std::chrono::milliseconds duration);
    /// The wall clock alone jumps (S-148).
    void jump(std::chrono::milliseconds duration) { m_now = m_now.addMSecs(duration.count()); }
    std::size_t sleepers() const { return m_sleepers.size(); }

private:
    QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    std::chrono::milliseconds m_monotonic{1000};
    std::multimap<std::chrono::milliseconds, OneShot<bool>> m_sleepers;
};

} // namespace godwit::test
