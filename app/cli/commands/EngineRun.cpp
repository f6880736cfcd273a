// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/EngineRun.h"

#include "app/common/ControlServer.h"
#include "app/common/KeychainCredentials.h"
#include "sync/AccountSetup.h"

#include <QDeadlineTimer>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {
constexpr int HandedOverLimitMs = 3'600'000;
constexpr int PatienceMs = 5000;
constexpr int PauseMs = 50;

/// Another command line program that has the profile for a moment is waited for; one that takes requests is not.
bool takeLock(app::ProfileLock &lock, const QString &profile)
{
    const QDeadlineTimer deadline(PatienceMs);
    while (!lock.take(PauseMs)) {
        if (!lock.isHeldByOther() || deadline.hasExpired() || app::isInstanceListening(profile))
            return false;
    }
    return true;
}

} // namespace

EngineRun::EngineRun(const Context &context) : m_context(context), m_lock(context.profile)
{ }

EngineRun::~EngineRun() = default;

EngineRun::Outcome EngineRun::start()
{
    if (!takeLock(m_lock, m_context.profile)) {
        if (m_lock.isHeldByOther())
            return Outcome::Elsewhere;
        m_exitCode = m_context.fail(Failed, u"The profile %1 cannot be written."_s.arg(m_context.profile));
        return Outcome::Failed;
    }
    sync::Engine::Dependencies dependencies;
    dependencies.profile = m_context.profile;
    dependencies.credentials =
        std::make_shared<account::SessionCredentials>(std::make_shared<app::KeychainCredentials>());
    dependencies.clock = std::make_shared<SystemClock>();
    m_engine = std::make_unique<sync::Engine>(dependencies);
    const Result<void> started = m_engine->start(sync::Engine::Mode::Passive);
    if (!started) {
        m_exitCode = m_context.fail(started.error());
        return Outcome::Failed;
    }
    return Outcome::Ready;
}

std::optional<QJsonObject> EngineRun::ask(const QJsonObject &request)
{
    const std::optional<QJsonObject> answer = app::askRunningInstance(m_context.profile, request, HandedOverLimitMs);
    if (!answer)
        m_exitCode = m_context.fail(
            Failed, u"Another program is using this profile and does not answer: close it, or try again."_s);
    return answer;
}

QList<account::Settings> chosenAccounts(const Context &context, const store::Reader &reader)
{
    const QList<account::Settings> all = sync::allAccountSettings(reader);
    if (all.isEmpty()) {
        context.fail(NotFound, u"There is no account yet: see godwit-cli account add."_s);
        return {};
    }
    if (context.account.isEmpty())
        return all;
    QList<account::Settings> chosen;
    for (const account::Settings &settings : all) {
        if (QString::number(settings.key.value) == context.account
            || settings.email.compare(context.account, Qt::CaseInsensitive) == 0 || settings.label == context.account)
            chosen.append(settings);
    }
    if (chosen.isEmpty())
        context.fail(NotFound, u"There is no account %1."_s.arg(context.account));
    return chosen;
}

} // namespace godwit::cli
