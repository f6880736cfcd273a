// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <memory>

namespace godwit::test {

/// A certificate and its key, as a server presents them.
struct Identity {
    QSslCertificate certificate;
    QSslKey key;
    QByteArray fingerprint() const { return certificate.digest(QCryptographicHash::Sha256); }
};

/// An authority of its own and certificates with exactly one fault each, made when the test runs.  All but OtherHost
/// and CommonNameOnly name localhost, 127.0.0.1 and ::1.
///
/// The first one of a process, made before anything else of OpenSSL is used, takes OpenSSL's own demands on keys and
/// versions away, so that servers can present weak keys and what is left to refuse them is our policy.
class TestCertificates {
public:
    enum class Kind { Good, Expired, NotYetValid, OtherHost, CommonNameOnly, SelfSigned, UnknownIssuer, Weak };

    TestCertificates();
    ~TestCertificates();

    /// PEM of the authority that signs all but SelfSigned and UnknownIssuer.
    QString caFile() const { return m_directory.filePath(QStringLiteral("ca.pem")); }
    Identity make(Kind kind) const;
    /// Good in all but that it names `names` ("DNS:a.example,IP:192.0.2.1") alone.
    Identity naming(const QByteArray &names) const;

private:
    struct Authority;
    QTemporaryDir m_directory;
    std::unique_ptr<Authority> m_authority, m_stranger;
};

} // namespace godwit::test
