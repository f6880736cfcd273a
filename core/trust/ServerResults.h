// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"
#include "trust/AuthenticationResults.h"

namespace godwit::trust {

/// Where a server writes its results.
enum class ResultsPlace {
    Nowhere,
    AboveBorder, ///< above the field Received by which the message came in from outside: nobody else can write there
    BelowBorder, ///< right below it, as Google does: believed only of servers that are known to write there
};

/// Who may be believed about the mail of an account (RFC 8601 sections 5 and 7.1).
struct AuthServer {
    QString domain; ///< organisational domain of its authserv-id; the id itself where that is no host name, or empty
    bool configured = false; ///< a person said so
    bool writesBelow = false; ///< ResultsPlace::BelowBorder
    int seen = 0, of = 0; ///< learned: on how many of the account's newest messages
    bool operator==(const AuthServer &) const = default;
};

/// One that a person named, by its authserv-id or its domain.
AuthServer configuredServer(const QString &name);

/// The hosts of an account: their Received lines count as its own.
struct OwnHosts {
    QString incoming; ///< the server that mail is fetched from, A-labels
    QString address; ///< the domain of the person's address
};

/// Where results of this id stand in a message, by its Received lines.
ResultsPlace placeOfResults(const QList<mime::HeaderField> &headers, const QString &server, const OwnHosts &own);

/// What the account's own server found out; all else that looks like it has no effect (S-054).
struct ServerResults {
    AuthServer server;
    QString authservId; ///< as it stands in the message
    QList<AuthenticationResults::Result> results;
};
std::optional<ServerResults> believedResults(
    const QList<mime::HeaderField> &headers, const QList<AuthServer> &servers, const OwnHosts &own);

/// Who writes results on the mail of an account, from the headers of its newest messages.
///
/// A server is taken for the account's own where its results stand above the border and it belongs to the host that
/// mail is fetched from or to the person's own domain, or where three quarters of the messages, and at least five,
/// carry its results in one place: then whoever would teach us another would have to be most of the mailbox.
class AuthServerLearner {
public:
    static constexpr int MaximumSamples = 24;

    explicit AuthServerLearner(OwnHosts own) : m_own(std::move(own)) { }
    void add(const QList<mime::HeaderField> &headers);
    QList<AuthServer> servers() const;

private:
    struct Tally {
        int above = 0, below = 0;
    };
    OwnHosts m_own;
    QHash<QString, Tally> m_tallies;
    int m_messages = 0;
};

} // namespace godwit::trust
