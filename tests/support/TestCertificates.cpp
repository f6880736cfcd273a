// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCertificates.h"

#include <QFile>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace godwit::test {

namespace {

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long Day = 24 * 60 * 60;

KeyPointer ecKey()
{
    return {EVP_EC_gen("P-256"), &EVP_PKEY_free};
}

KeyPointer weakKey()
{
    return {EVP_RSA_gen(1024), &EVP_PKEY_free};
}

void addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.constData());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

struct Request {
    QByteArray commonName;
    QByteArray names; ///< subjectAltName; empty: none
    long fromDay = -1, untilDay = 30;
    bool authority = false;
};

/// Self-signed where `issuer` is null.
CertificatePointer sign(const Request &request, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    static long serial = 1000;
    CertificatePointer certificate(X509_new(), &X509_free);
    X509 *const raw = certificate.get();
    X509_set_version(raw, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(raw), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(raw), request.fromDay * Day);
    X509_gmtime_adj(X509_getm_notAfter(raw), request.untilDay * Day);
    X509_NAME *const subject = X509_get_subject_name(raw);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(request.commonName.constData()), -1, -1, 0);
    X509_set_issuer_name(raw, issuer ? X509_get_subject_name(issuer) : subject);
    X509_set_pubkey(raw, key);
    addExtension(raw, issuer ? issuer : raw, NID_basic_constraints,
        request.authority ? QByteArrayLiteral("critical,CA:TRUE") : QByteArrayLiteral("CA:FALSE"));
    if (!request.names.isEmpty())
        addExtension(raw, issuer ? issuer : raw, NID_subject_alt_name, request.names);
    X509_sign(raw, issuerKey ? issuerKey : key, EVP_sha256());
    return certificate;
}

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::WriteOnly);
    Q_ASSERT(opened);
    file.write(octets);
}

QByteArray pem(X509 *certificate)
{
    BIO *const bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray result(data, size);
    BIO_free(bio);
    return result;
}

QByteArray pem(EVP_PKEY *key)
{
    BIO *const bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey_traditional(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray result(data, size);
    BIO_free(bio);
    return result;
}

} // namespace

struct TestCertificates::Authority {
    KeyPointer key = ecKey();
    CertificatePointer certificate;
    explicit Authority(const QByteArray &name)
        : certificate(
            sign({.commonName = name, .names = {}, .untilDay = 3650, .authority = true}, key.get(), nullptr, nullptr))
    { }
    Identity issue(const Request &request, KeyPointer subjectKey = ecKey()) const
    {
        const CertificatePointer signedCertificate = sign(request, subjectKey.get(), certificate.get(), key.get());
        return {QSslCertificate(pem(signedCertificate.get())), keyOf(subjectKey.get())};
    }
    static QSslKey keyOf(EVP_PKEY *key)
    {
        return QSslKey(pem(key), EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec);
    }
};

TestCertificates::TestCertificates()
{
    const QString settings = m_directory.filePath(QStringLiteral("openssl.cnf"));
    write(settings,
        "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = lenient\n[lenient]\n"
        "MinProtocol = TLSv1\nCipherString = DEFAULT@SECLEVEL=0\n");
    qputenv("OPENSSL_CONF", QFile::encodeName(settings));
    m_authority = std::make_unique<Authority>("Test authority");
    m_stranger = std::make_unique<Authority>("Unknown authority");
    write(caFile(), pem(m_authority->certificate.get()));
}

TestCertificates::~TestCertificates() = default;

Identity TestCertificates::naming(const QByteArray &names) const
{
    return m_authority->issue({.commonName = "named", .names = names});
}

Identity TestCertificates::make(Kind kind) const
{
    Request request{.commonName = "localhost", .names = "DNS:localhost,IP:127.0.0.1,IP:::1"};
    switch (kind) {
    case Kind::Good:
        break;
    case Kind::Expired:
        request.fromDay = -60;
        request.untilDay = -30;
        break;
    case Kind::NotYetValid:
        request.fromDay = 30;
        request.untilDay = 60;
        break;
    case Kind::OtherHost:
        request.names = "DNS:other.example,IP:192.0.2.1";
        break;
    case Kind::CommonNameOnly:
        request.names.clear();
        break;
    case Kind::UnknownIssuer:
        return m_stranger->issue(request);
    case Kind::Weak:
        return m_authority->issue(request, weakKey());
    case Kind::SelfSigned: {
        const KeyPointer key = ecKey();
        const CertificatePointer certificate = sign(request, key.get(), nullptr, nullptr);
        return {QSslCertificate(pem(certificate.get())), Authority::keyOf(key.get())};
    }
    }
    return m_authority->issue(request);
}

} // namespace godwit::test
