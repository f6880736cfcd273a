// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionReport.h"

#include "imap/SessionPrivate.h"

namespace godwit::imap {

using namespace Qt::StringLiterals;

namespace {

/// What Godwit makes use of; `NAME=` stands for all of its values.
bool isUseful(const QByteArray &capability)
{
    static const QByteArrayList names{"APPENDLIMIT", "BINARY", "CHILDREN", "COMPRESS=DEFLATE", "CONDSTORE",
        "CONTEXT=SEARCH", "CONTEXT=SORT", "CREATE-SPECIAL-USE", "ENABLE", "ESEARCH", "ESORT", "ID", "IDLE", "IMAP4REV1",
        "LIST-EXTENDED", "LIST-MYRIGHTS", "LIST-STATUS", "LITERAL+", "LITERAL-", "LOGINDISABLED", "MOVE", "MULTIAPPEND",
        "NAMESPACE", "NOTIFY", "OBJECTID", "PARTIAL", "PREVIEW", "QRESYNC", "QUOTA", "REPLACE", "SASL-IR", "SAVEDATE",
        "SEARCH=FUZZY", "SORT", "SORT=DISPLAY", "SPECIAL-USE", "STARTTLS", "STATUS=SIZE", "UIDONLY", "UIDPLUS",
        "UNSELECT", "UTF8=ACCEPT", "WITHIN", "X-GM-EXT-1", "XLIST", "ACL"};
    if (names.contains(capability))
        return true;
    static const QByteArrayList starts{"APPENDLIMIT=", "AUTH=", "MESSAGELIMIT="};
    for (const QByteArray &start : starts) {
        if (capability.startsWith(start))
            return true;
    }
    return false;
}

double ratio(qint64 plain, qint64 packed)
{
    return packed > 0 ? double(plain) / double(packed) : 1;
}

} // namespace

SessionReport Session::report() const
{
    SessionReport report;
    report.host = d->options.serverName;
    report.serverId = d->serverId.fields;
    QStringList name;
    for (const char *field : {"vendor", "name", "version"}) {
        const QString value = QString::fromUtf8(d->serverId.field(field)).simplified();
        if (!value.isEmpty() && !name.contains(value))
            name.append(value);
    }
    report.serverName = name.join(u' ');
    report.offeredBeforeLogin = d->offeredBeforeLogin.names();
    report.offeredAfterLogin = d->offered.names();
    report.enabled = QByteArrayList(d->enabled.cbegin(), d->enabled.cend());
    std::sort(report.enabled.begin(), report.enabled.end());
    for (const QByteArray &capability : report.offeredAfterLogin) {
        if (!d->capabilities.has(capability))
            report.switchedOff.append(capability);
        else if (isUseful(capability))
            report.used.append(capability);
        else
            report.unknown.append(capability);
    }
    for (const Quirk *quirk : d->quirks.rows()) {
        report.quirks.append(
            {QString::fromLatin1(quirk->name), QString::fromLatin1(quirk->why), quirk->capabilitiesOff, quirk->reason});
    }
    report.learned = d->quirks.learned();
    const net::TlsFacts tls = d->transport->tlsFacts();
    report.tlsProtocol = tls.protocol;
    report.tlsCipher = tls.cipher;
    report.isCompressed = d->inflater != nullptr;
    report.statistics = statistics();
    report.ratioIn = ratio(report.statistics.plainOctetsIn, report.statistics.octetsIn);
    report.ratioOut = ratio(report.statistics.plainOctetsOut, report.statistics.octetsOut);
    report.roundTrip = d->roundTrip;
    report.octetsPerSecond = d->lineSpeed.octetsPerSecond();
    report.log = QStringList(d->log.cbegin(), d->log.cend());
    return report;
}

QString SessionReport::toText() const
{
    const auto joined = [](const QByteArrayList &names) {
        return names.isEmpty() ? u"-"_s : QString::fromLatin1(names.join(' '));
    };
    QStringList lines{u"Server: %1 (%2)"_s.arg(host, serverName.isEmpty() ? u"unnamed"_s : serverName),
        u"TLS: %1"_s.arg(tlsProtocol.isEmpty() ? u"none"_s : tlsProtocol + u", "_s + tlsCipher),
        u"Offered before login: "_s + joined(offeredBeforeLogin),
        u"Offered after login: "_s + joined(offeredAfterLogin), u"Used: "_s + joined(used),
        u"Enabled: "_s + joined(enabled), u"Switched off: "_s + joined(switchedOff),
        u"Proved wrong: "_s + joined(learned), u"Not used: "_s + joined(unknown)};
    for (const QuirkNote &quirk : quirks)
        lines.append(u"Known server: %1: %2"_s.arg(quirk.name, quirk.why));
    lines.append(u"Octets in %1, out %2; unpacked in %3, out %4"_s.arg(statistics.octetsIn)
                     .arg(statistics.octetsOut)
                     .arg(statistics.plainOctetsIn)
                     .arg(statistics.plainOctetsOut));
    lines.append(u"Compressed: %1; commands %2, waits %3"_s.arg(isCompressed ? u"yes"_s : u"no"_s)
                     .arg(statistics.commands)
                     .arg(statistics.roundTrips));
    if (octetsPerSecond)
        lines.append(u"Octets a second: %1"_s.arg(*octetsPerSecond));
    if (roundTrip)
        lines.append(u"Round trip: %1 ms"_s.arg(roundTrip->count()));
    return (lines + log).join(u'\n') + u'\n';
}

} // namespace godwit::imap
