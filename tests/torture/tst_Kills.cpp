// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Credentials.h"
#include "store/Check.h"
#include "store/Journal.h"
#include "sync/Engine.h"
#include "sync/ModelImapServer.h"
#include "torture/FaultProxy.h"
#include "torture/Torture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace godwit;
using namespace godwit::torture;
using namespace store;
using Direction = FaultProxy::Direction;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Archive = QStringLiteral("Archive");

class Password final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override { co_return QStringLiteral("secret"); }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

QByteArray source(const QByteArray &name)
{
    return "From: alice@example.org\r\nSubject: " + name + "\r\nMessage-ID: <" + name
        + "@example.org>\r\n\r\nText.\r\n";
}

/// The process that is killed: a client that does what is left of its work, and goes on where another one died.
class Worker {
public:
    explicit Worker(const QString &profile)
        : m_engine({profile, std::make_shared<Password>(), std::make_shared<SystemClock>()})
    { }

    int run()
    {
        if (!m_engine.start(sync::Engine::Mode::Passive))
            return 2;
        m_writer = &m_engine.writer();
        m_account = reader().accounts().value(0).key;
        if (!settle())
            return 3;
        act();
        return settle() && settle() ? 0 : 4;
    }

private:
    bool settle()
    {
        for (int tries = 0; tries < 5; ++tries) {
            auto task = m_engine.syncOnce(m_account, {});
            while (!task.isDone())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (!task.result().error)
                return true;
        }
        return false;
    }
    MailboxKey mailbox(const QString &name) const
    {
        const auto found = reader().mailboxByName(m_account, name);
        return found ? found->key : MailboxKey();
    }
    const Reader &reader() const { return m_writer->reader(); }
    QList<PlacementKey> messages(const QString &name, const QString &start) const
    {
        QList<PlacementKey> found;
        for (const RowKey &key : reader().rowKeys(mailbox(name))) {
            const auto row = reader().row(key.placement);
            if (row && row->subject.startsWith(start))
                found.append(key.placement);
        }
        return found;
    }
    /// Each may be asked for again: what is done already is not there to be done.
    void act()
    {
        Journal journal(*m_writer);
        journal.setFlags(messages(Inbox, QStringLiteral("flag")), {"\\Flagged"}, {});
        journal.move(messages(Inbox, QStringLiteral("move")), mailbox(Archive));
        journal.remove(messages(Inbox, QStringLiteral("bin")));
        if (messages(Archive, QStringLiteral("copy")).isEmpty())
            journal.copy(messages(Inbox, QStringLiteral("copy")), mailbox(Archive));
        if (messages(Archive, QStringLiteral("new")).isEmpty())
            journal.append(mailbox(Archive), source("new"), Flags::fromWire({"\\Seen"}), {});
        if (!mailbox(QStringLiteral("Made")))
            journal.createMailbox(m_account, {QStringLiteral("Made")});
    }

    sync::Engine m_engine;
    Writer *m_writer = nullptr;
    AccountKey m_account;
};

QByteArray line(const QByteArray &mailbox, const QByteArray &subject, QByteArrayList flags, qint64 octets)
{
    std::sort(flags.begin(), flags.end());
    return mailbox + ": " + subject + " (" + flags.join(' ') + ") " + QByteArray::number(octets);
}

} // namespace

/// SIGKILL anywhere in a client's day, as often as it takes to get through it: nothing is lost, nothing is doubled, the
/// store is clean after each one (S-132, S-137).
class tst_Kills : public QObject {
    Q_OBJECT

    struct World {
        World() : proxy(server.serverPort())
        {
            for (const char *name : {"flag1", "flag2", "move1", "move2", "bin1", "copy1", "stay1", "stay2"})
                server.add("INBOX", name);
            server.add("Archive", "old");
            server.boxes["Archive"].attribute = "\\Archive";
            server.boxes["Trash"].attribute = "\\Trash";
            account::Settings settings;
            settings.email = QStringLiteral("alice@example.org");
            settings.incomingServer = {QStringLiteral("127.0.0.1"), proxy.serverPort(), net::Security::ClearText};
            settings.incomingUser = QStringLiteral("alice");
            const auto writer = std::move(*Writer::open(profile.path()));
            account = *writer->addAccount(settings.toJson());
        }
        QTemporaryDir profile{QStringLiteral("/dev/shm/gwkill-XXXXXX")};
        test::ModelImapServer server;
        FaultProxy proxy;
        AccountKey account;
    };

