// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Credentials.h"
#include "base/OneShot.h"

#include <QProcess>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace godwit::account {

namespace {

constexpr int CommandLimitMs = 10'000;
constexpr qint64 MaximumOutputOctets = 64 * 1024;

struct LaterDeleter {
    void operator()(QProcess *process) const
    {
        process->disconnect();
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater(); // its own signal may be on the stack
            return;
        }
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        QObject::connect(process, &QProcess::errorOccurred, process, &QObject::deleteLater);
        process->kill();
    }
};

tl::unexpected<MailError> missing()
{
    return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
}

} // namespace

Task<Result<QString>> CommandCredentials::password(Settings account, Server)
{
    if (account.passwordCommand.isEmpty())
        co_return missing();
    const std::unique_ptr<QProcess, LaterDeleter> process(new QProcess);
    const OneShot<bool> ended;
    // Queued: the waiter goes on from the event loop, never from inside QProcess.
    QObject::connect(
        process.get(), &QProcess::finished, process.get(),
        [ended](int code, QProcess::ExitStatus status) { ended.set(status == QProcess::NormalExit && code == 0); },
        Qt::QueuedConnection);
    QObject::connect(
        process.get(), &QProcess::errorOccurred, process.get(),
        [ended](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                ended.set(false);
        },
        Qt::QueuedConnection);
    QTimer::singleShot(CommandLimitMs, process.get(), [ended] { ended.set(false); });
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    process->start(u"/bin/sh"_s, {u"-c"_s, account.passwordCommand});
    const bool ok = co_await ended;
    if (!ok)
        co_return missing();
    QByteArray line = process->read(MaximumOutputOctets);
    if (const qsizetype end = line.indexOf('\n'); end >= 0)
        line.truncate(end);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        co_return missing();
    co_return QString::fromUtf8(line);
}

Task<Result<void>> CommandCredentials::store(Settings, Server, QString)
{
    co_return failure(MailError::Kind::Storage, MailError::Detail::CredentialsMissing);
}

Task<Result<void>> CommandCredentials::forget(Settings)
{
    co_return Result<void>{};
}

} // namespace godwit::account
