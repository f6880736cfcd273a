// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ThreadBacklog.h"

#include <QTimerEvent>

namespace godwit::sync {

void ThreadBacklog::timerEvent(QTimerEvent *event)
{
    constexpr qint64 SliceMessages = 200; // some milliseconds
    if (event->timerId() != m_timer.timerId())
        return;
    const Result<bool> more = m_writer.connectOlderThreads(SliceMessages);
    if (!more || !*more)
        m_timer.stop(); // a full disk: the next start goes on
}

} // namespace godwit::sync
