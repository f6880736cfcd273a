// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "support/LineServer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace godwit::test;

namespace {

constexpr quint32 Seed = 20261125;
constexpr int Kills = 50;
constexpr int MostRuns = 400; ///< more would mean that the kills miss
constexpr int MessagesEachRound = 4;

QByteArray message(const QString &subject, const QByteArray &body)
{
    return "From: Alice Han <alice@example.test>\r\nTo: bob@example.test\r\nSubject: " + subject.toUtf8()
        + "\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMessage-ID: <" + subject.toUtf8().replace(' ', '-')
        + "@example.test>\r\n\r\n" + body + "\r\n";
}

QStringList subjectsOf(const QJsonArray &rows)
{
    QStringList subjects;
    for (const QJsonValue &row : rows)
        subjects.append(row.toObject().value(u"subject").toString());
    return subjects;
}

QSet<QString> asSet(const QStringList &list)
{
    return {list.begin(), list.end()};
}

QList<qint64> uidsOf(const QJsonArray &rows)
{
    QList<qint64> uids;
    for (const QJsonValue &row : rows)
        uids.append(row.toObject().value(u"uid").toInteger());
    std::sort(uids.begin(), uids.end());
    return uids;
}

} // namespace

/// SIGKILL at random moments: nothing is lost, nothing is doubled, the store is clean each time (S-132, S-137).
///
/// Only kills that hit a running process count: the length of an undisturbed run is measured, moments are drawn from
/// it, and runs go on until there were fifty.
class tst_LiveKill : public QObject {
    Q_OBJECT

    QTemporaryDir m_scratch;
    QString m_profile;
    QRandomGenerator m_random{Seed};
    int m_kills = 0;
    int m_runs = 0;

    QStringList in(const QStringList &arguments) const
    {
        return QStringList{QStringLiteral("--profile"), m_profile} + arguments;
    }
    QJsonArray json(const QStringList &arguments) { return cli(in(arguments)).json().array(); }
    QJsonArray outbox() { return json({QStringLiteral("outbox"), QStringLiteral("--json")}); }

