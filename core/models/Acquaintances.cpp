// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Acquaintances.h"

#include "trust/Domain.h"

namespace godwit::models {

namespace {

constexpr qint64 PeopleKeptMs = 10 * 60 * 1000;
constexpr int MostPeople = 5000; // those written to most; more would hold up a message
constexpr qint64 ServersKeptMs = 10 * 60 * 1000;
constexpr qint64 NoServersKeptMs = 30 * 1000; // while a first sync goes on
constexpr qint64 LargestSampleOctets = 256 * 1024;
constexpr qint64 RowsLookedAt = 60;
constexpr qsizetype ShortestName = 2;

trust::OwnHosts hostsOf(const account::Settings &settings)
{
    return {trust::asciiDomain(settings.incomingServer.host), trust::domainOf(settings.email)};
}

/// Names compare as people read them: spaces, case and look-alike letters make no difference.
QString nameKey(const QString &name)
{
    QString key;
    for (const QChar character : trust::skeleton(name)) {
        if (character.isLetterOrNumber())
            key += character;
    }
    return key.size() >= ShortestName ? key : QString();
}

QByteArray headerOf(const QByteArray &raw)
{
    const qsizetype crlf = raw.indexOf("\r\n\r\n"), lf = raw.indexOf("\n\n");
    const qsizetype end = crlf < 0 ? lf : lf < 0 ? crlf : qMin(crlf, lf);
    return end < 0 ? raw : raw.left(end) + "\r\n\r\n";
}

} // namespace

trust::Surroundings Acquaintances::around(
    const store::Reader &reader, store::MessageKey message, const mime::Address &from)
{
    trust::Surroundings out = outside(reader);
    out.isOwn = reader.isOwnMessage(message);
    const store::AccountKey account = reader.accountOf(message);
    for (const store::AccountRow &row : reader.accounts()) {
        auto settings = row.key == account ? account::Settings::fromJson(row.settings) : std::nullopt;
        if (!settings)
            continue;
        settings->key = row.key;
        out.hasAccount = true;
        out.hosts = hostsOf(*settings);
        out.servers = keptServers(reader, *settings);
    }
    const store::Acquaintance known = reader.acquaintance(from.addr);
    out.writtenTo = known.written > 0;
    out.received = known.received;
    const QString name = nameKey(from.name);
    if (!name.isEmpty() && !out.writtenTo)
        out.namesakes = m_byName.value(name);
    return out;
}

trust::Surroundings Acquaintances::outside(const store::Reader &reader)
{
    meetPeople(reader);
    trust::Surroundings out;
    out.ownAddresses = ownAddresses(reader);
    out.familiar = m_familiar;
    return out;
}

QStringList Acquaintances::ownAddresses(const store::Reader &reader) const
{
    QStringList own;
    for (const store::AccountRow &row : reader.accounts()) {
        if (const auto settings = account::Settings::fromJson(row.settings))
            own.append(settings->email.toLower());
    }
    return own;
}

void Acquaintances::meetPeople(const store::Reader &reader)
{
    if (m_met.isValid() && m_met.elapsed() < PeopleKeptMs)
        return;
    m_met.start();
    m_byName.clear();
    auto familiar = std::make_shared<trust::FamiliarDomains>();
    for (const mime::Address &address : reader.correspondents(MostPeople)) {
        familiar->add(trust::domainOf(address.addr));
        if (const QString name = nameKey(address.name); !name.isEmpty())
            m_byName[name].append(address.addr);
    }
    for (const QString &own : ownAddresses(reader))
        familiar->add(trust::domainOf(own));
    m_familiar = std::move(familiar);
}

QList<trust::AuthServer> Acquaintances::keptServers(const store::Reader &reader, const account::Settings &settings)
{
    Servers &kept = m_servers[settings.key];
    const qint64 span = kept.list.isEmpty() ? NoServersKeptMs : ServersKeptMs;
    if (!kept.age.isValid() || kept.age.elapsed() > span || kept.configured != settings.authServers) {
        kept.list = authServers(reader, settings);
        kept.configured = settings.authServers;
        kept.age.start();
    }
    return kept.list;
}

QList<trust::AuthServer> Acquaintances::authServers(const store::Reader &reader, const account::Settings &settings)
{
    QList<trust::AuthServer> servers;
    for (const QString &name : settings.authServers)
        servers.append(trust::configuredServer(name));
    const auto inbox = reader.mailboxByRole(settings.key, store::Role::Inbox);
    if (!servers.isEmpty() || !inbox)
        return servers;
    QList<store::PlacementKey> newest;
    for (const store::RowKey &row : reader.rowKeys(inbox->key, RowsLookedAt))
        newest.append(row.placement);
    trust::AuthServerLearner learner(hostsOf(settings));
    int taken = 0;
    for (const store::ListRow &row : reader.rows(newest)) {
        if (taken >= trust::AuthServerLearner::MaximumSamples)
            break;
        if (!row.hasBody || row.sizeOctets > LargestSampleOctets)
            continue;
        const auto raw = reader.raw(row.message);
        if (!raw)
            continue;
        learner.add(mime::parse(headerOf(*raw)).headers);
        ++taken;
    }
    return learner.servers();
}

} // namespace godwit::models
