// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "torture/LiveClient.h"
#include "torture/Torture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSet>
#include <QTcpServer>
#include <QtTest>

using namespace godwit;
using namespace godwit::torture;

namespace {

constexpr int Messages = 60;

/// A Cyrus that a script starts and stops: SCRIPT start DIR PORTBASE, SCRIPT stop DIR; +1 is its imaps port.
class Cyrus {
public:
    explicit Cyrus(QString script) : m_script(std::move(script)), m_folder(QStringLiteral("/tmp/gwcyrus-XXXXXX"))
    {
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
        for (quint16 base = 31'000; base < 60'000 && !m_running; base += 100)
            start(base);
    }
    ~Cyrus() { run({QStringLiteral("stop"), m_folder.path()}); }
    Cyrus(const Cyrus &) = delete;
    Cyrus &operator=(const Cyrus &) = delete;
    bool isRunning() const { return m_running; }
    QString log() const { return QString::fromUtf8(m_log); }
    ServerAddress address() const { return m_address; }

private:
    void start(quint16 base)
    {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost, quint16(base + 1)))
            return;
        probe.close();
        if (!run({QStringLiteral("start"), m_folder.path(), QString::number(base)}))
            return;
        m_running = true;
        m_address.imapPort = base;
        m_address.imapsPort = quint16(base + 1);
        m_address.user = QStringLiteral("alice@example.test");
        m_address.password = QStringLiteral("secret");
        const QString own = m_folder.filePath(QStringLiteral("certs/ca.pem"));
        for (const QByteArray &line : m_log.split('\n')) {
            if (line.startsWith("CA_FILE=") || line.startsWith("CA="))
                m_address.caFile = QString::fromUtf8(line.mid(line.indexOf('=') + 1));
        }
        if (m_address.caFile.isEmpty())
            m_address.caFile = own;
    }
    bool run(const QStringList &arguments)
    {
        QProcess process;
        process.start(m_script, arguments);
        const bool ended = process.waitForFinished(180'000);
        m_log = process.readAllStandardOutput() + process.readAllStandardError();
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    QString m_script;
    QTemporaryDir m_folder;
    bool m_running = false;
    QByteArray m_log;
    ServerAddress m_address;
};

} // namespace

/// Two clients at one mailbox, both acting at random: nothing is lost that nobody removed, nothing is doubled, and in
/// the end both sides are equal.
class tst_LiveStorm : public QObject {
    Q_OBJECT

    enum class Doubles { Never, Allowed };

    /// Every message that was ever put there is in one place; in none only if somebody has removed it.
    static QString lostOrDoubled(
        const Picture &picture, const QSet<QString> &all, const QSet<QString> &removed, Doubles doubles)
    {
        // What is marked \\Deleted is a leftover: without UIDPLUS nobody may expunge it alone.
        QHash<QString, int> places;
        for (const QStringList &lines : picture) {
            for (const QString &line : lines)
                places[line.section(u' ', 0, 0)] += line.contains(QStringLiteral("\\Deleted")) ? 0 : 1;
        }
        QStringList problems;
        for (auto place = places.cbegin(); place != places.cend(); ++place) {
            if (*place > 1 && doubles == Doubles::Never)
                problems.append(QStringLiteral("%1 is there %2 times").arg(place.key()).arg(*place));
        }
        for (const QString &id : all) {
            if (!places.contains(id) && !removed.contains(id))
                problems.append(QStringLiteral("%1 is lost").arg(id));
        }
        return problems.join(u'\n');
    }

