// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <optional>

namespace godwit::trust {

/// One field Authentication-Results: RFC 8601 section 2.2.
struct AuthenticationResults {
    struct Property {
        QByteArray name; ///< "header.d", "smtp.mailfrom": lower case
        QByteArray value;
    };
    struct Result {
        QByteArray method; ///< "dkim", "spf", "dmarc": lower case, without its version
        QByteArray result; ///< "pass", "fail": lower case
        QByteArray reason;
        QByteArray comment; ///< all comments of this result, joined by blanks
        QList<Property> properties;

        QByteArray property(const char *name) const; ///< the first of that name
    };
    QByteArray authservId; ///< lower case; empty where the server writes none, as some do
    QList<Result> results;

    static constexpr qsizetype MaximumOctets = 64 * 1024;
    static constexpr qsizetype MaximumResults = 100;
    static constexpr qsizetype MaximumProperties = 40;
};

/// Leniently: comments and quoted strings anywhere, blanks around `=`, values that are no tokens.  None where it is
/// longer than the limit or holds nothing that could be made out.  Linear in the field.
std::optional<AuthenticationResults> parseAuthenticationResults(const QByteArray &value);

} // namespace godwit::trust
