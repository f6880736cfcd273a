// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/common/NetworkWatcher.h"
#include "app/common/SleepWatcher.h"
#include "sync/Engine.h"

#include <QThread>
#include <memory>

namespace godwit::app {

/// The engine in its thread.  Nothing of it runs before start(), so that the window stands before the first packet;
/// what was asked of it until then is done right after it has opened the store.
class EngineHost : public QObject {
    Q_OBJECT
public:
    explicit EngineHost(sync::Engine::Dependencies dependencies);
    ~EngineHost() override;

    sync::Engine &engine() { return *m_engine; }
    void start();
    /// Once more, after failed().
    void openStore();
    /// Logs out and waits for the thread to end, a few seconds at most.
    void stop();

signals:
    void failed(const godwit::MailError &error);

private:
    SleepWatcher m_sleep;
    NetworkWatcher m_network;
    QThread m_thread;
    std::unique_ptr<sync::Engine> m_engine;
};

} // namespace godwit::app