    static void storm(const ServerAddress &server, int storms, int acts, Doubles doubles = Doubles::Never)
    {
        FaultProxy proxy(server.imapsPort);
        SecondClient other(server);
        QVERIFY2(other.add(QStringLiteral("INBOX"), 1, Messages), qPrintable(other.errors()));
        LiveClient client(server, proxy);
        const QString first = client.settle();
        QVERIFY2(first.isEmpty(), qPrintable(first));
        QRandomGenerator random(seed());
        QSet<QString> all, removed;
        for (int number = 1; number <= Messages; ++number)
            all.insert(QStringLiteral("%1@second.test").arg(number));
        QElapsedTimer timer;
        timer.start();
        QStringList story;
        qsizetype told = 0;
        int theirs = 0, ours = 0, refreshes = 0;
        for (int round = 0; round < storms; ++round) {
            other.startStorm(acts, random.generate());
            while (other.isStorming()) {
                for (int i = random.bounded(4); i > 0; --i, ++ours)
                    client.act(random);
                bool ended = false;
                // Mailboxes are renamed between LIST and SELECT, or under us: what counts is the end.
                client.syncOnce(&ended);
                QVERIFY(ended);
                ++refreshes;
            }
            const SecondClient::Storm done = other.finishStorm();
            QVERIFY2(done.done >= 0, qPrintable(other.errors()));
            theirs += done.done;
            removed.unite(QSet<QString>(done.expunged.cbegin(), done.expunged.cend()));
            for (int i = 0; i < 4 && (i < 2 || !client.waiting().isEmpty()); ++i)
                client.settle();
            const QString where = QStringLiteral("storm %1, seed %2: ").arg(round).arg(seed());
            QVERIFY2(client.waiting().isEmpty(), qPrintable(where + client.waiting()));
            const Picture picture = other.picture();
            const QString differs = difference(picture, client.picture());
            QVERIFY2(differs.isEmpty(), qPrintable(where + differs));
            all.unite(QSet<QString>(client.appended().cbegin(), client.appended().cend()));
            removed.unite(QSet<QString>(client.expunged().cbegin(), client.expunged().cend()));
            story += done.story + client.story().mid(told);
            told = client.story().size();
            const QString wrong = lostOrDoubled(picture, all, removed, doubles);
            for (const QString &line : story) {
                const QString id = wrong.section(u' ', 0, 0);
                if (!id.isEmpty() && (line.startsWith(id + u' ') || line.startsWith(u"undone")))
                    qInfo("%s", qPrintable(line));
            }
            QVERIFY2(wrong.isEmpty(), qPrintable(where + wrong));
        }
        qInfo("%d acts of theirs, %d of ours, %d refreshes, %lld ms; seed %u", theirs, ours, refreshes, timer.elapsed(),
            seed());
        const QString problems = client.check();
        QVERIFY2(problems.isEmpty(), qPrintable(problems));
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false")); }

    void dovecot()
    {
        const test::Servers servers;
        QVERIFY2(servers.isRunning(), servers.log().constData());
        ServerAddress address;
        address.imapsPort = quint16(servers.value(QStringLiteral("IMAPS_PORT")).toInt());
        address.caFile = servers.value(QStringLiteral("CA_FILE"));
        address.user = QStringLiteral("alice@example.test");
        address.password = QStringLiteral("secret");
        storm(address, rounds(1, 60), rounds(60, 200));
    }

    void poorDovecot()
    {
        const test::Servers servers({QStringLiteral("--minimal")});
        QVERIFY2(servers.isRunning(), servers.log().constData());
        ServerAddress address;
        address.imapsPort = quint16(servers.value(QStringLiteral("IMAPS_PORT")).toInt());
        address.caFile = servers.value(QStringLiteral("CA_FILE"));
        address.user = QStringLiteral("bob@example.test");
        address.password = QStringLiteral("secret");
        // COPY and EXPUNGE are two steps: who takes the message between them makes two of it.
        storm(address, rounds(1, 60), rounds(60, 200), Doubles::Allowed);
    }

    /// Only where a Cyrus is at hand: GODWIT_CYRUS names the script that starts it.
    void cyrus()
    {
        const QString script = qEnvironmentVariable("GODWIT_CYRUS");
        if (script.isEmpty())
            return;
        const Cyrus server(script);
        QVERIFY2(server.isRunning(), qPrintable(server.log()));
        // 3.6.1 answers two MOVEs of one message at the same time with a COPYUID each.
        storm(server.address(), rounds(1, 60), rounds(60, 200), Doubles::Allowed);
    }
};

QTEST_GUILESS_MAIN(tst_LiveStorm)
#include "tst_LiveStorm.moc"
