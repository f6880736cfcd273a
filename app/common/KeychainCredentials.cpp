// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/KeychainCredentials.h"

#include "base/OneShot.h"

#include <QCoreApplication>
#include <QTimer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace godwit::app {

namespace {

constexpr int AnswerLimitMs = 60'000; ///< the service may be asking the person to unlock it

enum class Request { Read, Write, Delete };

struct Answer {
    bool ok = false;
    QString text;
};

QKeychain::Job *makeJob(Request request, const QString &entry, const QString &password)
{
    const QString service = u"godwit"_s;
    switch (request) {
    case Request::Read: {
        auto *const job = new QKeychain::ReadPasswordJob(service);
        job->setKey(entry);
        return job;
    }
    case Request::Write: {
        auto *const job = new QKeychain::WritePasswordJob(service);
        job->setKey(entry);
        job->setTextData(password);
        return job;
    }
    case Request::Delete:
        break;
    }
    auto *const job = new QKeychain::DeletePasswordJob(service);
    job->setKey(entry);
    return job;
}

/// Runs one job in the main thread and comes back to the caller's.
Task<Answer> run(Request request, QString entry, QString password)
{
    const OneShot<Answer> answered;
    const std::shared_ptr<QObject> here(new QObject, [](QObject *object) { object->deleteLater(); });
    QTimer::singleShot(AnswerLimitMs, here.get(), [answered] { answered.set(Answer{}); });
    const auto start = [=] {
        QKeychain::Job *const job = makeJob(request, entry, password);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [here, answered, request](QKeychain::Job *finished) {
            Answer answer;
            answer.ok = finished->error() == QKeychain::NoError;
            if (answer.ok && request == Request::Read)
                answer.text = static_cast<QKeychain::ReadPasswordJob *>(finished)->textData();
            QMetaObject::invokeMethod(
                here.get(), [answered, answer] { answered.set(answer); }, Qt::QueuedConnection);
        });
        job->start();
    };
    QMetaObject::invokeMethod(QCoreApplication::instance(), start, Qt::QueuedConnection);
    const Answer answer = co_await answered;
    co_return answer;
}

} // namespace

Task<Result<QString>> KeychainCredentials::password(account::Settings account, Server server)
{
    const QString entry = account::vaultEntry(account, server);
    const Answer answer = co_await run(Request::Read, entry, QString());
    if (!answer.ok || answer.text.isEmpty())
        co_return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
    co_return answer.text;
}

Task<Result<void>> KeychainCredentials::store(account::Settings account, Server server, QString password)
{
    const QString entry = account::vaultEntry(account, server);
    const Answer answer = co_await run(Request::Write, entry, password);
    if (!answer.ok)
        co_return failure(MailError::Kind::Storage, MailError::Detail::CredentialsMissing);
    co_return Result<void>{};
}

Task<Result<void>> KeychainCredentials::forget(account::Settings account)
{
    for (const Server server : {Server::Incoming, Server::Outgoing}) {
        const QString entry = account::vaultEntry(account, server);
        co_await run(Request::Delete, entry, QString());
    }
    co_return Result<void>{};
}

} // namespace godwit::app
