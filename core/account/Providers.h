// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"

#include <QJsonObject>

namespace godwit::account {

/// One server that setup may offer.
struct ServerCandidate {
    Incoming type = Incoming::Imap; ///< for incoming servers
    net::Endpoint endpoint;
    QString user; ///< already expanded for the address
    QStringList auth; ///< "oauth2", "password", in order of preference
};

struct Candidate {
    QString source; ///< "providers", "guess"
    int rank = 0; ///< smaller is better
    QString providerId, displayName;
    QList<ServerCandidate> incoming, outgoing;
    bool needsAppPassword = false, appPasswordWithTwoFactor = false;
    QString appPasswordUrl, enableUrl, note;
    bool serverSavesSent = false;
    bool unsupported = false; ///< no standard protocol access: say so instead of failing
    bool oauthOnly = false;
};

/// The built-in table (resources/providers.json, compiled in).  Offline and instant.
class Providers {
public:
    Providers();
    std::optional<Candidate> forAddress(const QString &address) const;
    std::optional<Candidate> forMxHost(const QString &mxHost, const QString &address) const;

private:
    QJsonObject m_table;
};

/// Host names by convention for an unknown domain, to be tried live; never taken without a verified TLS answer.
Candidate guessed(const QString &address);

} // namespace godwit::account
