// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/ResponseParser.h"

#include "imap/wire/FetchParser.h"
#include "imap/wire/MailboxParser.h"
#include "imap/wire/SearchParser.h"
#include "imap/wire/StatusParser.h"

namespace godwit::imap {

namespace {

constexpr qsizetype KeptUnknownOctets = 1024;

Untagged unknown(QByteArrayView octets)
{
    return UnknownData{octets.first(qMin(octets.size(), KeptUnknownOctets)).toByteArray()};
}

QByteArrayList upper(QByteArrayView text)
{
    return text.toByteArray().toUpper().simplified().split(' ');
}

IdData parseId(Lexer lexer)
{
    constexpr qsizetype MaximumFields = 100;
    IdData data;
    if (!lexer.accept('('))
        return data;
    while (!lexer.atEnd() && !lexer.accept(')') && data.fields.size() < MaximumFields) {
        const QByteArray name = lexer.string().toLower();
        data.fields.append({name, lexer.string()});
    }
    return data;
}

Untagged parseVanished(Lexer lexer, QByteArrayView octets)
{
    VanishedData data;
    if (lexer.peek() == '(')
        data.earlier = Lexer(lexer.value()).strings().value(0).compare("EARLIER", Qt::CaseInsensitive) == 0;
    const std::optional<UidSet> uids = Lexer::parseSet(lexer.rest().trimmed());
    if (!uids)
        return unknown(octets); // mail must not go by a misreading (iCloud)
    data.uids = *uids;
    return data;
}

/// `* 12 EXISTS` and its like.
Untagged parseNumbered(quint32 number, Lexer lexer, QByteArrayView octets, Names names)
{
    const QByteArray name = lexer.word().toUpper();
    if (name == "EXISTS")
        return ExistsData{number};
    if (name == "RECENT")
        return RecentData{number};
    if (name == "EXPUNGE")
        return ExpungeData{{number}};
    if (name == "FETCH" || name == "UIDFETCH") {
        FetchData data = parseFetch(lexer.rest(), names);
        if (name == "FETCH")
            data.sequenceNumber.value = number;
        else
            data.uid.value = number;
        return data;
    }
    return unknown(octets);
}

Untagged parseNamed(const QByteArray &name, Lexer lexer, QByteArrayView octets, Names names)
{
    if (name == "CAPABILITY")
        return CapabilityData{Capabilities(upper(lexer.rest()))};
    if (name == "LIST" || name == "XLIST")
        return parseList(lexer, ListData::Kind::List, names);
    if (name == "LSUB")
        return parseList(lexer, ListData::Kind::Lsub, names);
    if (name == "STATUS")
        return parseMailboxStatus(lexer, names);
    if (name == "SEARCH")
        return parseSearch(lexer);
    if (name == "SORT")
        return parseSort(lexer);
    if (name == "ESEARCH")
        return parseESearch(lexer);
    if (name == "FLAGS")
        return FlagsData{lexer.strings()};
    if (name == "VANISHED")
        return parseVanished(lexer, octets);
    if (name == "NAMESPACE")
        return parseNamespace(lexer, names);
    if (name == "ID")
        return parseId(lexer);
    if (name == "ENABLED")
        return EnabledData{upper(lexer.rest())};
    if (name == "QUOTAROOT")
        return parseQuotaRoot(lexer, names);
    if (name == "QUOTA")
        return parseQuota(lexer);
    if (name == "MYRIGHTS")
        return parseRights(lexer, names);
    return unknown(octets);
}

Untagged parseUntagged(QByteArrayView octets, Names names)
{
    Lexer lexer(octets);
    if (lexer.peek() == '[')
        return parseStatus(StatusResponse::Kind::Ok, lexer.rest()); // home.pl: a code without its OK
    const QByteArray name = lexer.word().toUpper();
    if (const auto kind = statusKind(name))
        return parseStatus(*kind, lexer.rest());
    bool isNumber = false;
    const quint32 number = name.toUInt(&isNumber);
    if (isNumber)
        return parseNumbered(number, lexer, octets, names);
    return parseNamed(name, lexer, octets, names);
}

} // namespace

QByteArray IdData::field(QByteArrayView name) const
{
    for (const auto &[key, value] : fields) {
        if (key == name)
            return value;
    }
    return {};
}

Result<Response> parseResponse(QByteArrayView octets, Names names)
{
    // A literal announced too short leaves the end of its response on a line of its own.
    if (octets.isEmpty() || octets.startsWith(')'))
        return Response(Untagged(unknown(octets)));
    if (octets.startsWith('+'))
        return Response(Continuation{octets.sliced(1).trimmed().toByteArray()});
    if (octets.startsWith('*'))
        return Response(parseUntagged(octets.sliced(1), names));
    Lexer lexer(octets);
    Tagged tagged;
    tagged.tag = lexer.word();
    const auto kind = statusKind(lexer.word());
    if (!kind || *kind == StatusResponse::Kind::Bye || *kind == StatusResponse::Kind::Preauth)
        return failure(MailError::Kind::Protocol);
    tagged.status = parseStatus(*kind, lexer.rest());
    return Response(std::move(tagged));
}

} // namespace godwit::imap
