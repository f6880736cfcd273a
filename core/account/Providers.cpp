// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Providers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

// The macro must stand outside every namespace: it declares a function of that name.
static void initialiseProviderResource()
{
    Q_INIT_RESOURCE(providers);
}

using namespace Qt::StringLiterals;

namespace godwit::account {

namespace {

QString domainOf(const QString &address)
{
    return address.mid(address.lastIndexOf(u'@') + 1).trimmed().toLower();
}

QString localPartOf(const QString &address)
{
    return address.left(address.lastIndexOf(u'@')).trimmed();
}

ServerCandidate serverFrom(const QJsonObject &object, Incoming type, const QString &address)
{
    ServerCandidate server;
    server.type = type;
    server.endpoint.host = object.value("host"_L1).toString();
    server.endpoint.port = quint16(object.value("port"_L1).toInt());
    server.endpoint.security =
        object.value("security"_L1).toString() == u"starttls" ? net::Security::StartTls : net::Security::ImplicitTls;
    server.user = object.value("username"_L1).toString() == u"localpart" ? localPartOf(address) : address;
    for (const QJsonValue &auth : object.value("auth"_L1).toArray())
        server.auth.append(auth.toString());
    return server;
}

void appendServers(QList<ServerCandidate> &list, const QJsonObject &provider, QLatin1StringView key, Incoming type,
    const QString &address)
{
    for (const QJsonValue &value : provider.value(key).toArray()) {
        const ServerCandidate server = serverFrom(value.toObject(), type, address);
        if (!server.endpoint.host.isEmpty() && server.endpoint.port != 0)
            list.append(server);
    }
}

bool onlyOauth(const QList<ServerCandidate> &servers)
{
    for (const ServerCandidate &server : servers) {
        if (server.auth.contains(u"password"_s))
            return false;
    }
    return !servers.isEmpty();
}

Candidate candidateFrom(const QJsonObject &provider, const QString &address, int rank)
{
    Candidate candidate;
    candidate.source = u"providers"_s;
    candidate.rank = rank;
    candidate.providerId = provider.value("id"_L1).toString();
    candidate.displayName = provider.value("name"_L1).toString();
    appendServers(candidate.incoming, provider, "imap"_L1, Incoming::Imap, address);
    appendServers(candidate.incoming, provider, "pop3"_L1, Incoming::Pop3, address);
    appendServers(candidate.outgoing, provider, "smtp"_L1, Incoming::None, address);
    const QJsonValue appPassword = provider.value("appPassword"_L1);
    candidate.needsAppPassword = appPassword.toBool();
    candidate.appPasswordWithTwoFactor = appPassword.toString() == u"with-2fa-only";
    candidate.appPasswordUrl = provider.value("appPasswordUrl"_L1).toString();
    if (provider.value("enableInWebSettings"_L1).toBool())
        candidate.enableUrl = provider.value("settingsUrl"_L1).toString();
    candidate.note = provider.value("notes"_L1).toString();
    candidate.serverSavesSent = provider.value("serverSavesSent"_L1).toBool();
    candidate.unsupported = provider.value("unsupported"_L1).toBool();
    candidate.oauthOnly = onlyOauth(candidate.incoming);
    return candidate;
}

bool listsDomain(const QJsonObject &provider, const QString &domain)
{
    for (const QJsonValue &value : provider.value("domains"_L1).toArray()) {
        const QString listed = value.toString();
        if (domain == listed || (listed == u"onmicrosoft.com" && domain.endsWith(".onmicrosoft.com"_L1)))
            return true;
    }
    return false;
}

bool listsMxHost(const QJsonObject &provider, const QString &host)
{
    for (const QJsonValue &value : provider.value("mxPatterns"_L1).toArray()) {
        const QRegularExpression glob(QRegularExpression::wildcardToRegularExpression(value.toString()));
        if (glob.match(host).hasMatch())
            return true;
    }
    return false;
}

} // namespace

Providers::Providers()
{
    initialiseProviderResource();
    QFile file(u":/godwit/providers.json"_s);
    if (file.open(QIODevice::ReadOnly))
        m_table = QJsonDocument::fromJson(file.readAll()).object();
}

std::optional<Candidate> Providers::forAddress(const QString &address) const
{
    const QString domain = domainOf(address);
    for (const QJsonValue &value : m_table.value("providers"_L1).toArray()) {
        const QJsonObject provider = value.toObject();
        if (listsDomain(provider, domain))
            return candidateFrom(provider, address, 2);
    }
    return std::nullopt;
}

std::optional<Candidate> Providers::forMxHost(const QString &mxHost, const QString &address) const
{
    QString host = mxHost.toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    for (const QJsonValue &value : m_table.value("providers"_L1).toArray()) {
        const QJsonObject provider = value.toObject();
        if (listsMxHost(provider, host))
            return candidateFrom(provider, address, 7);
    }
    return std::nullopt;
}

Candidate guessed(const QString &address)
{
    using net::Security;
    Candidate candidate;
    candidate.source = u"guess"_s;
    candidate.rank = 8;
    const QString domain = domainOf(address);
    const auto add = [&](QList<ServerCandidate> &list, Incoming type, const QString &protocol, const QString &host) {
        for (const Security security : {Security::ImplicitTls, Security::StartTls}) {
            ServerCandidate server;
            server.type = type;
            server.endpoint = {host, defaultPort(protocol, security), security};
            server.user = address;
            server.auth = {u"password"_s};
            list.append(server);
        }
    };
    for (const auto &prefix : {"imap."_L1, "mail."_L1, ""_L1})
        add(candidate.incoming, Incoming::Imap, u"imap"_s, prefix + domain);
    for (const auto &prefix : {"pop3."_L1, "pop."_L1, "mail."_L1, ""_L1})
        add(candidate.incoming, Incoming::Pop3, u"pop3"_s, prefix + domain);
    for (const auto &prefix : {"smtp."_L1, "mail."_L1, ""_L1})
        add(candidate.outgoing, Incoming::None, u"smtp"_s, prefix + domain);
    return candidate;
}

} // namespace godwit::account
