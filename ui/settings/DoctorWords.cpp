// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/DoctorWords.h"

#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QSet>

namespace godwit::ui {

using namespace Qt::StringLiterals;
using sync::ConnectionRecord;
using sync::ConnectionReport;
using sync::ServerFacts;
using sync::ServerSide;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DoctorWords)
public:
    struct Use {
        QString capability, sentence;
    };
    static QList<Use> uses();
    static QString encryption(const ConnectionRecord &record);
    static QString side(ServerSide side)
    {
        return side == ServerSide::Incoming ? tr("incoming mail") : tr("outgoing mail");
    }
    static QString moment(const QDateTime &time, const QLocale &locale)
    {
        const QDateTime local = time.toLocalTime();
        const QString clock = local.toString(u"HH:mm:ss"_s);
        return local.date() == QDate::currentDate()
            ? clock
            : locale.toString(local.date(), QLocale::ShortFormat) + u' ' + clock;
    }
    static QString ending(const ConnectionRecord &record);
    static QString oddity(QuirkReason reason);
};

QString Words::oddity(QuirkReason reason)
{
    switch (reason) {
    case QuirkReason::WholeWordSearch:
        return tr("It finds whole words only, and allows 15 connections for all devices together.");
    case QuirkReason::EstimatedSizes:
        return tr("The sizes of messages that it tells are estimates, and some searches come back without a result.");
    case QuirkReason::DropsAtNamespace:
        return tr("It drops the connection when it is asked where folders are kept.");
    case QuirkReason::EnablesNothing:
        return tr("It offers to tell what changed and never does; searches give numbers instead of messages.");
    case QuirkReason::FindsNoHeaderFields:
        return tr("It does not find messages by what stands in their headers.");
    case QuirkReason::RefusesMoves:
        return tr("It offers to move messages and refuses it each time; it finds no message by its number.");
    case QuirkReason::UnreliableFlagSearch:
        return tr("It finds messages by their marks only now and then.");
    case QuirkReason::IgnoresSearches:
        return tr("It ignores what is searched for, or refuses to search.");
    case QuirkReason::EmptyStatusList:
        return tr("Asked for the numbers of all folders it answers with nothing.");
    case QuirkReason::LeavesOutParts:
        return tr("Asked for a part of a message it leaves out what is in it.");
    case QuirkReason::ForgetsIdle:
        return tr("After a quarter of an hour it forgets to announce new mail.");
    case QuirkReason::FewConnections:
        return tr("It allows few connections from one place.");
    case QuirkReason::WrongMailboxIds:
        return tr("In its list of numbers the identities of folders are wrong.");
    case QuirkReason::OddEnvelopes:
        return tr("It misspells the summary of a message.");
    case QuirkReason::RejectsListOptions:
        return tr("It takes every but the simplest question for the folders as an error.");
    case QuirkReason::EmptyListWithOptions:
        return tr("Every but the simplest question for the folders gives nothing; searches come back without a "
                  "result.");
    case QuirkReason::DropsAtUnknownFields:
        return tr("It drops the connection when it is asked for a header that it does not know; it copies no drafts.");
    }
    return {};
}

/// In the order of what a person notices.
QList<Words::Use> Words::uses()
{
    return {{u"IDLE"_s, tr("New mail is announced at once.")},
        {u"NOTIFY"_s, tr("Changes in all folders are announced over one connection.")},
        {u"QRESYNC"_s, tr("Only what changed since the last time is asked for.")},
        {u"CONDSTORE"_s, tr("Changed marks are found without looking at every message.")},
        {u"MOVE"_s, tr("Messages are moved in one step.")},
        {u"UIDPLUS"_s, tr("The server says where a moved or filed message is.")},
        {u"LIST-STATUS"_s, tr("The folder list comes with its numbers.")},
        {u"SPECIAL-USE"_s, tr("The server says which folder is for sent mail, drafts and trash.")},
        {u"OBJECTID"_s, tr("A message is known again wherever it was moved to.")},
        {u"COMPRESS=DEFLATE"_s, tr("What is sent can be compressed on slow lines.")},
        {u"UIDONLY"_s, tr("Folders of any size are seen whole.")},
        {u"UTF8=ACCEPT"_s, tr("Names and addresses may be in any script.")},
        {u"X-GM-EXT-1"_s, tr("Gmail's labels are understood.")},
        {u"PIPELINING"_s, tr("Several commands travel at once.")},
        {u"SIZE"_s, tr("What is too large is noticed before it is sent.")},
        {u"UIDL"_s, tr("What was fetched already is known.")}};
}

QString Words::encryption(const ConnectionRecord &record)
{
    const QString &protocol = record.facts.tlsProtocol;
    if (record.endpoint.security == net::Security::ClearText)
        return tr("Not encrypted; that is allowed only on this computer.");
    if (protocol.isEmpty())
        return tr("It did not get as far as encryption.");
    const QString how = record.facts.tlsCipher.isEmpty() ? protocol : protocol + u", "_s + record.facts.tlsCipher;
    return record.endpoint.security == net::Security::ImplicitTls
        ? tr("Encrypted from the start: %1").arg(how)
        : tr("Encrypted before anything private was said (STARTTLS): %1").arg(how);
}

