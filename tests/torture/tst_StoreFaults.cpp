// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "torture/FaultyVfs.h"
#include "torture/StoreDay.h"
#include "torture/Torture.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace godwit;
using namespace godwit::torture;
using faultyvfs::Fault;
using faultyvfs::Lasting;

namespace {

constexpr int ShortStretch = 6; ///< some 2,000 calls
constexpr int LongStretch = 40;

/// What a day holds after each step when nothing goes wrong.
struct Plan {
    QList<QByteArray> pictures; ///< [0]: opened; [i]: after step i - 1
    qint64 calls = 0, writingCalls = 0;
};

QString shortFolder()
{
    return QStringLiteral("/dev/shm/gwfault-XXXXXX");
}

} // namespace

/// Whatever call to the disk fails, however: every step holds whole or not at all, what was acknowledged stays, the
/// store is clean and goes on (S-137 to S-139).
class tst_StoreFaults : public QObject {
    Q_OBJECT

    Plan m_short, m_long;
    int m_days = 0, m_stepsFailed = 0, m_happened = 0;

    static void plan(int stretch, Plan &plan)
    {
        QTemporaryDir folder(shortFolder());
        StoreDay day(folder.path(), stretch);
        faultyvfs::startCounting();
        QVERIFY(day.open());
        plan.pictures.append(day.picture());
        for (const StoreDay::Step &step : day.steps()) {
            QVERIFY2(step.perform(day), qPrintable(step.name));
            plan.pictures.append(day.picture());
        }
        day.close();
        faultyvfs::startCounting(); // without the pictures
        QTemporaryDir again(shortFolder());
        StoreDay counted(again.path(), stretch);
        QVERIFY(counted.open());
        for (const StoreDay::Step &step : counted.steps())
            QVERIFY(step.perform(counted));
        counted.close();
        plan.calls = faultyvfs::calls();
        plan.writingCalls = faultyvfs::writingCalls();
    }

    static QString told(Fault fault, qint64 call, Lasting lasting, const QString &step)
    {
        static const QStringList names{QStringLiteral("none"), QStringLiteral("error"), QStringLiteral("full"),
            QStringLiteral("short"), QStringLiteral("die")};
        return QStringLiteral("%1 at call %2%3, step %4")
            .arg(names.at(int(fault)))
            .arg(call)
            .arg(lasting == Lasting::Once ? QString() : QStringLiteral(" and on"), step);
    }

    static void ensureOpen(StoreDay &day)
    {
        if (day.isOpen() || day.open())
            return;
        faultyvfs::heal();
        QVERIFY2(day.open(), "the store does not open after the fault");
    }

    /// One day with one fault; the program lives on.
    void live(const Plan &plan, int stretch, Fault fault, qint64 call, Lasting lasting, bool reopen)
    {
        ++m_days;
        QTemporaryDir folder(shortFolder());
        StoreDay day(folder.path(), stretch);
        faultyvfs::arm(fault, call, lasting);
        ensureOpen(day);
        for (qsizetype i = 0; i < day.steps().size(); ++i) {
            const StoreDay::Step &step = day.steps().at(i);
            if (step.perform(day))
                continue;
            const QString where = told(fault, call, lasting, step.name);
            QVERIFY2(faultyvfs::hits() > 0, qPrintable(where));
            ++m_stepsFailed;
            if (reopen)
                day.close(); // and whatever that wants to write fails as well
            faultyvfs::heal();
            ensureOpen(day);
            const QByteArray found = day.picture();
            if (found == plan.pictures.at(i + 1)) { // it had happened all the same
                ++m_happened;
                continue;
            }
            QVERIFY2(found == plan.pictures.at(i), qPrintable(where + QStringLiteral(": half of it is there")));
            QVERIFY2(step.perform(day), qPrintable(where + QStringLiteral(": does not go on")));
            QVERIFY2(day.picture() == plan.pictures.at(i + 1), qPrintable(where + QStringLiteral(": differs")));
        }
        day.close();
        faultyvfs::heal();
        compare(folder.path(), stretch, plan.pictures.last(), told(fault, call, lasting, QStringLiteral("end")));
    }

    static void compare(const QString &profile, int stretch, const QByteArray &expected, const QString &where)
    {
        const auto report = store::checkStore(profile);
        QVERIFY2(report, qPrintable(where));
        QVERIFY2(report->problems.isEmpty(), qPrintable(where + u'\n' + report->problems.join(u'\n')));
        StoreDay after(profile, stretch);
        QVERIFY2(after.open(), qPrintable(where));
        const QByteArray found = after.picture();
        if (found != expected)
            qWarning("expected\n%s\nfound\n%s", expected.constData(), found.constData());
        QVERIFY2(found == expected, qPrintable(where));
    }

