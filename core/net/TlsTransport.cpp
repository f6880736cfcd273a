// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsTransport.h"

#include "base/Log.h"
#include "base/OneShot.h"
#include "net/Connector.h"
#include "net/TlsPolicy.h"

#include <QNetworkProxyFactory>
#include <QPointer>
#include <QScopedValueRollback>
#include <QSslCipher>
#include <QSslSocket>
#include <QThread>
#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace godwit::net {

using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

QNetworkProxy resolvedProxy(const ConnectionOptions &options, const QString &host, quint16 port)
{
    if (options.proxy.type() != QNetworkProxy::DefaultProxy)
        return options.proxy;
    const QNetworkProxyQuery query(host, port, {}, QNetworkProxyQuery::TcpSocket);
    const QList<QNetworkProxy> found = QNetworkProxyFactory::proxyForQuery(query);
    return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.first();
}

/// A dead peer is noticed after two minutes instead of the system's two hours.
void keepAlive(QTcpSocket &socket)
{
    socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
#ifdef Q_OS_LINUX
    const auto descriptor = int(socket.socketDescriptor());
    if (descriptor < 0)
        return;
    const int idle = 60, interval = 15, probes = 4;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
#endif
}

class TlsTransport final : public Transport {
public:
    TlsTransport(Endpoint endpoint, ConnectionOptions options);

    Task<Result<void>> open() override;
    Task<Result<void>> startTls() override;
    void send(const QByteArray &octets) override;
    qint64 unsentOctets() const override
    {
        if (!m_socket || m_hasFailed)
            return m_unsentAtEnd;
        return m_socket->bytesToWrite() + (tls() ? tls()->encryptedBytesToWrite() : 0);
    }
    void close() override;
    bool isEncrypted() const override { return m_phase == Phase::Open && m_encrypted; }
    TlsFacts tlsFacts() const override
    {
        if (!isEncrypted() || !m_socket)
            return {};
        const QSslCipher cipher = tls()->sessionCipher();
        return {cipher.protocolString(), cipher.name()};
    }

private:
    enum class Phase { Idle, Connecting, Handshaking, Open, Closed };

    /// Null in clear text, which has no need of it.
    QSslSocket *tls() const
    {
        return m_endpoint.security == Security::ClearText ? nullptr : static_cast<QSslSocket *>(m_socket.get());
    }
    std::optional<MailError> forbidden(const QNetworkProxy &proxy) const;
    Task<Result<void>> connectSocket(QNetworkProxy proxy);
    Task<Result<void>> shakeHands();
    void adopt(SocketPointer socket);
    void settle(Result<void> result);
    void beginHandshake();
    void certificateErrors(const QList<QSslError> &errors);
    void handshakeDone();
    void deliver();
    void socketFailed();
    MailError error(Kind kind, Detail detail, const QString &text = {}) const;
    MailError certificateError(Detail detail) const;

    const Endpoint m_endpoint;
    const ConnectionOptions m_options;
    const QString m_host; ///< as it goes on the wire
    Phase m_phase = Phase::Idle;
    bool m_encrypted = false;
    std::unique_ptr<Connector> m_connector;
    SocketPointer m_socket;
    QTimer m_deadline;
    OneShot<Result<void>> m_settled; ///< what open() or startTls() waits for
    std::optional<MailError> m_certificateError;
    qint64 m_unsentAtEnd = 0;
    bool m_hasFailed = false; ///< inside send(): lost() follows
    QByteArray m_leftOver; ///< what had come before that
    bool m_isSending = false; ///< what goes out inside send() is no progress that anybody waits for
};

TlsTransport::TlsTransport(Endpoint endpoint, ConnectionOptions options)
    : m_endpoint(std::move(endpoint)), m_options(std::move(options)), m_host(tlspolicy::wireHost(m_endpoint.host))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
        [this] { settle(tl::unexpected(error(Kind::Network, Detail::TimedOut))); });
}

MailError TlsTransport::error(Kind kind, Detail detail, const QString &text) const
{
    MailError result;
    result.kind = kind;
    result.detail = detail;
    result.serverText = text.left(512);
    result.host = m_endpoint.host;
    return result;
}

MailError TlsTransport::certificateError(Detail detail) const
{
    const QSslCertificate leaf = tls()->peerCertificate();
    MailError result = error(Kind::Tls, detail, tlspolicy::summary(leaf));
    result.fingerprint = tlspolicy::fingerprint(leaf);
    return result;
}

std::optional<MailError> TlsTransport::forbidden(const QNetworkProxy &proxy) const
{
    if (m_phase != Phase::Idle)
        return error(Kind::Network, Detail::ConnectionLost);
    if (m_host.isEmpty() || m_endpoint.port == 0)
        return error(Kind::Network, Detail::HostNotFound);
    if (m_endpoint.security != Security::ClearText)
        return {};
    // "localhost" behind a proxy is another machine.
    if (!isLoopbackHost(m_endpoint.host) || proxy.type() != QNetworkProxy::NoProxy)
        return error(Kind::Tls, Detail::ClearTextNotAllowed);
    return {};
}

