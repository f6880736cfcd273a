// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Providers.h"
#include "app/ErrorSentences.h"
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/EngineRun.h"
#include "app/cli/commands/StoreAccess.h"
#include "app/common/ControlServer.h"
#include "mime/Address.h"
#include "net/TlsTransport.h"
#include "sync/AccountSetup.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

QString securityName(net::Security security)
{
    switch (security) {
    case net::Security::ImplicitTls:
        return u"tls"_s;
    case net::Security::StartTls:
        return u"starttls"_s;
    case net::Security::ClearText:
        break;
    }
    return u"none"_s;
}

QJsonObject accountJson(const account::Settings &settings)
{
    QJsonObject object{{u"id"_s, settings.key.value}, {u"label"_s, settings.label}, {u"email"_s, settings.email},
        {u"name"_s, settings.name}, {u"enabled"_s, settings.enabled}};
    const bool receives = settings.incoming != account::Incoming::None;
    object.insert("incoming"_L1,
        receives ? QJsonValue(account::toUrl(settings.incomingProtocol(), settings.incomingServer)) : QJsonValue());
    object.insert("outgoing"_L1,
        settings.sends() ? QJsonValue(account::toUrl(u"smtp"_s, settings.outgoingServer)) : QJsonValue());
    return object;
}

/// The servers as typed; false after a sentence on standard error.
bool readServer(const Context &context, const QString &url, const QString &protocol, net::Endpoint &endpoint)
{
    const auto parsed = account::parseServerUrl(url);
    if (!parsed || parsed->protocol != protocol) {
        context.wrongUsage(
            u"%1 is no %2 server: write %2s://HOST:PORT or %2+starttls://HOST:PORT."_s.arg(url, protocol));
        return false;
    }
    if (parsed->endpoint.security == net::Security::ClearText && !net::isLoopbackHost(parsed->endpoint.host)) {
        context.wrongUsage(
            u"Clear text is allowed on this computer only: use %1s:// or %1+starttls://."_s.arg(protocol));
        return false;
    }
    endpoint = parsed->endpoint;
    return true;
}

/// From the built-in table, where no server was typed.
bool fillFromProviders(account::Settings &settings)
{
    const auto known = account::Providers().forAddress(settings.email);
    if (!known || known->incoming.isEmpty() || known->outgoing.isEmpty())
        return false;
    const account::ServerCandidate incoming = known->incoming.constFirst();
    settings.incoming = incoming.type;
    settings.incomingServer = incoming.endpoint;
    settings.incomingUser = incoming.user;
    settings.outgoingServer = known->outgoing.constFirst().endpoint;
    settings.outgoingUser = known->outgoing.constFirst().user;
    settings.serverSavesSent = known->serverSavesSent;
    return true;
}

bool readServers(const Context &context, Arguments &given, account::Settings &settings)
{
    const auto imap = given.takeValue(u"--imap"_s);
    const auto pop3 = given.takeValue(u"--pop3"_s);
    const auto smtp = given.takeValue(u"--smtp"_s);
    if (imap && pop3) {
        context.wrongUsage(u"Give --imap or --pop3, not both."_s);
        return false;
    }
    if (!imap && !pop3 && !smtp && !fillFromProviders(settings)) {
        context.wrongUsage(
            u"The servers of %1 are not known: give --imap or --pop3, and --smtp."_s.arg(settings.email));
        return false;
    }
    if (imap || pop3 || smtp)
        settings.incoming = imap ? account::Incoming::Imap : pop3 ? account::Incoming::Pop3 : account::Incoming::None;
    if (imap && !readServer(context, *imap, u"imap"_s, settings.incomingServer))
        return false;
    if (pop3 && !readServer(context, *pop3, u"pop3"_s, settings.incomingServer))
        return false;
    return !smtp || readServer(context, *smtp, u"smtp"_s, settings.outgoingServer);
}

bool readLeave(const Context &context, Arguments &given, account::Settings &settings)
{
    const QString leave = given.takeValue(u"--leave-on-server"_s).value_or(u"always"_s);
    bool isNumber = false;
    const int days = leave.toInt(&isNumber);
    if (leave == u"always") {
        settings.leaveOnServer = account::LeaveOnServer::Always;
    } else if (leave == u"delete") {
        settings.leaveOnServer = account::LeaveOnServer::DeleteAfterFetch;
    } else if (isNumber && days > 0) {
        settings.leaveOnServer = account::LeaveOnServer::DeleteAfterDays;
        settings.leaveDays = days;
    } else {
        context.wrongUsage(u"--leave-on-server takes always, delete or a number of days."_s);
        return false;
    }
    return true;
}

