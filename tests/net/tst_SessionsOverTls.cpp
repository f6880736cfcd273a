// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Session.h"
#include "net/TlsTransport.h"
#include "pop3/Session.h"
#include "smtp/Session.h"
#include "support/LineServer.h"
#include "support/OpenSockets.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::net;
using namespace Qt::StringLiterals;
using test::LineServer;
using test::TestCertificates;
using Kind = MailError::Kind;
using Detail = MailError::Detail;
using Certificate = TestCertificates::Kind;
using Answer = LineServer::Answer;

namespace {

enum class Protocol { Imap, Smtp, Pop3 };

const char *nameOf(Protocol protocol)
{
    return protocol == Protocol::Imap ? "imap" : protocol == Protocol::Smtp ? "smtp" : "pop3";
}

Answer imapAnswer(const QByteArray &line)
{
    const QByteArray tag = line.left(line.indexOf(' '));
    const QByteArray command = line.mid(tag.size() + 1).toUpper();
    if (command.startsWith("STARTTLS"))
        return {tag + " OK go\r\n", LineServer::Then::StartTls};
    if (command.startsWith("CAPABILITY"))
        return {"* CAPABILITY IMAP4rev1 SASL-IR STARTTLS AUTH=PLAIN\r\n" + tag + " OK done\r\n"};
    return {tag + " OK done\r\n"};
}

Answer smtpAnswer(const QByteArray &line)
{
    if (line == "STARTTLS")
        return {"220 go\r\n", LineServer::Then::StartTls};
    if (line.startsWith("EHLO"))
        return {"250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n"};
    if (line == "DATA")
        return {"354 go\r\n"};
    return {line.startsWith("AUTH") ? "235 ok\r\n" : "250 ok\r\n"};
}

Answer pop3Answer(const QByteArray &line)
{
    if (line == "STLS")
        return {"+OK go\r\n", LineServer::Then::StartTls};
    if (line == "CAPA")
        return {"+OK\r\nUSER\r\nSASL PLAIN\r\nSTLS\r\n.\r\n"};
    return {"+OK\r\n"};
}

void speak(LineServer &server, Protocol protocol)
{
    server.greeting = protocol == Protocol::Imap ? "* OK ready\r\n"
        : protocol == Protocol::Smtp             ? "220 ready\r\n"
                                                 : "+OK ready\r\n";
    server.answer = protocol == Protocol::Imap ? imapAnswer : protocol == Protocol::Smtp ? smtpAnswer : pop3Answer;
}

template <typename Session> Task<Result<void>> signInWith(std::shared_ptr<Session> session)
{
    const Result<void> connected = co_await session->connect();
    if (!connected)
        co_return connected;
    co_return co_await session->authenticate(u"alice"_s, u"secret"_s);
}

template <typename Session, typename Options>
Task<Result<void>> signInAt(const Endpoint &endpoint, const ConnectionOptions &connection)
{
    Options options;
    options.endpoint = endpoint;
    options.clock = std::make_shared<SystemClock>();
    return signInWith(std::make_shared<Session>(makeTransport(endpoint, connection), options));
}

/// Connects and signs in, as the accounts do.
Task<Result<void>> signIn(Protocol protocol, const Endpoint &endpoint, const ConnectionOptions &connection)
{
    switch (protocol) {
    case Protocol::Imap:
        return signInAt<imap::Session, imap::SessionOptions>(endpoint, connection);
    case Protocol::Smtp:
        return signInAt<smtp::Session, smtp::SessionOptions>(endpoint, connection);
    case Protocol::Pop3:
        break;
    }
    return signInAt<pop3::Session, pop3::SessionOptions>(endpoint, connection);
}

bool saysASecret(const LineServer &server)
{
    const QList<QByteArray> lines = server.lines();
    return std::any_of(lines.begin(), lines.end(), [](const QByteArray &line) {
        return line.contains("alice") || line.contains("secret") || line.toUpper().contains("AUTH")
            || line.contains("LOGIN");
    });
}

} // namespace

/// Every protocol through the same transport, over real sockets: CASES S-001 to S-019 by protocol.
class tst_SessionsOverTls : public QObject {
    Q_OBJECT

    TestCertificates m_certificates;

    ConnectionOptions connection(Protocol protocol) const
    {
        ConnectionOptions options;
        options.protocol = QString::fromLatin1(nameOf(protocol));
        options.extraCaFile = m_certificates.caFile();
        return options;
    }