Task<Result<void>> TlsTransport::open()
{
    const QNetworkProxy proxy = resolvedProxy(m_options, m_host, m_endpoint.port);
    if (const std::optional<MailError> refused = forbidden(proxy))
        co_return tl::unexpected(*refused);
    m_phase = Phase::Connecting;
    m_deadline.start(m_options.connectTimeoutMs);
    const Result<void> connected = co_await connectSocket(proxy);
    if (!connected)
        co_return tl::unexpected(connected.error());
    if (m_endpoint.security == Security::ImplicitTls)
        co_return co_await shakeHands();
    m_deadline.stop();
    m_phase = Phase::Open;
    // What arrived together with the connection.
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
    co_return Result<void>();
}

Task<Result<void>> TlsTransport::connectSocket(QNetworkProxy proxy)
{
    m_settled = {};
    m_connector = std::make_unique<Connector>(m_host, m_endpoint.port, proxy, m_endpoint.security);
    connect(m_connector.get(), &Connector::connected, this, [this] {
        adopt(m_connector->takeSocket());
        settle({});
    });
    connect(m_connector.get(), &Connector::failed, this, [this] {
        MailError failed = m_connector->error();
        failed.host = m_endpoint.host;
        settle(tl::unexpected(failed));
    });
    m_connector->start();
    const OneShot<Result<void>> settled = m_settled;
    const Result<void> result = co_await settled;
    m_connector.reset();
    co_return result;
}

void TlsTransport::adopt(SocketPointer socket)
{
    m_socket = std::move(socket);
    keepAlive(*m_socket);
    QTcpSocket *raw = m_socket.get();
    connect(raw, &QTcpSocket::readyRead, this, &TlsTransport::deliver);
    connect(raw, &QTcpSocket::errorOccurred, this, &TlsTransport::socketFailed);
    const auto progress = [this] {
        if (m_phase == Phase::Open && !m_isSending)
            Q_EMIT sent();
    };
    connect(raw, &QTcpSocket::bytesWritten, this, progress);
    if (QSslSocket *const secure = tls()) {
        connect(secure, &QSslSocket::sslErrors, this, &TlsTransport::certificateErrors);
        connect(secure, &QSslSocket::encrypted, this, &TlsTransport::handshakeDone);
        connect(secure, &QSslSocket::encryptedBytesWritten, this, progress);
    }
}

/// Ends what open() or startTls() waits for, from the event loop: the waiter may drop this transport, and with it the
/// socket whose signal brought us here.  The first result wins; a failure closes the connection (S-003).
void TlsTransport::settle(Result<void> result)
{
    if (m_settled.isSet() || m_phase == Phase::Closed)
        return;
    if (!result) {
        m_phase = Phase::Closed;
        m_encrypted = false;
        m_deadline.stop();
        m_socket.reset();
    }
    const OneShot<Result<void>> settled = m_settled;
    QMetaObject::invokeMethod(
        this, [settled, result] { settled.set(result); }, Qt::QueuedConnection);
}

Task<Result<void>> TlsTransport::startTls()
{
    if (m_phase != Phase::Open || m_encrypted || !m_socket || !tls())
        co_return tl::unexpected(error(Kind::Network, Detail::ConnectionLost));
    m_deadline.start(m_options.connectTimeoutMs);
    co_return co_await shakeHands();
}

Task<Result<void>> TlsTransport::shakeHands()
{
    m_settled = {};
    m_phase = Phase::Handshaking;
    m_certificateError.reset();
    QMetaObject::invokeMethod(
        this, [this] { beginHandshake(); }, Qt::QueuedConnection);
    const OneShot<Result<void>> settled = m_settled;
    const Result<void> result = co_await settled;
    if (!result)
        co_return tl::unexpected(result.error());
    m_deadline.stop();
    m_phase = Phase::Open;
    m_encrypted = true;
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
    co_return result;
}

void TlsTransport::beginHandshake()
{
    if (!m_socket || m_phase != Phase::Handshaking)
        return;
    if (m_endpoint.security == Security::StartTls) {
        // S-005: QSslSocket would hand out later, as if they had been protected, what it has read by now; octets that
        // the operating system still holds belong to the same injection.
        {
            const QSignalBlocker blocker(m_socket.get()); // nothing there is no time-out
            m_socket->waitForReadyRead(0);
        }
        if (m_socket->bytesAvailable() > 0)
            return settle(tl::unexpected(error(Kind::Tls, Detail::StartTlsInjection)));
        if (m_socket->state() != QAbstractSocket::ConnectedState)
            return settle(tl::unexpected(error(Kind::Network, Detail::ConnectionLost, m_socket->errorString())));
    }
    tls()->setSslConfiguration(tlspolicy::configuration(m_options.extraCaFile));
    tls()->setPeerVerifyName(m_host);
    tls()->startClientEncryption();
}

