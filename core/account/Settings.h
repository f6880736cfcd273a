// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/Endpoint.h"
#include "store/Types.h"

#include <QHash>
#include <QStringList>

namespace godwit::account {

enum class Incoming { Imap, Pop3, None };
enum class LeaveOnServer { Always, DeleteAfterFetch, DeleteAfterDays };
enum class BodyPolicy { Everything, HeadersOnly, RecentDays };

/// Which messages are kept here whole.
struct BodyRule {
    BodyPolicy policy = BodyPolicy::Everything;
    int days = 30; ///< RecentDays: by date of arrival
    bool operator==(const BodyRule &) const = default;
};

/// One account as a value; JSON in the store.  Never holds a secret: passwordCommand is how headless machines get one.
struct Settings {
    store::AccountKey key; ///< 0 while it is not stored
    QString label; ///< what the tree shows; the address by default
    QString name; ///< of the person, for From
    QString email;
    Incoming incoming = Incoming::Imap;
    net::Endpoint incomingServer;
    QString incomingUser;
    net::Endpoint outgoingServer; ///< empty host: this account does not send
    QString outgoingUser; ///< empty: no sign-in
    QString passwordCommand; ///< a shell command whose first output line is the password; empty: the keychain
    QString extraCaFile;
    QList<net::CertificateException> exceptions;
    LeaveOnServer leaveOnServer = LeaveOnServer::Always;
    int leaveDays = 0;
    BodyPolicy bodyPolicy = BodyPolicy::Everything;
    int bodyDays = 30; ///< for RecentDays
    QHash<store::MailboxKey, BodyRule> mailboxBodies; ///< where a mailbox differs from its account
    int maximumConnections = 3; ///< to the incoming server at once; at least 1
    std::optional<bool> serverSavesSent; ///< learned or from the provider table
    QString signature;
    /// Whose Authentication-Results are believed (RFC 8601: authserv-ids or their domains); empty: those that the
    /// account's own mail shows.
    QStringList authServers;
    bool enabled = true;
    QString secretId; ///< names the keychain entry; made once, kept when servers change

    BodyRule bodiesOf(store::MailboxKey mailbox) const
    {
        return mailboxBodies.value(mailbox, BodyRule{bodyPolicy, bodyDays});
    }
    bool sends() const { return !outgoingServer.host.isEmpty(); }
    QString incomingProtocol() const
    {
        return incoming == Incoming::Pop3 ? QStringLiteral("pop3") : QStringLiteral("imap");
    }

    QByteArray toJson() const;
    static std::optional<Settings> fromJson(const QByteArray &json);
};

/// `imaps://host:port`, `imap+starttls://host`, `imap://host` (loopback only), likewise pop3 and smtp.
struct ServerUrl {
    QString protocol; ///< "imap", "pop3", "smtp"
    net::Endpoint endpoint;
};
std::optional<ServerUrl> parseServerUrl(const QString &url);
QString toUrl(const QString &protocol, const net::Endpoint &endpoint);
quint16 defaultPort(const QString &protocol, net::Security security);

} // namespace godwit::account

Q_DECLARE_METATYPE(godwit::account::Settings)
