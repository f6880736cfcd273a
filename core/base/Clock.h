// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Task.h"

#include <QDateTime>
#include <chrono>

namespace godwit {

/// Time as a dependency, so that tests own it.
class Clock {
public:
    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;

    /// Wall clock in UTC: for what people see and for what is stored.  May jump.
    virtual QDateTime now() const = 0;
    /// Never goes back: for time limits, back-off and IDLE renewal (S-148).
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Resumes from the event loop after `duration`; dropping the Task stops the timer.
    virtual Task<void> sleep(std::chrono::milliseconds duration) = 0;
};

class SystemClock final : public Clock {
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    Task<void> sleep(std::chrono::milliseconds duration) override;
};

} // namespace godwit
