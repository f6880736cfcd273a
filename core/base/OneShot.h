// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#ifndef Q_MOC_RUN // moc 6.4 cannot read this header of libstdc++ 12
#include <coroutine>
#endif
#include <memory>
#include <optional>
#include <utility>

namespace godwit {

/// A value that arrives once, from a signal or callback, for one waiting coroutine.  Copies share the same slot; the
/// first set() wins and later ones are ignored, so that "answer or time limit, whichever comes first" is two setters.
///
/// set() resumes the waiter before it returns: let it be the last statement of whoever calls it.
template <typename T> class OneShot {
    struct Slot {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };

public:
    OneShot() : m_slot(std::make_shared<Slot>()) { }

    void set(T value) const
    {
        const std::shared_ptr<Slot> slot = m_slot;
        if (slot->value)
            return;
        slot->value.emplace(std::move(value));
        if (const std::coroutine_handle<> waiter = std::exchange(slot->waiter, {}))
            waiter.resume();
    }
    bool isSet() const { return m_slot->value.has_value(); }

    class Awaiter {
    public:
        explicit Awaiter(std::shared_ptr<Slot> slot) : m_slot(std::move(slot)) { }
        Awaiter(const Awaiter &) = delete;
        Awaiter &operator=(const Awaiter &) = delete;
        ~Awaiter()
        {
            if (m_waiting)
                m_slot->waiter = {}; // the waiting frame is being dropped
        }
        bool await_ready() const noexcept { return m_slot->value.has_value(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept
        {
            m_slot->waiter = waiting;
            m_waiting = true;
        }
        T await_resume()
        {
            m_waiting = false;
            return *m_slot->value;
        }

    private:
        std::shared_ptr<Slot> m_slot;
        bool m_waiting = false;
    };
    Awaiter operator co_await() const { return Awaiter(m_slot); }

private:
    std::shared_ptr<Slot> m_slot;
};

} // namespace godwit
