// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsPolicy.h"

#include "base/Log.h"
#include "net/TlsTransport.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QSslKey>
#include <QUrl>

namespace godwit::net {

using namespace Qt::StringLiterals;
using Detail = MailError::Detail;

bool isLoopbackHost(const QString &host)
{
    const QString name = tlspolicy::wireHost(host);
    if (name == "localhost"_L1)
        return true;
    const QHostAddress address(name);
    return !address.isNull() && address.isLoopback();
}

namespace tlspolicy {

QSslConfiguration configuration(const QString &extraCaFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater); // S-017: not left to the default
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!extraCaFile.isEmpty()) {
        const QList<QSslCertificate> extra = QSslCertificate::fromPath(extraCaFile, QSsl::Pem);
        if (extra.isEmpty())
            qCWarning(lcNet) << "no certificate could be read from" << extraCaFile;
        // A list of our own ends the on-demand loading of the system's authorities, so they have to be in it.  Reading
        // them takes 50 ms: once in the life of a program.
        static const QList<QSslCertificate> system = QSslConfiguration::systemCaCertificates();
        configuration.setCaCertificates(system + extra);
    }
    return configuration;
}

QString wireHost(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return address.toString();
    QString name = QString::fromLatin1(QUrl::toAce(host)).toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

static bool matches(const QString &pattern, const QString &host)
{
    if (!pattern.startsWith("*."_L1))
        return pattern == host;
    const QStringView domain = QStringView(pattern).mid(1); // ".example.org"
    const qsizetype label = host.indexOf(u'.');
    return label > 0 && domain.mid(1).contains(u'.') && QStringView(host).mid(label) == domain;
}

bool namesHost(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    const QHostAddress address(host);
    if (!address.isNull()) {
        const QStringList literals = names.values(QSsl::IpAddressEntry);
        return std::any_of(
            literals.begin(), literals.end(), [&](const QString &literal) { return QHostAddress(literal) == address; });
    }
    const QStringList patterns = names.values(QSsl::DnsEntry);
    return !host.isEmpty() && std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
        return matches(pattern.toLower(), host);
    });
}

bool isWeak(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    switch (key.algorithm()) {
    case QSsl::Rsa:
    case QSsl::Dsa:
        return key.length() < 2048;
    case QSsl::Ec:
        return key.length() < 224;
    case QSsl::Opaque:
    case QSsl::Dh:
        break;
    }
    return false;
}

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QByteArray() : certificate.digest(QCryptographicHash::Sha256);
}

bool isExcepted(const ConnectionOptions &options, const Endpoint &endpoint, const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return false;
    const QByteArray digest = fingerprint(certificate);
    return std::any_of(
        options.exceptions.begin(), options.exceptions.end(), [&](const CertificateException &exception) {
            return exception.protocol == options.protocol && exception.port == endpoint.port
                && wireHost(exception.host) == wireHost(endpoint.host) && exception.fingerprint == digest;
        });
}

MailError::Detail causeOf(const QList<QSslError> &errors, const QSslCertificate &leaf)
{
    // Who issued it comes first: without that the other fields are only claims.
    static const std::initializer_list<std::pair<QSslError::SslError, Detail>> order = {
        {QSslError::CertificateRevoked, Detail::CertificateOther},
        {QSslError::CertificateBlacklisted, Detail::CertificateOther},
        {QSslError::SelfSignedCertificate, Detail::CertificateUntrusted},
        {QSslError::SelfSignedCertificateInChain, Detail::CertificateUntrusted},
        {QSslError::UnableToGetIssuerCertificate, Detail::CertificateUntrusted},
        {QSslError::UnableToGetLocalIssuerCertificate, Detail::CertificateUntrusted},
        {QSslError::UnableToVerifyFirstCertificate, Detail::CertificateUntrusted},
        {QSslError::CertificateUntrusted, Detail::CertificateUntrusted},
        {QSslError::HostNameMismatch, Detail::CertificateHostMismatch},
        {QSslError::CertificateExpired, Detail::CertificateExpired},
        {QSslError::CertificateNotYetValid, Detail::CertificateNotYetValid},
    };
    for (const auto &[error, detail] : order) {
        if (std::any_of(errors.begin(), errors.end(), [e = error](const QSslError &x) { return x.error() == e; }))
            return detail;
    }
    return isWeak(leaf) ? Detail::CertificateWeak : Detail::CertificateOther;
}

MailError::Detail causeOf(const QString &handshakeError)
{
    // OpenSSL's reasons; Qt passes them on as text only.
    for (const QLatin1StringView text :
        {"wrong version number"_L1, "packet length too long"_L1, "unknown protocol"_L1, "http request"_L1}) {
        if (handshakeError.contains(text, Qt::CaseInsensitive))
            return Detail::PlainTextServer;
    }
    for (const QLatin1StringView text :
        {"unsupported protocol"_L1, "protocol version"_L1, "no protocols available"_L1, "version too low"_L1,
            "alert handshake failure"_L1, "no shared cipher"_L1, "no ciphers available"_L1, "dh key too small"_L1}) {
        if (handshakeError.contains(text, Qt::CaseInsensitive))
            return Detail::ProtocolTooOld;
    }
    return Detail::None;
}

QString summary(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const auto alternatives = certificate.subjectAlternativeNames();
    QStringList names = alternatives.values(QSsl::DnsEntry) + alternatives.values(QSsl::IpAddressEntry);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    return u"%1; %2 .. %3; %4"_s
        .arg(names.join(", "_L1), certificate.effectiveDate().toUTC().toString(Qt::ISODate),
            certificate.expiryDate().toUTC().toString(Qt::ISODate), certificate.issuerDisplayName())
        .left(512);
}

} // namespace tlspolicy
} // namespace godwit::net
