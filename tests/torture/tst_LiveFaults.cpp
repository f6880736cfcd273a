// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "torture/LiveClient.h"
#include "torture/Torture.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QtTest>

using namespace godwit;
using namespace godwit::torture;
using namespace std::chrono_literals;
using Direction = FaultProxy::Direction;
using Fault = FaultProxy::Fault;

namespace {

constexpr int Messages = 40;

ServerAddress addressOf(const test::Servers &servers, const QString &user)
{
    ServerAddress address;
    address.imapPort = quint16(servers.value(QStringLiteral("IMAP_PORT")).toInt());
    address.imapsPort = quint16(servers.value(QStringLiteral("IMAPS_PORT")).toInt());
    address.caFile = servers.value(QStringLiteral("CA_FILE"));
    address.user = user + QStringLiteral("@example.test");
    address.password = QStringLiteral("secret");
    return address;
}

} // namespace

/// The engine against a real Dovecot through a network that fails: in the end both sides are as the person left them.
class tst_LiveFaults : public QObject {
    Q_OBJECT

    std::unique_ptr<test::Servers> m_servers;

    /// A client at a mailbox with some mail, everything fetched.
    struct World {
        explicit World(const ServerAddress &server, int hurry)
            : proxy(server.imapsPort), other(server), client(server, proxy, hurry)
        {
            added = other.add(QStringLiteral("INBOX"), 1, Messages);
            trouble = client.settle();
        }
        FaultProxy proxy;
        SecondClient other;
        LiveClient client;
        bool added = false;
        QString trouble;
    };

    /// Some acts, a fault, and what must be true afterwards.
    static void round(World &world, QRandomGenerator &random, const FaultProxy::Plan &fault)
    {
        for (int acts = random.bounded(1, 5); acts > 0; --acts)
            world.client.act(random);
        const Picture wanted = world.client.picture(LiveClient::Names::Path);
        world.proxy.arm(fault);
        const QString trouble = world.client.settle();
        world.proxy.heal();
        const QString where = QStringLiteral("fault %1 %2 at %3: ")
                                  .arg(int(fault.fault))
                                  .arg(fault.direction == Direction::Down ? u'v' : u'^')
                                  .arg(fault.at);
        QVERIFY2(trouble.isEmpty(), qPrintable(where + trouble));
        if (!world.client.waiting().isEmpty())
            world.client.settle();
        QVERIFY2(world.client.waiting().isEmpty(), qPrintable(where + world.client.waiting()));
        const Picture server = world.other.picture();
        QString differs = difference(server, wanted);
        QVERIFY2(differs.isEmpty(), qPrintable(where + QStringLiteral("not as it was left\n") + differs));
        differs = difference(server, world.client.picture());
        QVERIFY2(differs.isEmpty(), qPrintable(where + differs));
    }

