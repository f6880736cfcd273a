// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Turnstile.h"

namespace godwit::sync {

void Turnstile::Turn::leave()
{
    const std::shared_ptr<State> state = std::move(m_state);
    m_state.reset();
    if (!state)
        return;
    state->taken = false;
    // All waiters are woken and look again: one of them may have been dropped while it waited.
    const std::vector<OneShot<bool>> waiting = std::exchange(state->waiting, {});
    for (const OneShot<bool> &waiter : waiting)
        QMetaObject::invokeMethod(
            state.get(), [waiter] { waiter.set(true); }, Qt::QueuedConnection);
}

Task<Turnstile::Turn> Turnstile::enter()
{
    return wait(m_state);
}

Task<Turnstile::Turn> Turnstile::wait(std::shared_ptr<State> state)
{
    while (state->taken) {
        const OneShot<bool> freed;
        state->waiting.push_back(freed);
        co_await freed;
    }
    state->taken = true;
    Turn turn(state);
    co_return turn;
}

} // namespace godwit::sync