void TlsTransport::certificateErrors(const QList<QSslError> &errors)
{
    const QSslCertificate leaf = tls()->peerCertificate();
    if (tlspolicy::isExcepted(m_options, m_endpoint, leaf))
        tls()->ignoreSslErrors();
    else
        m_certificateError = certificateError(tlspolicy::causeOf(errors, leaf));
}

void TlsTransport::handshakeDone()
{
    if (m_phase != Phase::Handshaking)
        return;
    const QSslCertificate leaf = tls()->peerCertificate();
    if (!tlspolicy::isExcepted(m_options, m_endpoint, leaf)) {
        // Qt accepts the common name where there is no subjectAltName (S-012), and leaves key sizes to OpenSSL's build.
        if (leaf.isNull())
            return settle(tl::unexpected(certificateError(Detail::CertificateOther)));
        if (!tlspolicy::namesHost(leaf, m_host))
            return settle(tl::unexpected(certificateError(Detail::CertificateHostMismatch)));
        if (tlspolicy::isWeak(leaf))
            return settle(tl::unexpected(certificateError(Detail::CertificateWeak)));
    }
    if (tls()->sessionProtocol() < QSsl::TlsV1_2)
        return settle(tl::unexpected(error(Kind::Tls, Detail::ProtocolTooOld)));
    settle({});
}

void TlsTransport::send(const QByteArray &octets)
{
    if (m_hasFailed)
        m_unsentAtEnd += octets.size();
    if (m_phase != Phase::Open || !m_socket || m_hasFailed)
        return;
    m_socket->write(octets);
    if (m_encrypted)
        return; // there flush() would also read
    // At once instead of by another turn of the event loop, which with short commands is most of the time of a round
    // trip on a fast line.
    const QScopedValueRollback<bool> quiet(m_isSending, true);
    m_socket->flush();
}

void TlsTransport::deliver()
{
    if (m_phase != Phase::Open || !m_socket)
        return;
    QByteArray octets = std::exchange(m_leftOver, QByteArray());
    octets += m_socket->read(m_socket->bytesAvailable()); // readAll() grows its answer by 16 KiB a step
    if (!octets.isEmpty())
        Q_EMIT received(octets);
}

void TlsTransport::socketFailed()
{
    if (m_phase == Phase::Handshaking) {
        if (m_certificateError)
            return settle(tl::unexpected(*m_certificateError));
        const QString text = m_socket->errorString();
        if (m_socket->error() == QAbstractSocket::SslHandshakeFailedError)
            return settle(tl::unexpected(error(Kind::Tls, tlspolicy::causeOf(text), text)));
        return settle(tl::unexpected(error(Kind::Network, Detail::ConnectionLost, text)));
    }
    if (m_phase == Phase::Connecting)
        return settle(tl::unexpected(error(Kind::Network, Detail::ConnectionLost, m_socket->errorString())));
    if (m_phase != Phase::Open)
        return;
    if (m_isSending) { // whoever sends may not survive the news
        m_unsentAtEnd = unsentOctets();
        m_hasFailed = true;
        m_leftOver = m_socket->read(m_socket->bytesAvailable());
        QMetaObject::invokeMethod(this, &TlsTransport::socketFailed, Qt::QueuedConnection);
        return;
    }
    const MailError reason = error(Kind::Network, Detail::ConnectionLost, m_socket->errorString());
    const QPointer<TlsTransport> self(this);
    deliver();
    if (!self || m_phase != Phase::Open)
        return;
    m_unsentAtEnd = unsentOctets();
    m_hasFailed = false;
    m_phase = Phase::Closed;
    m_socket.reset();
    Q_EMIT lost(reason);
}

void TlsTransport::close()
{
    if (m_phase == Phase::Closed)
        return;
    if (m_phase == Phase::Connecting || m_phase == Phase::Handshaking) {
        settle(tl::unexpected(error(Kind::Cancelled, Detail::None)));
        return;
    }
    m_phase = Phase::Closed;
    if (!m_socket)
        return;
    // What was accepted still goes out, then the socket removes itself; a peer that does not read is not waited for.
    QTcpSocket *socket = m_socket.release();
    socket->disconnect();
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(0, socket, [socket] {
        socket->disconnectFromHost();
        if (socket->state() == QAbstractSocket::UnconnectedState)
            socket->deleteLater();
    });
    QTimer::singleShot(5000, socket, &QObject::deleteLater);
    connect(QThread::currentThread(), &QThread::finished, socket, &QObject::deleteLater);
}

} // namespace

std::unique_ptr<Transport> makeTransport(Endpoint endpoint, ConnectionOptions options)
{
    return std::make_unique<TlsTransport>(std::move(endpoint), std::move(options));
}

} // namespace godwit::net