    void spoil(const QString &user, Fault fault, int count)
    {
        World world(addressOf(*m_servers, user), fault == Fault::Hole ? 150 : 10);
        QVERIFY(world.added);
        QVERIFY2(world.trouble.isEmpty(), qPrintable(world.trouble));
        QRandomGenerator random(seed());
        int strikes = 0;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < count; ++i) {
            const Direction direction = random.bounded(3) == 0 ? Direction::Up : Direction::Down;
            // What hangs in the handshake waits for the transport, whose limit no test hurries.
            const qint64 start = fault != Fault::Hole ? 0 : direction == Direction::Up ? 700 : 4500;
            const qint64 at = random.bounded(int(start), direction == Direction::Up ? 2500 : 9000);
            round(world, random, {fault, direction, at});
            if (QTest::currentTestFailed())
                return;
            strikes += world.proxy.hasStruck() ? 1 : 0;
        }
        const QString problems = world.client.check();
        QVERIFY2(problems.isEmpty(), qPrintable(problems));
        qInfo("%d rounds, %d faults met, %lld ms; seed %u", count, strikes, timer.elapsed(), seed());
        QVERIFY2(strikes > count / 3, "faults are met");
    }

    /// Every UID and every UIDVALIDITY of this person's mailboxes is another one afterwards.
    void forgetUids(const QString &user)
    {
        QStringList names;
        QDirIterator files(m_servers->value(QStringLiteral("MAIL_DIR")) + u'/' + user, {QStringLiteral("dovecot*")},
            QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext())
            names.append(files.next());
        QVERIFY(names.filter(QStringLiteral("dovecot-uidlist")).size() >= 4);
        // What knows the last UIDVALIDITY stays, else two in one second could be the same; and what names keywords.
        for (const QString &name : std::as_const(names)) {
            const bool stays = name.contains(QStringLiteral("dovecot-uidvalidity"))
                || name.endsWith(QStringLiteral("dovecot-keywords"));
            QVERIFY(stays || QFile::remove(name));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        m_servers = std::make_unique<test::Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log().constData());
    }
    void cleanupTestCase() { m_servers.reset(); }

    void cuts() { spoil(QStringLiteral("alice"), Fault::Cut, rounds(20, 1500)); }
    void changedOctetsUnderTls() { spoil(QStringLiteral("bob"), Fault::Corrupt, rounds(5, 300)); }
    void farAway()
    {
        World world(addressOf(*m_servers, QStringLiteral("alice")), 1);
        QRandomGenerator random(seed());
        world.proxy.setLatency(150ms); // 300 ms there and back
        for (int i = 0; i < rounds(1, 20); ++i)
            round(world, random, {});
    }
    void octetByOctet()
    {
        World world(addressOf(*m_servers, QStringLiteral("bob")), 10);
        QRandomGenerator random(seed());
        world.proxy.setOctetsPerWrite(1);
        for (int i = 0; i < rounds(2, 50); ++i)
            round(world, random, {});
    }

    void startTlsGames_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<MailError::Detail>("detail");
        using Detail = MailError::Detail;
        QTest::newRow("not offered") << QByteArray(" STARTTLS") << QByteArray() << Detail::StartTlsNotOffered;
        QTest::newRow("refused") << QByteArray(" OK Begin TLS negotiation now.") << QByteArray(" NO not today")
                                 << Detail::StartTlsNotOffered;
        QTest::newRow("octets behind it")
            << QByteArray(" OK Begin TLS negotiation now.\r\n")
            << QByteArray(" OK Begin TLS negotiation now.\r\n* CAPABILITY IMAP4rev1\r\n") << Detail::StartTlsInjection;
        QTest::newRow("signed in already")
            << QByteArray("* OK [") << QByteArray("* PREAUTH [") << Detail::PreauthRefused;
    }
    /// Nobody between us and the server gets to see more than the greeting's conversation.
    void startTlsGames()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(MailError::Detail, detail);
        const ServerAddress server = addressOf(*m_servers, QStringLiteral("alice"));
        FaultProxy proxy(server.imapPort);
        QByteArray seen;
        bool played = false;
        proxy.setRewrite([&](Direction direction, const QByteArray &octets) {
            if (direction == Direction::Up) {
                seen += octets;
                return octets;
            }
            played = played || octets.contains(before);
            return QByteArray(octets).replace(before, after);
        });
        LiveClient client(server, proxy, 10, net::Security::StartTls);
        const sync::SyncSummary summary = client.syncOnce();
        QVERIFY(played);
        QVERIFY2(summary.error, "the game was not noticed");
        QVERIFY2(summary.error->detail == detail, qPrintable(describe(*summary.error)));
        for (const char *word : {"LOGIN", "AUTHENTICATE", "alice", "SELECT", "LIST"})
            QVERIFY2(!seen.toUpper().contains(QByteArray(word).toUpper()), seen.constData());
        proxy.setRewrite({});
        const QString trouble = client.settle();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }

    void newUidValidityOfEveryMailbox()
    {
        const ServerAddress server = addressOf(*m_servers, QStringLiteral("carol"));
        QRandomGenerator random(seed());
        FaultProxy proxy(server.imapsPort);
        auto other = std::make_unique<SecondClient>(server);
        for (const char *name : {"INBOX", "Archive", "Sent"})
            QVERIFY(other->add(QString::fromLatin1(name), 1000 + random.bounded(100'000), 30));
        LiveClient client(server, proxy);
        const QString first = client.settle();
        QVERIFY2(first.isEmpty(), qPrintable(first));
        for (int round = 0; round < rounds(2, 100); ++round) {
            for (int acts = 0; acts < 6; ++acts)
                client.act(random);
            const Picture wanted = client.picture(LiveClient::Names::Path);
            other.reset();
            proxy.cutAll();
            forgetUids(QStringLiteral("carol"));
            if (QTest::currentTestFailed())
                return;
            bool ended = false;
            sync::SyncSummary summary = client.syncOnce(&ended);
            QVERIFY(ended);
            QVERIFY2(!summary.error, summary.error ? qPrintable(describe(*summary.error)) : "");
            QCOMPARE(summary.bodies, 0);
            summary = client.syncOnce();
            QCOMPARE(summary.bodies, 0);
            QVERIFY2(client.waiting().isEmpty(), qPrintable(client.waiting()));
            other = std::make_unique<SecondClient>(server);
            const Picture now = other->picture();
            QString differs = difference(now, wanted);
            QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("round %1\n").arg(round) + differs));
            differs = difference(now, client.picture());
            QVERIFY2(differs.isEmpty(), qPrintable(differs));
        }
        const QString problems = client.check();
        QVERIFY2(problems.isEmpty(), qPrintable(problems));
    }

    void blackHoles() { spoil(QStringLiteral("carol"), Fault::Hole, rounds(2, 100)); }
};

QTEST_GUILESS_MAIN(tst_LiveFaults)
#include "tst_LiveFaults.moc"
