// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/NetworkWatcher.h"
#include "app/common/SleepWatcher.h"
#include "sync/EngineFixture.h"

#include <QDBusMessage>
#include <QElapsedTimer>
#include <QProcess>

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the system says of sleep and networks, and what becomes of it.  On a bus of our own.
class tst_SystemSignals : public QObject {
    Q_OBJECT

    QProcess m_daemon;
    QString m_address;

    static void say(QDBusConnection &bus, bool begins)
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s);
        signal << begins;
        QVERIFY(bus.send(signal));
    }

private slots:
    void initTestCase()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--print-address"_s, u"--nofork"_s, u"--nopidfile"_s});
        QVERIFY(m_daemon.waitForStarted());
        QVERIFY(m_daemon.waitForReadyRead());
        m_address = QString::fromLocal8Bit(m_daemon.readLine()).trimmed();
        QVERIFY(!m_address.isEmpty());
    }
    void cleanupTestCase()
    {
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }

    /// From the signal of logind to fresh mail within three seconds, 100 ms away, with connections that are dead.
    void freshWithinThreeSecondsOfWaking()
    {
        QDBusConnection logind = QDBusConnection::connectToBus(m_address, u"logind"_s);
        QVERIFY(logind.registerService(u"org.freedesktop.login1"_s));
        const QDBusConnection ours = QDBusConnection::connectToBus(m_address, u"ours"_s);
        QVERIFY(ours.isConnected());
        const app::SleepWatcher watcher(ours);
        test::EngineFixture fixture;
        fixture.realTime = true;
        fixture.server.add("INBOX", "m1");
        fixture.start(sync::Engine::Mode::Live);
        connect(&watcher, &app::SleepWatcher::aboutToSleep, fixture.engine.get(), &sync::Engine::suspend);
        connect(&watcher, &app::SleepWatcher::woke, fixture.engine.get(), &sync::Engine::resume);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);

        fixture.server.goSilent();
        say(logind, true);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::Offline);
        fixture.server.add("INBOX", "m2");
        fixture.server.latency = 100ms;
        QElapsedTimer sinceSignal;
        sinceSignal.start();
        say(logind, false);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}), 3000);
        QVERIFY(sinceSignal.elapsed() < 3000);
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        QDBusConnection::disconnectFromBus(u"logind"_s);
        QDBusConnection::disconnectFromBus(u"ours"_s);
    }

    void hearsNothingWhereThereIsNoBus()
    {
        const QDBusConnection nowhere = QDBusConnection::connectToBus(u"unix:path=/nonexistent"_s, u"nowhere"_s);
        const app::SleepWatcher watcher(nowhere);
        QSignalSpy woke(&watcher, &app::SleepWatcher::woke);
        QCoreApplication::processEvents();
        QCOMPARE(woke.size(), 0);
    }

    void watchesTheNetworkOfThisMachine()
    {
        const app::NetworkWatcher watcher;
        QVERIFY(watcher.isWatching());
    }
};

QTEST_GUILESS_MAIN(tst_SystemSignals)
#include "tst_SystemSignals.moc"