QString Words::ending(const ConnectionRecord &record)
{
    if (record.isOpen())
        return record.facts.signedIn ? tr("open, signed in") : tr("open, not signed in");
    if (!record.why)
        return tr("closed by Godwit");
    const QString words = serverWords(*record.why).simplified();
    return words.isEmpty() ? explain(*record.why)
                           : tr("%1 The server's words: %2", "why it ended").arg(explain(*record.why), words);
}

} // namespace

QStringList serverLines(const ConnectionRecord &record)
{
    QStringList lines{Words::tr("%1, port %2, %3", "host, port, protocol")
                          .arg(record.endpoint.host, QString::number(record.endpoint.port), record.protocol.toUpper()),
        Words::encryption(record)};
    const sync::ConnectionFacts &facts = record.facts;
    if (!facts.server.name.isEmpty())
        lines << Words::tr("It calls itself %1.").arg(facts.server.name);
    if (facts.roundTripMs)
        lines << (*facts.roundTripMs > 0 ? Words::tr("Its quickest answer took %1 ms.").arg(*facts.roundTripMs)
                                         : Words::tr("Its quickest answer took less than 1 ms."));
    lines << Words::tr("Received %1, sent %2.", "sizes").arg(humanSize(facts.octetsIn), humanSize(facts.octetsOut));
    if (facts.compressed)
        lines << Words::tr("What is sent is compressed.");
    return lines;
}

QStringList usedLines(const ConnectionRecord &record)
{
    const ServerFacts &server = record.facts.server;
    const auto offers = [&server](const QString &name) {
        return server.used.contains(name)
            || std::any_of(server.used.cbegin(), server.used.cend(),
                [&name](const QString &line) { return line.startsWith(name + u' '); });
    };
    QStringList lines;
    QSet<QString> explained;
    for (const Words::Use &use : Words::uses()) {
        if (!offers(use.capability))
            continue;
        lines << Words::tr("%1 (%2)", "what it is good for, name").arg(use.sentence, use.capability);
        explained.insert(use.capability);
    }
    QStringList others;
    for (const QString &name : server.used) {
        if (!explained.contains(name.section(u' ', 0, 0)))
            others << name;
    }
    if (!others.isEmpty())
        lines << Words::tr("Also used: %1").arg(others.join(u", "_s));
    if (record.protocol == u"imap" && !offers(u"IDLE"_s))
        lines << Words::tr("New mail is not announced: Godwit looks for it every few minutes.");
    if (!server.switchedOff.isEmpty())
        lines << Words::tr("Offered, but not used because it does not work there: %1")
                     .arg(server.switchedOff.join(u", "_s));
    if (!server.unused.isEmpty())
        lines << Words::tr("Offered, of no use here: %1").arg(server.unused.join(u", "_s));
    return lines;
}

QStringList quirkLines(const ConnectionRecord &record)
{
    const ServerFacts &server = record.facts.server;
    QStringList lines;
    for (const ServerFacts::Quirk &quirk : server.quirks) {
        lines << Words::tr("%1: %2", "server, what is odd about it").arg(quirk.name, Words::oddity(quirk.reason));
        if (!quirk.switchedOff.isEmpty())
            lines << Words::tr("Never used there: %1").arg(quirk.switchedOff.join(u", "_s));
    }
    if (!server.disproved.isEmpty())
        lines << Words::tr("Gave wrong answers this time: %1").arg(server.disproved.join(u", "_s));
    if (lines.isEmpty())
        lines << Words::tr("None is known of this server.");
    return lines;
}

QString connectionLine(const ConnectionRecord &record, const QLocale &locale)
{
    const QString began = Words::moment(record.began, locale);
    const QString when = record.isOpen()
        ? Words::tr("since %1", "time").arg(began)
        : Words::tr("%1 to %2", "times").arg(began, Words::moment(record.ended, locale));
    QStringList parts{when, Words::side(record.side)};
    if (!record.facts.tlsProtocol.isEmpty())
        parts << record.facts.tlsProtocol;
    if (record.facts.roundTripMs)
        parts << (*record.facts.roundTripMs > 0 ? Words::tr("%1 ms").arg(*record.facts.roundTripMs)
                                                : Words::tr("less than 1 ms"));
    return Words::tr("%1: %2", "connection, how it is or ended").arg(parts.join(u", "_s), Words::ending(record));
}

QString logText(const ConnectionReport &report, const QLocale &locale)
{
    QStringList lines;
    for (auto record = report.connections.crbegin(); record != report.connections.crend(); ++record) {
        if (record->facts.log.isEmpty())
            continue;
        if (!lines.isEmpty())
            lines << QString();
        lines << u"— "_s + connectionLine(*record, locale);
        lines << record->facts.log;
    }
    return lines.join(u'\n');
}

QString reportText(const ConnectionReport &report, const QLocale &locale)
{
    QStringList lines{QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion()};
    for (const ServerSide side : {ServerSide::Incoming, ServerSide::Outgoing}) {
        const auto record = report.latest(side);
        if (!record)
            continue;
        lines << QString() << Words::side(side) << serverLines(*record);
        if (record->facts.server.isKnown())
            lines << usedLines(*record);
        if (record->protocol == u"imap" && record->facts.server.isKnown())
            lines << quirkLines(*record)
                  << Words::tr("Everything offered: %1").arg(record->facts.server.offered.join(u' '));
    }
    lines << QString();
    for (const ConnectionRecord &record : report.connections)
        lines << connectionLine(record, locale);
    return lines.join(u'\n') + u'\n';
}

} // namespace godwit::ui
