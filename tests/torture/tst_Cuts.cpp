// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/ImapDay.h"
#include "torture/Torture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QtTest>
#include <sys/resource.h>

using namespace godwit;
using namespace godwit::torture;
using Direction = FaultProxy::Direction;
using Fault = FaultProxy::Fault;
using Server = ImapDay::Server;

namespace {

enum class Wire { Imap, Smtp };

/// What a day without faults looks like.
struct Plan {
    QByteArray picture;
    qint64 octets[2][2]; ///< by wire and direction
};

const char *nameOf(Fault fault)
{
    switch (fault) {
    case Fault::Cut:
        return "reset";
    case Fault::End:
        return "end";
    case Fault::Hole:
        return "black hole";
    case Fault::Corrupt:
        return "changed octet";
    case Fault::None:
        break;
    }
    return "nothing";
}

} // namespace

/// The whole engine against model servers, while the network fails at any octet of the day: in the end both sides are
/// equal, nothing is lost, nothing is doubled, and nothing was sent twice.
class tst_Cuts : public QObject {
    Q_OBJECT

    Plan m_rich, m_poor;

    static void plan(Server server, Plan &plan)
    {
        ImapDay day(server);
        const QString trouble = day.play();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        const QString difference = day.difference();
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        plan.picture = day.serverPicture();
        for (const Direction direction : {Direction::Down, Direction::Up}) {
            plan.octets[int(Wire::Imap)][int(direction)] = day.imap.passed(direction);
            plan.octets[int(Wire::Smtp)][int(direction)] = day.smtp.passed(direction);
        }
    }

    /// One day with one fault; `struck`: the day was long enough for it.
    void day(Server server, Wire wire, const FaultProxy::Plan &fault, bool &struck)
    {
        ImapDay day(server);
        FaultProxy &proxy = wire == Wire::Imap ? day.imap : day.smtp;
        proxy.arm(fault);
        const QString where =
            QStringLiteral("%1 %2 octet %3, %4, %5 server: ")
                .arg(wire == Wire::Imap ? QStringLiteral("IMAP") : QStringLiteral("SMTP"),
                    fault.direction == Direction::Down ? QStringLiteral("down") : QStringLiteral("up"))
                .arg(fault.at)
                .arg(QString::fromLatin1(nameOf(fault.fault)),
                    server == Server::Rich ? QStringLiteral("rich") : QStringLiteral("poor"));
        const QString trouble = day.play();
        struck = proxy.hasStruck();
        QVERIFY2(trouble.isEmpty(), qPrintable(where + trouble));
        const QString difference = day.difference();
        QVERIFY2(difference.isEmpty(), qPrintable(where + difference));
        QByteArray expected = (server == Server::Rich ? m_rich : m_poor).picture;
        const QByteArray found = day.serverPicture();
        if (!found.contains("\nSent"))
            expected.remove(expected.indexOf("Sent\n"), expected.indexOf("Trash\n") - expected.indexOf("Sent\n"));
        QVERIFY2(
            found == expected, qPrintable(where + QString::fromUtf8("expected\n" + expected + "\nfound\n" + found)));
    }

    void cutEverywhere(Server server, Wire wire, Direction direction, int sample)
    {
        const Plan &plan = server == Server::Rich ? m_rich : m_poor;
        const qint64 octets = plan.octets[int(wire)][int(direction)];
        QRandomGenerator random(seed());
        const qint64 stride = server == Server::Rich ? 1 : 3;
        const qint64 count = isFull() ? octets / stride : sample;
        qint64 strikes = 0;
        QElapsedTimer timer;
        timer.start();
        for (qint64 i = 0; i < count; ++i) {
            const qint64 at = isFull() ? i * stride : random.bounded(octets);
            bool struck = false;
            day(server, wire, {at % 2 == 0 ? Fault::Cut : Fault::End, direction, at}, struck);
            if (QTest::currentTestFailed())
                return;
            strikes += struck ? 1 : 0;
        }
        qInfo("%lld cuts in %lld ms", strikes, timer.elapsed());
        QVERIFY2(strikes >= count * 9 / 10, "most positions are ones that the day reaches");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("godwit.*=false"));
        // What a server says never costs more than this; and the machine lives on when it would.
        constexpr rlim_t MemoryOctets = 4ULL << 30;
        const rlimit most{MemoryOctets, MemoryOctets};
        QCOMPARE(::setrlimit(RLIMIT_AS, &most), 0);
        plan(Server::Rich, m_rich);
        plan(Server::Poor, m_poor);
        qInfo("a day: IMAP %lld octets down, %lld up, SMTP %lld down, %lld up; with a poor server %lld down, %lld up; "
              "seed %u",
            m_rich.octets[0][0], m_rich.octets[0][1], m_rich.octets[1][0], m_rich.octets[1][1], m_poor.octets[0][0],
            m_poor.octets[0][1], seed());
    }

    void cuts_data()
    {
        QTest::addColumn<Server>("server");
        QTest::addColumn<Wire>("wire");
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<int>("sample");
        QTest::newRow("what the server says") << Server::Rich << Wire::Imap << Direction::Down << 90;
        QTest::newRow("what we say") << Server::Rich << Wire::Imap << Direction::Up << 90;
        QTest::newRow("what a poor server says") << Server::Poor << Wire::Imap << Direction::Down << 40;
        QTest::newRow("what we say to a poor server") << Server::Poor << Wire::Imap << Direction::Up << 40;
        QTest::newRow("what the submission server says") << Server::Rich << Wire::Smtp << Direction::Down << 20;
        QTest::newRow("what we submit") << Server::Rich << Wire::Smtp << Direction::Up << 20;
    }
    void cuts()
    {
        QFETCH(Server, server);
        QFETCH(Wire, wire);
        QFETCH(Direction, direction);
        QFETCH(int, sample);
        cutEverywhere(server, wire, direction, sample);
    }

    void blackHoles()
    {
        QRandomGenerator random(seed());
        for (int round = 0; round < rounds(8, 1000); ++round) {
            const Wire wire = round % 5 == 0 ? Wire::Smtp : Wire::Imap;
            const Direction direction = round % 2 == 0 ? Direction::Down : Direction::Up;
            const qint64 at = random.bounded(m_rich.octets[int(wire)][int(direction)]);
            bool struck = false;
            day(round % 3 == 0 ? Server::Poor : Server::Rich, wire, {Fault::Hole, direction, at}, struck);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void octetByOctet()
    {
        ImapDay day;
        day.imap.setOctetsPerWrite(1);
        day.smtp.setOctetsPerWrite(1);
        const QString trouble = day.play();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        const QString difference = day.difference();
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(day.serverPicture(), m_rich.picture);
    }

    /// In clear text a changed octet may mean anything; it must not mean a crash, a hang or a broken store.
    void changedOctets()
    {
        QRandomGenerator random(seed());
        for (int round = 0; round < rounds(20, 2000); ++round) {
            ImapDay day(round % 3 == 0 ? Server::Poor : Server::Rich);
            const qint64 at = random.bounded(m_rich.octets[0][int(Direction::Down)]);
            day.imap.arm({Fault::Corrupt, Direction::Down, at});
            day.play();
            const QString problems = day.check();
            QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("octet %1: %2").arg(at).arg(problems)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_Cuts)
#include "tst_Cuts.moc"
