// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace godwit::test;

namespace {

constexpr quint32 Seed = 20261125;
constexpr int Kills = 50;

QByteArray message(int number)
{
    const QByteArray id = QByteArray::number(number);
    return "From: Alice Han <alice@example.test>\r\nTo: bob@example.test\r\nSubject: number " + id
        + "\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMessage-ID: <kill-" + id
        + "@example.test>\r\n\r\nBody of number " + id + ".\r\n";
}

} // namespace

/// SIGKILL at random moments: nothing is lost, nothing is doubled, the store is clean each time (S-132, S-137).
class tst_LiveKill : public QObject {
    Q_OBJECT

    QTemporaryDir m_scratch;
    QString m_profile;
    QRandomGenerator m_random{Seed};

    QStringList in(const QStringList &arguments) const
    {
        return QStringList{QStringLiteral("--profile"), m_profile} + arguments;
    }
    void addAccount(const Servers &servers)
    {
        m_profile = m_scratch.filePath(QString::number(QDir(m_scratch.path()).count()));
        const CliResult added = cli(in({QStringLiteral("account"), QStringLiteral("add"), QStringLiteral("--email"),
            QStringLiteral("alice@example.test"), QStringLiteral("--imap"), servers.imapUrl(), QStringLiteral("--smtp"),
            servers.smtpUrl(), QStringLiteral("--user"), QStringLiteral("alice@example.test"), QStringLiteral("--ca"),
            servers.value(QStringLiteral("CA_FILE")), QStringLiteral("--password-command"),
            QStringLiteral("echo secret")}));
        QVERIFY2(added.exitCode == 0, added.err);
    }
    /// How long one undisturbed run takes, so that the kills fall all over it.
    void killAtRandom(const QStringList &arguments, int longestMs)
    {
        QProcess process;
        process.start(programPath(QStringLiteral("godwit-cli")), in(arguments));
        QVERIFY(process.waitForStarted());
        const int delay = int(m_random.bounded(longestMs));
        if (!process.waitForFinished(delay)) {
            process.kill();
            QVERIFY(process.waitForFinished(10'000));
        }
        const CliResult check = cli(in({QStringLiteral("check-store")}));
        QVERIFY2(check.exitCode == 0, check.out + check.err);
    }
    QJsonArray json(const QStringList &arguments) { return cli(in(arguments)).json().array(); }

private slots:
    void killedSyncLosesAndDoublesNothing()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(servers.fill(300));
        addAccount(servers);
        for (int round = 0; round < Kills; ++round) {
            killAtRandom({QStringLiteral("sync")}, 600);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(cli(in({QStringLiteral("sync")})).exitCode, 0);
        for (const QString &mailbox : {QStringLiteral("INBOX"), QStringLiteral("Sent"), QStringLiteral("Archive")}) {
            QList<qint64> ours, theirs;
            for (const QJsonValue &row : json({QStringLiteral("list"), mailbox, QStringLiteral("--limit"),
                     QStringLiteral("100000"), QStringLiteral("--json")}))
                ours.append(row.toObject().value(u"uid").toInteger());
            for (const QJsonValue &row : servers.otherList(QStringLiteral("alice"), mailbox))
                theirs.append(row.toObject().value(u"uid").toInteger());
            std::sort(ours.begin(), ours.end());
            std::sort(theirs.begin(), theirs.end());
            QCOMPARE(ours, theirs);
        }
    }

    void killedSendingLosesAndDoublesNothing()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        addAccount(servers);
        QCOMPARE(cli(in({QStringLiteral("sync")})).exitCode, 0);
        for (int round = 0; round < Kills; ++round) {
            QFile file(m_scratch.filePath(QStringLiteral("%1.eml").arg(round)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(message(round));
            file.close();
            QCOMPARE(cli(in({QStringLiteral("send"), file.fileName()})).exitCode, 0);
            killAtRandom({QStringLiteral("outbox"), QStringLiteral("--flush")}, 250);
            if (QTest::currentTestFailed())
                return;
        }
        // Waiting is honest too, and goes out at the next try; here there are a few.
        const auto waiting = [this] {
            for (const QJsonValue &row : json({QStringLiteral("outbox"), QStringLiteral("--json")})) {
                if (row.toObject().value(u"state").toString() != QStringLiteral("unknown"))
                    return true;
            }
            return false;
        };
        for (int attempt = 0; attempt < 5 && waiting(); ++attempt)
            cli(in({QStringLiteral("outbox"), QStringLiteral("--flush")}));
        QVERIFY2(!waiting(), cli(in({QStringLiteral("outbox"), QStringLiteral("--json")})).out);
        cli(in({QStringLiteral("sync")}));

        QSet<QString> unknown;
        for (const QJsonValue &row : json({QStringLiteral("outbox"), QStringLiteral("--json")})) {
            QCOMPARE(row.toObject().value(u"state").toString(), QStringLiteral("unknown"));
            unknown.insert(row.toObject().value(u"subject").toString());
        }
        QSet<QString> known;
        for (int round = 0; round < Kills; ++round) {
            const QString subject = QStringLiteral("number %1").arg(round);
            if (!unknown.contains(subject))
                known.insert(subject);
        }
        // Everything that we call sent is there, once; what is unknown is there at most once.
        const auto arrived = [&servers] {
            QStringList subjects;
            for (const QJsonValue &row : servers.otherList(QStringLiteral("bob"), QStringLiteral("INBOX")))
                subjects.append(row.toObject().value(u"subject").toString());
            return subjects;
        };
        const auto arrivedSet = [&arrived] {
            const QStringList list = arrived();
            return QSet<QString>(list.begin(), list.end());
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrivedSet().contains(known), 30'000);
        const QStringList subjects = arrived();
        QCOMPARE(QSet<QString>(subjects.begin(), subjects.end()).size(), subjects.size());
        // One Sent copy for each that was sent, none twice.
        QStringList copies;
        for (const QJsonValue &row : servers.otherList(QStringLiteral("alice"), QStringLiteral("Sent")))
            copies.append(row.toObject().value(u"subject").toString());
        QCOMPARE(QSet<QString>(copies.begin(), copies.end()).size(), copies.size());
        QVERIFY(QSet<QString>(copies.begin(), copies.end()).contains(known));
    }
};

QTEST_GUILESS_MAIN(tst_LiveKill)
#include "tst_LiveKill.moc"
