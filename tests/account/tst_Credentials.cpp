// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Credentials.h"

#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;
using Server = account::Credentials::Server;

namespace {

/// Remembers what was asked of it; knows one entry.
class Vault final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings account, Server server) override
    {
        ++reads;
        if (server == Server::Incoming && account.secretId == u"known")
            co_return u"from the vault"_s;
        co_return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
    }
    Task<Result<void>> store(account::Settings, Server, QString) override
    {
        co_return failure(MailError::Kind::Storage);
    }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
    int reads = 0;
};

account::Settings withCommand(const QString &command)
{
    account::Settings settings;
    settings.passwordCommand = command;
    return settings;
}

} // namespace

class tst_Credentials : public QObject {
    Q_OBJECT
private slots:
    void takesTheFirstLineOfTheCommand()
    {
        account::CommandCredentials credentials;
        auto task = credentials.password(withCommand(u"printf 'p\"w \\303\\274\\nsecond\\n'"_s), Server::Incoming);
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QCOMPARE(*task.result(), u"p\"w ü"_s);
    }

    void reportsAFailingCommand_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("exit status") << u"echo secret; exit 3"_s;
        QTest::newRow("nothing printed") << u"true"_s;
        QTest::newRow("no such program") << u"/nonexistent/program"_s;
    }
    void reportsAFailingCommand()
    {
        QFETCH(QString, command);
        account::CommandCredentials credentials;
        auto task = credentials.password(withCommand(command), Server::Incoming);
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, MailError::Kind::NeedsLogin);
        QCOMPARE(task.result().error().detail, MailError::Detail::CredentialsMissing);
    }

    void stopsTheCommandWhenDropped()
    {
        account::CommandCredentials credentials;
        QElapsedTimer timer;
        timer.start();
        {
            auto task = credentials.password(withCommand(u"exec sleep 60"_s), Server::Incoming);
            QVERIFY(!task.isDone());
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(timer.elapsed() < 5000);
    }

    void asksTheVaultOnce()
    {
        const auto vault = std::make_shared<Vault>();
        account::SessionCredentials credentials(vault);
        account::Settings settings;
        settings.secretId = u"known"_s;
        for (int i = 0; i < 2; ++i) {
            auto task = credentials.password(settings, Server::Incoming);
            QVERIFY(task.isDone());
            QCOMPARE(*task.result(), u"from the vault"_s);
        }
        QCOMPARE(vault->reads, 1);
    }

    void givesTheOutgoingServerTheSamePassword()
    {
        account::SessionCredentials credentials(std::make_shared<Vault>());
        account::Settings settings;
        settings.secretId = u"known"_s;
        auto task = credentials.password(settings, Server::Outgoing);
        QVERIFY(task.isDone());
        QCOMPARE(*task.result(), u"from the vault"_s);
    }

    void keepsThePasswordForTheSessionWhenTheVaultFails()
    {
        account::SessionCredentials credentials(std::make_shared<Vault>());
        account::Settings settings;
        settings.secretId = u"other"_s;
        auto stored = credentials.store(settings, Server::Incoming, u"typed"_s);
        QVERIFY(stored.isDone());
        QVERIFY(!stored.result());
        auto task = credentials.password(settings, Server::Incoming);
        QVERIFY(task.isDone());
        QCOMPARE(*task.result(), u"typed"_s);
    }

    void worksWithoutAVault()
    {
        account::SessionCredentials credentials(nullptr);
        auto task = credentials.password({}, Server::Incoming);
        QVERIFY(task.isDone());
        QCOMPARE(task.result().error().detail, MailError::Detail::CredentialsMissing);
    }
};

QTEST_GUILESS_MAIN(tst_Credentials)
#include "tst_Credentials.moc"
