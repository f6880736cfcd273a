// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::EngineFixture;

/// How often a person waits for the way to the server and back (NOTES section 2.2).  The server is some way off: what
/// comes in while an answer is on its way belongs to one flight.
class tst_ImapRoundTrips : public QObject {
    Q_OBJECT

    static constexpr int TcpAndTls = 2; ///< the greeting arrives with the end of the second
    static constexpr auto Distance = 25ms;

    static QList<QByteArrayList> work(const EngineFixture &fixture) { return fixture.server.flights.value(0); }
    /// The flights until this command was answered.
    static int until(const QList<QByteArrayList> &flights, const QByteArray &command)
    {
        for (qsizetype i = 0; i < flights.size(); ++i) {
            if (flights[i].contains(command))
                return int(i) + 1;
        }
        return -1;
    }

private slots:
    void coldStart_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("the program") << true;
        QTest::newRow("the command line") << false;
    }
    void coldStart()
    {
        QFETCH(bool, live);
        EngineFixture fixture;
        fixture.server.latency = Distance;
        fixture.server.boxes["Sent"].attribute = "\\Sent";
        for (int i = 0; i < 60; ++i)
            fixture.server.add("INBOX", "m" + QByteArray::number(i));
        if (live) {
            fixture.start(sync::Engine::Mode::Live);
            QTRY_COMPARE(fixture.reader().rowKeys(fixture.mailbox(u"INBOX"_s)).size(), 60);
        } else {
            QVERIFY(fixture.sync());
        }
        const QList<QByteArrayList> flights = work(fixture);
        QCOMPARE(flights.value(0), QByteArrayList{"AUTHENTICATE"});
        QCOMPARE(flights.value(1), (QByteArrayList{"ID", "ENABLE", "NAMESPACE", "LIST", "SELECT"}));
        QCOMPARE(flights.value(2).value(0), QByteArray("FETCH")); // the newest fifty
        QCOMPARE(TcpAndTls + until(flights, "FETCH"), 5);
    }

    void newMailAtTheNextStart()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        QVERIFY(fixture.sync());
        fixture.server.add("INBOX", "m2");
        fixture.server.latency = Distance;
        fixture.server.flights.clear();
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
        const QList<QByteArrayList> flights = work(fixture);
        QCOMPARE(flights.value(1), (QByteArrayList{"ID", "ENABLE", "NAMESPACE", "LIST", "SELECT"}));
        QCOMPARE(TcpAndTls + until(flights, "UID FETCH"), 5);
    }

    /// Unchanged: INBOX costs its SELECT, everything else nothing.
    void nothingNewAtTheNextStart()
    {
        EngineFixture fixture;
        for (const char *const name : {"INBOX", "A", "B", "C"})
            fixture.server.add(name, "m1");
        QVERIFY(fixture.sync());
        fixture.server.latency = Distance;
        fixture.server.flights.clear();
        fixture.server.log.clear();
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        const QList<QByteArrayList> flights = work(fixture);
        QCOMPARE(flights.value(1), (QByteArrayList{"ID", "ENABLE", "NAMESPACE", "LIST", "SELECT"}));
        QCOMPARE(flights.value(2), QByteArrayList{"UNSELECT"});
        QCOMPARE(flights.size(), 3);
        QCOMPARE(fixture.server.count("UID FETCH") + fixture.server.count("FETCH") + fixture.server.count("STATUS"), 0);
    }

    /// What the list cannot tell is told by one command: SELECT with QRESYNC.
    void oneCommandForAnUnchangedMailbox()
    {
        EngineFixture fixture;
        fixture.server.add("Other", "o1");
        QVERIFY(fixture.sync());
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.server.count("IDLE"), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        const qsizetype before = fixture.server.log.size();
        fixture.engine->refreshMailbox(fixture.mailbox(u"Other"_s));
        QTRY_COMPARE(fixture.server.count("IDLE"), 2);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        const QByteArrayList after = fixture.server.log.sliced(before);
        QCOMPARE(after.count("SELECT"), 1);
        QCOMPARE(after.count("UID FETCH") + after.count("FETCH") + after.count("UID SEARCH"), 0);
    }

    void goesOnWhereEnableIsRefused()
    {
        EngineFixture fixture;
        fixture.server.add("INBOX", "m1");
        fixture.server.add("Other", "o1");
        fixture.server.refuse("ENABLE", "BAD no such command");
        fixture.server.latency = Distance;
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        fixture.server.add("INBOX", "m2");
        fixture.start(sync::Engine::Mode::Live);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s), (QStringList{u"m1"_s, u"m2"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_ImapRoundTrips)
#include "tst_ImapRoundTrips.moc"