    void newProfile(const QStringList &servers)
    {
        m_profile = m_scratch.filePath(QStringLiteral("profile-%1").arg(QDir(m_scratch.path()).count()));
        const CliResult added = cli(in(QStringList{QStringLiteral("account"), QStringLiteral("add"),
                                           QStringLiteral("--email"), QStringLiteral("alice@example.test")}
            + servers));
        QVERIFY2(added.exitCode == 0, added.err);
    }
    static QStringList serverOptions(const Servers &servers)
    {
        return {QStringLiteral("--imap"), servers.imapUrl(), QStringLiteral("--smtp"), servers.smtpUrl(),
            QStringLiteral("--user"), QStringLiteral("alice@example.test"), QStringLiteral("--ca"),
            servers.value(QStringLiteral("CA_FILE")), QStringLiteral("--password-command"),
            QStringLiteral("echo secret")};
    }
    /// Starts a run that says on standard error what it hears from a server.
    void start(QProcess &process, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("godwit.*.debug=true"));
        process.setProcessEnvironment(environment);
        process.setReadChannel(QProcess::StandardError);
        process.start(programPath(QStringLiteral("godwit-cli")), in(arguments));
    }
    struct Length {
        qint64 whole = 0;
        qint64 conversation = 0; ///< from the first word of a server
    };
    /// How long `arguments` take when nobody interferes.
    std::optional<Length> undisturbed(const QStringList &arguments)
    {
        QProcess process;
        QElapsedTimer timer;
        timer.start();
        start(process, arguments);
        if (!process.waitForReadyRead(60'000))
            return std::nullopt;
        const qint64 first = timer.elapsed();
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            return std::nullopt;
        return Length{timer.elapsed(), std::max<qint64>(timer.elapsed() - first, 1)};
    }
    /// One run, killed at a random moment unless it has ended by then: mostly while it talks with a server, now and
    /// then anywhere from its start.  True: it was killed.
    bool killAtRandom(const QStringList &arguments, const Length &length)
    {
        ++m_runs;
        const bool anywhere = m_random.bounded(5) == 0;
        const auto delay = int(m_random.bounded(anywhere ? length.whole : length.conversation));
        QProcess process;
        start(process, arguments);
        if (!process.waitForStarted() || (!anywhere && !process.waitForReadyRead(60'000))
            || process.waitForFinished(delay))
            return false;
        process.kill();
        process.waitForFinished(10'000);
        // Between looking and killing it may have come to its end by itself: then it was not killed.
        const bool killed = process.exitStatus() == QProcess::CrashExit;
        m_kills += killed ? 1 : 0;
        return killed;
    }
    /// Checks the store, and says how much is in it.
    void verifyClean(QJsonObject *counts = nullptr)
    {
        const CliResult check = cli(in({QStringLiteral("check-store"), QStringLiteral("--json")}));
        QVERIFY2(check.exitCode == 0, check.out + check.err);
        if (counts)
            *counts = check.json().object();
    }
    /// The mailboxes hold what the server's hold, with bodies, each once.
    void verifySameAs(const QHash<QString, QJsonArray> &theirs)
    {
        for (auto mailbox = theirs.begin(); mailbox != theirs.end(); ++mailbox) {
            const QJsonArray ours = json({QStringLiteral("list"), mailbox.key(), QStringLiteral("--limit"),
                QStringLiteral("100000"), QStringLiteral("--json")});
            QCOMPARE(uidsOf(ours), uidsOf(mailbox.value()));
            for (const QJsonValue &row : ours)
                QVERIFY(row.toObject().value(u"body").toBool());
        }
    }
    void verifyNothingClaimsToBeOnItsWay()
    {
        for (const QJsonValue &row : outbox()) {
            const QString state = row.toObject().value(u"state").toString();
            QVERIFY2(state == QStringLiteral("waiting") || state == QStringLiteral("unknown"), qPrintable(state));
        }
    }
    /// Puts messages into the outbox.
    void queueRound(int round)
    {
        QStringList send{QStringLiteral("send")};
        for (int index = 0; index < MessagesEachRound; ++index) {
            const QString subject = QStringLiteral("number %1").arg(round * MessagesEachRound + index);
            QFile file(m_scratch.filePath(subject + QStringLiteral(".eml")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(message(subject, "Body of " + subject.toUtf8()));
            send.append(file.fileName());
        }
        const CliResult queued = cli(in(send));
        QVERIFY2(queued.exitCode == 0, queued.err);
    }

private slots:
    void init() { m_kills = m_runs = 0; }

    void killedSyncLosesAndDoublesNothing()
    {
        const QStringList sync{QStringLiteral("sync")};
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY2(servers.fill(600), servers.log());
        newProfile(serverOptions(servers));
        const std::optional<Length> length = undisturbed(sync);
        QVERIFY(length);
        QJsonObject all, here;
        verifyClean(&all);
        QVERIFY(all.value(u"bodies").toInt() >= 600);
        int halfWay = 0;
        int profiles = 0;
        while (m_kills < Kills && m_runs < MostRuns) {
            newProfile(serverOptions(servers));
            ++profiles;
            // Killed and started again until it comes to its end.
            while (m_kills < Kills && killAtRandom(sync, *length)) {
                verifyClean(&here);
                if (QTest::currentTestFailed())
                    return;
                const int bodies = here.value(u"bodies").toInt();
                halfWay += bodies > 0 && bodies < all.value(u"bodies").toInt() ? 1 : 0;
            }
            if (m_kills == Kills)
                QCOMPARE(cli(in(sync)).exitCode, 0);
            verifyClean(&here);
            QCOMPARE(here, all);
        }
        QHash<QString, QJsonArray> theirs;
        for (const QString &mailbox : {QStringLiteral("INBOX"), QStringLiteral("Sent"), QStringLiteral("Archive")})
            theirs[mailbox] = servers.otherList(QStringLiteral("alice"), mailbox);
        verifySameAs(theirs);
        qInfo("sync: %d kills in %d runs over %d profiles (undisturbed: %lld ms, %lld of them talking); %d left it "
              "half-way",
            m_kills, m_runs, profiles, length->whole, length->conversation, halfWay);
        QCOMPARE(m_kills, Kills);
        QVERIFY(halfWay > 0);
    }

    void killedSendingLosesAndDoublesNothing()
    {
        const QStringList flush{QStringLiteral("outbox"), QStringLiteral("--flush")};
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        newProfile(serverOptions(servers));
        QCOMPARE(cli(in({QStringLiteral("sync")})).exitCode, 0);
        int round = 0;
        queueRound(round++);
        const std::optional<Length> length = undisturbed(flush);
        QVERIFY(length);
        while (m_kills < Kills && m_runs < MostRuns) {
            queueRound(round++);
            killAtRandom(flush, *length);
            verifyClean();
            verifyNothingClaimsToBeOnItsWay();
            if (QTest::currentTestFailed())
                return;
        }
        // What waits goes out with the next try; what is unknown stays.
        const CliResult last = cli(in(flush));
        QSet<QString> unknown;
        for (const QJsonValue &row : outbox()) {
            QVERIFY2(row.toObject().value(u"state").toString() == QStringLiteral("unknown"), last.out + last.err);
            unknown.insert(row.toObject().value(u"subject").toString());
        }
        QCOMPARE(cli(in({QStringLiteral("sync")})).exitCode, 0);
        qInfo("sending: %d kills in %d runs (undisturbed: %lld ms, %lld of them talking); %d messages, %d of them "
              "unknown",
            m_kills, m_runs, length->whole, length->conversation, round * MessagesEachRound, int(unknown.size()));
        QCOMPARE(m_kills, Kills);

        QSet<QString> sent;
        for (int number = 0; number < round * MessagesEachRound; ++number)
            sent.insert(QStringLiteral("number %1").arg(number));
        sent.subtract(unknown);
        // Everything that we call sent is there, once; what is unknown is there at most once.
        QStringList arrived;
        QTRY_VERIFY_WITH_TIMEOUT(
            (arrived = subjectsOf(servers.otherList(QStringLiteral("bob"), QStringLiteral("INBOX"))),
                asSet(arrived).contains(sent)),
            30'000);
        QCOMPARE(asSet(arrived).size(), arrived.size());
        // One Sent copy for each that was sent, and none of what nobody can know.
        QStringList copies = subjectsOf(servers.otherList(QStringLiteral("alice"), QStringLiteral("Sent")));
        QCOMPARE(asSet(copies).size(), copies.size());
        QCOMPARE(asSet(copies), sent);
    }

    void killedBeforeTheLastAnswerIsUnknown()
    {
        // Takes the message and never says so.
        LineServer server;
        server.greeting = "220 silent.example.test\r\n";
        bool inData = false;
        int taken = 0;
        server.answer = [&](const QByteArray &line) -> LineServer::Answer {
            if (inData) {
                inData = line != ".";
                taken += inData ? 0 : 1;
                return {};
            }
            inData = line == "DATA";
            return {inData ? "354 Go on\r\n" : line == "QUIT" ? "221 Bye\r\n" : "250 Fine\r\n"};
        };
        newProfile({QStringLiteral("--smtp"), QStringLiteral("smtp://127.0.0.1:%1").arg(server.serverPort())});
        queueRound(0);
        QProcess process;
        process.start(
            programPath(QStringLiteral("godwit-cli")), in({QStringLiteral("outbox"), QStringLiteral("--flush")}));
        QTRY_VERIFY_WITH_TIMEOUT(taken == 1, 60'000);
        process.kill();
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        verifyClean();

        QStringList states;
        for (const QJsonValue &row : outbox())
            states.append(row.toObject().value(u"state").toString());
        const QString waiting = QStringLiteral("waiting");
        QCOMPARE(states, QStringList({QStringLiteral("unknown"), waiting, waiting, waiting}));
        QVERIFY(!outbox().first().toObject().value(u"error").toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_LiveKill)
#include "tst_LiveKill.moc"
