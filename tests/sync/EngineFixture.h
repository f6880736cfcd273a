// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "store/Journal.h"
#include "store/Writer.h"
#include "support/FakeClock.h"
#include "sync/Engine.h"
#include "sync/ModelImapServer.h"

#include <QTemporaryDir>
#include <QtTest>

namespace godwit::test {

/// A vault in memory.
class FixedPassword final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override
    {
        if (text.isEmpty())
            co_return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
        co_return text;
    }
    Task<Result<void>> store(account::Settings, Server, QString password) override
    {
        text = password;
        co_return Result<void>{};
    }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
    QString text = QStringLiteral("secret");
};

/// An engine with one IMAP account at a model server.
class EngineFixture {
public:
    explicit EngineFixture(std::unique_ptr<ModelImapServer> other = std::make_unique<ModelImapServer>())
        : made(std::move(other)), server(*made)
    {
        settings.email = QStringLiteral("alice@example.org");
        settings.incomingServer = {QStringLiteral("127.0.0.1"), server.serverPort(), net::Security::ClearText};
        settings.incomingUser = QStringLiteral("alice");
        auto writer = store::Writer::open(profile.path());
        account = *(*writer)->addAccount(settings.toJson());
    }

    void start(sync::Engine::Mode mode = sync::Engine::Mode::Passive)
    {
        engine.reset();
        const std::shared_ptr<Clock> time = realTime ? std::shared_ptr<Clock>(std::make_shared<SystemClock>()) : clock;
        engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{profile.path(), credentials, time});
        status = sync::AccountStatus();
        QObject::connect(engine.get(), &sync::Engine::statusChanged, engine.get(),
            [this](const sync::AccountStatus &now) { status = now; });
        QVERIFY(engine->start(mode));
    }
    /// One full refresh; false when it took too long.
    bool sync(sync::Engine::SyncOptions options = {})
    {
        if (!engine)
            start();
        auto task = engine->syncOnce(account, options);
        if (!QTest::qWaitFor([&task] { return task.isDone(); }, 20000))
            return false;
        summary = task.result();
        return true;
    }
    const store::Reader &reader() const { return engine->writer().reader(); }
    store::MailboxKey mailbox(const QString &name) const
    {
        const auto found = reader().mailboxByName(account, name);
        return found ? found->key : store::MailboxKey();
    }
    /// Oldest first.
    QStringList subjects(const QString &name) const
    {
        QStringList result;
        for (const store::RowKey &row : reader().rowKeys(mailbox(name)))
            result.prepend(reader().row(row.placement)->subject);
        return result;
    }
    store::PlacementKey placement(const QString &name, const QString &subject) const
    {
        for (const store::RowKey &row : reader().rowKeys(mailbox(name))) {
            if (reader().row(row.placement)->subject == subject)
                return row.placement;
        }
        return {};
    }
    store::Journal journal() const { return store::Journal(engine->writer()); }
    store::OperationState lastState() const { return reader().operations(1).constFirst().state; }

    /// A second account at another server.
    store::AccountKey addAccount(const ModelImapServer &other)
    {
        account::Settings more = settings;
        more.incomingServer.port = other.serverPort();
        auto writer = store::Writer::open(profile.path());
        return *(*writer)->addAccount(more.toJson());
    }
    /// Before start().
    void change(const std::function<void(account::Settings &)> &with)
    {
        with(settings);
        auto writer = store::Writer::open(profile.path());
        QVERIFY((*writer)->updateAccount(account, settings.toJson()));
    }

    bool realTime = false;
    account::Settings settings;
    QTemporaryDir profile;
    std::unique_ptr<ModelImapServer> made;
    ModelImapServer &server;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::shared_ptr<FixedPassword> credentials = std::make_shared<FixedPassword>();
    store::AccountKey account;
    std::unique_ptr<sync::Engine> engine;
    sync::SyncSummary summary;
    sync::AccountStatus status; ///< as last announced
};

} // namespace godwit::test
