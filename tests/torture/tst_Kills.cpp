// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/Torture.h"
#include "torture/WorkerWorld.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

using namespace godwit;
using namespace godwit::torture;

/// SIGKILL anywhere in a client's day, as often as it takes to get through it: nothing is lost, nothing is doubled, the
/// store is clean after each one (S-132, S-137).
class tst_Kills : public QObject {
    Q_OBJECT

    /// Runs the worker and kills it once so many octets have passed and so much time; true when it was killed.
    static bool runAndKill(WorkerWorld &world, qint64 octets, int milliseconds)
    {
        QProcess worker;
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        world.proxy.arm({});
        worker.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--worker"), world.profile});
        QElapsedTimer reached;
        QTimer tick;
        tick.start(1);
        while (worker.state() != QProcess::NotRunning) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (octets < 0 || world.passed() < octets)
                continue;
            if (!reached.isValid())
                reached.start();
            if (reached.elapsed() >= milliseconds)
                worker.kill();
        }
        return worker.exitStatus() == QProcess::CrashExit;
    }

    static void verifyClean(const WorkerWorld &world)
    {
        const QString problems = world.check();
        QVERIFY2(problems.isEmpty(), qPrintable(problems));
    }

private Q_SLOTS:
    void nothingIsLostOrDoubled()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        WorkerWorld calm;
        QVERIFY(!runAndKill(calm, -1, 0));
        const QByteArrayList expected = calm.serverLines();
        QCOMPARE(calm.storeLines(), expected);
        const qint64 octets = calm.passed();
        QRandomGenerator random(seed());
        int kills = 0, days = 0;
        const int wanted = rounds(25, 1000);
        QElapsedTimer timer;
        timer.start();
        while (kills < wanted) {
            WorkerWorld world;
            ++days;
            // Several deaths a day, each further on or not; then one that may finish.
            for (int deaths = random.bounded(1, 6); deaths > 0 && kills < wanted; --deaths) {
                kills += runAndKill(world, random.bounded(octets), random.bounded(4)) ? 1 : 0;
                verifyClean(world);
                if (QTest::currentTestFailed())
                    return;
            }
            QVERIFY2(!runAndKill(world, -1, 0), "the worker died by itself");
            const QByteArrayList found = world.serverLines();
            const QByteArray where = "day " + QByteArray::number(days) + ", kill " + QByteArray::number(kills) + ":\n";
            QVERIFY2(found == expected, (where + found.join('\n')).constData());
            QVERIFY2(world.storeLines() == found, (where + world.storeLines().join('\n')).constData());
            verifyClean(world);
        }
        qInfo("%d kills in %d days, %lld ms; seed %u", kills, days, timer.elapsed(), seed());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--worker") == 0) {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        return runWorker(QString::fromLocal8Bit(argv[2]));
    }
    tst_Kills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Kills.moc"
