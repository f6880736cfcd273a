// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/ResponseParser.h"

#include "imap/wire/FetchParser.h"
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

/// A name at the end of a line that is no string may hold blanks (Exchange).
QByteArray nameToTheEnd(Lexer &lexer, const char *stop)
{
    const char first = lexer.peek();
    if (first == '"' || first == '{' || first == '~')
        return lexer.next().text;
    const QByteArrayView rest = lexer.rest();
    const qsizetype end = rest.indexOf(QByteArrayView(stop));
    const QByteArrayView name = end < 0 ? rest : rest.first(end);
    lexer.moveTo(lexer.position() + name.size());
    return name.trimmed().toByteArray();
}

ListData parseList(Lexer lexer, ListData::Kind kind)
{
    ListData data;
    data.kind = kind;
    for (const QByteArray &attribute : lexer.strings()) {
        if (attribute.size() > 1)
            data.attributes.append(attribute.toLower());
    }
    const Lexer::Token delimiter = lexer.next();
    if (delimiter.isText() && !delimiter.text.isEmpty())
        data.delimiter = delimiter.text[0];
    data.mailbox.wireName = nameToTheEnd(lexer, " (");
    if (!lexer.accept('('))
        return data;
    while (!lexer.atEnd() && !lexer.accept(')')) {
        const QByteArray item = lexer.string().toUpper();
        const QByteArrayList values = Lexer(lexer.value()).strings();
        if (item == "OLDNAME" && !values.isEmpty())
            data.oldName = values.constFirst();
    }
    return data;
}

std::optional<quint32> number32(const std::optional<quint64> &value)
{
    return value && *value <= 0xffffffffU ? std::optional<quint32>(quint32(*value)) : std::nullopt;
}

MailboxStatus parseMailboxStatus(Lexer lexer)
{
    MailboxStatus status;
    status.mailbox.wireName = nameToTheEnd(lexer, " (");
    lexer.accept('(');
    while (!lexer.atEnd() && !lexer.accept(')')) {
        const QByteArray item = lexer.string().toUpper();
        if (lexer.peek() == '(') {
            const QByteArrayList values = Lexer(lexer.value()).strings();
            if (item == "MAILBOXID" && !values.isEmpty())
                status.mailboxId = values.constFirst();
            continue;
        }
        if (lexer.peek() == ')' || item.isEmpty())
            continue;
        const std::optional<quint64> value = lexer.number();
        if (item == "MESSAGES")
            status.messages = number32(value);
        else if (item == "UNSEEN")
            status.unseen = number32(value);
        else if (item == "UIDNEXT")
            status.uidNext.value = number32(value).value_or(0);
        else if (item == "UIDVALIDITY")
            status.uidValidity.value = number32(value).value_or(0);
        else if (item == "HIGHESTMODSEQ" && value && *value <= quint64(INT64_MAX))
            status.highestModSeq.value = *value;
        else if (item == "SIZE" && value && *value <= quint64(INT64_MAX))
            status.sizeOctets = qint64(*value);
    }
    return status;
}

SearchData parseSearch(Lexer lexer)
{
    SearchData data;
    QList<UidSet::Range> ranges;
    while (!lexer.atEnd()) {
        if (lexer.accept('(')) {
            if (lexer.string().compare("MODSEQ", Qt::CaseInsensitive) == 0)
                data.highestModSeq.value = lexer.number().value_or(0);
            continue;
        }
        if (lexer.accept(')'))
            continue;
        const std::optional<quint32> uid = number32(lexer.number());
        if (!uid || *uid == 0)
            continue; // S-028
        if (!ranges.isEmpty() && quint64(ranges.constLast().last) + 1 == *uid)
            ranges.last().last = *uid;
        else
            ranges.append({*uid, *uid});
    }
    data.uids = UidSet::fromRanges(std::move(ranges));
    return data;
}

ESearchData parseESearch(Lexer lexer)
{
    ESearchData data;
    while (!lexer.atEnd()) {
        if (lexer.accept('(')) {
            const QByteArray what = lexer.string().toUpper();
            const QByteArray text = lexer.string();
            if (what == "TAG")
                data.tag = text;
            lexer.accept(')');
            continue;
        }
        if (lexer.accept(')'))
            continue;
        const QByteArray item = lexer.string().toUpper();
        if (item == "UID")
            data.byUid = true;
        else if (item == "ALL")
            data.all = Lexer::parseSet(lexer.string());
        else if (item == "COUNT")
            data.count = number32(lexer.number());
        else if (item == "MIN")
            data.min.value = number32(lexer.number()).value_or(0);
        else if (item == "MAX")
            data.max.value = number32(lexer.number()).value_or(0);
        else if (item == "MODSEQ")
            data.highestModSeq.value = lexer.number().value_or(0);
        else if (item == "PARTIAL")
            lexer.value();
    }
    return data;
}

NamespaceData parseNamespace(Lexer lexer)
{
    NamespaceData data;
    for (QList<NamespaceData::Entry> *list : {&data.personal, &data.otherUsers, &data.shared}) {
        if (!lexer.accept('(')) {
            lexer.next(); // NIL
            continue;
        }
        while (!lexer.atEnd() && !lexer.accept(')')) {
            Lexer entry(lexer.value());
            entry.accept('(');
            const QByteArray prefix = entry.string();
            const Lexer::Token delimiter = entry.next();
            list->append({prefix, delimiter.isText() && !delimiter.text.isEmpty() ? delimiter.text[0] : '\0'});
        }
    }
    return data;
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
Untagged parseNumbered(quint32 number, Lexer lexer, QByteArrayView octets)
{
    const QByteArray name = lexer.word().toUpper();
    if (name == "EXISTS")
        return ExistsData{number};
    if (name == "RECENT")
        return RecentData{number};
    if (name == "EXPUNGE")
        return ExpungeData{{number}};
    if (name == "FETCH" || name == "UIDFETCH") {
        FetchData data = parseFetch(lexer.rest());
        if (name == "FETCH")
            data.sequenceNumber.value = number;
        else
            data.uid.value = number;
        return data;
    }
    return unknown(octets);
}

Untagged parseUntagged(QByteArrayView octets)
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
        return parseNumbered(number, lexer, octets);
    if (name == "CAPABILITY")
        return CapabilityData{Capabilities(upper(lexer.rest()))};
    if (name == "LIST" || name == "XLIST")
        return parseList(lexer, ListData::Kind::List);
    if (name == "LSUB")
        return parseList(lexer, ListData::Kind::Lsub);
    if (name == "STATUS")
        return parseMailboxStatus(lexer);
    if (name == "SEARCH" || name == "SORT")
        return parseSearch(lexer);
    if (name == "ESEARCH")
        return parseESearch(lexer);
    if (name == "FLAGS")
        return FlagsData{lexer.strings()};
    if (name == "VANISHED")
        return parseVanished(lexer, octets);
    if (name == "NAMESPACE")
        return parseNamespace(lexer);
    if (name == "ID")
        return parseId(lexer);
    if (name == "ENABLED")
        return EnabledData{upper(lexer.rest())};
    return unknown(octets);
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

Result<Response> parseResponse(QByteArrayView octets)
{
    // A literal announced too short leaves the end of its response on a line of its own.
    if (octets.isEmpty() || octets.startsWith(')'))
        return Response(Untagged(unknown(octets)));
    if (octets.startsWith('+'))
        return Response(Continuation{octets.sliced(1).trimmed().toByteArray()});
    if (octets.startsWith('*'))
        return Response(parseUntagged(octets.sliced(1)));
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
