// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Session.h"
#include "support/FakeClock.h"
#include "support/ReplayServer.h"

#include <QLoggingCategory>
#include <QtTest>

using namespace godwit;
using namespace godwit::pop3;
using namespace Qt::StringLiterals;
using net::Security;
using test::FakeTransport;
using test::ReplayServer;
using test::Transcript;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

SessionOptions optionsFor(Security security, std::shared_ptr<Clock> clock)
{
    SessionOptions options;
    options.endpoint = {u"pop.example.org"_s, 995, security};
    options.clock = std::move(clock);
    return options;
}

struct Replay {
    ReplayServer server;
    Session session;
    Replay(const Transcript &transcript, int octetsPerRead, Security security = Security::ImplicitTls)
        : server(transcript, octetsPerRead, security == Security::ImplicitTls),
          session(server.takeTransport(), optionsFor(security, std::make_shared<test::FakeClock>()))
    { }
};

/// A session over a FakeTransport that is answered step by step.
struct Scripted {
    using Steps = QList<std::pair<QByteArray, QByteArray>>;
    std::shared_ptr<test::FakeClock> clock = std::make_shared<test::FakeClock>();
    QPointer<FakeTransport> transport;
    std::unique_ptr<Session> session;

    explicit Scripted(const QByteArray &greeting, const Steps &steps, Security security = Security::ImplicitTls)
    {
        auto owned = std::make_unique<FakeTransport>(security == Security::ImplicitTls);
        transport = owned.get();
        session = std::make_unique<Session>(std::move(owned), optionsFor(security, clock));
        const auto left = std::make_shared<Steps>(steps);
        const auto heard = std::make_shared<QByteArray>();
        FakeTransport *const server = transport;
        QObject::connect(server, &FakeTransport::written, server, [=](const QByteArray &octets) {
            *heard += octets;
            if (left->isEmpty() || !heard->endsWith(left->first().first))
                return;
            heard->clear();
            server->serve(left->takeFirst().second);
        });
        server->serve(greeting);
    }
};

struct Fetched {
    Inventory inventory;
    QList<std::pair<int, QByteArray>> messages;
    QList<int> failed;
    std::optional<MailError> error;
    bool removed = false;
};

Task<Result<void>> signIn(Session *session, QString password)
{
    const Result<void> connected = co_await session->connect();
    if (!connected)
        co_return connected;
    co_return co_await session->authenticate(u"alice"_s, password);
}

/// Sign in, look, fetch `numbers`, mark those that came, quit.  What was fetched counts even if the link breaks later.
Task<void> fetchAll(Session *session, QString password, QList<int> numbers, QList<int> marks, Fetched *fetched)
{
    const Result<void> signedIn = co_await signIn(session, password);
    if (!signedIn) {
        fetched->error = signedIn.error();
        co_return;
    }
    const Result<Inventory> inventory = co_await session->inventory();
    if (!inventory) {
        fetched->error = inventory.error();
        co_return;
    }
    fetched->inventory = *inventory;
    const Session::Consumer take = [fetched](int number, Result<QByteArray> message) {
        if (message)
            fetched->messages.append({number, *message});
        else
            fetched->failed.append(number);
    };
    const Result<void> done = co_await session->retr(numbers, take);
    if (!done) {
        fetched->error = done.error();
        co_return;
    }
    const Result<QList<int>> refused = co_await session->dele(marks);
    if (!refused) {
        fetched->error = refused.error();
        co_return;
    }
    const Result<void> bye = co_await session->quit();
    if (!bye)
        fetched->error = bye.error();
    fetched->removed = bye && !marks.isEmpty();
}

