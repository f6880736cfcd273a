// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsTransport.h"
#include "support/LineServer.h"
#include "support/OpenSockets.h"

#include <QtTest>
#include <sys/socket.h>
#include <unistd.h>

using namespace godwit;
using namespace godwit::net;
using namespace Qt::StringLiterals;
using test::LineServer;
using test::TestCertificates;
using Kind = MailError::Kind;
using Detail = MailError::Detail;
using Certificate = TestCertificates::Kind;

Q_DECLARE_METATYPE(godwit::test::TestCertificates::Kind)

namespace {

/// Collects what a transport says.
struct Client {
    std::unique_ptr<Transport> transport;
    QByteArray received;
    std::optional<MailError> lost;
    Task<Result<void>> opening;
    Task<Result<void>> upgrading;

    Client(const Endpoint &endpoint, const ConnectionOptions &options) : transport(makeTransport(endpoint, options))
    {
        QObject::connect(
            transport.get(), &Transport::received, transport.get(), [this](const QByteArray &o) { received += o; });
        QObject::connect(transport.get(), &Transport::lost, transport.get(), [this](const MailError &e) { lost = e; });
        opening = transport->open();
    }
    MailError error() { return opening.result() ? MailError() : opening.result().error(); }
};

/// Accepts, reads, and answers with fixed octets whatever comes: for handshakes that go wrong.
class RawServer : public QTcpServer {
public:
    explicit RawServer(const QByteArray &answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
                received += socket->readAll();
                socket->write(answer);
            });
            connect(socket, &QTcpSocket::disconnected, this, [this] { closed = true; });
        });
    }
    QByteArray received;
    bool closed = false;
};

/// SOCKS5 (RFC 1928), as much as one CONNECT needs: notes the host that was asked for and connects to `target`.
class SocksServer : public QTcpServer {
public:
    explicit SocksServer(quint16 target) : m_target(target)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { serve(nextPendingConnection()); });
    }
    QByteArray asked;

private:
    void serve(QTcpSocket *client)
    {
        auto *const upstream = new QTcpSocket(client);
        connect(upstream, &QTcpSocket::readyRead, client, [=] { client->write(upstream->readAll()); });
        connect(upstream, &QTcpSocket::disconnected, client, [=] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::readyRead, upstream, [this, client, upstream] {
            const QByteArray octets = client->readAll();
            if (m_step == 0) {
                m_step = 1;
                client->write(QByteArray("\x05\x00", 2));
            } else if (m_step == 1) {
                m_step = 2;
                if (octets.size() > 5 && octets[3] == 3) // a domain name, not an address
                    asked = octets.mid(5, octets[4]);
                upstream->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
                client->write(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
            } else {
                upstream->write(octets);
            }
        });
    }
    quint16 m_target;
    int m_step = 0;
};

} // namespace

class tst_TlsTransport : public QObject {
    Q_OBJECT

    TestCertificates m_certificates;

    ConnectionOptions options() const
    {
        ConnectionOptions options;
        options.protocol = u"imap"_s;
        options.extraCaFile = m_certificates.caFile();
        return options;
    }
    static Endpoint at(const QTcpServer &server, Security security, const QString &host = u"localhost"_s)
    {
        return {host, server.serverPort(), security};
    }

