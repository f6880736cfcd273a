// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/dkim/Check.h"

#include <memory>

struct evp_pkey_st;

namespace godwit::test {

/// Signs messages as a server would (RFC 6376 section 5), with a key of its own that is made anew in each run.
class TestSigner {
public:
    enum class Kind { Rsa2048, Rsa1024, Rsa768, Ed25519 };
    explicit TestSigner(Kind kind = Kind::Rsa2048);

    /// `tags`: more of them, such as "l=5; t=7; "; `fields`: for h=.
    QByteArray signedMessage(const QByteArray &message, const QByteArray &tags = {},
        const QByteArray &fields = "from:to:subject:date",
        const QByteArray &canonicalisation = "relaxed/relaxed") const;
    QByteArray record(const QByteArray &tags = {}) const; ///< the TXT record
    QByteArray publicKey() const; ///< what stands in p=, not encoded

    QByteArray domain = "example.org";
    QByteArray selector = "s1";
    QByteArray algorithm; ///< other than that of the key

    /// As a name server answers with this record for every name.
    static QHash<QString, trust::dkim::KeyAnswer> answers(
        const trust::dkim::Check &check, const QList<QByteArray> &records);

private:
    QByteArray sign(const QByteArray &octets) const;
    Kind m_kind;
    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace godwit::test