    /// One day that ends in the middle of a write; the next one goes on from there.
    static void die(const Plan &plan, int stretch, qint64 call, int *acknowledged)
    {
        QTemporaryDir folder(shortFolder());
        *acknowledged = -1;
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            StoreDay day(folder.path(), stretch);
            faultyvfs::arm(Fault::Die, call, Lasting::Once);
            if (!day.open())
                ::_exit(1);
            *acknowledged = 0;
            for (const StoreDay::Step &step : day.steps()) {
                if (!step.perform(day))
                    ::_exit(1);
                ++*acknowledged;
            }
            day.close();
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        const QString where = told(Fault::Die, call, Lasting::Once, QString::number(*acknowledged));
        QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 9, qPrintable(where));
        faultyvfs::heal();
        StoreDay day(folder.path(), stretch);
        QVERIFY2(day.open(), qPrintable(where));
        const QByteArray found = day.picture();
        qsizetype done = qMax(*acknowledged, 0);
        if (found != plan.pictures.at(done))
            ++done; // done and not told
        QVERIFY2(done < plan.pictures.size() && found == plan.pictures.at(done), qPrintable(where));
        for (qsizetype i = done; i < day.steps().size(); ++i)
            QVERIFY2(day.steps().at(i).perform(day), qPrintable(where));
        day.close();
        compare(folder.path(), stretch, plan.pictures.last(), where);
    }

    void everyCall(Fault fault, Lasting lasting, bool reopen)
    {
        const qint64 count = fault == Fault::Error ? m_short.calls : m_short.writingCalls;
        const qint64 stride = isFull() ? 1 : qMax<qint64>(1, count / 8);
        for (qint64 call = isFull() ? 0 : seed() % stride; call < count; call += stride) {
            live(m_short, ShortStretch, fault, call, lasting, reopen);
            if (QTest::currentTestFailed())
                return;
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*.warning=false"));
        faultyvfs::install();
        plan(ShortStretch, m_short);
        plan(LongStretch, m_long);
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        qInfo("a day of %lld calls (%lld write), a long one of %lld (%lld); seed %u", m_short.calls,
            m_short.writingCalls, m_long.calls, m_long.writingCalls, seed());
    }

    void cleanupTestCase()
    {
        qInfo("%d days with a fault, %d steps failed, %d of them had happened all the same", m_days, m_stepsFailed,
            m_happened);
        QVERIFY2(m_days == 0 || m_stepsFailed > m_days / 3, "faults are felt");
    }

    void everyCall_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Lasting>("lasting");
        QTest::addColumn<bool>("reopen");
        QTest::newRow("an error, once") << Fault::Error << Lasting::Once << false;
        QTest::newRow("errors, until they end") << Fault::Error << Lasting::UntilHealed << false;
        QTest::newRow("errors, and started anew") << Fault::Error << Lasting::UntilHealed << true;
        QTest::newRow("disk full, once") << Fault::Full << Lasting::Once << false;
        QTest::newRow("disk full until there is room") << Fault::Full << Lasting::UntilHealed << false;
        QTest::newRow("disk full, and started anew") << Fault::Full << Lasting::UntilHealed << true;
        QTest::newRow("half a write") << Fault::Short << Lasting::Once << false;
        QTest::newRow("half a write, and started anew") << Fault::Short << Lasting::Once << true;
    }
    void everyCall()
    {
        QFETCH(Fault, fault);
        QFETCH(Lasting, lasting);
        QFETCH(bool, reopen);
        everyCall(fault, lasting, reopen);
    }

    void deathInEveryWrite()
    {
        auto *acknowledged =
            static_cast<int *>(::mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        const qint64 stride = isFull() ? 1 : qMax<qint64>(1, m_short.writingCalls / 12);
        constexpr qint64 MakingTheFile = 10; // half a database is what nobody else ever sees
        for (qint64 call = 0; call < m_short.writingCalls; call += call < MakingTheFile ? 1 : stride) {
            die(m_short, ShortStretch, call, acknowledged);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void someCallsOfALongDay()
    {
        QRandomGenerator random(seed());
        for (int round = 0; round < rounds(3, 500); ++round) {
            const Fault fault = QList<Fault>{Fault::Error, Fault::Full, Fault::Short}.at(random.bounded(3));
            const qint64 count = fault == Fault::Error ? m_long.calls : m_long.writingCalls;
            const Lasting lasting = random.bounded(2) == 0 ? Lasting::Once : Lasting::UntilHealed;
            live(m_long, LongStretch, fault, random.bounded(count), lasting, random.bounded(2) == 0);
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_GUILESS_MAIN(tst_StoreFaults)
#include "tst_StoreFaults.moc"
