// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QNetworkProxy>
#include <QString>

namespace godwit::net {

/// How a connection is protected.  STARTTLS always means "required" (CASES section 1); clear text is for loopback only.
enum class Security { ImplicitTls, StartTls, ClearText };

struct Endpoint {
    QString host; ///< DNS name (Unicode or A-label) or IP literal without brackets
    quint16 port = 0;
    Security security = Security::ImplicitTls;
    bool operator==(const Endpoint &) const = default;
};

/// A certificate that the user accepted for exactly this server and key (S-014).
struct CertificateException {
    QString protocol; ///< "imap", "smtp", "pop3"
    QString host;
    quint16 port = 0;
    QByteArray fingerprint; ///< SHA-256 of the DER certificate
    bool operator==(const CertificateException &) const = default;
};

struct ConnectionOptions {
    QString protocol; ///< "imap", "smtp", "pop3": what an exception is bound to
    QString extraCaFile; ///< PEM; trusted beside the system's; empty: none
    QList<CertificateException> exceptions;
    QNetworkProxy proxy{QNetworkProxy::DefaultProxy}; ///< SOCKS5 and HTTP resolve names at the proxy (S-022)
    int connectTimeoutMs = 20'000; ///< TCP and TLS together
};

} // namespace godwit::net

Q_DECLARE_METATYPE(godwit::net::Endpoint)