    static qint64 passed(const World &world)
    {
        return world.proxy.passed(Direction::Down) + world.proxy.passed(Direction::Up);
    }

    /// Runs the worker and kills it once so many octets have passed and so much time; true when it was killed.
    static bool runAndKill(World &world, qint64 octets, int milliseconds)
    {
        QProcess worker;
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        world.proxy.arm({});
        worker.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--worker"), world.profile.path()});
        QElapsedTimer reached;
        QTimer tick;
        tick.start(1);
        while (worker.state() != QProcess::NotRunning) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (octets < 0 || passed(world) < octets)
                continue;
            if (!reached.isValid())
                reached.start();
            if (reached.elapsed() >= milliseconds)
                worker.kill();
        }
        return worker.exitStatus() == QProcess::CrashExit;
    }

    static QByteArrayList serverLines(const World &world)
    {
        QByteArrayList lines;
        for (auto box = world.server.boxes.cbegin(); box != world.server.boxes.cend(); ++box) {
            lines.append(box.key());
            for (const auto &message : box->messages) {
                const qsizetype at = message.raw.indexOf("Subject: ") + 9;
                lines.append(line(box.key(), message.raw.mid(at, message.raw.indexOf('\r', at) - at),
                    QByteArrayList(message.flags.cbegin(), message.flags.cend()), message.raw.size()));
            }
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }

    static QByteArrayList storeLines(const World &world)
    {
        QByteArrayList lines;
        const auto reader = std::move(*Reader::open(world.profile.path()));
        for (const Mailbox &mailbox : reader->mailboxes(world.account)) {
            lines.append(mailbox.wireName);
            for (const RowKey &key : reader->rowKeys(mailbox.key)) {
                const auto row = reader->row(key.placement);
                if (row)
                    lines.append(line(mailbox.wireName, row->subject.toUtf8(), row->flags.toWire(),
                        reader->raw(row->message).value_or("").size()));
            }
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }

    static void verifyClean(const World &world)
    {
        const auto report = checkStore(world.profile.path());
        QVERIFY2(report, "the store cannot be opened");
        QVERIFY2(report->problems.isEmpty(), qPrintable(report->problems.join(u'\n')));
    }

private Q_SLOTS:
    void nothingIsLostOrDoubled()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        World calm;
        QVERIFY(!runAndKill(calm, -1, 0));
        const QByteArrayList expected = serverLines(calm);
        QCOMPARE(storeLines(calm), expected);
        const qint64 octets = passed(calm);
        QRandomGenerator random(seed());
        int kills = 0, days = 0;
        const int wanted = rounds(25, 1000);
        QElapsedTimer timer;
        timer.start();
        while (kills < wanted) {
            World world;
            ++days;
            // Several deaths a day, each further on or not; then one that may finish.
            for (int deaths = random.bounded(1, 6); deaths > 0 && kills < wanted; --deaths) {
                kills += runAndKill(world, random.bounded(octets), random.bounded(4)) ? 1 : 0;
                verifyClean(world);
                if (QTest::currentTestFailed())
                    return;
            }
            QVERIFY2(!runAndKill(world, -1, 0), "the worker died by itself");
            const QByteArrayList found = serverLines(world);
            const QByteArray where = "day " + QByteArray::number(days) + ", kill " + QByteArray::number(kills) + ":\n";
            QVERIFY2(found == expected, (where + found.join('\n')).constData());
            QVERIFY2(storeLines(world) == found, (where + storeLines(world).join('\n')).constData());
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
        return Worker(QString::fromLocal8Bit(argv[2])).run();
    }
    tst_Kills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Kills.moc"