QString firstLineOfInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    QByteArray line = input.readLine(64 * 1024);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

int add(Context &context, Arguments given)
{
    account::Settings settings;
    settings.email = given.takeValue(u"--email"_s).value_or(QString());
    settings.name = given.takeValue(u"--name"_s).value_or(QString());
    if (!mime::isValidAddrSpec(settings.email))
        return context.wrongUsage(u"--email takes an address like someone@example.org."_s);
    if (!readServers(context, given, settings) || !readLeave(context, given, settings))
        return WrongUsage;
    const bool fromInput = given.takeFlag(u"--password-stdin"_s);
    settings.passwordCommand = given.takeValue(u"--password-command"_s).value_or(QString());
    const bool hasPassword = fromInput || !settings.passwordCommand.isEmpty();
    const QString user = given.takeValue(u"--user"_s).value_or(QString());
    if (!user.isEmpty() || settings.incomingUser.isEmpty())
        settings.incomingUser = user.isEmpty() ? settings.email : user;
    if (!hasPassword)
        settings.outgoingUser.clear();
    else if (settings.sends() && (!user.isEmpty() || settings.outgoingUser.isEmpty()))
        settings.outgoingUser = settings.incomingUser;
    settings.authServers = given.takeValues(u"--auth-server"_s);
    if (const auto file = given.takeValue(u"--ca"_s))
        settings.extraCaFile = QFileInfo(*file).absoluteFilePath();
    if (!given.unknownOption().isEmpty() || !given.rest().isEmpty())
        return context.wrongUsage();
    if (fromInput && !settings.passwordCommand.isEmpty())
        return context.wrongUsage(u"Give --password-stdin or --password-command, not both."_s);
    if (!hasPassword && settings.incoming != account::Incoming::None)
        return context.wrongUsage(u"Give --password-stdin or --password-command."_s);
    if (!settings.extraCaFile.isEmpty() && !QFile::exists(settings.extraCaFile))
        return context.fail(NotFound, u"The file %1 cannot be read."_s.arg(settings.extraCaFile));
    const QString password = fromInput ? firstLineOfInput() : QString();
    if (fromInput && password.isEmpty())
        return context.fail(Failed, u"No password came from standard input."_s);

    EngineRun run(context);
    const EngineRun::Outcome outcome = run.start();
    if (outcome == EngineRun::Outcome::Failed)
        return run.exitCode();
    if (outcome == EngineRun::Outcome::Elsewhere)
        return context.fail(
            Failed, u"The program is running with this profile: add the account there, or close it first."_s);
    sync::Engine &engine = run.engine();
    const Result<sync::AddedAccount> added =
        run.wait(sync::addAccount(engine.writer(), engine.credentials(), settings, password));
    if (!added)
        return context.fail(added.error());
    if (fromInput && !added->passwordStored) {
        run.wait(sync::removeAccount(engine.writer(), engine.credentials(), added->key, false));
        return context.fail(Failed,
            u"The password could not be kept, so the account was not added: no keychain service answers here. "
            "Use --password-command instead."_s);
    }
    settings.key = added->key;
    settings.label = settings.email;
    if (context.json)
        context.printJson(accountJson(settings));
    else
        context.print(u"Account %1 was added as number %2."_s.arg(settings.email).arg(added->key.value));
    return Done;
}

int list(Context &context)
{
    QJsonArray array;
    if (QFileInfo::exists(context.profile)) {
        // Reading needs no lock: the program may be running.
        const auto reader = openReader(context.profile);
        if (!reader && reader.error().detail != MailError::Detail::NotFound)
            return context.fail(reader.error());
        const QList<account::Settings> all = reader ? sync::allAccountSettings(**reader) : QList<account::Settings>();
        for (const account::Settings &settings : all) {
            const QJsonObject object = accountJson(settings);
            array.append(object);
            if (!context.json)
                context.print(u"%1\t%2\t%3\t%4"_s.arg(settings.key.value)
                                  .arg(settings.email, object.value("incoming"_L1).toString(u"-"_s),
                                      object.value("outgoing"_L1).toString(u"-"_s)));
        }
    }
    if (context.json)
        context.printJson(array);
    return Done;
}

QJsonObject checkJson(const sync::CheckResult &result)
{
    return {{u"ok"_s, result.ok}, {u"host"_s, result.host}, {u"port"_s, int(result.port)},
        {u"security"_s, securityName(result.security)},
        {u"capabilities"_s, QJsonArray::fromStringList(result.capabilities)},
        {u"error"_s, result.ok ? QJsonValue() : QJsonValue(errorSentence(result.error))}};
}

