// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/dkim/Canonical.h"

#include <QByteArrayList>
#include <QDateTime>
#include <optional>

namespace godwit::trust::dkim {

enum class Algorithm {
    RsaSha256,
    Ed25519Sha256, ///< RFC 8463
    RsaSha1, ///< RFC 8301 section 3.1: proves nothing any more
};

/// One field DKIM-Signature: RFC 6376 section 3.5.
struct Signature {
    Algorithm algorithm = Algorithm::RsaSha256;
    Canonicalisation header = Canonicalisation::Simple, body = Canonicalisation::Simple;
    QString domain; ///< d=, A-labels
    QString identityDomain; ///< of i=
    QString selector;
    QByteArrayList fields; ///< h=, lower case, in order
    QByteArray bodyHash, signature; ///< decoded
    std::optional<qint64> bodyOctets; ///< l=
    std::optional<QDateTime> made, expires; ///< t=, x=

    /// The name whose TXT record holds the key.
    QString keyName() const { return selector + QStringLiteral("._domainkey.") + domain; }

    static constexpr qsizetype MaximumFieldOctets = 16 * 1024;
    static constexpr qsizetype MaximumFields = 500; ///< names in h=
};

/// None where the field breaks a rule for which RFC 6376 section 6.1.1 knows only PERMFAIL.
std::optional<Signature> parseSignature(const QByteArray &value);
/// The field with the value of b= taken out, the rest to the octet (RFC 6376 section 3.7).
QByteArray withoutSignatureValue(const QByteArray &field);

} // namespace godwit::trust::dkim
