// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/Context.h"
#include "app/common/ProfileLock.h"
#include "store/Reader.h"
#include "store/Writer.h"
#include "sync/Engine.h"

#include <QEventLoop>
#include <QJsonObject>
#include <memory>
#include <optional>

namespace godwit::cli {

/// The engine for the length of one command, in this thread, with the profile's lock.
class EngineRun {
public:
    explicit EngineRun(const Context &context);
    ~EngineRun();

    enum class Outcome {
        Ready,
        Elsewhere, ///< another process runs the engine of this profile: see ask()
        Failed, ///< said on standard error already: exitCode()
    };
    Outcome start();
    int exitCode() const { return m_exitCode; }
    sync::Engine &engine() { return *m_engine; }
    /// Hands a request to the process that has the profile; std::nullopt, and a sentence, when it does not answer.
    std::optional<QJsonObject> ask(const QJsonObject &request);

    /// Runs `task` to its end.
    template <typename T> T wait(Task<T> task)
    {
        QEventLoop loop;
        std::optional<T> result;
        const Task<void> runner = keep(std::move(task), &result, &loop);
        if (!result)
            loop.exec();
        return std::move(*result);
    }

private:
    template <typename T> static Task<void> keep(Task<T> task, std::optional<T> *result, QEventLoop *loop)
    {
        result->emplace(co_await task);
        loop->quit();
    }

    const Context &m_context;
    app::ProfileLock m_lock;
    std::unique_ptr<sync::Engine> m_engine;
    int m_exitCode = 0;
};

/// The accounts that a command is about: the one of --account (by number, address or label), else all.  Empty, after a
/// sentence on standard error, when there is none.
QList<account::Settings> chosenAccounts(const Context &context, const store::Reader &reader);

} // namespace godwit::cli
