// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Clock.h"
#include "base/OneShot.h"
#include "base/Task.h"

#include <QObject>
#include <memory>

namespace godwit::sync {

/// Wakes a conversation that has nothing to do.  A ring that nobody waits for is remembered, once.
class Bell {
public:
    enum class Woken { Rung, TimeUp };

    Bell() : m_state(std::make_shared<State>()) { }
    /// From the event loop: the waiter goes on after the caller has returned.
    void ring() const;
    /// One waiter at a time.
    Task<Woken> wait(Clock &clock, std::chrono::milliseconds limit) const;

private:
    struct State : QObject {
        bool rung = false;
        OneShot<Woken> waiter;
    };
    static Task<Woken> wait(std::shared_ptr<State> state, Clock &clock, std::chrono::milliseconds limit);
    static Task<void> timeUp(
        std::shared_ptr<State> state, Clock &clock, std::chrono::milliseconds limit, OneShot<Woken> waiter);
    std::shared_ptr<State> m_state;
};

} // namespace godwit::sync
