// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/EngineHost.h"

#include "base/Task.h"

#include <QTimer>

namespace godwit::app {

EngineHost::EngineHost(sync::Engine::Dependencies dependencies)
    : m_engine(std::make_unique<sync::Engine>(std::move(dependencies)))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_thread);
    sync::Engine *const engine = m_engine.get();
    connect(&m_sleep, &SleepWatcher::aboutToSleep, engine, &sync::Engine::suspend);
    connect(&m_sleep, &SleepWatcher::woke, engine, &sync::Engine::resume);
    connect(&m_network, &NetworkWatcher::changed, engine, &sync::Engine::networkChanged);
    connect(&m_network, &NetworkWatcher::meteredChanged, engine, &sync::Engine::networkIsMetered);
    openStore();
}

/// Queued: in the engine's thread, once that runs.
void EngineHost::openStore()
{
    sync::Engine *const engine = m_engine.get();
    QMetaObject::invokeMethod(
        engine,
        [this, engine] {
            const Result<void> started = engine->start(sync::Engine::Mode::Live);
            if (!started)
                emit failed(started.error());
        },
        Qt::QueuedConnection);
}

EngineHost::~EngineHost()
{
    stop();
}

void EngineHost::start()
{
    m_thread.start();
    // The desktop is asked over its bus: not before the window stands.
    QTimer::singleShot(0, &m_network, &NetworkWatcher::watchMetered);
}

void EngineHost::stop()
{
    if (!m_engine)
        return;
    if (!m_thread.isRunning()) {
        m_engine.reset();
        return;
    }
    constexpr std::chrono::milliseconds PoliteLogout{1500};
    constexpr int LongestWaitMs = 8000;
    sync::Engine *const engine = m_engine.release();
    QMetaObject::invokeMethod(
        engine,
        [this, engine, PoliteLogout] {
            // The engine, its sockets and its conversations end in the thread they live in.
            const auto stopping = std::make_shared<Task<void>>(engine->stop(PoliteLogout));
            const auto end = [this, engine, stopping] {
                delete engine;
                m_thread.quit();
            };
            if (stopping->isDone()) {
                end();
                return;
            }
            QObject::connect(engine, &sync::Engine::stopped, engine, [end] { QTimer::singleShot(0, end); });
        },
        Qt::QueuedConnection);
    if (!m_thread.wait(LongestWaitMs))
        m_thread.terminate();
    m_thread.wait();
}

} // namespace godwit::app
