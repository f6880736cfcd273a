// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/ServerResults.h"

#include "mime/HeaderText.h"
#include "trust/Domain.h"

#include <QHostAddress>
#include <algorithm>

namespace godwit::trust {

namespace {

constexpr int LeastSamples = 5;
constexpr qsizetype MaximumFields = 400; // of the header, from the top: nobody's own servers write more
constexpr qsizetype MaximumReceivedOctets = 4096;

bool isNamed(const mime::HeaderField &field, const char *name)
{
    return field.name.compare(name, Qt::CaseInsensitive) == 0;
}

QString serverOf(const QByteArray &authservId)
{
    const QString domain = asciiDomain(QString::fromUtf8(authservId));
    return domain.contains(u'.') ? organisationalDomain(domain) : QString::fromUtf8(authservId);
}

/// Of a field Received: RFC 5321 section 4.4, as far as it is needed.
struct Hop {
    QString by;
    QString greeting; ///< what the other side called itself
    QString reverse; ///< the name that its address has
    QHostAddress address;
    bool hasFrom = false;
};

/// "(name [192.0.2.1])", "([IPv6:...])", "(name. [...])"
void readPeer(const QByteArray &comment, Hop &hop)
{
    const qsizetype open = comment.indexOf('[');
    const QByteArray inside = open >= 0 ? comment.mid(open + 1, comment.indexOf(']', open) - open - 1) : comment;
    QByteArray address = inside.trimmed();
    if (address.left(5).toLower() == "ipv6:")
        address = address.mid(5);
    hop.address = QHostAddress(QString::fromLatin1(address));
    const bool proven = open >= 0 && !comment.contains("may be forged"); // Sendmail: the name does not lead back
    const QByteArray words = proven ? comment.left(open).trimmed() : QByteArray();
    hop.reverse = asciiDomain(QString::fromUtf8(words.mid(words.lastIndexOf(' ') + 1)));
}

Hop readReceived(const QByteArray &value)
{
    Hop hop;
    const QByteArray line = mime::unfolded(value.left(MaximumReceivedOctets)).simplified();
    const QByteArray lower = line.toLower();
    const auto wordAt = [&line](qsizetype at) {
        return QString::fromUtf8(line.mid(at, line.indexOf(' ', at) < 0 ? -1 : line.indexOf(' ', at) - at));
    };
    const qsizetype by = lower.startsWith("by ") ? 0 : lower.indexOf(" by ") + 1;
    if (by > 0 || lower.startsWith("by "))
        hop.by = wordAt(by + 3);
    hop.hasFrom = lower.startsWith("from ");
    if (hop.hasFrom) {
        hop.greeting = asciiDomain(wordAt(5));
        const QByteArray peer = line.left(by > 0 ? by : line.size());
        const qsizetype open = peer.indexOf('(');
        const qsizetype bracket = peer.indexOf('[');
        if (open >= 0)
            readPeer(peer.mid(open + 1, peer.lastIndexOf(')') - open - 1), hop);
        else if (bracket >= 0)
            readPeer(peer.mid(bracket), hop);
    }
    hop.by = hop.by.toLower();
    return hop;
}

/// Names that mean nothing outside: `mail01`, `x.internal`, an address.
bool isLocalName(const QString &host)
{
    const bool address = !QHostAddress(host).isNull() || host.contains(u':');
    return address || !host.contains(u'.') || host.endsWith(u".internal") || host.endsWith(u".local")
        || host.endsWith(u".localdomain") || host.endsWith(u".lan");
}

bool isPrivate(const QHostAddress &address)
{
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast()
        || address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 8)
        || address.isInSubnet(QHostAddress(QStringLiteral("172.16.0.0")), 12)
        || address.isInSubnet(QHostAddress(QStringLiteral("192.168.0.0")), 16);
}

/// Walks down from the top, through what the account's own servers wrote.
class BorderWalk {
public:
    BorderWalk(const QString &server, const OwnHosts &own, bool known)
        : m_server(server), m_own(own), m_known(known) { }

