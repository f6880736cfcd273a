// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Writer.h"
#include "support/FakeClock.h"
#include "support/LineServer.h"
#include "sync/Engine.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;
using account::LeaveOnServer;
using test::LineServer;

namespace {

/// A maildrop: messages stay until a QUIT that was answered.
class Pop3Server : public LineServer {
public:
    Pop3Server()
    {
        greeting = "+OK model\r\n";
        answer = [this](const QByteArray &line) {
            return reply(line);
        };
    }
    QMap<QByteArray, QByteArray> maildrop; ///< UIDL -> message
    bool hasUidl = true;
    bool dropsAtQuit = false;
    int count(const QByteArray &word) const
    {
        int found = 0;
        for (const QByteArray &line : lines())
            found += line.startsWith(word) ? 1 : 0;
        return found;
    }

private:
    QByteArray listing(bool ids) const
    {
        QByteArray text = "+OK\r\n";
        int number = 0;
        for (auto entry = maildrop.cbegin(); entry != maildrop.cend(); ++entry)
            text +=
                QByteArray::number(++number) + ' ' + (ids ? entry.key() : QByteArray::number(entry->size())) + "\r\n";
        return text + ".\r\n";
    }
    Answer reply(const QByteArray &line)
    {
        const QByteArrayList words = line.split(' ');
        const QByteArray word = words.constFirst().toUpper();
        const qsizetype index = words.value(1).toLongLong() - 1;
        if (word == "CAPA")
            return {hasUidl ? "+OK\r\nUSER\r\nUIDL\r\nTOP\r\nPIPELINING\r\n.\r\n" : "+OK\r\nUSER\r\nTOP\r\n.\r\n"};
        if (word == "STAT")
            return {"+OK " + QByteArray::number(maildrop.size()) + " 1000\r\n"};
        if (word == "UIDL" && !hasUidl)
            return {"-ERR what\r\n"};
        if (word == "UIDL" || word == "LIST")
            return {listing(word == "UIDL")};
        if (word == "RETR" || word == "TOP")
            return {"+OK\r\n" + maildrop.values().value(index) + ".\r\n"};
        if (word == "DELE")
            m_deleted.insert(maildrop.keys().value(index));
        if (word != "QUIT")
            return {"+OK\r\n"};
        const QSet<QByteArray> deleted = std::exchange(m_deleted, {});
        if (dropsAtQuit)
            return {"", Then::Close};
        for (const QByteArray &key : deleted)
            maildrop.remove(key);
        return {"+OK bye\r\n", Then::Close};
    }
    QSet<QByteArray> m_deleted;
};

class AnyPassword final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override { co_return u"secret"_s; }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

struct Fixture {
    explicit Fixture(LeaveOnServer leave, int days = 0)
    {
        account::Settings settings;
        settings.email = u"alice@example.org"_s;
        settings.incoming = account::Incoming::Pop3;
        settings.incomingServer = {u"127.0.0.1"_s, server.serverPort(), net::Security::ClearText};
        settings.incomingUser = u"alice"_s;
        settings.leaveOnServer = leave;
        settings.leaveDays = days;
        account = *(*store::Writer::open(profile.path()))->addAccount(settings.toJson());
        engine = std::make_unique<sync::Engine>(
            sync::Engine::Dependencies{profile.path(), std::make_shared<AnyPassword>(), clock});
        if (!engine->start(sync::Engine::Mode::Passive))
            qFatal("the engine does not start");
        for (const char *name : {"a", "b", "c"})
            server.maildrop[name] = QByteArray("Subject: ") + name + "\r\nMessage-ID: <same@x>\r\n\r\n..dot\r\n";
    }
    sync::SyncSummary sync()
    {
        auto task = engine->syncOnce(account, {});
        if (!QTest::qWaitFor([&task] { return task.isDone(); }, 20000))
            qFatal("the visit never came to an end");
        return task.result();
    }
    QStringList subjects() const
    {
        QStringList result;
        const store::Reader &reader = engine->writer().reader();
        const auto inbox = reader.mailboxByRole(account, store::Role::Inbox);
        for (const store::RowKey &row : reader.rowKeys(inbox->key))
            result.append(reader.row(row.placement)->subject);
        result.sort();
        return result;
    }

