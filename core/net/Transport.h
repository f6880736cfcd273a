// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "base/Task.h"

#include <QObject>

namespace godwit::net {

/// How a connection is encrypted, in the words of the TLS library: "TLSv1.3", "TLS_AES_256_GCM_SHA384".  Empty in clear
/// text.
struct TlsFacts {
    QString protocol, cipher;
};

/// One connection to one server as a stream of octets.  Who drives it owns it.
///
/// Life: open() once; then send() and received() until close() or lost().  After lost() nothing more is emitted.
class Transport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Connects, and for implicit TLS shakes hands.  Errors: Network, Tls, ClearTextNotAllowed.
    virtual Task<Result<void>> open() = 0;
    /// Shakes hands on the open clear-text connection (RFC 2595, 3207).  Call it only when every octet received so far
    /// has been consumed: octets that wait here, or that the caller still holds, mean injection; the first are found
    /// and refused here (S-005), the second by the caller.  On failure the connection is closed (S-003).
    virtual Task<Result<void>> startTls() = 0;
    virtual void send(const QByteArray &octets) = 0;
    /// Octets accepted by send() and not yet given to the operating system.
    virtual qint64 unsentOctets() const = 0;
    virtual void close() = 0;
    virtual bool isEncrypted() const = 0;
    virtual TlsFacts tlsFacts() const { return {}; }

Q_SIGNALS:
    /// Never emitted from inside send() or open().
    void received(const QByteArray &octets);
    /// The peer or the network ended the connection; not emitted after close().
    void lost(const godwit::MailError &error);
    /// unsentOctets() went down; for back-pressure while a large message is sent.
    void sent();
};

} // namespace godwit::net
