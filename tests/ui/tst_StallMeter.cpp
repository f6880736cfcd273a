// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StallMeter.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace godwit;

namespace {

constexpr int Milliseconds = 60;

ui::Application &application()
{
    return *static_cast<ui::Application *>(QCoreApplication::instance());
}

void handleForALongTime(QObject *receiver)
{
    QMetaObject::invokeMethod(
        receiver, [] { QThread::msleep(Milliseconds); }, Qt::QueuedConnection);
}

} // namespace

/// What the measurements of the window's pauses rest on.
class tst_StallMeter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsNothingOfOtherThreads();
    void countsATurnOfItsOwnThread();
};

void tst_StallMeter::initTestCase()
{
    application().startMeasuring();
}

void tst_StallMeter::countsNothingOfOtherThreads()
{
    QThread thread;
    thread.start();
    QObject receiver;
    receiver.moveToThread(&thread);
    QSemaphore handled;
    const int over50 = application().stalls().report()[QStringLiteral("over_50")].toInt();
    handleForALongTime(&receiver);
    QMetaObject::invokeMethod(
        &receiver, [&handled] { handled.release(); }, Qt::QueuedConnection);
    handled.acquire(); // no turn of this thread meanwhile
    Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    QCOMPARE(application().stalls().report()[QStringLiteral("over_50")].toInt(), over50);
    thread.quit();
    thread.wait();
}

void tst_StallMeter::countsATurnOfItsOwnThread()
{
    const int over50 = application().stalls().report()[QStringLiteral("over_50")].toInt();
    QObject receiver;
    handleForALongTime(&receiver);
    QCoreApplication::processEvents();
    Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    const QJsonObject report = application().stalls().report();
    QVERIFY(report[QStringLiteral("over_50")].toInt() > over50);
    QVERIFY(report[QStringLiteral("max_ms")].toDouble() >= Milliseconds);
}

int main(int argc, char **argv)
{
    ui::Application application(argc, argv);
    tst_StallMeter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_StallMeter.moc"