    /// False: from here on anybody may have written it.
    bool pass(const Hop &hop)
    {
        if (m_pastBorder)
            return false;
        const bool own = isOwn(asciiDomain(hop.by));
        if (!own && !isLocalName(hop.by))
            return false;
        m_pastBorder = hop.hasFrom && !isInside(hop);
        return true;
    }
    bool isPastBorder() const { return m_pastBorder; }

private:
    bool isOwn(const QString &host) const
    {
        return sameOrganisation(host, m_server) || sameOrganisation(host, m_own.incoming)
            || sameOrganisation(host, m_own.address);
    }
    bool isInside(const Hop &hop) const
    {
        if (!hop.address.isNull() && isPrivate(hop.address))
            return true;
        if (isOwn(hop.reverse))
            return true;
        // A greeting can say anything; of a server that is known to write on everything it can do no harm, since what
        // the server wrote stands above.
        return m_known && isOwn(hop.greeting);
    }

    QString m_server;
    const OwnHosts &m_own;
    bool m_known;
    bool m_pastBorder = false;
};

struct Found {
    ResultsPlace place = ResultsPlace::Nowhere;
    QList<AuthenticationResults> fields;
};

/// The results of one server, from the first of its fields that nobody else can have written.
Found find(const QList<mime::HeaderField> &headers, const QString &server, const OwnHosts &own, bool known)
{
    Found found;
    BorderWalk walk(server, own, known);
    bool below = false; // of a run below the border only the topmost field is certain
    for (qsizetype at = 0; at < qMin(headers.size(), MaximumFields); ++at) {
        const mime::HeaderField &field = headers[at];
        if (isNamed(field, "Received")) {
            if (!found.fields.isEmpty() || !walk.pass(readReceived(field.value)))
                break;
            continue;
        }
        if (!isNamed(field, "Authentication-Results") || (below && !found.fields.isEmpty()))
            continue;
        const auto results = parseAuthenticationResults(field.value);
        if (!results || serverOf(results->authservId) != server)
            continue;
        below = walk.isPastBorder();
        found.place = below ? ResultsPlace::BelowBorder : ResultsPlace::AboveBorder;
        found.fields.append(*results);
    }
    return found;
}

} // namespace

AuthServer configuredServer(const QString &name)
{
    return {serverOf(name.trimmed().toLower().toUtf8()), true, false, 0, 0};
}

ResultsPlace placeOfResults(const QList<mime::HeaderField> &headers, const QString &server, const OwnHosts &own)
{
    return find(headers, server, own, false).place;
}

std::optional<ServerResults> believedResults(
    const QList<mime::HeaderField> &headers, const QList<AuthServer> &servers, const OwnHosts &own)
{
    std::optional<ServerResults> out;
    for (const AuthServer &server : servers) {
        const Found found = find(headers, server.domain, own, true);
        const bool believed = found.place == ResultsPlace::AboveBorder
            || (found.place == ResultsPlace::BelowBorder && (server.writesBelow || server.configured));
        if (!believed)
            continue;
        if (!out)
            out = ServerResults{server, QString::fromUtf8(found.fields.first().authservId), {}};
        for (const AuthenticationResults &field : found.fields)
            out->results += field.results;
    }
    return out;
}

void AuthServerLearner::add(const QList<mime::HeaderField> &headers)
{
    if (m_messages >= MaximumSamples)
        return;
    ++m_messages;
    QStringList servers;
    for (qsizetype at = 0; at < qMin(headers.size(), MaximumFields); ++at) {
        const auto results = isNamed(headers[at], "Authentication-Results")
            ? parseAuthenticationResults(headers[at].value)
            : std::nullopt;
        if (results && !servers.contains(serverOf(results->authservId)))
            servers.append(serverOf(results->authservId));
    }
    for (const QString &server : std::as_const(servers)) {
        const ResultsPlace place = placeOfResults(headers, server, m_own);
        m_tallies[server].above += place == ResultsPlace::AboveBorder;
        m_tallies[server].below += place == ResultsPlace::BelowBorder;
    }
}

QList<AuthServer> AuthServerLearner::servers() const
{
    QList<AuthServer> out;
    for (auto it = m_tallies.cbegin(); it != m_tallies.cend(); ++it) {
        const int seen = it->above + it->below;
        const bool often = m_messages >= LeastSamples && seen * 4 >= m_messages * 3;
        const bool related =
            it->above > 0 && (sameOrganisation(it.key(), m_own.incoming) || sameOrganisation(it.key(), m_own.address));
        if (often || related)
            out.append({it.key(), false, often && it->below > it->above, seen, m_messages});
    }
    std::sort(out.begin(), out.end(), [](const AuthServer &one, const AuthServer &other) {
        return one.seen != other.seen ? one.seen > other.seen : one.domain < other.domain;
    });
    return out;
}

} // namespace godwit::trust
