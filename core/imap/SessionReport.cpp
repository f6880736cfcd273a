// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionReport.h"

#include "imap/SessionPrivate.h"

namespace godwit::imap {

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
            {QString::fromLatin1(quirk->name), QString::fromLatin1(quirk->why), quirk->capabilitiesOff});
    }
    report.learned = d->quirks.learned();
    const net::TlsFacts tls = d->transport->tlsFacts();
    report.tlsProtocol = tls.protocol;
    report.tlsCipher = tls.cipher;
    report.isCompressed = d->inflater != nullptr;
    report.statistics = statistics();
    report.ratioIn = ratio(report.statistics.plainOctetsIn, report.statistics.octetsIn);
    report.ratioOut = ratio(report.statistics.plainOctetsOut, report.statistics.octetsOut);
    report.log = QStringList(d->log.cbegin(), d->log.cend());
    return report;
}

} // namespace godwit::imap
