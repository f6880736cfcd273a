// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Task.h"

#include <QObject>
#include <list>
#include <memory>

namespace godwit {

/// Owns conversations that nobody waits for: one per account, per connection, per window.  Destroying the scope cancels
/// all of them at once; cancelLater() does so from the event loop and may be called from inside one of them.
class TaskScope {
public:
    TaskScope();
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Keeps `task` until it is done or the scope is cancelled.
    void spawn(Task<void> task);
    /// Cancels all.  Never from inside a task of this scope: use cancelLater() there.
    void cancel();
    void cancelLater();
    bool isEmpty() const;

private:
    struct Entry {
        Task<void> runner;
        bool done = false;
    };
    static Task<void> run(Task<void> task, std::shared_ptr<std::list<Entry>> entries, Entry *entry);
    void reap();

    std::shared_ptr<std::list<Entry>> m_entries;
    QObject m_context;
};

} // namespace godwit
