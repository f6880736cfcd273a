// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"

#include "base/OneShot.h"

#include <QTimer>

namespace godwit {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Task<void> SystemClock::sleep(std::chrono::milliseconds duration)
{
    const OneShot<bool> woken;
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::CoarseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [woken] { woken.set(true); });
    timer.start(duration);
    co_await woken;
}

} // namespace godwit