    int m_sockets = 0;

private slots:
    void init() { m_sockets = test::openSockets(); }
    void cleanup()
    {
        QTRY_COMPARE_WITH_TIMEOUT(test::openSockets(), m_sockets, 20'000); // closed connections do go
        test::deletePending();
    }

    void refusesEachBadCertificate_data() // S-011, S-012, S-013, S-015, S-016
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<int>("security");
        QTest::addColumn<int>("certificate");
        QTest::addColumn<MailError::Detail>("detail");
        const std::initializer_list<std::tuple<const char *, Certificate, Detail>> certificates = {
            {"good", Certificate::Good, Detail::None},
            {"expired", Certificate::Expired, Detail::CertificateExpired},
            {"not yet valid", Certificate::NotYetValid, Detail::CertificateNotYetValid},
            {"other host", Certificate::OtherHost, Detail::CertificateHostMismatch},
            {"common name only", Certificate::CommonNameOnly, Detail::CertificateHostMismatch},
            {"self-signed", Certificate::SelfSigned, Detail::CertificateUntrusted},
            {"unknown issuer", Certificate::UnknownIssuer, Detail::CertificateUntrusted},
            {"weak", Certificate::Weak, Detail::CertificateWeak},
        };
        for (const Protocol protocol : {Protocol::Imap, Protocol::Smtp, Protocol::Pop3}) {
            for (const Security security : {Security::ImplicitTls, Security::StartTls}) {
                for (const auto &[name, certificate, detail] : certificates)
                    QTest::addRow(
                        "%s, %s, %s", nameOf(protocol), security == Security::StartTls ? "STARTTLS" : "implicit", name)
                        << int(protocol) << int(security) << int(certificate) << detail;
            }
        }
    }
    void refusesEachBadCertificate()
    {
        QFETCH(int, protocol);
        QFETCH(int, security);
        QFETCH(int, certificate);
        QFETCH(MailError::Detail, detail);
        LineServer server;
        speak(server, Protocol(protocol));
        const test::Identity identity = m_certificates.make(Certificate(certificate));
        (Security(security) == Security::StartTls ? server.startTls : server.implicitTls) = identity;
        const Endpoint endpoint{u"localhost"_s, server.serverPort(), Security(security)};
        auto task = signIn(Protocol(protocol), endpoint, connection(Protocol(protocol)));
        QVERIFY(test::openSockets() > m_sockets);
        QTRY_VERIFY(task.isDone());
        if (detail == Detail::None) {
            QVERIFY2(task.result(), qPrintable(describe(task.result() ? MailError() : task.result().error())));
            QVERIFY(saysASecret(server));
            QVERIFY(!server.clearOctets().contains("YWxpY2U") && !server.clearOctets().contains("alice"));
            return;
        }
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, Kind::Tls);
        QCOMPARE(task.result().error().detail, detail);
        QCOMPARE(task.result().error().host, u"localhost"_s);
        QCOMPARE(task.result().error().fingerprint, identity.fingerprint());
        QTRY_VERIFY(!server.isConnected());
        QVERIFY(!saysASecret(server));
    }

    void neverSpeaksClearTextInstead_data() // S-001, S-019
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<int>("security");
        QTest::addColumn<MailError::Detail>("detail");
        for (const Protocol protocol : {Protocol::Imap, Protocol::Smtp, Protocol::Pop3}) {
            QTest::addRow("%s, STARTTLS not offered", nameOf(protocol))
                << int(protocol) << int(Security::StartTls) << Detail::StartTlsNotOffered;
            QTest::addRow("%s, clear text on the TLS port", nameOf(protocol))
                << int(protocol) << int(Security::ImplicitTls) << Detail::PlainTextServer;
        }
    }
    void neverSpeaksClearTextInstead()
    {
        QFETCH(int, protocol);
        QFETCH(int, security);
        QFETCH(MailError::Detail, detail);
        LineServer server;
        speak(server, Protocol(protocol));
        const auto willing = server.answer;
        server.answer = [willing](const QByteArray &line) {
            Answer answer = willing(line);
            answer.octets.replace(" STARTTLS", " X-NONE").replace("STLS", "X-NONE");
            return answer;
        };
        const Endpoint endpoint{u"127.0.0.1"_s, server.serverPort(), Security(security)};
        auto task = signIn(Protocol(protocol), endpoint, connection(Protocol(protocol)));
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().kind, Kind::Tls);
        QCOMPARE(task.result().error().detail, detail);
        QTRY_VERIFY(!server.isConnected());
        QVERIFY(!saysASecret(server));
        QCOMPARE(server.connections(), 1); // no second try with a weaker setting
    }

    void octetsBehindTheGoAheadEndIt_data() // S-005, S-006
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<QByteArray>("injected");
        for (const Protocol protocol : {Protocol::Imap, Protocol::Smtp, Protocol::Pop3}) {
            QTest::addRow("%s, line", nameOf(protocol)) << int(protocol) << QByteArray("* 1 EXISTS\r\n");
            QTest::addRow("%s, piece", nameOf(protocol)) << int(protocol) << QByteArray("2");
        }
    }
    void octetsBehindTheGoAheadEndIt()
    {
        QFETCH(int, protocol);
        QFETCH(QByteArray, injected);
        LineServer server;
        speak(server, Protocol(protocol));
        server.startTls = m_certificates.make(Certificate::Good);
        const auto honest = server.answer;
        server.answer = [honest, injected](const QByteArray &line) {
            Answer answer = honest(line);
            if (answer.then == LineServer::Then::StartTls)
                answer.octets += injected;
            return answer;
        };
        const Endpoint endpoint{u"localhost"_s, server.serverPort(), Security::StartTls};
        auto task = signIn(Protocol(protocol), endpoint, connection(Protocol(protocol)));
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QCOMPARE(task.result().error().detail, Detail::StartTlsInjection);
        QTRY_VERIFY(!server.isConnected());
        QVERIFY(!saysASecret(server));
    }

    void linkBreaksInsideTheMessage() // S-128: with the octets of TLS still in our buffers
    {
        LineServer server;
        speak(server, Protocol::Smtp);
        server.implicitTls = m_certificates.make(Certificate::Good);
        server.answer = [lines = 0](const QByteArray &line) mutable {
            if (line.startsWith("body") && ++lines == 1000)
                return Answer{{}, LineServer::Then::Close};
            return line.startsWith("body") || line.isEmpty() || line.startsWith("Subject") ? Answer()
                                                                                           : smtpAnswer(line);
        };
        smtp::SessionOptions options;
        options.endpoint = {u"localhost"_s, server.serverPort(), Security::ImplicitTls};
        smtp::Session session(makeTransport(options.endpoint, connection(Protocol::Smtp)), options);
        auto connecting = session.connect();
        QTRY_VERIFY(connecting.isDone());
        QVERIFY(connecting.result());
        const QByteArray message =
            "Subject: x\r\n\r\n" + QByteArray("body body body body body\r\n").repeated(1'000'000);
        auto sending = session.send({u"alice@example.org"_s, {u"bob@example.org"_s}, message});
        QTRY_VERIFY_WITH_TIMEOUT(sending.isDone(), 20'000);
        QVERIFY(!sending.result());
        QCOMPARE(sending.result().error().kind, Kind::Network);
        QCOMPARE(sending.result().error().detail, Detail::ConnectionLost);
        QVERIFY(!server.lines().contains("."));
    }

    void peerThatDoesNotReadEndsInTime() // S-043
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            QTcpSocket *const socket = server.nextPendingConnection();
            socket->write("220 hi\r\n");
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray octets = socket->readAll();
                socket->write(octets.startsWith("DATA") ? "354 go\r\n" : "250 ok\r\n");
                if (octets.startsWith("DATA")) {
                    socket->disconnect();
                    socket->setReadBufferSize(1);
                }
            });
        });
        smtp::SessionOptions options;
        options.endpoint = {u"127.0.0.1"_s, server.serverPort(), Security::ClearText};
        options.dataBlockLimit = std::chrono::milliseconds(200);
        smtp::Session session(makeTransport(options.endpoint, connection(Protocol::Smtp)), options);
        auto connecting = session.connect();
        QTRY_VERIFY(connecting.isDone());
        auto sending = session.send(
            {u"alice@example.org"_s, {u"bob@example.org"_s}, QByteArray("0123456789\r\n").repeated(4'000'000)});
        QTRY_VERIFY_WITH_TIMEOUT(sending.isDone(), 20'000);
        QCOMPARE(sending.result().error().kind, Kind::Network);
        QCOMPARE(sending.result().error().detail, Detail::TimedOut);
        QVERIFY(!session.isUsable());
    }
};

QTEST_GUILESS_MAIN(tst_SessionsOverTls)
#include "tst_SessionsOverTls.moc"
