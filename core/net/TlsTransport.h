// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/Endpoint.h"
#include "net/Transport.h"

#include <memory>

namespace godwit::net {

/// The transport of the program: QSslSocket, TLS 1.2 or better, certificates checked against the system's authorities
/// and `options.extraCaFile`.  RFC 8314, 9525; CASES S-001 to S-019.
///
/// open() connects (over the proxy, if there is one) and, for Security::ImplicitTls, shakes hands; both within
/// `options.connectTimeoutMs`.  Security::StartTls opens in clear text: the session must call startTls() before it
/// sends anything but what leads there.  Security::ClearText is refused unless the host is loopback and reached
/// directly.
///
/// Errors of Kind::Tls carry the host and the SHA-256 fingerprint of the leaf certificate: what a CertificateException
/// needs.
std::unique_ptr<Transport> makeTransport(Endpoint endpoint, ConnectionOptions options);

/// Whether clear text may be spoken with `host`: 127.0.0.0/8, ::1, "localhost".
bool isLoopbackHost(const QString &host);

} // namespace godwit::net
