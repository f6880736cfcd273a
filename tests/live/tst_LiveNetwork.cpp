// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/NetworkWatcher.h"
#include "support/AsRoot.h"
#include "sync/EngineFixture.h"

#include <QElapsedTimer>
#include <QProcess>
#include <unistd.h>

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = sync::AccountStatus::Phase;

namespace {

constexpr const char *Inside = "GODWIT_TEST_INSIDE_NAMESPACE";

bool setInterface(const QString &state)
{
    return QProcess::execute(u"ip"_s, {u"link"_s, u"set"_s, u"lo"_s, state}) == 0;
}

} // namespace

/// The interface that everything goes over is taken down and comes back; the server is 100 ms away.  Runs itself again
/// inside a namespace, where nobody else is disturbed.
class tst_LiveNetwork : public QObject {
    Q_OBJECT
private slots:
    void freshWithinThreeSecondsOfTheNetwork()
    {
        QVERIFY(setInterface(u"up"_s));
        test::EngineFixture fixture;
        fixture.realTime = true;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        const app::NetworkWatcher watcher;
        QVERIFY(watcher.isWatching());
        connect(&watcher, &app::NetworkWatcher::changed, fixture.engine.get(), &sync::Engine::networkChanged);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);

        QVERIFY(setInterface(u"down"_s));
        // Given up within the limit of a probe, not of TCP.
        QTRY_VERIFY(fixture.status.phase == Phase::Waiting || fixture.status.phase == Phase::Connecting);
        fixture.server.add("INBOX", "m2");
        fixture.server.latency = 100ms;
        QVERIFY(setInterface(u"up"_s));
        QElapsedTimer sinceUp;
        sinceUp.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}), 3000);
        QVERIFY(sinceUp.elapsed() < 3000);
        QTRY_COMPARE(fixture.status.phase, Phase::UpToDate);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (!qEnvironmentVariableIsSet(Inside)) {
        qputenv(Inside, "1");
        const QStringList self = QStringList(QCoreApplication::arguments()).mid(1);
        const QStringList again = QStringList{QCoreApplication::applicationFilePath()} + self;
        // Where the system lets nobody but root have namespaces, root it is: in a chroot, for one.
        const QStringList own{u"unshare"_s, u"--map-root-user"_s, u"--net"_s};
        if (::geteuid() != 0 && QProcess::execute(own.first(), own.mid(1) + QStringList{u"true"_s}) == 0)
            return QProcess::execute(own.first(), own.mid(1) + again);
        return test::exitStatusAsRoot(
            QStringList{u"env"_s, QLatin1String(Inside) + u"=1"_s, u"unshare"_s, u"--net"_s} + again);
    }
    tst_LiveNetwork test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_LiveNetwork.moc"
