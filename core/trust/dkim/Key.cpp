// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/dkim/Key.h"

#include "trust/dkim/TagList.h"

#include <QCryptographicHash>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace godwit::trust::dkim {

namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char *start(QByteArrayView octets)
{
    return reinterpret_cast<const unsigned char *>(octets.data());
}

/// SubjectPublicKeyInfo as RFC 6376 wants it, or the bare RSAPublicKey that some publish.
EVP_PKEY *readRsa(const QByteArray &der)
{
    const unsigned char *at = start(der);
    EVP_PKEY *key = d2i_PUBKEY(nullptr, &at, long(der.size()));
    if (key == nullptr) {
        at = start(der);
        key = d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, long(der.size()));
    }
    return key;
}

/// A list such as `h=` or `s=` that, where it is there, must name one of two words.
bool allows(const TagList &tags, const char *tag, const QByteArray &word, const QByteArray &any)
{
    const auto found = tags.constFind(tag);
    if (found == tags.cend())
        return true;
    const QByteArrayList words = withoutBlanks(*found).toLower().split(':');
    return words.contains(word) || (!any.isEmpty() && words.contains(any));
}

} // namespace

QByteArray sha256(QByteArrayView octets)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(octets);
    return hash.result();
}

Key Key::read(const QByteArray &record, const Signature &signature)
{
    Key key;
    const auto tags = record.size() > MaximumRecordOctets ? std::nullopt : parseTagList(record);
    if (!tags || !tags->contains("p") || tags->value("v", "DKIM1") != "DKIM1"
        || (tags->contains("v") && !record.trimmed().startsWith('v')))
        return key;
    const QByteArray kind = signature.algorithm == Algorithm::Ed25519Sha256 ? "ed25519" : "rsa";
    const QByteArray digest = signature.algorithm == Algorithm::RsaSha1 ? "sha1" : "sha256";
    if (tags->value("k", "rsa").toLower() != kind || !allows(*tags, "h", digest, {})
        || !allows(*tags, "s", "email", "*"))
        return key;
    const QByteArrayList flags = withoutBlanks(tags->value("t")).split(':');
    key.m_test = flags.contains("y");
    key.m_strict = flags.contains("s");
    if (tags->value("p").isEmpty()) {
        key.m_state = State::Revoked;
        return key;
    }
    const auto octets = decodedBase64(tags->value("p"));
    if (octets && key.readPublicKey(*octets, signature.algorithm)) {
        const bool rsa = signature.algorithm != Algorithm::Ed25519Sha256;
        key.m_state = rsa && EVP_PKEY_bits(key.m_key.get()) < LeastRsaBits ? State::Weak : State::Good;
    }
    ERR_clear_error();
    return key;
}

bool Key::readPublicKey(const QByteArray &octets, Algorithm algorithm)
{
    EVP_PKEY *key = nullptr;
    if (algorithm == Algorithm::Ed25519Sha256)
        key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, start(octets), size_t(octets.size()));
    else
        key = readRsa(octets);
    if (key == nullptr)
        return false;
    m_key.reset(key, EVP_PKEY_free);
    const int kind = EVP_PKEY_base_id(key);
    return algorithm == Algorithm::Ed25519Sha256 ? kind == EVP_PKEY_ED25519
                                                 : kind == EVP_PKEY_RSA && EVP_PKEY_bits(key) <= MostRsaBits;
}

bool Key::verifies(const Signature &signature, QByteArrayView octets) const
{
    if (!m_key || m_state != State::Good || signature.algorithm == Algorithm::RsaSha1)
        return false;
    const bool ed25519 = signature.algorithm == Algorithm::Ed25519Sha256;
    const QByteArray digest = ed25519 ? sha256(octets) : QByteArray(); // RFC 8463 section 3: the digest is signed
    const QByteArrayView input = ed25519 ? QByteArrayView(digest) : octets;
    const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool good = context
        && EVP_DigestVerifyInit(context.get(), nullptr, ed25519 ? nullptr : EVP_sha256(), nullptr, m_key.get()) == 1
        && EVP_DigestVerify(context.get(), start(signature.signature), size_t(signature.signature.size()), start(input),
               size_t(input.size()))
            == 1;
    ERR_clear_error();
    return good;
}

} // namespace godwit::trust::dkim
