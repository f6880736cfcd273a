// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ControlServer.h"
#include "app/common/ProfileLock.h"
#include "sync/EngineFixture.h"

#include <QJsonArray>
#include <QLocalSocket>
#include <QThread>

using namespace godwit;
using namespace Qt::StringLiterals;
using test::EngineFixture;

namespace {

/// Asks from another thread, as another process would.
std::optional<QJsonObject> ask(const QString &profile, const QJsonObject &request)
{
    std::optional<QJsonObject> answer;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { answer = app::askRunningInstance(profile, request, 20000); }));
    thread->start();
    const bool finished = QTest::qWaitFor([&thread] { return thread->isFinished(); }, 25000);
    thread->wait();
    return finished ? answer : std::nullopt;
}

} // namespace

class tst_ControlServer : public QObject {
    Q_OBJECT
private slots:
    void oneProcessHasAProfile()
    {
        QTemporaryDir profile;
        auto first = std::make_unique<app::ProfileLock>(profile.path());
        QVERIFY(first->take());
        app::ProfileLock second(profile.path());
        QVERIFY(!second.take());
        QVERIFY(second.isHeldByOther());
        first.reset();
        QVERIFY(second.take());
    }

    void whatAKilledProcessLeftBehindLocksNobodyOut()
    {
        QTemporaryDir profile;
        QFile left(profile.filePath(u"lock"_s));
        QVERIFY(left.open(QIODevice::WriteOnly)); // killed between making the file and writing to it
        left.close();
        app::ProfileLock lock(profile.path());
        QVERIFY(lock.take());
    }

    void aLockThatIsHeldForAMomentIsWaitedFor()
    {
        QTemporaryDir profile;
        auto first = std::make_unique<app::ProfileLock>(profile.path());
        QVERIFY(first->take());
        const std::unique_ptr<QThread> thread(QThread::create([&first] { first.reset(); }));
        thread->start();
        app::ProfileLock second(profile.path());
        const bool taken = second.take(30'000);
        thread->wait();
        QVERIFY(taken);
    }

    void synchronisesForAnotherProcess()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.start();
        app::ControlServer control(*fixture.engine);
        QVERIFY(control.listen(fixture.profile.path()));
        const auto answer =
            ask(fixture.profile.path(), {{u"command"_s, u"sync"_s}, {u"account"_s, fixture.account.value}});
        QVERIFY(answer);
        const sync::SyncSummary summary = app::summaryFromJson(*answer);
        QVERIFY(!summary.error);
        QCOMPARE(summary.added, 1);
        QCOMPARE(summary.bodies, 1);
    }

    void saysWhatWentWrong()
    {
        EngineFixture fixture;
        fixture.credentials->text.clear();
        fixture.start();
        app::ControlServer control(*fixture.engine);
        QVERIFY(control.listen(fixture.profile.path()));
        const auto answer =
            ask(fixture.profile.path(), {{u"command"_s, u"sync"_s}, {u"account"_s, fixture.account.value}});
        QVERIFY(answer);
        QCOMPARE(app::summaryFromJson(*answer).error->detail, MailError::Detail::CredentialsMissing);
    }

    void handsOverArguments()
    {
        EngineFixture fixture;
        fixture.start();
        app::ControlServer control(*fixture.engine);
        QVERIFY(control.listen(fixture.profile.path()));
        QSignalSpy opened(&control, &app::ControlServer::openRequested);
        const QJsonArray words{u"mailto:a@b.c"_s};
        QVERIFY(ask(fixture.profile.path(), {{u"command"_s, u"open"_s}, {u"arguments"_s, words}}));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.constFirst().constFirst().toStringList(), QStringList{u"mailto:a@b.c"_s});
    }

    void survivesNonsense()
    {
        EngineFixture fixture;
        fixture.start();
        app::ControlServer control(*fixture.engine);
        QVERIFY(control.listen(fixture.profile.path()));
        QLocalSocket socket;
        socket.connectToServer(app::controlName(fixture.profile.path()));
        QVERIFY(socket.waitForConnected(2000));
        socket.write("[1,2\n");
        QTRY_VERIFY(socket.canReadLine());
        QCOMPARE(socket.readLine(), QByteArray("{\"done\":false}\n"));
    }

    void nobodyAnswersWithoutARunningInstance()
    {
        QTemporaryDir profile;
        QVERIFY(!app::askRunningInstance(profile.path(), {{u"command"_s, u"sync"_s}}, 1000));
    }
};

QTEST_GUILESS_MAIN(tst_ControlServer)
#include "tst_ControlServer.moc"