QByteArray transcriptText(const QString &name)
{
    QFile file(QStringLiteral(GODWIT_TEST_DATA "/replay/pop3/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray Three = "Subject: three\r\n\r\n.\r\n.dots and 8 bit: äöü\r\n..\r\n\r\n";
const QByteArray One = "Subject: one\r\n\r\n";
const QByteArray Capa = "+OK\r\nUIDL\r\nPIPELINING\r\nSASL PLAIN\r\n.\r\n";

} // namespace

class tst_Pop3Session : public QObject {
    Q_OBJECT

    static void octetCounts()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }

private slots:
    void fetchesPipelined_data() { octetCounts(); }
    void fetchesPipelined()
    {
        QFETCH(int, octetsPerRead);
        Replay replay(Transcript::fromFile(u"pop3/fetch-pipelined.txt"_s), octetsPerRead);
        Fetched fetched;
        const auto task = fetchAll(&replay.session, u"secret"_s, {3, 1}, {3}, &fetched);
        QTRY_VERIFY(task.isDone());
        QVERIFY2(!fetched.error, qPrintable(replay.server.unexpected()));
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
        QVERIFY(fetched.inventory.hasUniqueIds);
        QCOMPARE(fetched.inventory.size.messages, 3);
        QCOMPARE(fetched.inventory.ids.size(), 3);
        QCOMPARE(fetched.inventory.ids[2].id, "000000035e8b");
        QCOMPARE(fetched.inventory.sizes[2].octets, 200);
        QCOMPARE(fetched.messages.size(), 2);
        QCOMPARE(fetched.messages[0].first, 3);
        QCOMPARE(fetched.messages[0].second, Three);
        QCOMPARE(fetched.messages[1].second, One);
        QVERIFY(fetched.removed);
        QVERIFY(!replay.session.isUsable());
    }

    void fetchesInLockStep_data() { octetCounts(); }
    void fetchesInLockStep()
    {
        QFETCH(int, octetsPerRead);
        Replay replay(Transcript::fromFile(u"pop3/lock-step.txt"_s), octetsPerRead);
        Fetched fetched;
        const auto task = fetchAll(&replay.session, u"secret with spaces"_s, {1, 2}, {}, &fetched);
        QTRY_VERIFY(task.isDone());
        QVERIFY2(!fetched.error, qPrintable(replay.server.unexpected()));
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
        QVERIFY(!fetched.inventory.hasUniqueIds);
        QCOMPARE(fetched.messages.size(), 1);
        QCOMPARE(fetched.failed, QList<int>{2});
    }

    void forgetsWhatWasSaidBeforeTls_data() { octetCounts(); }
    void forgetsWhatWasSaidBeforeTls() // S-007
    {
        QFETCH(int, octetsPerRead);
        Replay replay(Transcript::fromFile(u"pop3/stls.txt"_s), octetsPerRead, Security::StartTls);
        auto task = signIn(&replay.session, u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QVERIFY2(task.result(), qPrintable(replay.server.unexpected()));
        QVERIFY(replay.session.isEncrypted());
        QVERIFY(!replay.session.capabilities().has("XEVIL"));
        auto bye = replay.session.quit();
        QTRY_VERIFY(bye.isDone());
        QVERIFY(bye.result());
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    /// The link breaks after each line in turn: what was handed out is whole, removal is claimed only after +OK to
    /// QUIT.
    void linkBreaksAfterEachLine()
    {
        const QByteArrayList lines = transcriptText(u"fetch-pipelined.txt"_s).split('\n');
        const qsizetype quit = lines.indexOf(QByteArray("C: QUIT"));
        int unknown = 0;
        for (qsizetype cut = 1; cut <= quit + 1; ++cut) {
            for (const int octetsPerRead : {1, 65536}) {
                Replay replay(Transcript::fromText(lines.first(cut).join('\n') + "\n! drop\n"), octetsPerRead);
                const QPointer<FakeTransport> transport = replay.server.transport();
                QSignalSpy lost(&replay.session, &Session::lost);
                Fetched fetched;
                const auto task = fetchAll(&replay.session, u"secret"_s, {3, 1}, {3}, &fetched);
                QTRY_VERIFY(task.isDone());
                QVERIFY2(fetched.error, lines[cut - 1].constData());
                QCOMPARE(fetched.error->kind, Kind::Network);
                const bool quitting = transport->fromClient().endsWith("QUIT\r\n");
                unknown += quitting ? 1 : 0;
                QCOMPARE(fetched.error->detail, quitting ? Detail::UnknownOutcome : Detail::ConnectionLost);
                QCOMPARE(fetched.error->host, u"pop.example.org"_s);
                QVERIFY(!fetched.removed);
                for (const auto &[number, message] : fetched.messages)
                    QCOMPARE(message, number == 3 ? Three : One);
                QTRY_COMPARE(lost.size(), 1);
            }
        }
        QVERIFY(unknown > 0);
    }

    void droppedAfterEachLine()
    {
        const QByteArrayList lines = transcriptText(u"fetch-pipelined.txt"_s).split('\n');
        for (qsizetype cut = 1; cut <= lines.indexOf(QByteArray("C: QUIT")); ++cut) {
            if (!lines[cut - 1].startsWith("S:"))
                continue;
            const Transcript transcript = Transcript::fromText(lines.first(cut).join('\n') + '\n');
            Replay replay(transcript, 65536);
            const QPointer<FakeTransport> transport = replay.server.transport();
            Fetched fetched;
            auto task = fetchAll(&replay.session, u"secret"_s, {3, 1}, {3}, &fetched);
            QTRY_VERIFY2(replay.server.played() == transcript.steps().size() && transport->isDelivered(),
                lines[cut].constData());
            QVERIFY(!task.isDone());
            task = {};
            QVERIFY(transport->isClosed());
            QVERIFY(!replay.session.isUsable());
        }
    }

    void signInAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<bool>("usable");
        QTest::newRow("wrong password") << QByteArray("-ERR [AUTH] no\r\n") << Kind::NeedsLogin << false;
        QTest::newRow("no code") << QByteArray("-ERR no\r\n") << Kind::NeedsLogin << false;
        QTest::newRow("in use") << QByteArray("-ERR [IN-USE] locked by another session\r\n") << Kind::Temporary
                                << true; // S-046
        QTest::newRow("too soon") << QByteArray("-ERR [LOGIN-DELAY] wait\r\n") << Kind::Temporary << true;
        QTest::newRow("server trouble") << QByteArray("-ERR [SYS/TEMP] later\r\n") << Kind::Temporary << true;
        QTest::newRow("for ever") << QByteArray("-ERR [SYS/PERM] no\r\n") << Kind::Refused << true;
        QTest::newRow("one more step") << QByteArray("+ \r\n") << Kind::Protocol << false; // S-031
        QTest::newRow("garbage") << QByteArray("what?\r\n") << Kind::Protocol << false;
    }
    void signInAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, usable);
        Scripted s("+OK hi\r\n", {{"CAPA\r\n", Capa}, {"\r\n", answer}});
        auto task = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QTEST(task.result().error().kind, "kind");
        QCOMPARE(task.result().error().host, u"pop.example.org"_s);
        QCOMPARE(task.result().error().connectionUsable(), usable);
        QVERIFY(!s.transport->fromClient().contains("PASS"));
    }

    void longCredentialsTakeTwoSteps()
    {
        const QString password(300, u'p');
        Scripted s(
            "+OK hi\r\n", {{"CAPA\r\n", Capa}, {"AUTH PLAIN\r\n", "+ \r\n"}, {"\r\n", "+OK\r\n"}, {"CAPA\r\n", Capa}});
        auto task = signIn(s.session.get(), password);
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QVERIFY(s.transport->fromClient().contains((QByteArray("\0alice\0", 7) + password.toUtf8()).toBase64()));
    }

    void neverPutsTwoCommandsIntoOneLine() // S-035
    {
        Scripted s("+OK hi\r\n", {{"CAPA\r\n", "-ERR\r\n"}});
        auto task = signIn(s.session.get(), u"x\r\nDELE 1"_s);
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().detail, Detail::CredentialsMissing);
        QCOMPARE(s.transport->fromClient(), "CAPA\r\n");
    }

    void noWayToSignIn()
    {
        Scripted s("+OK hi\r\n", {{"CAPA\r\n", "+OK\r\nSASL CRAM-MD5\r\n.\r\n"}});
        auto task = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().kind, Kind::NeedsLogin);
        QCOMPARE(task.result().error().detail, Detail::LoginDisabled);
    }

    void insistsOnStartTls_data() // S-001, S-002, S-005, S-006
    {
        QTest::addColumn<QByteArray>("capa");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<MailError::Detail>("detail");
        const QByteArray offered = "+OK\r\nUSER\r\nSTLS\r\n.\r\n";
        QTest::newRow("not offered") << QByteArray("+OK\r\nUSER\r\n.\r\n") << QByteArray()
                                     << Detail::StartTlsNotOffered;
        QTest::newRow("no CAPA") << QByteArray("-ERR\r\n") << QByteArray() << Detail::StartTlsNotOffered;
        QTest::newRow("refused") << offered << QByteArray("-ERR not now\r\n") << Detail::StartTlsNotOffered;
        QTest::newRow("injected line") << offered << QByteArray("+OK go\r\n+OK logged in\r\n")
                                       << Detail::StartTlsInjection;
        QTest::newRow("injected piece") << offered << QByteArray("+OK go\r\n+O") << Detail::StartTlsInjection;
    }
    void insistsOnStartTls()
    {
        QFETCH(QByteArray, capa);
        QFETCH(QByteArray, answer);
        for (const int octetsPerRead : {1, 65536}) {
            Scripted s("+OK hi\r\n", {{"CAPA\r\n", capa}, {"STLS\r\n", answer}}, Security::StartTls);
            s.transport->setOctetsPerRead(octetsPerRead);
            auto task = signIn(s.session.get(), u"secret"_s);
            QTRY_VERIFY(task.isDone());
            QVERIFY(!task.result());
            QCOMPARE(task.result().error().kind, Kind::Tls);
            QTEST(task.result().error().detail, "detail");
            QVERIFY(s.transport->isClosed());
            QCOMPARE(s.transport->handshakes(), 0);
            QVERIFY(!s.transport->fromClient().contains("USER"));
        }
    }

    void greetings_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::newRow("refused") << QByteArray("-ERR go away\r\n") << Kind::Refused;
        QTest::newRow("busy") << QByteArray("-ERR [SYS/TEMP] busy\r\n") << Kind::Temporary;
        QTest::newRow("SMTP") << QByteArray("220 hi\r\n") << Kind::Protocol;
    }
    void greetings()
    {
        QFETCH(QByteArray, greeting);
        Scripted s(greeting, {});
        auto task = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QTEST(task.result().error().kind, "kind");
        QVERIFY(s.transport->isClosed());
    }

    void keepsAtMostTenOutstanding()
    {
        Scripted s("+OK hi\r\n", {{"CAPA\r\n", Capa}, {"\r\n", "+OK\r\n"}, {"CAPA\r\n", Capa}});
        auto signedIn = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(signedIn.isDone());
        s.transport->takeFromClient();
        QList<int> numbers;
        for (int i = 1; i <= 57; ++i)
            numbers.append(i);
        int most = 0, answered = 0;
        connect(s.transport, &FakeTransport::written, this,
            [&] { most = qMax(most, int(s.transport->fromClient().count("RETR")) - answered); });
        QList<int> came;
        const Session::Consumer take = [&](int number, Result<QByteArray> message) {
            if (message && *message == "m" + QByteArray::number(number) + "\r\n")
                came.append(number);
        };
        auto task = s.session->retr(numbers, take);
        for (const int number : numbers) {
            QTRY_VERIFY(s.transport->fromClient().contains("RETR " + QByteArray::number(number) + "\r\n"));
            ++answered;
            s.transport->serve("+OK\r\nm" + QByteArray::number(number) + "\r\n.\r\n");
        }
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QCOMPARE(came, numbers);
        QCOMPARE(most, 10);
    }

    void oversizedMessageIsReportedAlone()
    {
        SessionOptions small = optionsFor(Security::ImplicitTls, std::make_shared<test::FakeClock>());
        small.messageLimit = 100;
        auto owned = std::make_unique<FakeTransport>();
        FakeTransport *const server = owned.get();
        Session session(std::move(owned), small);
        connect(server, &FakeTransport::written, server, [=](const QByteArray &octets) {
            if (octets.startsWith("CAPA"))
                server->serve(Capa);
            else if (octets.startsWith("AUTH"))
                server->serve("+OK\r\n");
            else
                server->serve("+OK\r\n" + QByteArray("x\r\n").repeated(50) + ".\r\n+OK\r\nsmall\r\n.\r\n");
        });
        server->serve("+OK hi\r\n");
        auto signedIn = signIn(&session, u"secret"_s);
        QTRY_VERIFY(signedIn.isDone());
        QList<Result<QByteArray>> came;
        auto task = session.retr({1, 2}, [&](int, Result<QByteArray> message) { came.append(message); });
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
        QCOMPARE(came.size(), 2);
        QCOMPARE(came[0].error().kind, Kind::Refused);
        QCOMPARE(came[0].error().detail, Detail::LimitExceeded);
        QCOMPARE(came[1].value_or("none"), "small\r\n");
    }

    void unaskedReply() // S-030
    {
        Scripted s("+OK hi\r\n",
            {{"CAPA\r\n", Capa}, {"\r\n", "+OK\r\n"}, {"CAPA\r\n", Capa}, {"NOOP\r\n", "+OK\r\n+OK again\r\n"}});
        auto signedIn = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(signedIn.isDone());
        auto noop = s.session->noop();
        QTRY_VERIFY(noop.isDone());
        QVERIFY(noop.result());
        auto next = s.session->stat();
        QVERIFY(next.isDone());
        QCOMPARE(next.result().error().kind, Kind::Protocol);
        QVERIFY(s.transport->isClosed());
    }

    void topAndPlainCommands()
    {
        Scripted s("+OK hi\r\n",
            {{"CAPA\r\n", Capa}, {"\r\n", "+OK\r\n"}, {"CAPA\r\n", Capa},
                {"TOP 4 10\r\n", "+OK\r\nSubject: x\r\n\r\n..a\r\n.\r\n"}, {"STAT\r\n", "+OK 7 9\r\n"},
                {"UIDL\r\n", "-ERR no\r\n"}, {"LIST\r\n", "+OK\r\n1 5\r\n.\r\n"}});
        auto signedIn = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(signedIn.isDone());
        auto top = s.session->top(4, 10);
        QTRY_VERIFY(top.isDone());
        QCOMPARE(*top.result(), "Subject: x\r\n\r\n.a\r\n");
        auto stat = s.session->stat();
        QTRY_VERIFY(stat.isDone());
        QCOMPARE(stat.result()->messages, 7);
        auto uidl = s.session->uidl();
        QTRY_VERIFY(uidl.isDone());
        QCOMPARE(uidl.result().error().kind, Kind::Refused);
        auto list = s.session->list();
        QTRY_VERIFY(list.isDone());
        QCOMPARE(list.result()->size(), 1);
    }

    void deletionThatFailsAtTheEnd()
    {
        Scripted s("+OK hi\r\n",
            {{"CAPA\r\n", Capa}, {"\r\n", "+OK\r\n"}, {"CAPA\r\n", Capa},
                {"DELE 2\r\n", "+OK\r\n-ERR no such message\r\n"},
                {"QUIT\r\n", "-ERR some deleted messages not removed\r\n"}});
        auto signedIn = signIn(s.session.get(), u"secret"_s);
        QTRY_VERIFY(signedIn.isDone());
        auto marked = s.session->dele({1, 2});
        QTRY_VERIFY(marked.isDone());
        QCOMPARE(*marked.result(), QList<int>{2});
        auto bye = s.session->quit();
        QTRY_VERIFY(bye.isDone());
        QVERIFY(!bye.result());
        QCOMPARE(bye.result().error().kind, Kind::Refused);
        QVERIFY(s.transport->isClosed());
    }

    void silentServerEndsInTime()
    {
        Scripted s("+OK hi\r\n", {});
        auto task = signIn(s.session.get(), u"secret"_s);
        QTRY_COMPARE(s.transport->fromClient(), "CAPA\r\n");
        QVERIFY(!task.isDone());
        s.clock->advance(std::chrono::seconds(121));
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().detail, Detail::TimedOut);
        QVERIFY(s.transport->isClosed());
    }

    void secretsNeverReachTheLog() // S-151
    {
        static QByteArray log;
        QLoggingCategory::setFilterRules(u"*.debug=true"_s);
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { log += text.toUtf8() + '\n'; });
        Replay replay(Transcript::fromFile(u"pop3/fetch-pipelined.txt"_s), 65536);
        Fetched fetched;
        const auto task = fetchAll(&replay.session, u"secret"_s, {3, 1}, {3}, &fetched);
        QTRY_VERIFY(task.isDone());
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        for (const char *secret : {"secret", "AGFsaWNlAHNlY3JldA", "Subject", "dots"})
            QVERIFY2(!log.contains(secret), log.constData());
    }
};

QTEST_GUILESS_MAIN(tst_Pop3Session)
#include "tst_Pop3Session.moc"
