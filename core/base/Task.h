// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#ifndef Q_MOC_RUN // moc 6.4 cannot read this header of libstdc++ 12
#include <coroutine>
#endif
#include <cstdlib>
#include <optional>
#include <utility>

namespace godwit {

template <typename T> class Task;

namespace detail {

struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> finished) const noexcept
    {
        const std::coroutine_handle<> continuation = finished.promise().continuation;
        return continuation ? continuation : std::noop_coroutine();
    }
    void await_resume() const noexcept { }
};

struct TaskPromiseBase {
    std::coroutine_handle<> continuation;

    std::suspend_never initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    /// Our code reports failures as values; what is thrown all the same (out of memory) must not half-run a
    /// conversation.
    [[noreturn]] void unhandled_exception() const noexcept { std::abort(); }
};

template <typename T> struct TaskPromise : TaskPromiseBase {
    std::optional<T> value;
    Task<T> get_return_object() noexcept;
    template <typename U> void return_value(U &&result) { value.emplace(std::forward<U>(result)); }
};

template <> struct TaskPromise<void> : TaskPromiseBase {
    Task<void> get_return_object() noexcept;
    void return_void() const noexcept { }
};

} // namespace detail

/// A conversation in progress.  Eager: it runs up to its first real wait before the call returns.  Move-only, and the
/// owner of its coroutine frame: dropping the Task cancels the conversation and everything it waits for, at once.
///
/// Rules (style section 6): no lambda and no braced aggregate inside a `co_await` expression; parameters by value;
/// after a `co_await` everything may have changed; never drop a Task from code that it is itself running.
/// And none in a branch of `?:` (`c ? co_await a() : co_await b()`): g++ 12 runs or destroys the wrong one.  Choose the
/// Task first, then await it.
template <typename T> class [[nodiscard]] Task {
public:
    using promise_type = detail::TaskPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task() noexcept = default;
    explicit Task(Handle handle) noexcept : m_handle(handle) { }
    Task(Task &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) { }
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            drop();
            m_handle = std::exchange(other.m_handle, {});
        }
        return *this;
    }
    Task(const Task &) = delete;
    Task &operator=(const Task &) = delete;
    ~Task() { drop(); }

    bool isValid() const noexcept { return bool(m_handle); }
    bool isDone() const noexcept { return m_handle && m_handle.done(); }

    /// Only when isDone().
    template <typename U = T>
    requires(!std::is_void_v<U>) U &result() { return *m_handle.promise().value; }

    struct Awaiter {
        Handle handle;
        explicit Awaiter(Handle h) noexcept : handle(h) { }
        bool await_ready() const noexcept { return handle.done(); }
        void await_suspend(std::coroutine_handle<> waiting) const noexcept { handle.promise().continuation = waiting; }
        T await_resume() const
        {
            if constexpr (!std::is_void_v<T>)
                return std::move(*handle.promise().value);
        }
    };
    Awaiter operator co_await() const noexcept { return Awaiter(m_handle); }

private:
    void drop() noexcept
    {
        if (const Handle handle = std::exchange(m_handle, {}))
            handle.destroy();
    }
    Handle m_handle;
};

namespace detail {
template <typename T> Task<T> TaskPromise<T>::get_return_object() noexcept
{
    return Task<T>(std::coroutine_handle<TaskPromise<T>>::from_promise(*this));
}
inline Task<void> TaskPromise<void>::get_return_object() noexcept
{
    return Task<void>(std::coroutine_handle<TaskPromise<void>>::from_promise(*this));
}
} // namespace detail

} // namespace godwit
