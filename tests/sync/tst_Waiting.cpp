// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeClock.h"
#include "sync/Backoff.h"
#include "sync/Bell.h"
#include "sync/Turnstile.h"

#include <QtTest>

using namespace godwit;
using namespace std::chrono_literals;

namespace {

Task<void> pass(sync::Turnstile &turnstile, int number, QList<int> &order, OneShot<bool> leave)
{
    const sync::Turnstile::Turn turn = co_await turnstile.enter();
    order.append(number);
    co_await leave;
}

} // namespace

class tst_Waiting : public QObject {
    Q_OBJECT
private slots:
    void backsOffAndStartsAnew()
    {
        auto backoff = sync::connectionBackoff();
        QList<qint64> pauses;
        for (int i = 0; i < 10; ++i)
            pauses.append(backoff.next().count());
        QCOMPARE(pauses, (QList<qint64>{1, 2, 5, 10, 30, 60, 120, 300, 300, 300}));
        backoff.reset();
        QCOMPARE(backoff.next(), 1s);
    }

    void triesSubmissionsLessAndLessOften()
    {
        QCOMPARE(sync::submissionPause(1), std::chrono::seconds(1min));
        QCOMPARE(sync::submissionPause(2), std::chrono::seconds(5min));
        QCOMPARE(sync::submissionPause(3), std::chrono::seconds(15min));
        QCOMPARE(sync::submissionPause(40), std::chrono::seconds(1h));
    }

    void bellWakesAndRemembersOneRing()
    {
        test::FakeClock clock;
        const sync::Bell bell;
        bell.ring();
        auto remembered = bell.wait(clock, 1min);
        QVERIFY(remembered.isDone());
        auto waiting = bell.wait(clock, 1min);
        QVERIFY(!waiting.isDone());
        bell.ring();
        QVERIFY(!waiting.isDone()); // never from inside ring()
        QTRY_VERIFY(waiting.isDone());
        QCOMPARE(waiting.result(), sync::Bell::Woken::Rung);
        QCOMPARE(clock.sleepers(), std::size_t(1)); // the dropped timer; it wakes nobody
    }

    void bellGivesUpInTime()
    {
        test::FakeClock clock;
        const sync::Bell bell;
        auto waiting = bell.wait(clock, 1min);
        clock.advance(59s);
        QCoreApplication::processEvents();
        QVERIFY(!waiting.isDone());
        clock.advance(1s);
        QTRY_VERIFY(waiting.isDone());
        QCOMPARE(waiting.result(), sync::Bell::Woken::TimeUp);
    }

    void turnstileLetsOneThrough()
    {
        sync::Turnstile turnstile;
        QList<int> order;
        const OneShot<bool> first, second;
        Task<void> a = pass(turnstile, 1, order, first);
        Task<void> b = pass(turnstile, 2, order, second);
        QCOMPARE(order, QList<int>{1});
        first.set(true);
        QTRY_COMPARE(order, (QList<int>{1, 2}));
        QVERIFY(a.isDone());
        second.set(true);
        QVERIFY(b.isDone());
        QVERIFY(!turnstile.isTaken());
    }

    void turnstileSurvivesDroppedWaiters()
    {
        sync::Turnstile turnstile;
        QList<int> order;
        const OneShot<bool> first, second, third;
        Task<void> a = pass(turnstile, 1, order, first);
        {
            Task<void> dropped = pass(turnstile, 2, order, second);
        }
        Task<void> c = pass(turnstile, 3, order, third);
        first.set(true);
        QTRY_COMPARE(order, (QList<int>{1, 3}));
        c = Task<void>(); // dropped while inside: the next may enter
        QVERIFY(!turnstile.isTaken());
    }
};

QTEST_GUILESS_MAIN(tst_Waiting)
#include "tst_Waiting.moc"