    int m_sockets = 0;

private slots:
    void init() { m_sockets = test::openSockets(); }
    void cleanup()
    {
        QTRY_COMPARE_WITH_TIMEOUT(test::openSockets(), m_sockets, 20'000); // closed connections do go
        test::deletePending();
    }

    void implicitTlsCarriesOctetsBothWays()
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        server.greeting = "hello\r\n";
        server.answer = [](const QByteArray &line) {
            return LineServer::Answer{"you said " + line + "\r\n"};
        };
        Client client(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(client.opening.isDone());
        QVERIFY2(client.opening.result(), qPrintable(describe(client.error())));
        QVERIFY(client.transport->isEncrypted());
        client.transport->send("one\r\ntwo\r\n");
        QTRY_COMPARE(client.received, "hello\r\nyou said one\r\nyou said two\r\n");
        QTRY_COMPARE(client.transport->unsentOctets(), 0);
        QVERIFY(server.clearOctets().isEmpty());
    }

    void startTlsProtectsTheRest()
    {
        LineServer server;
        server.greeting = "hello\r\n";
        server.startTls = m_certificates.make(Certificate::Good);
        server.answer = [](const QByteArray &line) {
            return line == "STARTTLS" ? LineServer::Answer{"go\r\n", LineServer::Then::StartTls}
                                      : LineServer::Answer{"ok\r\n"};
        };
        Client client(at(server, Security::StartTls, u"127.0.0.1"_s), options());
        QTRY_COMPARE(client.received, "hello\r\n");
        QVERIFY(!client.transport->isEncrypted());
        client.transport->send("STARTTLS\r\n");
        QTRY_COMPARE(client.received, "hello\r\ngo\r\n");
        client.upgrading = client.transport->startTls();
        QTRY_VERIFY(client.upgrading.isDone());
        QVERIFY(client.upgrading.result());
        QVERIFY(client.transport->isEncrypted());
        client.transport->send("secret\r\n");
        QTRY_COMPARE(client.received, "hello\r\ngo\r\nok\r\n");
        QVERIFY(!server.clearOctets().contains("secret"));
    }

    void refusesBadCertificates_data() // S-011, S-012, S-013, S-016
    {
        QTest::addColumn<Certificate>("certificate");
        QTest::addColumn<QString>("host");
        QTest::addColumn<MailError::Detail>("detail");
        QTest::newRow("expired") << Certificate::Expired << u"localhost"_s << Detail::CertificateExpired;
        QTest::newRow("not yet valid") << Certificate::NotYetValid << u"localhost"_s << Detail::CertificateNotYetValid;
        QTest::newRow("other host") << Certificate::OtherHost << u"localhost"_s << Detail::CertificateHostMismatch;
        QTest::newRow("other address") << Certificate::OtherHost << u"127.0.0.1"_s << Detail::CertificateHostMismatch;
        QTest::newRow("common name only")
            << Certificate::CommonNameOnly << u"localhost"_s << Detail::CertificateHostMismatch;
        QTest::newRow("self-signed") << Certificate::SelfSigned << u"localhost"_s << Detail::CertificateUntrusted;
        QTest::newRow("unknown issuer") << Certificate::UnknownIssuer << u"localhost"_s << Detail::CertificateUntrusted;
        QTest::newRow("1024 bits") << Certificate::Weak << u"localhost"_s << Detail::CertificateWeak;
    }
    void refusesBadCertificates()
    {
        QFETCH(Certificate, certificate);
        QFETCH(QString, host);
        QFETCH(MailError::Detail, detail);
        LineServer server;
        server.implicitTls = m_certificates.make(certificate);
        Client client(at(server, Security::ImplicitTls, host), options());
        QTRY_VERIFY(client.opening.isDone());
        const MailError error = client.error();
        QVERIFY(!client.opening.result());
        QCOMPARE(error.kind, Kind::Tls);
        QCOMPARE(error.detail, detail);
        QCOMPARE(error.host, host);
        QCOMPARE(error.fingerprint, server.implicitTls->fingerprint());
        QTRY_VERIFY(!server.isConnected());
        QVERIFY(server.lines().isEmpty());
        QVERIFY(!client.transport->isEncrypted());
    }

    void exceptionAcceptsExactlyThatKeyThere() // S-014
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::SelfSigned);
        ConnectionOptions excepted = options();
        const QByteArray fingerprint = server.implicitTls->fingerprint();
        excepted.exceptions = {{u"imap"_s, u"localhost"_s, server.serverPort(), fingerprint}};
        Client accepted(at(server, Security::ImplicitTls), excepted);
        QTRY_VERIFY(accepted.opening.isDone());
        QVERIFY2(accepted.opening.result(), qPrintable(describe(accepted.error())));

        Client otherHost(at(server, Security::ImplicitTls, u"127.0.0.1"_s), excepted);
        QTRY_VERIFY(otherHost.opening.isDone());
        QCOMPARE(otherHost.error().detail, Detail::CertificateUntrusted);

        LineServer elsewhere;
        elsewhere.implicitTls = server.implicitTls;
        Client otherPort(at(elsewhere, Security::ImplicitTls), excepted);
        QTRY_VERIFY(otherPort.opening.isDone());
        QCOMPARE(otherPort.error().detail, Detail::CertificateUntrusted);

        ConnectionOptions otherProtocol = excepted;
        otherProtocol.protocol = u"smtp"_s;
        Client smtp(at(server, Security::ImplicitTls), otherProtocol);
        QTRY_VERIFY(smtp.opening.isDone());
        QCOMPARE(smtp.error().detail, Detail::CertificateUntrusted);