QString checkLine(const QString &side, const sync::CheckResult &result)
{
    if (result.host.isEmpty())
        return u"%1: none"_s.arg(side);
    const QString state = result.ok ? u"fine"_s : errorSentence(result.error);
    return u"%1: %2:%3 (%4): %5"_s.arg(side, result.host).arg(result.port).arg(securityName(result.security), state);
}

int check(Context &context)
{
    EngineRun run(context);
    const EngineRun::Outcome outcome = run.start();
    if (outcome == EngineRun::Outcome::Failed)
        return run.exitCode();
    if (outcome == EngineRun::Outcome::Elsewhere)
        return context.fail(
            Failed, u"The program is running with this profile: check the account there, or close it first."_s);
    const QList<account::Settings> accounts = chosenAccounts(context, run.engine().writer().reader());
    if (accounts.isEmpty())
        return NotFound;
    QJsonArray array;
    int result = Done;
    for (const account::Settings &settings : accounts) {
        const auto [incoming, outgoing] = run.wait(run.engine().check(settings, QString()));
        array.append(QJsonObject{{u"account"_s, settings.key.value}, {u"email"_s, settings.email},
            {u"incoming"_s, checkJson(incoming)}, {u"outgoing"_s, checkJson(outgoing)}});
        if (!context.json) {
            context.print(checkLine(settings.email + u" incoming"_s, incoming));
            context.print(checkLine(settings.email + u" outgoing"_s, outgoing));
        }
        for (const sync::CheckResult &side : {incoming, outgoing}) {
            if (!side.ok && result == Done)
                result = context.fail(side.error);
        }
    }
    if (context.json)
        context.printJson(array.size() == 1 ? array.first() : QJsonValue(array));
    return result;
}

/// Messages that go with their account: nobody else would send them.
qsizetype countUnsent(const store::Reader &reader, store::AccountKey account)
{
    const QList<store::Submission> outbox = reader.outbox();
    return std::count_if(outbox.begin(), outbox.end(), [account](const store::Submission &submission) {
        return submission.account == account && submission.state != store::SubmissionState::Sent;
    });
}

int remove(Context &context, Arguments given)
{
    const bool keepMail = given.takeFlag(u"--keep-mail"_s);
    const bool dropUnsent = given.takeFlag(u"--drop-unsent"_s);
    if (!given.unknownOption().isEmpty() || given.rest().size() > 1)
        return context.wrongUsage();
    if (!given.rest().isEmpty())
        context.account = given.rest().constFirst();
    EngineRun run(context);
    const EngineRun::Outcome outcome = run.start();
    if (outcome == EngineRun::Outcome::Failed)
        return run.exitCode();
    if (outcome == EngineRun::Outcome::Elsewhere)
        return context.fail(
            Failed, u"The program is running with this profile: remove the account there, or close it first."_s);
    sync::Engine &engine = run.engine();
    const QList<account::Settings> accounts = chosenAccounts(context, engine.writer().reader());
    if (accounts.isEmpty())
        return NotFound;
    if (accounts.size() > 1)
        return context.wrongUsage(u"There are several accounts: name one with --account."_s);
    const qsizetype unsent = countUnsent(engine.writer().reader(), accounts.constFirst().key);
    if (unsent > 0 && !dropUnsent)
        return context.fail(Failed,
            u"%1 would take %2 unsent %3 of the outbox with it: send what waits there (godwit-cli outbox), or say "
            "--drop-unsent."_s.arg(accounts.constFirst().email)
                .arg(unsent)
                .arg(unsent == 1 ? u"message"_s : u"messages"_s));
    const Result<void> removed =
        run.wait(sync::removeAccount(engine.writer(), engine.credentials(), accounts.constFirst().key, keepMail));
    if (!removed)
        return context.fail(removed.error());
    if (context.json)
        context.printJson(accountJson(accounts.constFirst()));
    return Done;
}

} // namespace

int accountCommand(Context &context, const QStringList &arguments)
{
    if (arguments.isEmpty())
        return context.wrongUsage();
    const QString &action = arguments.constFirst();
    Arguments given(arguments.sliced(1));
    if (action == u"add")
        return add(context, given);
    if (action == u"remove")
        return remove(context, given);
    const bool bare = given.unknownOption().isEmpty() && given.rest().isEmpty();
    if (action == u"list" && bare)
        return list(context);
    if (action == u"check" && bare)
        return check(context);
    return context.wrongUsage();
}

} // namespace godwit::cli
