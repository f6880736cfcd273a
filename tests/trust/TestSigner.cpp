// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/TestSigner.h"

#include "trust/dkim/Key.h"

#include <QCryptographicHash>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace godwit::test {

using namespace trust::dkim;

namespace {

EVP_PKEY *newKey(TestSigner::Kind kind)
{
    switch (kind) {
    case TestSigner::Kind::Ed25519:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case TestSigner::Kind::Rsa768:
        return EVP_RSA_gen(768);
    case TestSigner::Kind::Rsa1024:
        return EVP_RSA_gen(1024);
    case TestSigner::Kind::Rsa2048:
        break;
    }
    return EVP_RSA_gen(2048);
}

const unsigned char *start(const QByteArray &octets)
{
    return reinterpret_cast<const unsigned char *>(octets.constData());
}

} // namespace

TestSigner::TestSigner(Kind kind) : m_kind(kind), m_key(newKey(kind), EVP_PKEY_free)
{ }

QByteArray TestSigner::publicKey() const
{
    QByteArray octets(8192, '\0');
    if (m_kind == Kind::Ed25519) {
        size_t length = size_t(octets.size());
        EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char *>(octets.data()), &length);
        return octets.first(qsizetype(length));
    }
    auto *at = reinterpret_cast<unsigned char *>(octets.data());
    return octets.first(i2d_PUBKEY(m_key.get(), &at));
}

QByteArray TestSigner::record(const QByteArray &tags) const
{
    return "v=DKIM1; k=" + QByteArray(m_kind == Kind::Ed25519 ? "ed25519" : "rsa") + "; " + tags
        + "p=" + publicKey().toBase64();
}

QByteArray TestSigner::sign(const QByteArray &octets) const
{
    const bool ed25519 = m_kind == Kind::Ed25519;
    const QByteArray input = ed25519 ? sha256(octets) : octets;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, ed25519 ? nullptr : EVP_sha256(), nullptr, m_key.get());
    QByteArray out(2048, '\0');
    size_t length = size_t(out.size());
    EVP_DigestSign(
        context.get(), reinterpret_cast<unsigned char *>(out.data()), &length, start(input), size_t(input.size()));
    return out.first(qsizetype(length));
}

QByteArray TestSigner::signedMessage(const QByteArray &message, const QByteArray &tags, const QByteArray &fields,
    const QByteArray &canonicalisation) const
{
    const QByteArray name = !algorithm.isEmpty() ? algorithm
        : m_kind == Kind::Ed25519                ? QByteArray("ed25519-sha256")
                                                 : QByteArray("rsa-sha256");
    const RawMessage cutMessage = cut(message);
    const bool relaxedBody = canonicalisation.endsWith("/relaxed");
    const auto header = canonicalisation.startsWith("relaxed") ? Canonicalisation::Relaxed : Canonicalisation::Simple;
    QByteArray body;
    canonicalBody(cutMessage.body, relaxedBody ? Canonicalisation::Relaxed : Canonicalisation::Simple,
        [&body](QByteArrayView piece) { body.append(piece); });
    if (const qsizetype limit = tags.indexOf("l="); limit >= 0)
        body.truncate(tags.mid(limit + 2, tags.indexOf(';', limit) - limit - 2).toLongLong());
    const auto digest = name.endsWith("sha1") ? QCryptographicHash::Sha1 : QCryptographicHash::Sha256;
    const QByteArray field = "DKIM-Signature: v=1; a=" + name + "; c=" + canonicalisation + "; d=" + domain
        + ";\r\n\ts=" + selector + "; " + tags + "h=" + fields
        + ";\r\n\tbh=" + QCryptographicHash::hash(body, digest).toBase64() + "; b=";
    QByteArray octets;
    QList<RawField> left = cutMessage.fields;
    for (const QByteArray &wanted : fields.toLower().split(':')) {
        for (qsizetype at = left.size() - 1; at >= 0; --at) {
            if (left[at].name != wanted.trimmed())
                continue;
            octets += canonicalField(left.takeAt(at).octets, header) + "\r\n";
            break;
        }
    }
    octets += canonicalField(field, header);
    return field + sign(octets).toBase64() + "\r\n" + message;
}

QHash<QString, KeyAnswer> TestSigner::answers(const Check &check, const QList<QByteArray> &records)
{
    QHash<QString, KeyAnswer> out;
    for (const QString &name : check.keyNames())
        out.insert(name, {true, records});
    return out;
}

} // namespace godwit::test
