// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/OneShot.h"
#include "base/TaskScope.h"
#include "support/FakeClock.h"

#include <QTest>

using namespace godwit;
using namespace std::chrono_literals;

namespace {

struct Guard {
    explicit Guard(int &count) : m_count(count) { ++m_count; }
    ~Guard() { --m_count; }
    Q_DISABLE_COPY_MOVE(Guard)
    int &m_count;
};

Task<int> answer(OneShot<int> slot)
{
    const int value = co_await slot;
    co_return value + 1;
}

Task<int> outer(OneShot<int> slot, int &alive)
{
    const Guard guard(alive);
    const int value = co_await answer(slot);
    co_return value * 2;
}

Task<void> waitFor(Clock &clock, std::chrono::milliseconds duration, int &done)
{
    co_await clock.sleep(duration);
    ++done;
}

Task<int> immediate()
{
    co_return 1;
}

Task<int> sumOfMany(int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i)
        sum += co_await immediate();
    co_return sum;
}

} // namespace

class tst_Task : public QObject {
    Q_OBJECT
private slots:
    void resultTravelsThroughNestedTasks()
    {
        const OneShot<int> slot;
        int alive = 0;
        Task<int> task = outer(slot, alive);
        QVERIFY(!task.isDone());
        slot.set(20);
        QVERIFY(task.isDone());
        QCOMPARE(task.result(), 42);
        QCOMPARE(alive, 0);
    }
    void droppingCancelsEverythingBelow()
    {
        const OneShot<int> slot;
        int alive = 0;
        {
            const Task<int> task = outer(slot, alive);
            QCOMPARE(alive, 1);
        }
        QCOMPARE(alive, 0);
        slot.set(1); // nobody waits any more: no crash
    }
    void firstValueWins()
    {
        const OneShot<int> slot;
        slot.set(1);
        slot.set(2);
        const Task<int> task = answer(slot);
        QVERIFY(task.isDone());
    }
    void manyFinishedTasksDoNotGrowTheStack()
    {
        Task<int> task = sumOfMany(200'000);
        QVERIFY(task.isDone());
        QCOMPARE(task.result(), 200'000);
    }
    void scopeOwnsAndCancels()
    {
        test::FakeClock clock;
        int done = 0;
        {
            TaskScope scope;
            scope.spawn(waitFor(clock, 10ms, done));
            scope.spawn(waitFor(clock, 50ms, done));
            QVERIFY(!scope.isEmpty());
            clock.advance(20ms);
            QCOMPARE(done, 1);
        }
        clock.advance(100ms);
        QCOMPARE(done, 1);
    }
    void scopeCanBeCancelledFromInside()
    {
        test::FakeClock clock;
        int done = 0;
        TaskScope scope;
        scope.spawn(waitFor(clock, 1h, done));
        scope.cancelLater();
        QTRY_VERIFY(scope.isEmpty());
    }
    void systemClockWakesUp()
    {
        SystemClock clock;
        int done = 0;
        TaskScope scope;
        scope.spawn(waitFor(clock, 1ms, done));
        QTRY_COMPARE(done, 1);
    }
};

QTEST_GUILESS_MAIN(tst_Task)
#include "tst_Task.moc"
