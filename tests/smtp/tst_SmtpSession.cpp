// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/SmtpConversation.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::smtp;
using namespace Qt::StringLiterals;
using net::Security;
using test::SmtpConversation;
using test::SmtpReplay;
using test::Transcript;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

const QByteArray Dots = "Subject: dots\r\n\r\n.\r\ntext\r\n.more\r\n";
const QByteArray Hello = "EHLO [127.0.0.1]\r\n";

QByteArray transcriptText(const QString &name)
{
    QFile file(QStringLiteral(GODWIT_TEST_DATA "/replay/smtp/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString describeError(const Result<DeliveryReport> &result)
{
    return result ? u"success"_s : describe(result.error());
}

struct Two {
    Result<DeliveryReport> first, second;
};

/// Two messages in a row, the second announced with the first as `announced`.
Task<Two> deliverTwo(Session *session, Submission first, Submission announced, Submission second)
{
    Two two;
    const Result<void> connected = co_await session->connect();
    if (!connected)
        co_return two;
    two.first = co_await session->send(first, announced);
    two.second = co_await session->send(second);
    co_return two;
}

Submission numbered(const QByteArray &number)
{
    return SmtpConversation::submission("Subject: " + number + "\r\n\r\n" + number + "\r\n");
}

} // namespace

class tst_SmtpSession : public QObject {
    Q_OBJECT

    static void octetCounts()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }

private slots:
    void sendsPipelined_data() { octetCounts(); }
    void sendsPipelined()
    {
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/pipelined.txt"_s), octetsPerRead);
        auto task = SmtpConversation::deliver(&replay.session, u"alice"_s,
            SmtpConversation::submission(Dots, {u"bob@example.org"_s, u"carol@example.net"_s}));
        QTRY_VERIFY(task.isDone());
        QVERIFY2(task.result(), qPrintable(describeError(task.result()) + replay.server.unexpected()));
        QCOMPARE(task.result()->recipients.size(), 2);
        QVERIFY(!task.result()->anyRefused());
        QCOMPARE(task.result()->serverText, u"Ok: queued as 4F2A"_s);
        QVERIFY(!replay.session.isOutcomeOpen());
        const auto bye = replay.session.quit();
        QTRY_VERIFY(bye.isDone());
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
        QVERIFY(!replay.session.isUsable());
    }

    void sendsInLockStep_data() { octetCounts(); }
    void sendsInLockStep()
    {
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/lock-step.txt"_s), octetsPerRead);
        auto task = SmtpConversation::deliver(
            &replay.session, {}, SmtpConversation::submission(Dots, {u"bob@example.org"_s, u"carol@example.net"_s}));
        QTRY_VERIFY(task.isDone());
        QVERIFY2(task.result(), qPrintable(describeError(task.result()) + replay.server.unexpected()));
        QVERIFY(!replay.session.supportsEightBit());
        const auto bye = replay.session.quit();
        QTRY_VERIFY(bye.isDone());
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    void othersGetItWhenSomeAreRefused_data() { octetCounts(); }
    void othersGetItWhenSomeAreRefused() // S-130
    {
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/some-refused.txt"_s), octetsPerRead);
        auto first = SmtpConversation::deliver(&replay.session, {},
            SmtpConversation::submission(
                "Subject: one\r\n\r\n1\r\n", {u"reject@example.org"_s, u"bob@example.org"_s, u"full@example.org"_s}));
        QTRY_VERIFY(first.isDone());
        QVERIFY2(first.result(), qPrintable(describeError(first.result()) + replay.server.unexpected()));
        const QList<RecipientResult> recipients = first.result()->recipients;
        QCOMPARE(recipients.size(), 3);
        QVERIFY(first.result()->anyRefused());
        QCOMPARE(recipients[0].address, u"reject@example.org"_s);
        QVERIFY(!recipients[0].accepted);
        QCOMPARE(recipients[0].error.kind, Kind::Refused);
        QCOMPARE(recipients[0].error.responseCode, "5.1.1");
        QCOMPARE(recipients[0].error.host, u"mail.example.org"_s);
        QVERIFY(recipients[0].error.serverText.endsWith(u"User unknown in local recipient table"_s));
        QVERIFY(recipients[1].accepted);
        QCOMPARE(recipients[2].error.kind, Kind::Temporary);
        auto second = replay.session.send(SmtpConversation::submission("Subject: two\r\n\r\n2\r\n"));
        QTRY_VERIFY(second.isDone());
        QVERIFY2(second.result(), qPrintable(describeError(second.result())));
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    void nobodyAcceptedIsAFailure_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("recipients");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 7, 65536}) {
            QTest::addRow("354, %d octets", n)
                << u"all-refused-354.txt"_s << QStringList{u"reject@example.org"_s, u"unknown@example.org"_s}
                << Kind::Refused << QByteArray("5.1.1") << n;
            QTest::addRow("554, %d octets", n)
                << u"all-refused-554.txt"_s << QStringList{u"reject@example.org"_s, u"grey@example.org"_s}
                << Kind::Temporary << QByteArray("4.2.0") << n;
        }
    }
    void nobodyAcceptedIsAFailure()
    {
        QFETCH(QString, file);
        QFETCH(QStringList, recipients);
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/"_s + file), octetsPerRead);
        auto first = SmtpConversation::deliver(
            &replay.session, {}, SmtpConversation::submission("Subject: one\r\n\r\n1\r\n", recipients));
        QTRY_VERIFY(first.isDone());
        QVERIFY(!first.result());
        QTEST(first.result().error().kind, "kind");
        QTEST(first.result().error().responseCode, "code");
        QCOMPARE(replay.session.lastReport().recipients.size(), 2);
        QVERIFY(!replay.session.lastReport().recipients[0].accepted);
        QVERIFY(replay.session.isUsable());
        auto second = replay.session.send(SmtpConversation::submission("Subject: two\r\n\r\n2\r\n"));
        QTRY_VERIFY(second.isDone());
        QVERIFY2(second.result(), qPrintable(describeError(second.result())));
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    void goodbyeInTheEnvelopeIsTemporary_data() { octetCounts(); }
    void goodbyeInTheEnvelopeIsTemporary()
    {
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/goodbye.txt"_s), octetsPerRead);
        auto task = SmtpConversation::deliver(&replay.session, {}, SmtpConversation::submission());
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, Kind::Temporary);
        QCOMPARE(task.result().error().responseCode, "4.3.2");
        QVERIFY(!replay.session.isUsable());
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    /// The link breaks after each line in turn: never a false success; unknown exactly from the final dot on (S-128).
    void linkBreaksAfterEachLine_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("pipelined") << u"pipelined.txt"_s;
        QTest::newRow("lock-step") << u"lock-step.txt"_s;
    }
    void linkBreaksAfterEachLine()
    {
        QFETCH(QString, file);
        const QByteArrayList lines = transcriptText(file).split('\n');
        const QString user = file == u"pipelined.txt"_s ? u"alice"_s : QString();
        const qsizetype accepted = lines.indexOf(QByteArray("C: QUIT")) - 1;
        int unknown = 0;
        for (qsizetype cut = 1; cut < accepted; ++cut) {
            for (const int octetsPerRead : {1, 65536}) {
                SmtpReplay replay(Transcript::fromText(lines.first(cut).join('\n') + "\n! drop\n"), octetsPerRead);
                QSignalSpy lost(&replay.session, &Session::lost);
                const QPointer<test::FakeTransport> transport = replay.server.transport();
                auto task = SmtpConversation::deliver(&replay.session, user,
                    SmtpConversation::submission(Dots, {u"bob@example.org"_s, u"carol@example.net"_s}));
                QTRY_VERIFY(task.isDone());
                QVERIFY2(!task.result(), lines[cut].constData());
                const MailError error = task.result().error();
                const bool dotWasSent = transport->fromClient().endsWith("\r\n.\r\n");
                unknown += dotWasSent ? 1 : 0;
                QCOMPARE(error.kind, Kind::Network);
                QCOMPARE(error.detail, dotWasSent ? Detail::UnknownOutcome : Detail::ConnectionLost);
                QCOMPARE(error.host, u"mail.example.org"_s);
                QVERIFY(!replay.session.isUsable());
                QTRY_COMPARE(lost.size(), 1);
            }
        }
        QVERIFY(unknown > 0);
    }

    /// The Task is dropped after each line in turn: the connection is closed, nothing more is sent.
    void droppedAfterEachLine()
    {
        const QByteArrayList lines = transcriptText(u"pipelined.txt"_s).split('\n');
        for (qsizetype cut = 1; cut < lines.indexOf(QByteArray("C: QUIT")) - 1; ++cut) {
            if (!lines[cut - 1].startsWith("S:"))
                continue;
            SmtpReplay replay(Transcript::fromText(lines.first(cut).join('\n') + '\n'), 65536);
            const QPointer<test::FakeTransport> transport = replay.server.transport();
            auto task = SmtpConversation::deliver(&replay.session, u"alice"_s,
                SmtpConversation::submission(Dots, {u"bob@example.org"_s, u"carol@example.net"_s}));
            const qsizetype steps = Transcript::fromText(lines.first(cut).join('\n') + '\n').steps().size();
            QTRY_VERIFY2(replay.server.played() == steps && transport->isDelivered(), lines[cut].constData());
            QVERIFY(!task.isDone());
            const bool committed = transport->fromClient().endsWith("\r\n.\r\n");
            QCOMPARE(replay.session.isOutcomeOpen(), committed);
            task = {};
            QVERIFY(transport->isClosed());
            QVERIFY(!replay.session.isUsable());
            QCOMPARE(replay.session.isOutcomeOpen(), committed);
        }
    }

    void lostWithUnsentOctetsIsSafe() // the final dot never reached the operating system
    {
        SmtpConversation c;
        c.script(
            "220 hi\r\n", {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}});
        auto task = c.deliver(SmtpConversation::submission("Subject: x\r\n\r\n" + QByteArray(50'000, 'x') + "\r\n"));
        connect(c.transport, &test::FakeTransport::written, this, [&] {
            if (c.transport->fromClient().endsWith("DATA\r\n"))
                c.transport->setOctetsPerWrite(1000);
            else if (c.transport->fromClient().contains("Subject: x"))
                c.transport->drop();
        });
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QVERIFY(!c.transport->fromClient().endsWith("\r\n.\r\n"));
        QCOMPARE(task.result().error().detail, Detail::ConnectionLost);
    }

    void repliesOutOfStep_data() // S-040
    {
        QTest::addColumn<QByteArray>("replies");
        QTest::addColumn<MailError::Detail>("detail");
        QTest::newRow("354 and 250 together")
            << QByteArray("250 ok\r\n250 ok\r\n354 go\r\n250 queued\r\n") << Detail::UnknownOutcome;
        QTest::newRow("250 for DATA") << QByteArray("250 ok\r\n250 ok\r\n250 queued\r\n") << Detail::UnknownOutcome;
        QTest::newRow("354 for RCPT") << QByteArray("250 ok\r\n354 go\r\n354 go\r\n") << Detail::None;
        QTest::newRow("piece of a reply") << QByteArray("250 ok\r\n250 ok\r\n354 go\r\n25") << Detail::None;
        QTest::newRow("no reply") << QByteArray("250 ok\r\nhello\r\n") << Detail::None;
        QTest::newRow("endless line") << QByteArray("250 ok\r\n250 ") + QByteArray(20'000, 'x')
                                      << Detail::LimitExceeded;
    }
    void repliesOutOfStep()
    {
        QFETCH(QByteArray, replies);
        QFETCH(MailError::Detail, detail);
        SmtpConversation c;
        c.script("220 hi\r\n", {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", replies}});
        auto task = c.deliver();
        QTRY_VERIFY(c.transport->isDelivered() && c.transport->fromClient().contains("DATA"));
        if (!task.isDone() && replies.endsWith("25"))
            c.transport->serve("0 x\r\n");
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, Kind::Protocol);
        if (!replies.endsWith("25"))
            QCOMPARE(task.result().error().detail, detail);
        QVERIFY(c.transport->isClosed());
        QVERIFY(!c.transport->fromClient().contains("Subject"));
    }

    void unaskedReplyBetweenMessages()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {".\r\n", "250 queued\r\n"}});
        auto task = c.deliver();
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        c.transport->serve("250 queued again\r\n");
        QTRY_VERIFY(c.transport->isDelivered());
        auto next = c.session->send(SmtpConversation::submission());
        QVERIFY(next.isDone());
        QCOMPARE(next.result().error().kind, Kind::Protocol);
        QVERIFY(c.transport->isClosed());
    }

    void serverLeavesBetweenMessages()
    {
        SmtpConversation c;
        c.script("220 hi\r\n", {{Hello, "250 x\r\n"}});
        auto task = SmtpConversation::connectOnly(c.session.get());
        QTRY_VERIFY(task.isDone());
        c.transport->serve("421 4.4.2 idle too long\r\n");
        QTRY_VERIFY(c.transport->isDelivered());
        auto next = c.session->send(SmtpConversation::submission());
        QVERIFY(next.isDone());
        QCOMPARE(next.result().error().kind, Kind::Temporary);
        QCOMPARE(next.result().error().responseCode, "4.4.2");
    }

    void finalReplies_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<MailError::Detail>("detail");
        QTest::addColumn<bool>("usable");
        QTest::newRow("4xx") << QByteArray("451 4.3.0 later\r\n") << Kind::Temporary << Detail::None << true;
        QTest::newRow("5xx") << QByteArray("554 5.7.1 spam\r\n") << Kind::Refused << Detail::None << true;
        QTest::newRow("size") << QByteArray("552 5.3.4 big\r\n") << Kind::Refused << Detail::TooLarge << true;
        QTest::newRow("421") << QByteArray("421 4.3.2 going down\r\n") << Kind::Temporary << Detail::None << false;
        QTest::newRow("3xx") << QByteArray("354 go\r\n") << Kind::Protocol << Detail::UnknownOutcome << false;
        QTest::newRow("garbage") << QByteArray("what?\r\n") << Kind::Protocol << Detail::UnknownOutcome << false;
    }
    void finalReplies()
    {
        QFETCH(QByteArray, reply);
        QFETCH(bool, usable);
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}, {".\r\n", reply}});
        auto task = c.deliver();
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QTEST(task.result().error().kind, "kind");
        QTEST(task.result().error().detail, "detail");
        QCOMPARE(c.session->isUsable(), usable);
        QVERIFY(!c.session->lastReport().recipients.first().accepted);
    }

    void nextEnvelopeTravelsWithTheDot()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {"DATA\r\n", "250 one taken\r\n250 ok\r\n250 ok\r\n354 go\r\n"}, {".\r\n", "250 two taken\r\n"}});
        auto task = deliverTwo(c.session.get(), numbered("1"), numbered("2"), numbered("2"));
        QTRY_VERIFY(task.isDone());
        QVERIFY2(task.result().first, qPrintable(describeError(task.result().first)));
        QVERIFY2(task.result().second, qPrintable(describeError(task.result().second)));
        QCOMPARE(task.result().first->serverText, u"one taken"_s);
        QCOMPARE(task.result().second->serverText, u"two taken"_s);
        QCOMPARE(task.result().second->recipients.size(), 1);
        const QByteArray sent = c.transport->fromClient();
        QVERIFY(sent.contains(
            "1\r\n.\r\nMAIL FROM:<alice@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nSubject: 2"));
        QCOMPARE(sent.count("MAIL FROM"), 2);
        QCOMPARE(c.session->statistics().roundTrips, qint64(4)); // EHLO, 354, the dot with what follows, the last dot
        QVERIFY(c.session->isUsable());
    }

    void nextRecipientsAreJudgedByTheirOwnReplies()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {"DATA\r\n", "250 one taken\r\n250 ok\r\n550 5.1.1 nobody\r\n554 no valid recipients\r\n"}});
        auto task = deliverTwo(c.session.get(), numbered("1"), numbered("2"), numbered("2"));
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result().first);
        QVERIFY(!task.result().second);
        QCOMPARE(task.result().second.error().kind, Kind::Refused);
        QCOMPARE(task.result().second.error().responseCode, QByteArray("5.1.1"));
        QVERIFY(c.session->isUsable());
    }

    /// No RSET can go in front of what is on its way: the next message is tried anew on another connection.
    void refusedMessageEndsAConnectionWithTheNextOnItsWay()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {"DATA\r\n", "554 5.7.1 spam\r\n503 nested\r\n503 no\r\n503 no\r\n"}});
        auto task = deliverTwo(c.session.get(), numbered("1"), numbered("2"), numbered("2"));
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().first.error().kind, Kind::Refused);
        QCOMPARE(task.result().second.error().kind, Kind::Network);
        QCOMPARE(task.result().second.error().detail, Detail::ConnectionLost);
        QVERIFY(!c.session->isUsable());
        QVERIFY(c.transport->isClosed());
    }

    void anotherMessageThanAnnouncedIsNotSent()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {"DATA\r\n", "250 one taken\r\n250 ok\r\n250 ok\r\n354 go\r\n"}});
        Submission other = numbered("2");
        other.recipients = QStringList{u"mallory@example.org"_s};
        auto task = deliverTwo(c.session.get(), numbered("1"), numbered("2"), other);
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result().first);
        QCOMPARE(task.result().second.error().kind, Kind::Network);
        QCOMPARE(task.result().second.error().detail, Detail::ConnectionLost);
        QVERIFY(c.transport->isClosed());
        QVERIFY(!c.transport->fromClient().contains("Subject: 2"));
    }

    void lossBehindTheDotIsUnknownForThisMessageOnly()
    {
        SmtpConversation c;
        c.script(
            "220 hi\r\n", {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}});
        auto task = deliverTwo(c.session.get(), numbered("1"), numbered("2"), numbered("2"));
        QTRY_VERIFY(c.transport->fromClient().count("MAIL FROM") == 2);
        c.transport->drop();
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().first.error().detail, Detail::UnknownOutcome);
        QCOMPARE(task.result().second.error().kind, Kind::Network);
        QCOMPARE(task.result().second.error().detail, Detail::ConnectionLost);
    }

    void waitsTenMinutesForTheFinalReply()
    {
        SmtpConversation c;
        c.script(
            "220 hi\r\n", {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}});
        auto task = c.deliver();
        QTRY_VERIFY(c.transport->fromClient().endsWith("\r\n.\r\n"));
        c.clock->advance(std::chrono::seconds(599));
        QCoreApplication::processEvents();
        QVERIFY(!task.isDone());
        c.clock->advance(std::chrono::seconds(2));
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().kind, Kind::Network);
        QCOMPARE(task.result().error().detail, Detail::UnknownOutcome);
        QVERIFY(c.transport->isClosed());
    }

    void serverThatWantsASignInSaysSo()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"},
                {"DATA\r\n", "530 5.7.0 Authentication required\r\n503 5.5.1 no\r\n503 5.5.1 no\r\n"}});
        auto task = c.deliver();
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().kind, Kind::NeedsLogin);
        QCOMPARE(task.result().error().responseCode, "5.7.0");
    }

    void refusesLocally()
    {
        SmtpConversation c;
        c.script("220 hi\r\n", {{Hello, "250-x\r\n250-PIPELINING\r\n250 SIZE 100\r\n"}});
        auto connected = SmtpConversation::connectOnly(c.session.get());
        QTRY_VERIFY(connected.isDone());
        c.transport->takeFromClient();

        auto large = c.session->send(SmtpConversation::submission(QByteArray(101, 'x'))); // S-133
        QVERIFY(large.isDone());
        QCOMPARE(large.result().error().kind, Kind::Refused);
        QCOMPARE(large.result().error().detail, Detail::TooLarge);

        auto hostile =
            c.session->send(SmtpConversation::submission("x\r\n", {u"bob@example.org"_s, u"x@y>\r\nDATA"_s})); // S-125
        QVERIFY(hostile.isDone());
        QCOMPARE(hostile.result().error().serverText, u"x@y>\r\nDATA"_s);

        auto korean = c.session->send(SmtpConversation::submission("x\r\n", {u"한글@example.org"_s}));
        QVERIFY(korean.isDone());
        QCOMPARE(korean.result().error().responseCode, "5.6.7");
        QCOMPARE(korean.result().error().serverText, u"한글@example.org"_s);

        QVERIFY(c.transport->fromClient().isEmpty());
        QVERIFY(c.session->isUsable());
    }

    void saysSizeAndBodyType()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE\r\n"},
                {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}, {".\r\n", "250 ok\r\n"}});
        auto task = c.deliver(SmtpConversation::submission("Subject: x\r\n\r\n\xc3\xa4\r\n"));
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QVERIFY(c.transport->fromClient().contains("MAIL FROM:<alice@example.org> SIZE=18 BODY=8BITMIME\r\n"));
    }

    void largeMessageGoesOutInPieces()
    {
        QByteArray message = "Subject: large\r\n\r\n";
        for (int i = 0; i < 40'000; ++i)
            message += QByteArray(i % 90, 'x') + "\r\n.\r\n";
        SmtpConversation c;
        c.transport->setOctetsPerWrite(64 * 1024);
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
                {"\r\n.\r\n", "250 ok\r\n"}});
        qint64 mostUnsent = 0;
        connect(c.transport, &test::FakeTransport::written, this,
            [&] { mostUnsent = qMax(mostUnsent, c.transport->unsentOctets()); });
        auto task = c.deliver(SmtpConversation::submission(message));
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QVERIFY2(mostUnsent < 600 * 1024, QByteArray::number(mostUnsent).constData());
        QByteArray wire = c.transport->fromClient();
        wire = wire.mid(wire.indexOf("DATA\r\n") + 6);
        wire.chop(3);
        wire.replace("\r\n..", "\r\n.");
        QCOMPARE(wire, message);
    }

    void refusedWhileTheMessageGoesOut()
    {
        SmtpConversation c;
        c.transport->setOctetsPerWrite(64 * 1024);
        c.script(
            "220 hi\r\n", {{Hello, "250-x\r\n250 PIPELINING\r\n"}, {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}});
        connect(c.transport, &test::FakeTransport::written, this, [&] {
            if (c.transport->fromClient().size() > 500'000 && c.transport->fromClient().size() < 570'000)
                c.transport->serve("552 5.3.4 too big\r\n");
        });
        auto task = c.deliver(SmtpConversation::submission(QByteArray("0123456789abcdef\r\n").repeated(200'000)));
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, Kind::Refused);
        QCOMPARE(task.result().error().detail, Detail::TooLarge);
        QVERIFY(c.transport->isClosed());
        QVERIFY(!c.transport->fromClient().endsWith("\r\n.\r\n"));
    }

    void atMostTwoRoundTripsAMessage() // P20
    {
        SmtpConversation c;
        SmtpConversation::Steps steps = {{Hello, "250-x\r\n250 PIPELINING\r\n"}};
        for (int i = 0; i < 10; ++i)
            steps << SmtpConversation::Steps{{"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}, {".\r\n", "250 ok\r\n"}};
        c.script("220 hi\r\n", steps);
        auto task = SmtpConversation::connectOnly(c.session.get());
        QTRY_VERIFY(task.isDone());
        const qint64 before = c.session->statistics().roundTrips;
        for (int i = 0; i < 10; ++i) {
            auto sending = c.session->send(SmtpConversation::submission());
            QTRY_VERIFY(sending.isDone());
            QVERIFY(sending.result());
        }
        QCOMPARE(c.session->statistics().roundTrips - before, 20);
        QCOMPARE(c.session->statistics().octetsOut, c.transport->fromClient().size());
    }
};

QTEST_GUILESS_MAIN(tst_SmtpSession)
#include "tst_SmtpSession.moc"
