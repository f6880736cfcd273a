// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/dkim/Signature.h"

#include <memory>

struct evp_pkey_st;

namespace godwit::trust::dkim {

/// The key in a TXT record: RFC 6376 section 3.6.1.
class Key {
public:
    enum class State {
        Good,
        Unusable, ///< not for this: malformed, of another kind, service or digest
        Revoked, ///< p= is empty
        Weak, ///< RFC 8301 section 3.2: shorter than 1024 bits
    };
    static Key read(const QByteArray &record, const Signature &signature);

    State state() const { return m_state; }
    bool isTest() const { return m_test; } ///< t=y: to be treated as if there were no signature
    bool forbidsSubdomains() const { return m_strict; } ///< t=s
    /// Whether `signed` carries the signature.  Takes microseconds; up to some milliseconds with the longest keys.
    bool verifies(const Signature &signature, QByteArrayView octets) const;

    static constexpr qsizetype MaximumRecordOctets = 8 * 1024;
    static constexpr int LeastRsaBits = 1024;
    static constexpr int MostRsaBits = 8192;

private:
    bool readPublicKey(const QByteArray &octets, Algorithm algorithm);

    State m_state = State::Unusable;
    bool m_test = false, m_strict = false;
    std::shared_ptr<evp_pkey_st> m_key;
};

QByteArray sha256(QByteArrayView octets);

} // namespace godwit::trust::dkim
