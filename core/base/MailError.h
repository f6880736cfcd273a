// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <tl/expected.hpp>

namespace godwit {

/// Why an operation did not succeed.  Text for people is made in ui/ from `kind` and `detail`; `serverText` is quoted
/// verbatim and never as rich text.
struct MailError {
    enum class Kind {
        Refused, ///< NO, 5xx, -ERR: the server understood and said no.  The connection stays usable.
        NeedsLogin, ///< Credentials missing, wrong or expired.  Ask the user; never retry by itself.
        Temporary, ///< 4xx, [UNAVAILABLE], [INUSE]: worth retrying later, same request.
        Protocol, ///< The byte stream can no longer be trusted.  Reconnect.
        Network, ///< Unreachable, reset, timed out.  Reconnect with back-off.
        Tls, ///< Certificate or handshake.  Never retried without the user's decision.
        Storage, ///< Local database or disk.
        Cancelled, ///< We withdrew the request ourselves.
    };

    /// The cause inside a kind, where people need another next step for it.
    enum class Detail {
        None,
        HostNotFound,
        ConnectionRefused,
        TimedOut,
        ConnectionLost,
        StartTlsNotOffered, ///< S-001, S-002
        StartTlsInjection, ///< S-005, S-006: octets waited behind the go-ahead
        PlainTextServer, ///< S-019: a clear-text server answers on an implicit-TLS port
        ClearTextNotAllowed, ///< clear text asked for on a host that is not loopback
        CertificateExpired,
        CertificateNotYetValid,
        CertificateHostMismatch,
        CertificateUntrusted, ///< self-signed or unknown issuer
        CertificateWeak,
        CertificateOther,
        ProtocolTooOld, ///< no TLS 1.2 or better
        LoginDisabled, ///< no mechanism that we may use is offered
        CredentialsMissing, ///< no password known: keychain locked, missing or never stored
        PreauthRefused, ///< S-004
        TooLarge, ///< over the server's SIZE or APPENDLIMIT
        DiskFull,
        DatabaseDamaged,
        NewerProfile, ///< written by a newer version of the program
        ProfileLocked, ///< another process has it
        NotFound, ///< the mailbox, message or operation is not there
        LimitExceeded, ///< the server sent more than our limits allow
        UnknownOutcome, ///< the link broke after the request went out: nobody can know (S-128)
    };

    Kind kind = Kind::Protocol;
    Detail detail = Detail::None;
    QByteArray responseCode; ///< e.g. "TRYCREATE", "5.7.1"; empty when the server sent none
    QString serverText; ///< untrusted, unlocalised, at most 512 characters
    QString host; ///< where it happened; empty when not known
    QByteArray fingerprint; ///< SHA-256 of the certificate in question, for Kind::Tls

    /// Whether the next command may be sent on the same connection.
    bool connectionUsable() const { return kind == Kind::Refused || kind == Kind::Temporary; }
};

template <typename T> using Result = tl::expected<T, MailError>;

/// Shorthand for `return failure(Kind::Network, Detail::TimedOut);`
tl::unexpected<MailError> failure(
    MailError::Kind kind, MailError::Detail detail = MailError::Detail::None, const QString &serverText = {});

/// One line for logs and the command line: kind, detail, code, server text.  English, never shown in a window.
QString describe(const MailError &error);

} // namespace godwit

Q_DECLARE_METATYPE(godwit::MailError)
