// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TaskScope.h"

#include <QMetaObject>

namespace godwit {

TaskScope::TaskScope() : m_entries(std::make_shared<std::list<Entry>>())
{ }

TaskScope::~TaskScope()
{
    cancel();
}

Task<void> TaskScope::run(Task<void> task, std::shared_ptr<std::list<Entry>> entries, Entry *entry)
{
    Q_UNUSED(entries) // keeps `entry` alive until this frame is gone
    co_await task;
    entry->done = true;
}

void TaskScope::spawn(Task<void> task)
{
    reap();
    if (!task.isValid() || task.isDone())
        return;
    Entry &entry = m_entries->emplace_back();
    entry.runner = run(std::move(task), m_entries, &entry);
}

void TaskScope::cancel()
{
    // Dropping a frame runs destructors that may come back here: take the list first.
    std::list<Entry> dropped;
    dropped.swap(*m_entries);
    dropped.clear();
}

void TaskScope::cancelLater()
{
    QMetaObject::invokeMethod(
        &m_context, [this] { cancel(); }, Qt::QueuedConnection);
}

bool TaskScope::isEmpty() const
{
    for (const Entry &entry : *m_entries) {
        if (!entry.done)
            return false;
    }
    return true;
}

void TaskScope::reap()
{
    m_entries->remove_if([](const Entry &entry) { return entry.done && entry.runner.isDone(); });
}

} // namespace godwit
