// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "support/AsRoot.h"
#include "torture/WorkerWorld.h"

#include <QFile>
#include <QLoggingCategory>
#include <QProcess>
#include <QtTest>
#include <unistd.h>

using namespace godwit;
using namespace godwit::torture;
using test::asRoot;

namespace {

constexpr char FakeTime[] = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

struct Ended {
    int exitCode = -1; ///< -1: crashed, or never ended
    QByteArray errors;
};

/// Serves the model server meanwhile.
Ended wait(QProcess &process)
{
    Ended ended;
    const bool over = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000);
    if (over && process.exitStatus() == QProcess::NormalExit)
        ended.exitCode = process.exitCode();
    ended.errors = process.readAllStandardError();
    return ended;
}

Ended work(const QString &profile, const QStringList &environment = {})
{
    QProcess worker;
    worker.setEnvironment(QProcess::systemEnvironment() + environment);
    worker.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--worker"), profile});
    return wait(worker);
}

/// A disk of its own at a folder, gone with this object.
class SmallDisk {
public:
    SmallDisk(QString folder, const QString &size) : m_folder(std::move(folder))
    {
        const QString options = QStringLiteral("mode=700,uid=%1,size=%2").arg(::geteuid()).arg(size);
        m_mounted = asRoot({QStringLiteral("mount"), QStringLiteral("-t"), QStringLiteral("tmpfs"),
            QStringLiteral("-o"), options, QStringLiteral("godwit-test"), m_folder});
    }
    ~SmallDisk()
    {
        if (m_mounted)
            asRoot({QStringLiteral("umount"), QStringLiteral("-l"), m_folder});
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    bool isMounted() const { return m_mounted; }
    bool resize(const QString &size)
    {
        return asRoot(
            {QStringLiteral("mount"), QStringLiteral("-o"), QStringLiteral("remount,size=") + size, m_folder});
    }

private:
    QString m_folder;
    bool m_mounted = false;
};

} // namespace

/// What befalls a computer: each is said clearly, and does no harm.
class tst_BadDays : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false")); }

    void fullDisk()
    {
        QTemporaryDir folder(QStringLiteral("/tmp/gwdisk-XXXXXX"));
        SmallDisk disk(folder.path(), QStringLiteral("1500k"));
        QVERIFY(disk.isMounted());
        WorkerWorld world(folder.path());
        QByteArray noise;
        for (int i = 0; i < 20'000; ++i)
            noise += QByteArray::number(quint64(i) * 0x9E3779B97F4A7C15ULL, 36);
        for (int i = 0; i < 12; ++i) {
            const quint32 uid = world.server.add("INBOX", "large" + QByteArray::number(i));
            world.server.boxes["INBOX"].messages.last().raw += noise.mid(i * 500);
            QVERIFY(uid > 0);
        }
        const Ended full = work(world.profile);
        QVERIFY2(full.exitCode == 2 || full.exitCode == 3 || full.exitCode == 4, full.errors.constData());
        QVERIFY2(full.errors.contains("disk"), full.errors.constData());
        QVERIFY(disk.resize(QStringLiteral("64m")));
        QCOMPARE(world.check(), QString());
        const Ended room = work(world.profile);
        QVERIFY2(room.exitCode == 0, room.errors.constData());
        QCOMPARE(world.storeLines(), world.serverLines());
        QCOMPARE(world.check(), QString());
    }

    void clockSetBackAYearAndForth()
    {
        QVERIFY2(QFile::exists(QString::fromLatin1(FakeTime)), "libfaketime is not installed");
        WorkerWorld world;
        QCOMPARE(work(world.profile).exitCode, 0);
        const QByteArrayList before = world.storeLines();
        QCOMPARE(before, world.serverLines());
        for (const char *shift : {"FAKETIME=-365d", "FAKETIME=+365d", "FAKETIME=-3650d"}) {
            world.server.add("INBOX", QByteArray("flag after ") + (shift + 9));
            const Ended ended = work(world.profile,
                {QStringLiteral("LD_PRELOAD=") + QString::fromLatin1(FakeTime), QString::fromLatin1(shift),
                    QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC=1")});
            QVERIFY2(ended.exitCode == 0, ended.errors.constData());
            QCOMPARE(world.storeLines(), world.serverLines());
            QCOMPARE(world.check(), QString());
            for (const QByteArray &line : before)
                QVERIFY2(world.storeLines().contains(line), line.constData());
        }
    }

    void twoAtOnce()
    {
        WorkerWorld world;
        QProcess first, second;
        const QStringList arguments{QStringLiteral("--profile"), world.profile, QStringLiteral("sync")};
        first.start(test::programPath(QStringLiteral("godwit-cli")), arguments);
        second.start(test::programPath(QStringLiteral("godwit-cli")), arguments);
        const Ended one = wait(first);
        const Ended other = wait(second);
        QVERIFY2(one.exitCode == 0 || other.exitCode == 0, (one.errors + other.errors).constData());
        for (const Ended &ended : {one, other})
            QVERIFY2(ended.exitCode == 0 || (ended.exitCode > 0 && !ended.errors.isEmpty()), "it says why");
        QCOMPARE(world.check(), QString());
        QCOMPARE(work(world.profile).exitCode, 0);
        QCOMPARE(world.storeLines(), world.serverLines());
    }

    /// As root nothing is read-only, so that the worker is somebody else.
    void readOnlyProfile()
    {
        WorkerWorld world;
        QCOMPARE(work(world.profile).exitCode, 0);
        const QByteArrayList before = world.storeLines();
        QVERIFY(QProcess::execute(
                    QStringLiteral("chmod"), {QStringLiteral("-R"), QStringLiteral("a+rX,a-w"), world.profile})
            == 0);
        QProcess worker;
        worker.setChildProcessModifier([] {
            if (::geteuid() == 0 && ::setuid(65534) != 0)
                ::_exit(99);
        });
        worker.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--worker"), world.profile});
        const Ended ended = wait(worker);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(!ended.errors.trimmed().isEmpty(), "it says why");
        QVERIFY(QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("-R"), QStringLiteral("u+w"), world.profile})
            == 0);
        QCOMPARE(world.storeLines(), before);
        QCOMPARE(work(world.profile).exitCode, 0);
        QCOMPARE(world.storeLines(), world.serverLines());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--worker") == 0) {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        return runWorker(QString::fromLocal8Bit(argv[2]));
    }
    tst_BadDays test;
    return QTest::qExec(&test, argc, argv);
}
#include "support/AsRoot.h"
#include "tst_BadDays.moc"
