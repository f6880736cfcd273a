// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Bell.h"

namespace godwit::sync {

void Bell::ring() const
{
    m_state->rung = true;
    const OneShot<Woken> waiter = m_state->waiter;
    QMetaObject::invokeMethod(
        m_state.get(), [waiter] { waiter.set(Woken::Rung); }, Qt::QueuedConnection);
}

Task<Bell::Woken> Bell::wait(Clock &clock, std::chrono::milliseconds limit) const
{
    return wait(m_state, clock, limit);
}

Task<Bell::Woken> Bell::wait(std::shared_ptr<State> state, Clock &clock, std::chrono::milliseconds limit)
{
    if (!state->rung) {
        const OneShot<Woken> waiter;
        state->waiter = waiter;
        const Task<void> timer = timeUp(state, clock, limit, waiter);
        const Woken woken = co_await waiter;
        if (woken == Woken::TimeUp && !state->rung)
            co_return Woken::TimeUp;
    }
    state->rung = false;
    co_return Woken::Rung;
}

Task<void> Bell::timeUp(
    std::shared_ptr<State> state, Clock &clock, std::chrono::milliseconds limit, OneShot<Woken> waiter)
{
    co_await clock.sleep(limit);
    // Not from here: the waiter drops this very conversation.
    QMetaObject::invokeMethod(
        state.get(), [waiter] { waiter.set(Woken::TimeUp); }, Qt::QueuedConnection);
}

} // namespace godwit::sync
