// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"
#include "app/ErrorSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/Sending.h"
#include "app/cli/commands/StoreAccess.h"
#include "app/common/ControlServer.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

using store::Submission;
using store::SubmissionState;

void print(const Context &context, const QList<Submission> &submissions)
{
    QJsonArray array;
    for (const Submission &submission : submissions) {
        const QJsonObject object = submissionJson(submission);
        array.append(object);
        if (!context.json)
            context.print(u"%1\t%2\t%3\t%4\t%5"_s.arg(submission.key.value)
                              .arg(stateName(submission.state), submission.recipients.join(u", "_s), submission.subject,
                                  object.value("error"_L1).toString()));
    }
    if (context.json)
        context.printJson(array);
}

QList<Submission> ofAccounts(const store::Reader &reader, const QList<account::Settings> &accounts)
{
    QList<Submission> result;
    for (const Submission &submission : reader.outbox()) {
        for (const account::Settings &settings : accounts) {
            if (settings.key == submission.account)
                result.append(submission);
        }
    }
    return result;
}

bool isFlushed(const Submission &submission)
{
    return submission.state == SubmissionState::Held || submission.state == SubmissionState::Waiting;
}

int flush(Context &context)
{
    EngineRun run(context);
    const EngineRun::Outcome outcome = run.start();
    if (outcome == EngineRun::Outcome::Failed)
        return run.exitCode();
    std::unique_ptr<store::Reader> ownReader;
    if (outcome == EngineRun::Outcome::Elsewhere) {
        auto reader = openReader(context.profile);
        if (!reader)
            return context.fail(reader.error());
        ownReader = std::move(*reader);
    }
    const store::Reader &reader = ownReader ? *ownReader : run.engine().writer().reader();
    const QList<account::Settings> accounts = chosenAccounts(context, reader);
    if (accounts.isEmpty())
        return NotFound;
    QSet<store::SubmissionKey> tried;
    for (const Submission &submission : ofAccounts(reader, accounts)) {
        if (isFlushed(submission))
            tried.insert(submission.key);
    }
    for (const account::Settings &settings : accounts) {
        if (ownReader) {
            if (!run.ask({{u"command"_s, u"flush"_s}, {u"account"_s, settings.key.value}}))
                return run.exitCode();
        } else {
            run.wait(run.engine().flushOutbox(settings.key));
            run.wait(run.engine().carryOut(settings.key));
        }
    }
    const QList<Submission> left = ofAccounts(reader, accounts);
    print(context, left);
    int result = Done;
    for (const Submission &submission : left) {
        if (tried.contains(submission.key) && result == Done)
            result = context.fail(submission.error);
    }
    return result;
}

/// What was on its way when its process was killed is unknown to everybody: that is said at once, not only after the
/// next start of the program.
void settleInterrupted(const Context &context, const store::Reader &reader)
{
    const QList<Submission> rows = reader.outbox();
    const bool some = std::any_of(rows.begin(), rows.end(),
        [](const Submission &submission) { return submission.state == SubmissionState::Sending; });
    app::ProfileLock lock(context.profile);
    if (!some || !lock.take()) // or it is being sent just now
        return;
    if (const auto writer = store::Writer::open(context.profile))
        store::Outbox(**writer).recoverAfterRestart();
}

/// The person knows better: what is unknown went out.
int conclude(Context &context, const QString &id)
{
    auto writer = store::Writer::open(context.profile);
    if (!writer)
        return context.fail(writer.error());
    const store::Reader &reader = (*writer)->reader();
    settleInterrupted(context, reader);
    const QList<account::Settings> accounts = chosenAccounts(context, reader);
    if (accounts.isEmpty())
        return NotFound;
    const QList<Submission> outbox = ofAccounts(reader, accounts);
    const auto found = std::find_if(outbox.begin(), outbox.end(),
        [&id](const Submission &submission) { return QString::number(submission.key.value) == id; });
    if (found == outbox.end())
        return context.fail(NotFound, u"There is no message %1 in the outbox."_s.arg(id));
    if (found->state != SubmissionState::Unknown)
        return context.fail(Failed,
            u"Message %1 is %2: only of what is unknown it can be said that it arrived."_s.arg(
                id, stateName(found->state)));
    const auto settings = std::find_if(accounts.begin(), accounts.end(),
        [found](const account::Settings &account) { return account.key == found->account; });
    const bool fileCopy = !settings->serverSavesSent.value_or(false);
    if (const auto concluded = store::Outbox(**writer).markArrived(found->key, fileCopy); !concluded)
        return context.fail(concluded.error());
    app::askRunningInstance(context.profile, {{u"command"_s, u"changed"_s}}, 5000);
    print(context, ofAccounts(reader, accounts));
    return Done;
}

} // namespace

int outboxCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const bool wantsFlush = given.takeFlag(u"--flush"_s);
    const std::optional<QString> arrived = given.takeValue(u"--arrived"_s);
    if (!given.unknownOption().isEmpty() || !given.rest().isEmpty() || (wantsFlush && arrived))
        return context.wrongUsage();
    if (arrived)
        return conclude(context, *arrived);
    if (wantsFlush)
        return flush(context);
    const auto reader = openReader(context.profile);
    if (!reader)
        return context.fail(reader.error());
    settleInterrupted(context, **reader);
    if (context.account.isEmpty()) {
        print(context, (*reader)->outbox());
        return Done;
    }
    const QList<account::Settings> accounts = chosenAccounts(context, **reader);
    if (accounts.isEmpty())
        return NotFound;
    print(context, ofAccounts(**reader, accounts));
    return Done;
}

} // namespace godwit::cli
