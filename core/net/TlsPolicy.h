// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "net/Endpoint.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace godwit::net {

/// What we demand of TLS, as functions of values; the same for every protocol (S-015).
namespace tlspolicy {

/// TLS 1.2 or better, peer verification, the system's authorities and those in `extraCaFile`.
QSslConfiguration configuration(const QString &extraCaFile);

/// The DNS name in A-label form and lower case without a trailing dot, or the IP literal; empty when it is neither.
QString wireHost(const QString &host);

/// RFC 9525: DNS and IP entries of subjectAltName alone; the common name does not count (S-012).  A wildcard stands for
/// exactly the whole leftmost label.  `host` as wireHost() gives it.
bool namesHost(const QSslCertificate &certificate, const QString &host);

/// RSA or DSA below 2048 bits, EC below 224.
bool isWeak(const QSslCertificate &certificate);

QByteArray fingerprint(const QSslCertificate &certificate);

bool isExcepted(const ConnectionOptions &options, const Endpoint &endpoint, const QSslCertificate &certificate);

/// The one cause that a person should hear of when OpenSSL names several.
MailError::Detail causeOf(const QList<QSslError> &errors, const QSslCertificate &leaf);

/// From the text of a failed handshake that had no certificate errors: PlainTextServer, ProtocolTooOld or None.
MailError::Detail causeOf(const QString &handshakeError);

/// Names, dates and issuer on one line, for the details of an error.
QString summary(const QSslCertificate &certificate);

} // namespace tlspolicy
} // namespace godwit::net