    QTemporaryDir profile;
    Pop3Server server;
    std::shared_ptr<test::FakeClock> clock = std::make_shared<test::FakeClock>();
    store::AccountKey account;
    std::unique_ptr<sync::Engine> engine;
};

const QStringList All{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};

} // namespace

class tst_Pop3Sync : public QObject {
    Q_OBJECT
private slots:
    void fetchesEachMessageOnce()
    {
        Fixture fixture(LeaveOnServer::Always);
        QCOMPARE(fixture.sync().added, 3);
        QCOMPARE(fixture.subjects(), All);
        QCOMPARE(fixture.sync().added, 0);
        QCOMPARE(fixture.server.count("RETR"), 3);
        QCOMPARE(fixture.server.count("DELE"), 0);
        fixture.server.maildrop["d"] = "Subject: d\r\n\r\nx\r\n";
        QCOMPARE(fixture.sync().added, 1);
        QCOMPARE(fixture.server.count("RETR"), 4);
    }

    void deletesWhatIsInTheStore()
    {
        Fixture fixture(LeaveOnServer::DeleteAfterFetch);
        QVERIFY(!fixture.sync().error);
        QCOMPARE(fixture.server.maildrop.size(), 0);
        QCOMPARE(fixture.subjects(), All);
        const auto row = fixture.engine->writer().reader().rows(
            {fixture.engine->writer()
                    .reader()
                    .rowKeys(
                        fixture.engine->writer().reader().mailboxByRole(fixture.account, store::Role::Inbox)->key, 1)
                    .constFirst()
                    .placement});
        QVERIFY(fixture.engine->writer().reader().raw(row.constFirst().message)->endsWith("\r\n.dot\r\n"));
    }

    void deletesAgainWhenQuitWasNotAnswered()
    {
        Fixture fixture(LeaveOnServer::DeleteAfterFetch);
        fixture.server.dropsAtQuit = true;
        QVERIFY(fixture.sync().error);
        QCOMPARE(fixture.server.maildrop.size(), 3);
        fixture.server.dropsAtQuit = false;
        QCOMPARE(fixture.sync().added, 0);
        QCOMPARE(fixture.server.count("RETR"), 3);
        QCOMPARE(fixture.server.maildrop.size(), 0);
        QCOMPARE(fixture.subjects(), All);
    }

    void deletesAfterSomeDays()
    {
        Fixture fixture(LeaveOnServer::DeleteAfterDays, 3);
        QVERIFY(!fixture.sync().error);
        QCOMPARE(fixture.server.maildrop.size(), 3);
        // The store dates what it takes by the computer's clock.
        const QDateTime later = QDateTime::currentDateTimeUtc().addDays(4);
        fixture.clock->jump(std::chrono::milliseconds(fixture.clock->now().msecsTo(later)));
        QVERIFY(!fixture.sync().error);
        QCOMPARE(fixture.server.maildrop.size(), 0);
    }

    void tellsMessagesApartWithoutUidl()
    {
        Fixture fixture(LeaveOnServer::Always);
        fixture.server.hasUidl = false;
        QCOMPARE(fixture.sync().added, 3);
        QCOMPARE(fixture.sync().added, 0);
        QCOMPARE(fixture.subjects(), All);
    }

    void saysHowFarTheConnectionIs()
    {
        using Phase = sync::AccountStatus::Phase;
        Fixture fixture(LeaveOnServer::Always);
        fixture.engine = std::make_unique<sync::Engine>(
            sync::Engine::Dependencies{fixture.profile.path(), std::make_shared<AnyPassword>(), fixture.clock});
        QList<Phase> phases;
        connect(fixture.engine.get(), &sync::Engine::statusChanged, fixture.engine.get(),
            [&phases](const sync::AccountStatus &status) {
                if (phases.isEmpty() || phases.last() != status.phase)
                    phases.append(status.phase);
            });
        QVERIFY(fixture.engine->start(sync::Engine::Mode::Live));
        QTRY_VERIFY(phases.contains(Phase::UpToDate));
        QCOMPARE(phases.mid(phases.indexOf(Phase::Connecting)),
            (QList<Phase>{Phase::Connecting, Phase::SigningIn, Phase::Synchronising, Phase::UpToDate}));
        QCOMPARE(fixture.subjects(), All);
    }
};

QTEST_GUILESS_MAIN(tst_Pop3Sync)
#include "tst_Pop3Sync.moc"