        server.implicitTls = m_certificates.make(Certificate::SelfSigned);
        Client otherKey(at(server, Security::ImplicitTls), excepted);
        QTRY_VERIFY(otherKey.opening.isDone());
        QCOMPARE(otherKey.error().detail, Detail::CertificateUntrusted);
        QCOMPARE(otherKey.error().fingerprint, server.implicitTls->fingerprint());
    }

    void exceptionCoversAMissingSubjectAltName() // what Qt lets pass and we do not, S-012 with S-014
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::CommonNameOnly);
        ConnectionOptions excepted = options();
        excepted.exceptions = {{u"imap"_s, u"localhost"_s, server.serverPort(), server.implicitTls->fingerprint()}};
        Client client(at(server, Security::ImplicitTls), excepted);
        QTRY_VERIFY(client.opening.isDone());
        QVERIFY(client.opening.result());
    }

    void certificateIsCheckedAnewEachTime() // S-018
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        Client first(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(first.opening.isDone());
        QVERIFY(first.opening.result());
        server.implicitTls = m_certificates.make(Certificate::Expired);
        Client second(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(second.opening.isDone());
        QCOMPARE(second.error().detail, Detail::CertificateExpired);
    }

    void failedStartTlsClosesTheConnection() // S-003
    {
        LineServer server;
        server.startTls = m_certificates.make(Certificate::Expired);
        server.answer = [](const QByteArray &) {
            return LineServer::Answer{"go\r\n", LineServer::Then::StartTls};
        };
        Client client(at(server, Security::StartTls), options());
        QTRY_VERIFY(client.opening.isDone());
        client.transport->send("STARTTLS\r\n");
        QTRY_COMPARE(client.received, "go\r\n");
        client.upgrading = client.transport->startTls();
        QTRY_VERIFY(client.upgrading.isDone());
        QCOMPARE(client.upgrading.result().error().detail, Detail::CertificateExpired);
        client.transport->send("LOGIN\r\n");
        QTRY_VERIFY(!server.isConnected());
        QCOMPARE(server.lines(), QList<QByteArray>{"STARTTLS"});
        QVERIFY(!server.clearOctets().contains("LOGIN"));
    }

    void startTlsThatNeverComesEndsInTime() // S-003
    {
        LineServer server; // says "go", then nothing
        server.answer = [](const QByteArray &) {
            return LineServer::Answer{"go\r\n"};
        };
        ConnectionOptions impatient = options();
        impatient.connectTimeoutMs = 200;
        Client client(at(server, Security::StartTls), impatient);
        QTRY_VERIFY(client.opening.isDone());
        client.transport->send("STARTTLS\r\n");
        QTRY_COMPARE(client.received, "go\r\n");
        client.upgrading = client.transport->startTls();
        QTRY_VERIFY(client.upgrading.isDone());
        QCOMPARE(client.upgrading.result().error().detail, Detail::TimedOut);
        QTRY_VERIFY(!server.isConnected());
    }

    void octetsBeforeTheHandshakeAreInjection_data() // S-005, S-006
    {
        QTest::addColumn<QByteArray>("injected");
        QTest::newRow("whole line") << QByteArray("* CAPABILITY IMAP4rev1 XEVIL\r\n");
        QTest::newRow("piece of a line") << QByteArray("* CAP");
        QTest::newRow("one octet") << QByteArray("x");
    }
    void octetsBeforeTheHandshakeAreInjection()
    {
        QFETCH(QByteArray, injected);
        LineServer server;
        server.startTls = m_certificates.make(Certificate::Good);
        server.answer = [](const QByteArray &) {
            return LineServer::Answer{"go\r\n"};
        };
        Client client(at(server, Security::StartTls), options());
        QTRY_VERIFY(client.opening.isDone());
        bool upgraded = false;
        connect(client.transport.get(), &Transport::received, this, [&] {
            if (upgraded)
                return;
            upgraded = true;
            server.send(injected);
            client.upgrading = client.transport->startTls();
        });
        client.transport->send("STARTTLS\r\n");
        QTRY_VERIFY(client.upgrading.isValid() && client.upgrading.isDone());
        QVERIFY(!client.upgrading.result());
        QCOMPARE(client.upgrading.result().error().kind, Kind::Tls);
        QCOMPARE(client.upgrading.result().error().detail, Detail::StartTlsInjection);
        QVERIFY(!client.transport->isEncrypted());
        QCOMPARE(client.received, "go\r\n");
        QTRY_VERIFY(!server.isConnected());
    }

    void refusesOldProtocols_data() // S-017
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("alert: protocol version") << QByteArray::fromHex("15030100020246");
        QTest::newRow("alert: no common cipher") << QByteArray::fromHex("15030300020228");
        const QByteArray random(32, '\x55');
        QTest::newRow("ServerHello of TLS 1.1")
            << QByteArray::fromHex("160302002a020000260302") + random + QByteArray::fromHex("00c01300");
        QTest::newRow("ServerHello of TLS 1.0")
            << QByteArray::fromHex("160301002a020000260301") + random + QByteArray::fromHex("00c01300");
    }
    void refusesOldProtocols()
    {
        QFETCH(QByteArray, answer);
        RawServer server(answer);
        Client client(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(client.opening.isDone());
        QCOMPARE(client.error().kind, Kind::Tls);
        QCOMPARE(client.error().detail, Detail::ProtocolTooOld);
        QTRY_VERIFY(server.closed);
    }

    void clearTextServerOnTlsPort() // S-019
    {
        LineServer server;
        server.greeting = "* OK IMAP4rev1 ready\r\n";
        Client client(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(client.opening.isDone());
        QCOMPARE(client.error().kind, Kind::Tls);
        QCOMPARE(client.error().detail, Detail::PlainTextServer);
        QTRY_VERIFY(!server.isConnected());
        QVERIFY(server.clearOctets().isEmpty() || server.clearOctets().startsWith("\x16\x03"));
        QVERIFY(client.received.isEmpty());
    }

    void silentServerOnTlsPortEndsInTime() // S-019
    {
        RawServer server{QByteArray()};
        ConnectionOptions impatient = options();
        impatient.connectTimeoutMs = 200;
        Client client(at(server, Security::ImplicitTls), impatient);
        QTRY_VERIFY(client.opening.isDone());
        QCOMPARE(client.error().kind, Kind::Network);
        QCOMPARE(client.error().detail, Detail::TimedOut);
        QTRY_VERIFY(server.closed);
        QVERIFY(server.received.startsWith("\x16\x03"));
    }

    void clearTextIsForLoopbackAlone()
    {
        LineServer server;
        server.greeting = "hello\r\n";
        Client local(at(server, Security::ClearText, u"127.0.0.1"_s), options());
        QTRY_COMPARE(local.received, "hello\r\n");
        QVERIFY(!local.transport->isEncrypted());

        for (const QString &host : {u"192.0.2.1"_s, u"mail.example.org"_s, u"localhost.example.org"_s}) {
            Client remote({host, 143, Security::ClearText}, options());
            QVERIFY(remote.opening.isDone());
            QCOMPARE(remote.error().detail, Detail::ClearTextNotAllowed);
            QCOMPARE(remote.error().host, host);
        }
        ConnectionOptions proxied = options();
        proxied.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, u"192.0.2.1"_s, 1080);
        Client throughProxy(at(server, Security::ClearText), proxied);
        QVERIFY(throughProxy.opening.isDone());
        QCOMPARE(throughProxy.error().detail, Detail::ClearTextNotAllowed);
    }

    void socksProxyResolvesTheName() // S-022
    {
        LineServer server;
        server.implicitTls = m_certificates.naming("DNS:mail.example.invalid");
        server.greeting = "hello\r\n";
        SocksServer socks(server.serverPort());
        ConnectionOptions proxied = options();
        proxied.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, socks.serverPort());
        Client client({u"mail.example.invalid"_s, 993, Security::ImplicitTls}, proxied);
        QTRY_COMPARE(client.received, "hello\r\n");
        QCOMPARE(socks.asked, "mail.example.invalid");
        QVERIFY(client.transport->isEncrypted());
    }

    void startTlsThroughAProxy()
    {
        LineServer server;
        server.startTls = m_certificates.naming("DNS:mail.example.invalid");
        server.greeting = "hello\r\n";
        server.answer = [](const QByteArray &line) {
            return line == "STARTTLS" ? LineServer::Answer{"go\r\n", LineServer::Then::StartTls}
                                      : LineServer::Answer{"ok\r\n"};
        };
        SocksServer socks(server.serverPort());
        ConnectionOptions proxied = options();
        proxied.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, socks.serverPort());
        Client client({u"mail.example.invalid"_s, 143, Security::StartTls}, proxied);
        QTRY_COMPARE(client.received, "hello\r\n");
        client.transport->send("STARTTLS\r\n");
        QTRY_COMPARE(client.received, "hello\r\ngo\r\n");
        client.upgrading = client.transport->startTls();
        QTRY_VERIFY(client.upgrading.isDone());
        QVERIFY2(client.upgrading.result(),
            qPrintable(client.upgrading.result() ? QString() : describe(client.upgrading.result().error())));
        client.transport->send("secret\r\n");
        QTRY_COMPARE(client.received, "hello\r\ngo\r\nok\r\n");
        QVERIFY(!server.clearOctets().contains("secret"));
    }

    void namesTheReasonOfAFailedConnection()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        Client refused({u"localhost"_s, port, Security::ImplicitTls}, options());
        QTRY_VERIFY(refused.opening.isDone());
        QCOMPARE(refused.error().kind, Kind::Network);
        QCOMPARE(refused.error().detail, Detail::ConnectionRefused);
        QCOMPARE(refused.error().host, u"localhost"_s);

        Client unknown({u"no such host"_s, 993, Security::ImplicitTls}, options());
        QTRY_VERIFY(unknown.opening.isDone());
        QCOMPARE(unknown.error().detail, Detail::HostNotFound);
    }

    void lastOctetsComeBeforeTheLoss()
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        server.answer = [](const QByteArray &) {
            return LineServer::Answer{"bye\r\n", LineServer::Then::Close};
        };
        Client client(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(client.opening.isDone());
        client.transport->send("QUIT\r\n");
        QTRY_VERIFY(client.lost);
        QCOMPARE(client.received, "bye\r\n");
        QCOMPARE(client.lost->kind, Kind::Network);
        QCOMPARE(client.lost->detail, Detail::ConnectionLost);
    }

    /// Clear text goes out inside send(); whoever sends must not be dropped there.
    void sendingIntoADeadConnectionIsToldByTheLoop()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        Client client(at(server, Security::ClearText, u"127.0.0.1"_s), options());
        QTRY_VERIFY(client.opening.isDone());
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket *const peer = server.nextPendingConnection();
        const linger reset{1, 0};
        ::setsockopt(int(peer->socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::close(int(peer->socketDescriptor())); // the client's loop does not run, so that it does not hear of it
        const QByteArray words(1000, 'x');
        for (int i = 0; i < 3; ++i)
            client.transport->send(words);
        QVERIFY(!client.lost);
        QCOMPARE(client.transport->unsentOctets(), 3 * words.size());
        QTRY_VERIFY(client.lost);
        QCOMPARE(client.lost->detail, Detail::ConnectionLost);
        QCOMPARE(client.transport->unsentOctets(), 3 * words.size());
    }

    void closeLetsAcceptedOctetsGoOut()
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        auto client = std::make_unique<Client>(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(client->opening.isDone());
        client->transport->send("LAST WORDS\r\n");
        client->transport->close();
        client.reset();
        QTRY_COMPARE(server.lines(), QList<QByteArray>{"LAST WORDS"});
        QTRY_VERIFY(!server.isConnected());
    }

    void ownerMayDropItFromInsideASignal()
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        server.greeting = "hello\r\n";
        auto transport = makeTransport(at(server, Security::ImplicitTls), options());
        connect(transport.get(), &Transport::received, this, [&] { transport.reset(); });
        const auto opening = transport->open();
        QTRY_VERIFY(!transport);
        QTRY_VERIFY(!server.isConnected());
    }

    void droppingTheTaskWhileItConnects()
    {
        LineServer server;
        server.implicitTls = m_certificates.make(Certificate::Good);
        auto transport = makeTransport(at(server, Security::ImplicitTls), options());
        {
            const auto opening = transport->open();
            QVERIFY(!opening.isDone());
        }
        transport.reset();
        Client next(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(next.opening.isDone());
        QVERIFY(next.opening.result());
    }

    void closingWhileItConnectsIsACancellation()
    {
        RawServer server{QByteArray()};
        Client client(at(server, Security::ImplicitTls), options());
        QTRY_VERIFY(!server.received.isEmpty());
        client.transport->close();
        QTRY_VERIFY(client.opening.isDone());
        QCOMPARE(client.error().kind, Kind::Cancelled);
        QTRY_VERIFY(server.closed);
    }
};

QTEST_GUILESS_MAIN(tst_TlsTransport)
#include "tst_TlsTransport.moc"
