// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ErrorSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/EngineRun.h"
#include "app/cli/commands/ProgressLine.h"
#include "app/cli/commands/StoreAccess.h"
#include "app/common/ControlServer.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

struct Wanted {
    QString mailbox;
    bool headersOnly = false;
};

sync::SyncSummary syncHere(EngineRun &run, const account::Settings &settings, const Wanted &wanted)
{
    sync::Engine::SyncOptions options;
    options.mailbox = wanted.mailbox;
    options.headersOnly = wanted.headersOnly;
    const ProgressLine progress(run.engine());
    return run.wait(run.engine().syncOnce(settings.key, options));
}

std::optional<sync::SyncSummary> syncElsewhere(EngineRun &run, const account::Settings &settings, const Wanted &wanted)
{
    const auto answer = run.ask({{u"command"_s, u"sync"_s}, {u"account"_s, settings.key.value},
        {u"mailbox"_s, wanted.mailbox}, {u"headersOnly"_s, wanted.headersOnly}});
    return answer ? std::optional(app::summaryFromJson(*answer)) : std::nullopt;
}

QJsonObject shown(const sync::SyncSummary &summary)
{
    QJsonObject object = app::summaryJson(summary);
    object.remove("failure"_L1);
    object.insert("error"_L1, summary.error ? QJsonValue(errorSentence(*summary.error)) : QJsonValue());
    return object;
}

} // namespace

int syncCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    Wanted wanted;
    wanted.mailbox = given.takeValue(u"--mailbox"_s).value_or(QString());
    wanted.headersOnly = given.takeFlag(u"--headers-only"_s);
    given.takeFlag(u"--no-index"_s); // says the help: there is no full-text index yet that could be left for later
    if (!given.unknownOption().isEmpty() || !given.rest().isEmpty())
        return context.wrongUsage();
    EngineRun run(context);
    const EngineRun::Outcome outcome = run.start();
    if (outcome == EngineRun::Outcome::Failed)
        return run.exitCode();
    QList<account::Settings> accounts;
    if (outcome == EngineRun::Outcome::Ready) {
        accounts = chosenAccounts(context, run.engine().writer().reader());
    } else {
        const auto reader = openReader(context.profile);
        if (!reader)
            return context.fail(reader.error());
        accounts = chosenAccounts(context, **reader);
    }
    if (accounts.isEmpty())
        return NotFound;
    QJsonArray summaries;
    int result = Done;
    for (const account::Settings &settings : std::as_const(accounts)) {
        if (settings.incoming == account::Incoming::None && accounts.size() > 1)
            continue;
        const std::optional<sync::SyncSummary> summary = outcome == EngineRun::Outcome::Ready
            ? syncHere(run, settings, wanted)
            : syncElsewhere(run, settings, wanted);
        if (!summary)
            return run.exitCode();
        summaries.append(shown(*summary));
        // Before a failure something may have come all the same; otherwise the sentence about it says everything.
        const bool some = summary->added + summary->changed + summary->vanished + summary->bodies > 0;
        if (!context.json && (some || !summary->error))
            context.print(u"%1: %2 new, %3 changed, %4 vanished, %5 bodies"_s.arg(settings.email)
                              .arg(summary->added)
                              .arg(summary->changed)
                              .arg(summary->vanished)
                              .arg(summary->bodies));
        if (summary->error)
            result = context.fail(*summary->error);
    }
    if (context.json)
        context.printJson(summaries.size() == 1 ? summaries.first() : QJsonValue(summaries));
    return result;
}

} // namespace godwit::cli
