// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/AsRoot.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int LimitMs = 60'000;

/// Processes that see the user list of the servers in `directory`: their mounts are theirs alone and end with them.
int processesWithMountsOf(const QString &directory)
{
    int count = 0;
    for (const QString &process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile mounts(QStringLiteral("/proc/%1/mountinfo").arg(process));
        if (mounts.open(QIODevice::ReadOnly) && mounts.readAll().contains(directory.toUtf8() + "/etc"))
            ++count;
    }
    return count;
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    return socket.waitForConnected(5'000);
}

quint16 portOf(const QByteArray &environment, const QByteArray &name)
{
    for (const QByteArray &line : environment.split('\n')) {
        if (line.startsWith(name + '='))
            return line.mid(name.size() + 1).toUShort();
    }
    return 0;
}

} // namespace

/// The servers of the live tests and of the demo end with whoever started them, also where nobody could say "stop".
class tst_LiveServers : public QObject {
    Q_OBJECT

    /// A process that starts servers in `directory` and lives on.
    static QByteArray startServers(QProcess &owner, const QString &directory)
    {
        owner.start(QStringLiteral("bash"),
            {QStringLiteral("-c"), QStringLiteral("\"$0\" start \"$1\" && echo READY && read -r _"),
                QStringLiteral(GODWIT_TEST_DATA "/servers/servers.sh"), directory});
        QByteArray said;
        while (!said.contains("READY\n") && owner.waitForReadyRead(LimitMs))
            said += owner.readAllStandardOutput();
        return said;
    }

private slots:
    void endWithTheKilledProcessThatStartedThem_data()
    {
        QTest::addColumn<QByteArray>("killed");
        QTest::newRow("the one that started them") << QByteArray("owner");
        QTest::newRow("the one that watches over them") << QByteArray("guard");
    }
    void endWithTheKilledProcessThatStartedThem()
    {
        QFETCH(QByteArray, killed);
        const QTemporaryDir directory(QStringLiteral("/tmp/gwservers-XXXXXX"));
        QProcess owner;
        const QByteArray said = startServers(owner, directory.path());
        QVERIFY2(said.contains("READY\n"), said + owner.readAllStandardError());
        const quint16 imap = portOf(said, "IMAPS_PORT");
        const quint16 submission = portOf(said, "SUBMISSIONS_PORT");
        QVERIFY(answers(imap) && answers(submission));
        QVERIFY(processesWithMountsOf(directory.path()) > 2);

        if (killed == "owner") {
            owner.kill();
            QVERIFY(owner.waitForFinished(LimitMs));
        } else {
            QFile pid(directory.filePath(QStringLiteral("pid")));
            QVERIFY(pid.open(QIODevice::ReadOnly));
            QVERIFY(godwit::test::asRoot(
                {QStringLiteral("kill"), QStringLiteral("-KILL"), QString::fromLatin1(pid.readAll().trimmed())}));
        }
        QTRY_COMPARE_WITH_TIMEOUT(processesWithMountsOf(directory.path()), 0, LimitMs);
        QVERIFY(!answers(imap));
        QVERIFY(!answers(submission));
        owner.kill();
        owner.waitForFinished(LimitMs);
    }
};

QTEST_GUILESS_MAIN(tst_LiveServers)
#include "tst_LiveServers.moc"
