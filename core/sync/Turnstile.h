// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/OneShot.h"
#include "base/Task.h"

#include <QObject>
#include <memory>
#include <vector>

namespace godwit::sync {

/// Lets one conversation at a time through; the others wait and go on from the event loop.
class Turnstile {
    struct State : QObject {
        bool taken = false;
        std::vector<OneShot<bool>> waiting;
    };

public:
    /// Held while its holder is inside.
    class Turn {
    public:
        Turn() = default;
        explicit Turn(std::shared_ptr<State> state) : m_state(std::move(state)) { }
        Turn(Turn &&other) noexcept : m_state(std::move(other.m_state)) { }
        Turn &operator=(Turn &&other) noexcept
        {
            if (this != &other) {
                leave();
                m_state = std::move(other.m_state);
            }
            return *this;
        }
        ~Turn() { leave(); }
        void leave();

    private:
        std::shared_ptr<State> m_state;
    };

    Turnstile() : m_state(std::make_shared<State>()) { }
    Task<Turn> enter();
    bool isTaken() const { return m_state->taken; }

private:
    static Task<Turn> wait(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

} // namespace godwit::sync
