// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ConnectionFacts.h"

#include "imap/SessionReport.h"
#include "pop3/Session.h"
#include "smtp/Session.h"

namespace godwit::sync {

namespace {

QStringList texts(const QByteArrayList &names)
{
    QStringList list;
    for (const QByteArray &name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

/// Keywords of POP3 and SMTP that mean something to Godwit.
void sort(ServerFacts &facts, const QByteArrayList &offered, const QByteArrayList &useful)
{
    facts.offered = texts(offered);
    for (const QByteArray &line : offered) {
        const QByteArray keyword = line.split(' ').constFirst().toUpper();
        (useful.contains(keyword) ? facts.used : facts.unused).append(QString::fromLatin1(line));
    }
}

template <typename Session> ConnectionFacts transportFacts(const Session &session)
{
    ConnectionFacts facts;
    const net::TlsFacts tls = session.tlsFacts();
    facts.tlsProtocol = tls.protocol;
    facts.tlsCipher = tls.cipher;
    facts.loss = session.loss();
    facts.octetsIn = session.statistics().octetsIn;
    facts.octetsOut = session.statistics().octetsOut;
    if (session.statistics().quickest)
        facts.roundTripMs = session.statistics().quickest->count();
    return facts;
}

} // namespace

ConnectionFacts imapFacts(const imap::Session &session)
{
    const imap::SessionReport report = session.report();
    ConnectionFacts facts;
    facts.tlsProtocol = report.tlsProtocol;
    facts.tlsCipher = report.tlsCipher;
    facts.loss = session.loss();
    facts.compressed = report.isCompressed;
    if (report.roundTrip)
        facts.roundTripMs = report.roundTrip->count();
    facts.octetsIn = report.statistics.octetsIn;
    facts.octetsOut = report.statistics.octetsOut;
    facts.log = report.log;
    ServerFacts &server = facts.server;
    server.name = report.serverName;
    server.offered = texts(report.offeredAfterLogin.isEmpty() ? report.offeredBeforeLogin : report.offeredAfterLogin);
    server.used = texts(report.used);
    server.enabled = texts(report.enabled);
    server.switchedOff = texts(report.switchedOff);
    server.disproved = texts(report.learned);
    server.unused = texts(report.unknown);
    for (const imap::SessionReport::QuirkNote &quirk : report.quirks)
        server.quirks.append({quirk.name, quirk.reason, texts(quirk.capabilitiesOff)});
    return facts;
}

ConnectionFacts pop3Facts(const pop3::Session &session)
{
    ConnectionFacts facts = transportFacts(session);
    sort(facts.server, session.capabilities().toWire(),
        {"PIPELINING", "RESP-CODES", "SASL", "STLS", "TOP", "UIDL", "USER"});
    return facts;
}

ConnectionFacts smtpFacts(const smtp::Session &session)
{
    ConnectionFacts facts = transportFacts(session);
    sort(facts.server, session.capabilities().toWire(),
        {"8BITMIME", "AUTH", "ENHANCEDSTATUSCODES", "PIPELINING", "SIZE", "STARTTLS"});
    return facts;
}

} // namespace godwit::sync
